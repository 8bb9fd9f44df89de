import { createHash } from 'node:crypto'
import { connect } from 'node:tls'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { v7 } from 'uuid'
import { buildPage } from '../../build/compile.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { scanKeys } from '../e2e/pages.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { chromiumArgs, chromiumPath } from '../support/chromium.ts'
import { openDoor, pairDevice } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { figure, median, percentile } from './figures.ts'

/** Of a cheap tablet beside this machine. */
const slowDown = 4
const rounds = 5
const scans = 60
const bundles = 40

const floorScreens = { pack: '/pack', record: '/floor', 'hand out': '/floor/hand-outs' } as const

/**
 * A paired tablet whose processor is four times slower than this one: until a floor screen takes a scan, when its browser has nothing
 * kept and when it has, when another screen is gone to, and from a scan's last key to its sound.
 */
export async function benchTablet(): Promise<void> {
  await buildPage()
  const app = await startApp()
  const address = await openDoor(app)
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...chromiumArgs,
      '--autoplay-policy=no-user-gesture-required',
      // The workshop's certificate is installed, as docs ask for: what comes past a warning no browser keeps.
      `--ignore-certificate-errors-spki-list=${await keyDigest(address)}`,
    ],
  })
  try {
    const { codes, badge } = await fill(app)
    const packer = await tablet(browser, app, address, 'packer')
    await loads(packer, address, 'pack')
    await packer.page.context().close()
    const recorder = await tablet(browser, app, address, 'recorder')
    await loads(recorder, address, 'record')
    await loads(recorder, address, 'hand out')
    await moves(recorder.page)
    await sounds(recorder.page, codes, badge)
  } finally {
    await browser.close()
    await app.close()
  }
}

interface Tablet {
  readonly page: Page
  readonly devtools: CDPSession
}

async function tablet(
  browser: Browser,
  app: ServedApp,
  address: string,
  role: 'packer' | 'recorder',
): Promise<Tablet> {
  const { page } = await pairDevice(
    { app, browser, address },
    { name: role, role },
    { ignoreHTTPSErrors: false },
  )
  await page.locator('[data-scan]').waitFor()
  await page.context().addInitScript(watchReady)
  return slowPage(page)
}

async function slowPage(page: Page): Promise<Tablet> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
  return { page, devtools }
}

/** In the page: when its scan field had been painted and the page had time to take a key, in milliseconds after the navigation began. */
function watchReady(): void {
  const look = () => {
    if (!document.querySelector('[data-scan]')) return
    observer.disconnect()
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        setTimeout(() => {
          Object.assign(window, { readyAfter: performance.now() })
        }),
      ),
    )
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true })
}

async function loads({ page, devtools }: Tablet, address: string, screen: keyof typeof floorScreens) {
  const first: number[] = []
  const later: number[] = []
  const inNewTab: number[] = []
  for (let round = 0; round < rounds; round++) {
    await page.goto('about:blank')
    await devtools.send('Network.clearBrowserCache')
    first.push(await load(page, `${address}#${floorScreens[screen]}`))
    // A browser keeps compiled code from the second load on.
    for (let again = 0; again < 3; again++) {
      await page.goto('about:blank')
      const took = await load(page, `${address}#${floorScreens[screen]}`)
      if (again === 2) later.push(took)
    }
    // As from the home screen in the morning: in a process that has nothing of the page in memory.
    const tab = await slowPage(await page.context().newPage())
    inNewTab.push(await load(tab.page, `${address}#${floorScreens[screen]}`))
    await tab.page.close()
  }
  figure(`tablet, 4× slower: ${screen} takes a scan, first load`, median(first), 'ms', null, '≤ 3000 ms')
  figure('  loaded again', median(later), 'ms', null, '≤ 1000 ms')
  figure('  opened in a new tab', median(inNewTab), 'ms', null, '≤ 1000 ms')
}

async function load(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('[data-scan]').waitFor({ timeout: 60_000 })
  for (;;) {
    const ready = await page.evaluate(() => (window as { readyAfter?: number }).readyAfter)
    if (ready !== undefined) return ready
  }
}

/** From one floor screen to another, as the thumb does it. */
async function moves(page: Page): Promise<void> {
  const took: number[] = []
  for (let round = 0; round < rounds; round++)
    for (const [tab, placeholder] of [
      ['领活', '扫菲票（可以几扎）'],
      ['记工', '扫菲票，再扫工牌'],
    ] as const) {
      const begun = await page.evaluate(() => performance.now())
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await page.locator(`[data-scan][placeholder^="${placeholder}"]`).waitFor()
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      )
      took.push((await page.evaluate(() => performance.now())) - begun)
    }
  figure('  another floor screen', median(took), 'ms', null, '≤ 1000 ms')
}

async function sounds(page: Page, codes: readonly string[], badge: string): Promise<void> {
  await page.evaluate(() => {
    const marks: { entered: number; heard: number[] } = { entered: 0, heard: [] }
    Object.assign(window, { marks })
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') marks.entered = performance.now()
      },
      true,
    )
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (when?: number) {
      if (marks.entered > 0) marks.heard.push(performance.now() - marks.entered)
      marks.entered = 0
      start.call(this, when)
    }
  })
  const heard = () => page.evaluate(() => (window as unknown as { marks: { heard: number[] } }).marks.heard)
  const scan = async (code: string) => {
    const before = (await heard()).length
    await scanKeys(page, code)
    for (let tries = 0; (await heard()).length === before && tries < 200; tries++)
      await page.waitForTimeout(20)
  }
  // Tickets, and every fourth time the badge that records the one in hand.
  for (let i = 0; i < scans; i++) await scan(i % 4 === 3 ? badge : codes[i % codes.length]!)
  const took = (await heard()).slice(5)
  figure('  scan to sound, median', median(took), 'ms', null, '≤ 100 ms')
  figure('  scan to sound, 95th percentile', percentile(took, 0.95), 'ms', null, '≤ 100 ms')
}

async function fill(app: ServedApp): Promise<{ codes: readonly string[]; badge: string }> {
  const styleId = await savePlainStyle(app)
  const worker = { id: null, name: '王秀英', kind: 'piece', note: '', archived: false }
  await app.call('workers.save', { commandId: v7(), ...worker })
  await savePlainSteps(app, styleId, 60)
  const batchId = await beginPlainBatch(app, styleId, { 110: bundles * 10 })
  await cutPlain(app, batchId, bundles * 10)
  const batch = await app.call<Batch>('production.batches.get', { id: batchId })
  const [own] = await app.call<Worker[]>('workers.list', {})
  return { codes: batch.bundles.map(({ code }) => code), badge: own!.code }
}

/** SHA-256 of the door's public key, as Chromium wants it. */
function keyDigest(address: string): Promise<string> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      const key = socket.getPeerX509Certificate()!.publicKey.export({ type: 'spki', format: 'der' })
      socket.destroy()
      resolve(createHash('sha256').update(key).digest('base64'))
    })
    socket.once('error', reject)
  })
}
