import { createHash, randomInt, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { v7 } from 'uuid'
import type { PairingRequest, Sharing } from '../../shared/stations/contract.ts'
import type { Kiosk } from '../../shared/stations/kiosk.ts'
import type { ServedApp } from './app.ts'

/** A browser that trusts the door's certificate without a word, as a tablet with the workshop's root: it keeps the page's files. */
export function trustingFlag(app: Pick<ServedApp, 'dataDir'>): string {
  const { publicKey } = new X509Certificate(readFileSync(join(app.dataDir, 'stations', 'door.crt')))
  const digest = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' }))
  return `--ignore-certificate-errors-spki-list=${digest.digest('base64')}`
}

/** Its page, once its files and its tickets would outlive a link that is gone. */
export async function untilCarried(page: Page, tickets: number): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  for (let carried = -1; carried !== tickets; await page.waitForTimeout(100))
    carried = await page.evaluate(carriedTickets)
}

export interface PairedDevice {
  readonly page: Page
  readonly stationId: number
  /** What its page complained of. */
  readonly complaints: string[]
}

export const tablet = { width: 800, height: 1280 } as const

/** Opens the station door on loopback, at a port that nobody takes while it is closed in between; gives its address. */
export async function openDoor(app: ServedApp): Promise<string> {
  const port = await freePort()
  const plan = { commandId: v7(), on: true, address: '127.0.0.1', port, keepAwake: false }
  const { urls } = await app.call<Sharing>('stations.share', plan)
  return urls.at(-1)!
}

/** Below those that the system gives away by itself. */
export async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_000)
  const server = createServer()
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
  return isFree ? port : freePort()
}

/** A tablet in a profile of its own, paired as the owner does it but without her screen. */
export async function pairDevice(
  {
    app,
    browser,
    address,
  }: {
    readonly app: Pick<ServedApp, 'call'>
    readonly browser: Browser
    readonly address: string
  },
  station: {
    readonly name: string
    readonly role: 'packer' | 'recorder' | 'office' | 'worker'
    readonly kiosk?: Kiosk
    /** Who works there; left out: a user called as the station. */
    readonly userId?: number
  },
  options: BrowserContextOptions = {},
): Promise<PairedDevice> {
  const context = await browser.newContext({
    viewport: tablet,
    hasTouch: true,
    // Its browser was told to go on past the certificate.
    ignoreHTTPSErrors: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  await page.getByRole('button', { name: '配对' }).click()
  const code = await page.locator('[data-code]').getAttribute('data-code')
  const [request] = await app.call<PairingRequest[]>('stations.requests')
  const { id } = await app.call<{ id: number }>('stations.pair', {
    commandId: v7(),
    requestId: request!.id,
    code,
    place: '',
    kiosk: null,
    userId: null,
    ...station,
  })
  await page.locator('#root').waitFor({ state: 'attached' })
  return { page, stationId: id, complaints }
}

/** How many tickets a device carries, asked in its page; -1: no pack at all. */
export const carriedTickets = () =>
  new Promise<number>((resolve) => {
    const asked = indexedDB.open('yifang-kept')
    asked.onsuccess = () => {
      const read = asked.result.transaction('pack').objectStore('pack').get('floor')
      read.onsuccess = () => {
        asked.result.close()
        resolve((read.result as { bundles: unknown[] } | undefined)?.bundles.length ?? -1)
      }
    }
  })
