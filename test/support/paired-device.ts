import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import type { PairingRequest, Sharing } from '../../shared/stations/contract.ts'
import type { Kiosk } from '../../shared/stations/kiosk.ts'
import type { ServedApp } from './app.ts'

/** Opens the station door on this PC, at a free port. Gives its address. */
export async function shareStations(app: ServedApp): Promise<string> {
  const plan = { on: true, address: '127.0.0.1', port: null, keepAwake: false }
  const { urls } = await app.call<Sharing>('stations.share', { commandId: v7(), ...plan })
  return urls[0]!
}

export interface DeviceUse {
  readonly name: string
  readonly role: 'packer' | 'recorder' | 'office' | 'worker'
  readonly kiosk?: Kiosk
  /** The browser was told to trust the certificate: nothing is passed over. */
  readonly trusts?: boolean
  readonly size?: { readonly width: number; readonly height: number }
}

/** A device in a browser profile of its own, paired through its page and the owner's call. */
export async function pairedDevice(
  browser: Browser,
  app: Pick<ServedApp, 'call'>,
  address: string,
  { name, role, kiosk, size, trusts = false }: DeviceUse,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: size ?? { width: 800, height: 1280 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ignoreHTTPSErrors: !trusts,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: '配对' }).click()
  const code = await page.locator('[data-code]').getAttribute('data-code')
  const [request] = await app.call<PairingRequest[]>('stations.requests')
  const use = { name, place: '', role, kiosk: kiosk ?? null, userId: null }
  await app.call('stations.pair', { commandId: v7(), requestId: request!.id, code, ...use })
  await page.waitForURL((url) => url.pathname === '/' && !url.href.includes('pair.html'))
  await page.locator('#root > *').first().waitFor()
  return page
}

/** How many tickets a device carries, asked in its page. */
export const carriedTickets = () =>
  new Promise<number>((resolve) => {
    const asked = indexedDB.open('yifang-kept')
    asked.onsuccess = () => {
      const read = asked.result.transaction('pack').objectStore('pack').get('floor')
      read.onsuccess = () => {
        asked.result.close()
        resolve((read.result as { bundles: unknown[] } | undefined)?.bundles.length ?? 0)
      }
    }
  })
