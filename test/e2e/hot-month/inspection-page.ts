import { scanKeys } from '../pages.ts'
import type { Workshop } from './workshop.ts'

/** The screens on which a batch is looked at, and what was sent back is mended. */
export class InspectionPage {
  private readonly workshop: Workshop
  constructor(workshop: Workshop) {
    this.workshop = workshop
  }

  async beginOf(batchId: number): Promise<void> {
    await this.workshop.go(`/floor/batches/${batchId}`)
    await this.workshop.button('开始质检').click()
    await this.workshop.inDialog(/开始，看 \d+ 件/).click()
    await this.workshop.page.getByLabel('扫菲票选扎，扫工牌选工人').waitFor()
  }

  /** Scans a ticket; `bundle` is how the screen names it, as "1 · 黄色 110 · 8". */
  async scan(ticket: string, bundle: string): Promise<void> {
    await scanKeys(this.workshop.page, ticket)
    await this.workshop.page.getByTitle(bundle).waitFor()
  }
  /** Sends a piece of the scanned bundle back to a step; who did it is known from the records. */
  async sendBack(defect: string, step: string, worker: string): Promise<void> {
    await this.workshop.page.getByText('返工', { exact: true }).click()
    await this.workshop.choose('哪道工序', step)
    await this.workshop.page.getByTitle(worker).waitFor()
    await this.tap(defect)
  }
  /** Takes a piece of the scanned bundle out as seconds. */
  async takeOut(defect: string): Promise<void> {
    await this.workshop.page.getByText('次品', { exact: true }).click()
    await this.tap(defect)
  }
  private async tap(defect: string): Promise<void> {
    await this.workshop.button(defect).click()
    await this.workshop.page.getByRole('cell', { name: new RegExp(`${defect} × 1`) }).waitFor()
  }

  /** Accepts after so many pieces, with a reason because the plan says otherwise. */
  async accept(inspected: number, why: string): Promise<void> {
    await this.workshop.page.getByRole('spinbutton', { name: '已看' }).fill(String(inspected))
    await this.workshop.page.keyboard.press('Enter')
    await this.workshop.button('下结论：不合格').click()
    await this.workshop.dialog().getByText('合格', { exact: true }).click()
    await this.workshop.dialog().getByLabel('说明（可不写）').fill(why)
    await this.workshop.inDialog(/^合\s*格$/).click()
    await this.workshop.says('这次质检已经有结论')
  }

  /** `bundle` is named as "261129-1 · 1". */
  async mend(bundle: string): Promise<void> {
    await this.workshop.go('/floor/quality')
    await this.workshop.page.getByText('返工', { exact: true }).click()
    const row = this.workshop.page.getByRole('row', { name: bundle })
    await row.getByRole('button', { name: '做好了' }).click()
    await this.workshop.says('已记返工')
  }
}
