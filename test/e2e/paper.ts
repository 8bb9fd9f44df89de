import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { dotsPerMm } from '../../renderer/print/code128.ts'
import { blurred, type Grey, greyOf, scan, scanQr } from '../support/scan-picture.ts'
import type { OpenedPage } from './pages.ts'

/** What a scanner reads of all that was printed at once, from the first sheet to the last. */
export interface PrintedCodes {
  readonly bars: readonly string[]
  readonly squares: readonly string[]
}

/** What is printed lies in `top.printed`, instead of in a dialog that headless Chromium has not. */
function printer(): void {
  window.print = () => {
    const top = window.top as unknown as { printed?: string }
    top.printed = document.documentElement.outerHTML
    window.dispatchEvent(new Event('afterprint'))
  }
}

/** The printer of an opened page: catches its paper, and reads the codes from the picture that 203 dpi make of it. */
export class PaperTray {
  private readonly page: Page
  private readonly paper: BrowserContext
  private constructor(page: Page, paper: BrowserContext) {
    this.page = page
    this.paper = paper
  }

  /** Loads the page again: it prints into the tray from then on. */
  static async under(browser: Browser, { context, page }: OpenedPage): Promise<PaperTray> {
    await context.addInitScript(printer)
    await page.reload()
    const paper = await browser.newContext({
      deviceScaleFactor: (dotsPerMm * 25.4) / 96,
      viewport: { width: 900, height: 1200 },
      storageState: await context.storageState(),
    })
    return new PaperTray(page, paper)
  }

  /** The codes of what the given clicks print. Each must be read from smudged paper, too. */
  async codesOf(print: () => Promise<void>): Promise<PrintedCodes> {
    const sheet = await this.sheetOf(print)
    const bars = await readAll(sheet, 'svg.bars', scan)
    const squares = await readAll(sheet, 'svg.qr', scanQr)
    await sheet.close()
    return { bars, squares }
  }

  /** What can be read on each page that the given clicks print. */
  async pagesOf(print: () => Promise<void>): Promise<readonly string[]> {
    const sheet = await this.sheetOf(print)
    // On the screen pages out of sight are not laid out, and say nothing.
    await sheet.emulateMedia({ media: 'print' })
    const texts = await sheet.locator('.page').allInnerTexts()
    await sheet.close()
    return texts
  }

  private async sheetOf(print: () => Promise<void>): Promise<Page> {
    await this.page.evaluate(() => {
      ;(window as unknown as { printed?: string }).printed = undefined
    })
    await print()
    await this.page.waitForFunction(() => (window as unknown as { printed?: string }).printed !== undefined)
    const html = await this.page.evaluate(() => (window as unknown as { printed: string }).printed)
    const address = new URL('printed', this.page.url()).href
    const sheet = await this.paper.newPage()
    await sheet.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }))
    await sheet.goto(address)
    await sheet.evaluate(() => document.fonts.ready)
    return sheet
  }
}

async function readAll(
  sheet: Page,
  codes: string,
  read: (picture: Grey) => Promise<string>,
): Promise<string[]> {
  const texts: string[] = []
  for (const svg of await sheet.locator(codes).all()) {
    const picture = greyOf(await svg.screenshot())
    const text = await read(picture)
    expect(await read(blurred(picture))).toBe(text)
    texts.push(text)
  }
  return texts
}
