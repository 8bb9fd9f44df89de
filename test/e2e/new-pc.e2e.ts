import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, openPage } from './pages.ts'

/** An installer moves a workshop to a new PC with a stick, through the screens of both. */
const passphrase = '丁楼村东头的老槐树'
let oldPc: ServedApp
let newPc: ServedApp
let browser: Browser
let stick: string

beforeAll(async () => {
  oldPc = await startApp()
  newPc = await startApp()
  browser = await launchBrowser()
  stick = await mkdtemp(join(tmpdir(), 'yifang-stick-'))
})
afterAll(async () => {
  await browser?.close()
  await oldPc?.close()
  await newPc?.close()
  await rm(stick, { recursive: true, force: true })
})

async function backupTab(app: ServedApp): Promise<Page> {
  const { page } = await openPage(browser, await app.newLink())
  await page.goto(new URL('/#/settings/backup', app.url).href)
  return page
}

it('carries everything away under a passphrase, and brings it back on the new PC after a look inside', async () => {
  await oldPc.call('settings.shops.save', {
    commandId: '01980000-0000-7000-8000-0000000000b1',
    id: null,
    platform: 'taobao',
    name: '小星星演出服',
    promiseHours: 48,
  })
  const there = await backupTab(oldPc)
  await there.getByRole('button', { name: '另存整个衣坊' }).click()
  const dialog = there.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: '用密码锁住这份备份' }).check()
  const [first, again] = [dialog.getByLabel('密码（至少 8 个字）'), dialog.getByLabel('再输一次')]
  await first.fill(passphrase)
  await again.fill('丁楼村西头的老柳树')
  expect(await dialog.getByRole('button', { name: '另存', exact: true }).isEnabled()).toBe(false)
  await again.fill(passphrase)
  const [download] = await Promise.all([
    there.waitForEvent('download'),
    dialog.getByRole('button', { name: '另存', exact: true }).click(),
  ])
  const file = join(stick, download.suggestedFilename())
  await download.saveAs(file)
  // She says that it lies elsewhere now: no line warns of it any more.
  await dialog.getByRole('button', { name: '这份已经放到' }).click()
  await dialog.getByText('记下了').waitFor()

  const here = await backupTab(newPc)
  const choose = async (path: string) => {
    const [chooser] = await Promise.all([
      here.waitForEvent('filechooser'),
      here.getByRole('button', { name: '从文件恢复' }).click(),
    ])
    await chooser.setFiles(path)
  }
  const look = here.getByRole('dialog')
  const spoilt = join(stick, '假的.yifang-backup')
  await writeFile(spoilt, 'no backup at all')
  await choose(spoilt)
  await look.getByRole('alert').waitFor()
  expect(await look.getByRole('alert').innerText()).toContain('假的.yifang-backup')
  await look.getByRole('button', { name: '取消' }).click()

  await choose(file)
  await look.getByLabel('这份备份的密码').fill('丁楼村西头的老柳树')
  await here.keyboard.press('Enter')
  await look.getByRole('alert').waitFor()
  expect(await look.getByRole('alert').innerText()).toContain('密码')
  await look.getByLabel('这份备份的密码').fill(passphrase)
  await here.keyboard.press('Enter')
  await look.getByText('最新的订单').waitFor()
  const sure = look.getByRole('checkbox', { name: /我确实要换成/ })
  if (await sure.isVisible()) await sure.check()
  await look.getByRole('button', { name: '恢复', exact: true }).click()
  await here.getByText('已恢复').first().waitFor()
  await here.goto(new URL('/#/settings/shops', newPc.url).href)
  await here.getByText('小星星演出服').first().waitFor()
})
