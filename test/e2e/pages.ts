import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../support/chromium.ts'

/** The Chromium of the tests; one for a file, closed in afterAll. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs, ...args] })
}

export interface OpenedPage {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page complained of: a test that went well leaves none. */
  readonly complaints: string[]
}

/** Opens a link in a profile of its own, at the common cheap laptop's size. */
export async function openPage(
  browser: Browser,
  link: string,
  size = { width: 1366, height: 768 },
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused call is told by status in the console too; the screens show it where the user acted.
    const isRefusal = /Failed to load resource: the server responded with a status of 4/.test(message.text())
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  await page.goto(link)
  return { context, page, complaints }
}

/** Milliseconds between a scanner's keys. */
const scannerKeys = 8

/**
 * A scanner in keyboard mode: the keys of a code and Enter at its pace by the events' own clock, however busy the machine
 * is that sends them.
 */
export async function scanKeys(page: Page, code: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const begun = Date.now()
  for (const [index, key] of [...code, 'Enter'].entries()) {
    const timestamp = (begun + index * scannerKeys) / 1000
    const isEnter = key === 'Enter'
    const facts = isEnter ? { key, code: key, windowsVirtualKeyCode: 13, text: '\r' } : { key, text: key }
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...facts })
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp: timestamp + 0.002, ...facts })
  }
  await devtools.detach()
}

/** The shell, as a person sees it. */
export class Shell {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  nav(name: string) {
    return this.page.getByRole('navigation').first().getByRole('link', { name, exact: true })
  }
  async switchLanguage(to: 'English' | '中文'): Promise<void> {
    await this.page.getByRole('button', { name: to === 'English' ? '切换语言' : 'Switch language' }).click()
  }
  async openUserMenu(name: string, entry: string | RegExp): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }
}

/** The lock screen: names, then a PIN. */
export class LockPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  async type(pin: string): Promise<void> {
    await this.page.getByText('请输入密码').waitFor()
    await this.page.keyboard.type(pin)
    await this.page.keyboard.press('Enter')
  }
  message() {
    return this.page.getByRole('alert')
  }
}
