import { scanKeys } from '../pages.ts'
import type { Workshop } from './workshop.ts'

/** From the orders that are ready to the courier's hands. */
export class PackingTable {
  private readonly workshop: Workshop
  constructor(workshop: Workshop) {
    this.workshop = workshop
  }

  /** Begins a round of one order and shows it. */
  async pickOnly(orderNumber: string): Promise<void> {
    const { page } = this.workshop
    await this.workshop.go('/pack/waves')
    // All that are ready are ticked at first, once they are there.
    const tick = page.getByRole('row', { name: orderNumber }).getByRole('checkbox')
    await tick.waitFor()
    await page.getByRole('columnheader').getByRole('checkbox').click()
    await tick.check()
    await this.workshop.button('开始拣货（1 单）').click()
  }

  async openParcel(slip: string): Promise<void> {
    await this.workshop.go('/pack')
    await this.workshop.page.getByPlaceholder('扫面单 / 拣货单 / 订单号 / 货品').waitFor()
    await scanKeys(this.workshop.page, slip)
    await this.workshop.says('开箱：扫货品')
  }
  /** Types how many, then scans one of them. */
  async count(sellerCode: string, pieces: number): Promise<void> {
    await this.workshop.page.locator('input[data-scan]').fill(String(pieces))
    await this.workshop.page.keyboard.press('Enter')
    await this.workshop.says(`下一扫计 ${pieces} 件`)
    await scanKeys(this.workshop.page, sellerCode)
    await this.workshop.says(`${pieces} / ${pieces}`)
  }
  async closeParcel(waybill: string): Promise<void> {
    await this.workshop.says('齐了。扫面单封箱')
    await scanKeys(this.workshop.page, waybill)
    await this.workshop.says('封箱完成')
  }

  /** `courier`: the heap on which the parcel must lie. */
  async handOver(waybill: string, courier: string): Promise<void> {
    await this.workshop.go('/pack/hand-over')
    await this.workshop.button(new RegExp(`^${courier} \\(\\d+\\)$`)).waitFor()
    await scanKeys(this.workshop.page, waybill)
    await this.workshop.button('交给快递（1 个）').click()
    await this.workshop.page.waitForURL(/hand-over\/\d+$/)
  }
}
