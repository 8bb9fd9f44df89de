import type { Worker } from '../../../shared/workers/contract.ts'
import { scanKeys } from '../pages.ts'
import type { Workshop } from './workshop.ts'

/** The screen on which work is recorded, in its three ways. */
export class RecordingTable {
  private readonly workshop: Workshop
  constructor(workshop: Workshop) {
    this.workshop = workshop
  }

  /** The keyboard's ways begin with a batch. */
  async open(way: '扫码记工' | '键盘补录' | '整批分', batchNumber?: string): Promise<void> {
    const { page } = this.workshop
    if (!page.url().endsWith('#/floor')) await this.workshop.go('/floor')
    await page.getByText(way, { exact: true }).click()
    if (batchNumber === undefined) await this.workshop.says('扫一张菲票')
    else await this.workshop.choose('选批次', batchNumber)
  }

  async scan(code: string): Promise<void> {
    await scanKeys(this.workshop.page, code)
  }
  async scanBadge(name: string): Promise<void> {
    const workers = await this.workshop.read<Worker[]>('workers.list')
    await this.scan(workers.find((worker) => worker.name === name)!.code)
  }
  async keepWorker(): Promise<void> {
    await this.workshop.page.getByRole('switch', { name: '一直记给这个人' }).click()
    await this.workshop.page.locator('input[data-scan]:focus').waitFor()
  }
  /** Waits until a step of a bundle stands in the day's list. */
  async recorded(step: string, bundleNumber: number): Promise<void> {
    const row = this.workshop.page.getByRole('row', { name: new RegExp(`${step}.*第${bundleNumber}扎`) })
    await row.first().waitFor()
  }

  /** Types pieces into cells named as "worker step". */
  async typeGrid(cells: Readonly<Record<string, string>>): Promise<void> {
    await this.workshop.button('所有人').click()
    for (const [cell, pieces] of Object.entries(cells)) {
      await this.workshop.page.getByRole('textbox', { name: cell }).click()
      await this.workshop.page.keyboard.type(pieces)
    }
  }
  /** All that is left, by weights. */
  async shareAmong(weights: Readonly<Record<string, string>>): Promise<void> {
    for (const [index, [name, weight]] of Object.entries(weights).entries()) {
      await this.workshop.choose('加一个人', name)
      await this.workshop.page.getByRole('spinbutton', { name: '份数' }).nth(index).fill(weight)
    }
  }
  async save(pieces: number): Promise<void> {
    await this.workshop.button(`记下 ${pieces} 件`).click()
    await this.workshop.says(`记下了 ${pieces} 件`)
  }
}
