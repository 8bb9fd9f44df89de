/** Takes the README's pictures of the real screens with the demo workshop: `node build/pictures.ts`. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startApp } from '../test/support/app.ts'
import { chromiumArgs, chromiumPath } from '../test/support/chromium.ts'
import { buildPage } from './compile.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs', 'pictures')
mkdirSync(folder, { recursive: true })
await buildPage()
const dataDir = mkdtempSync(join(tmpdir(), 'yifang-pictures-'))
spawnSync(process.execPath, [join(root, 'electron', 'cli.ts'), 'demo', '--data', dataDir], {
  stdio: 'inherit',
})
const app = await startApp({ dataDir })
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs] })
const context = await browser.newContext({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
})
const page = await context.newPage()
await page.goto(app.link)

const screens = [
  ['today', '#/'],
  ['orders', '#/orders'],
  ['catalog', '#/catalog'],
  ['matching', '#/catalog/listings'],
  ['stock', '#/stock?view=grid'],
  ['shortage', '#/stock/short'],
  ['pack', '#/pack'],
  ['waves', '#/pack/waves'],
  ['hand-over', '#/pack/hand-over'],
  ['proposals', '#/floor/proposals'],
  ['board', '#/floor/board'],
  ['capacity', '#/floor/capacity'],
  ['record', '#/floor'],
  ['time', '#/people/attendance'],
  ['wages', '#/wages'],
] as const
for (const [name, hash] of screens) {
  await page.goto(`${app.url}${hash}`)
  await page.waitForTimeout(900)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
await page.goto(`${app.url}#/orders`)
await page.locator('tbody a').nth(4).click()
await page.waitForTimeout(1200)
await page.screenshot({ path: join(folder, 'order.png') })
await browser.close()
await app.close()
