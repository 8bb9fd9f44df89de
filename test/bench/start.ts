import { type ChildProcess, spawn } from 'node:child_process'
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { buildPage } from '../../build/compile.ts'
import { storeFile } from '../../db/open.ts'
import { launchChromium } from '../support/print-pages.ts'
import { bigStore } from './big-store.ts'
import { figure, median } from './figures.ts'

const rounds = 5
const uncleanRounds = 3
const serve = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url))

/**
 * The program as `npm start` runs it, on a million orders: from the start of its process until the host answers
 * its page, then until the Today screen with its numbers is painted. Chromium itself is running already.
 */
export async function benchStart(): Promise<void> {
  // A copy: a program that runs looks after its store, and nobody may write to the shared one.
  const dir = mkdtempSync(join(tmpdir(), 'yifang-start-'))
  const big = await bigStore((line) => console.error(line))
  copyFileSync(storeFile(big), storeFile(dir), constants.COPYFILE_FICLONE)
  await buildPage()
  const browser = await launchChromium()
  const ready: number[] = []
  const painted: number[] = []
  const afterPowerCut: number[] = []
  for (let round = 0; round <= rounds + uncleanRounds; round++) {
    const isUnclean = round > rounds
    if (isUnclean) await cutPower(dir)
    const begun = performance.now()
    const child = spawn(process.execPath, [serve, '--data', dir, '--no-open'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const link = new URL(await printedLink(child))
      const cookie = await enter(link)
      await firstCall(link.origin, cookie)
      const isReady = performance.now()
      await showFirstScreen(browser, link.origin, cookie)
      const shown = performance.now()
      // The first round warms the system's file cache, as the program's second start of a day finds it.
      if (round === 0) continue
      if (isUnclean) afterPowerCut.push(shown - begun)
      else ready.push(isReady - begun)
      if (!isUnclean) painted.push(shown - isReady)
    } finally {
      await stop(child)
    }
  }
  await browser.close()
  rmSync(dir, { recursive: true, force: true })
  figure('host ready from process start, 1,000,000 orders', median(ready), 'ms', null, '≤ 1500 ms')
  figure('  first screen painted in Chromium after that', median(painted), 'ms', null, '≤ 1500 ms')
  figure(
    'start to painted after a power cut, 8,000 orders in the log',
    median(afterPowerCut),
    'ms',
    null,
    '≤ 3000 ms',
  )
}

/** Leaves the store as a power cut does: a long log that nobody wrote back, and the mark of an open program. */
async function cutPower(dir: string): Promise<void> {
  const script = `
    const db = require('better-sqlite3')(process.argv[1])
    db.pragma('wal_autocheckpoint = 0')
    db.exec('UPDATE orders SET note = note WHERE id % 100 = 0 AND id < 800000')
    require('node:fs').writeFileSync(process.argv[2], '0')
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['-e', script, storeFile(dir), join(dir, 'open.marker')], {
    stdio: 'inherit',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  })
  await new Promise((resolve) => child.once('exit', resolve))
}

function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout!.on('data', (text: Buffer) => {
      printed += text.toString()
      const link = /http:\/\/127\.0\.0\.1:\S+/.exec(printed)?.[0]
      if (link) resolve(link)
    })
    child.on('exit', () => reject(new Error(`the host ended: ${printed}`)))
  })
}

/** Exchanges the link's key for the cookie, as the browser would. */
async function enter(link: URL): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

async function firstCall(origin: string, cookie: string): Promise<void> {
  const answer = await fetch(`${origin}/rpc/settings/session/get`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: '{}',
  })
  if (!answer.ok) throw new Error(`first call: ${answer.status} ${await answer.text()}`)
}

async function showFirstScreen(browser: Browser, origin: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  await page.goto(origin, { waitUntil: 'commit' })
  await page.locator('main').getByText(/\d/).first().waitFor()
  // Painted, and not only in the document: two frames later.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await context.close()
}

/** Before its own care begins (4 s after the start), which would copy and check a million orders. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
