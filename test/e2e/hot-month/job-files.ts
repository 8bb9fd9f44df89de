import type { Workshop } from './workshop.ts'

/** Work that goes to another workshop and comes back, as either of them sees it. */
export class JobFiles {
  private readonly workshop: Workshop
  constructor(workshop: Workshop) {
    this.workshop = workshop
  }

  /** Sends the whole of an uncut batch out, and saves its file. Gives the file's path and the order's screen. */
  async sendWhole(batchId: number, partner: string, pieces: number, price: string) {
    await this.workshop.go(`/floor/batches/${batchId}`)
    await this.workshop.button(/^外\s*发$/).click()
    await this.workshop.choose('外发厂', partner)
    await this.workshop.dialog().getByLabel('每件工价（元）').fill(price)
    await this.workshop.inDialog(`发出 ${pieces} 件`).click()
    const file = await this.workshop.saved('存成文件发给对方')
    return { file, screen: new URL(this.workshop.page.url()).hash.slice(1) }
  }

  /** What is read out on the telephone: it stands on the screen that saved the file. */
  async ownFingerprint(): Promise<string> {
    const own = this.workshop.page.getByText('自己的指纹（对方第一次收文件时要核对）')
    return own.locator('b').innerText()
  }

  /** Takes the first file of a workshop in, whose fingerprint was read out. */
  async takeFirst(file: string, from: string, fingerprint: string, keep: string): Promise<void> {
    await this.workshop.go('/floor/sent-out')
    await this.workshop.take(file)
    await this.workshop.says(`第一次收到“${from}”的文件`)
    await this.workshop.dialog().getByText(fingerprint).waitFor()
    await this.workshop.page.getByText('指纹一致').click()
    await this.workshop.inDialog(keep).click()
  }

  /** Hands over all that is ready of the only work taken in. `amount`: what the customer owes for it, in yuan. */
  async deliver(pieces: number, amount: string): Promise<void> {
    await this.workshop.go('/floor/sent-out')
    await this.workshop.page.getByText('给别人做', { exact: true }).click()
    await this.workshop.button(`交货 ${pieces} 件`).click()
    await this.workshop.inDialog(/^交\s*货$/).click()
    await this.workshop.says(`已交 ${pieces} 件，记账 ${amount} 元`)
  }
}
