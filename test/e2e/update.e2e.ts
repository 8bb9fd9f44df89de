import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { storeFile } from '../../db/open.ts'
import { type Host, openHost } from '../../electron/host/host.ts'
import { type HttpDoor, openHttpDoor } from '../../electron/host/http/door.ts'
import type { SetupRun } from '../../electron/host/settings/updates/installer.ts'
import { readRecord } from '../../electron/host/settings/updates/record.ts'
import { clientOf } from '../support/host.ts'
import { olderSchema, updatedFolder } from '../support/older-workshop.ts'
import { newKey, putUpdate } from '../support/update-files.ts'
import { launchBrowser, openPage } from './pages.ts'

/** An owner updates from a stick, meets the next version, and goes back to the one before. */
const key = newKey()
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'yifang-update-'))
const stick = join(folder, 'stick')
const runs: SetupRun[] = []
let browser: Browser
let page: Page
let host: Host
let door: HttpDoor

/** Starts a version of the program on the folder and opens its page. */
async function start(dataDir: string, version: string): Promise<void> {
  await page?.context().close()
  host = await openHost({
    dataDir,
    version,
    upkeep: false,
    updates: {
      keys: [key.publicKey],
      places: [stick],
      installer: { endAndRun: (run) => void runs.push(run) },
    },
  })
  door = await openHttpDoor(host.services, { port: 0, pageDir: join(root, 'out', 'renderer') })
  ;({ page } = await openPage(browser, door.newLink()))
}
async function end(): Promise<void> {
  await door.close()
  await host.close()
}
const button = (name: string | RegExp) => page.getByRole('button', { name })
const settings = () => page.goto(`${door.url}#/settings/update`)
const confirm = (name: string) => page.getByRole('dialog').getByRole('button', { name }).click()

beforeAll(async () => {
  mkdirSync(stick)
  browser = await launchBrowser()
})
afterAll(async () => {
  await end().catch(() => {})
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('offers a version from the stick, installs it when asked, and says afterwards that all is here', async () => {
  const dataDir = join(folder, 'fresh')
  await start(dataDir, '0.1.0')
  putUpdate(stick, key, Buffer.from('MZ new'), { version: '0.2.0' })
  await settings()
  await button('现在查看').click()
  await page.getByText('打印更快了。').first().waitFor()
  // Around every other screen, too.
  await page.goto(`${door.url}#/`)
  await page.getByText('衣坊 0.2.0 在 stick 里').waitFor()
  await button('现在安装').click()
  await confirm('安装')
  await page.getByText('衣坊马上会关闭').waitFor()
  expect(runs.at(-1)!.args).toEqual(['--updated', '/S', '--force-run'])
  await end()
  await start(dataDir, '0.2.0')
  await page.getByText('已升级到 0.2.0，数据都在。').waitFor()
  await button('知道了').click()
  await page.getByText('已升级到').waitFor({ state: 'hidden' })
  await end()
})

it('goes back: first what was done since, then the list, and both ways while the old setup has not run', async () => {
  const dataDir = join(folder, 'older')
  mkdirSync(dataDir)
  await updatedFolder(dataDir, Date.now() - 3_600_000)
  const raw = new RawDatabase(storeFile(dataDir))
  raw.exec('UPDATE user SET pin_hash = NULL')
  raw.close()
  putUpdate(stick, key, Buffer.from('MZ old'), { version: '0.1.0', schema: olderSchema })
  await start(dataDir, '0.2.0')
  // At this very PC: another station at work would have to be waited for.
  await clientOf(host, { station: hostname() }).settings.shops.save({
    commandId: v7(),
    id: null,
    platform: 'taobao',
    name: '新店',
    promiseHours: 48,
  })
  await settings()
  await button('现在查看').click()
  await button('先看升级后做过什么').click()
  await page.getByRole('cell', { name: '店铺 新店' }).waitFor()
  await button('退回 0.1.0').click()
  await confirm('退回 0.1.0')
  await page.getByText('衣坊马上会关闭').waitFor()
  expect(readRecord(dataDir)).toMatchObject({ kind: 'go-back', state: 'restored', rows: 1 })
  await end()
  // The setup did nothing: the newer version starts again.
  await start(dataDir, '0.2.0')
  await page.getByRole('heading', { name: '正在退回 0.1.0' }).waitFor()
  // The language that is chosen here, where nobody can be known, is hers afterwards.
  await button('English').click()
  await button('Stay with 0.2.0').click()
  await page.getByText('0.1.0 was not gone back to. This is still 0.2.0; your data is all here.').waitFor()
  await expect.poll(async () => (await clientOf(host).settings.session.get()).language).toBe('en')
  expect((await clientOf(host).settings.shops.list()).map(({ name }) => name)).toContain('新店')
})
