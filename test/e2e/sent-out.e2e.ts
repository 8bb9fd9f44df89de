import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { Batch } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** Work goes out by file, through the screens of two workshops: what stands in its way. Its plain way is the hot month's. */
let ours: ServedApp
let theirs: ServedApp
let browser: Browser
let own: OpenedPage
let other: OpenedPage
let batchId: number
let batchBundle: number

const write = (app: ServedApp, path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const go = (page: Page, app: ServedApp, hash: string) => page.goto(`${app.url}#${hash}`)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).first().click()])
  const path = join(ours.dataDir, `${v7()}.yifang-job`)
  await file.saveAs(path)
  return path
}

beforeAll(async () => {
  ours = await startApp()
  theirs = await startApp()
  const styleId = await savePlainStyle(ours)
  await write(ours, 'catalog.sizeChart.save', {
    styleId,
    points: [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640, '120': 680 } }],
  })
  await savePlainSteps(ours, styleId, 600)
  batchId = await beginPlainBatch(ours, styleId, { 110: 40 }, '2020-06-01')
  await cutPlain(ours, batchId, 20, { pieces: 20, dyeLot: 'A1' })
  batchBundle = ((await ours.call('production.batches.get', { id: batchId })) as Batch).bundles[0]!.id
  browser = await launchBrowser()
  own = await openPage(browser, ours.link)
  other = await openPage(browser, theirs.link)
})
afterAll(async () => {
  await browser?.close()
  await ours?.close()
  await theirs?.close()
})

it('adds a partner and sends a bundle out for one step', async () => {
  const { page } = own
  await go(page, ours, '/floor/sent-out')
  await page.getByText('没有在外面做的').waitFor()
  await page.getByText('外发厂', { exact: true }).click()
  await button(page, '添加外发厂').click()
  await page.getByRole('dialog').getByLabel('外发厂').fill('李家制衣')
  await page.getByRole('dialog').getByLabel('会做').fill('平车')
  // What it asks for from a day on; the second row is the whole garment.
  for (const [row, step, price] of [
    [1, '平车', '1.20'],
    [2, '', '2.5'],
  ] as const) {
    await inDialog(page, '添加价格').click()
    await page.getByRole('dialog').getByLabel(`工序 ${row}`).fill(step)
    await page.getByRole('dialog').getByLabel(`每件工价（元） ${row}`).fill(price)
    await page.getByRole('dialog').getByLabel(`从哪天起 ${row}`).fill('2026-05-01')
  }
  await inDialog(page, /^保\s*存$/).click()
  await page.getByRole('cell', { name: '李家制衣' }).waitFor()
  await page.getByText('整件 2.50、平车 1.20').waitFor()

  await go(page, ours, `/floor/batches/${batchId}`)
  await page.getByRole('row', { name: /白色/ }).last().getByRole('checkbox').check()
  await button(page, /^外\s*发$/).click()
  await page.getByText('选了 1 扎，20 件').waitFor()
  await page.getByRole('dialog').getByRole('combobox', { name: '外发厂' }).click()
  await page.getByTitle('李家制衣（平车）').click()
  // It does not say that it can do the other step.
  await page.getByRole('checkbox', { name: '整烫', checked: false }).waitFor()
  expect(await page.getByRole('checkbox', { name: '平车' }).isChecked()).toBe(true)
  // The price list proposes, whoever sends decides.
  await page.getByText('按价目 1.20 元').waitFor()
  expect(await page.getByLabel('每件工价（元）').inputValue()).toBe('1.20')
  await page.getByLabel('每件工价（元）').fill('1.25')
  await inDialog(page, '发出 20 件').click()
  await page.getByText('交期 2020-06-01 已经过了').last().waitFor()
  await button(page, '就用这个日期').click()
  await page.getByText('存成文件发给对方').waitFor()
})

it('is taken in by the other workshop once its fingerprint was compared, and not a second time', async () => {
  const path = await download(own.page, '存成文件发给对方')
  const { page } = other
  await go(page, theirs, '/floor/sent-out')
  const choose = async (file: string) => page.locator('input[type=file]').setInputFiles(file)

  // One letter of the text is another: nothing of it is kept.
  const altered = path.replace('.yifang-job', '-x.yifang-job')
  writeFileSync(altered, readFileSync(path, 'utf8').replace('"pieces": 20', '"pieces": 21'))
  await choose(altered)
  await page.getByText('签名对不上').waitFor()
  await inDialog(page, /^取\s*消$/).click()

  await choose(path)
  await page.getByText('第一次收到“我的衣坊”的文件').waitFor()
  const own_ = (await ours.call('subcontracting.ownFingerprint', {})) as { fingerprint: string }
  await page.getByText(own_.fingerprint).waitFor()
  await page.getByText('平车（10 分钟）').waitFor()
  await page.getByRole('dialog').getByRole('cell', { name: '胸围' }).waitFor()
  expect(await inDialog(page, '收下，开批次').isDisabled()).toBe(true)
  await page.getByText('指纹一致').click()
  await inDialog(page, '收下，开批次').click()
  await page.getByRole('heading', { name: /DY-TZ@我的衣坊/ }).waitFor()
  await page.getByRole('cell', { name: 'A1' }).waitFor()

  await go(page, theirs, '/floor/sent-out')
  await choose(path)
  await page.getByText('已经收过了').waitFor()
  await inDialog(page, /^取\s*消$/).click()
})

it('is not taken in at home', async () => {
  const path = await download(own.page, '存成文件发给对方')
  const { page } = own
  const before = page.url()
  await go(page, ours, '/floor/sent-out')
  await page.locator('input[type=file]').setInputFiles(path)
  await page.getByText('这是本机自己发出去的文件').waitFor()
  await inDialog(page, /^取\s*消$/).click()
  await page.goto(before)
})

it('takes back more than is out only if somebody says so, and nothing twice that came in at two stations', async () => {
  const { page } = own
  await button(page, /^收\s*回$/).click()
  await button(page, '20 件全收、全好').click()
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('21')
  // More than is out: only if somebody says so.
  await page.getByText('确实多送了 1 件').waitFor()
  expect(await inDialog(page, '收回 21 件好的').isDisabled()).toBe(true)
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('18')
  await page.getByRole('spinbutton', { name: '1 报废' }).fill('2')
  await page.getByText('应付 22.50 元').waitFor()
  // Meanwhile somebody types a part of the same delivery at another station.
  await write(ours, 'subcontracting.orders.receive', {
    id: 1,
    businessDate: '2026-05-20',
    deduction: 0,
    note: '',
    over: false,
    lines: [{ bundleId: batchBundle, expectedOut: 20, good: 1, scrap: 0, lost: 0, rework: 0 }],
  })
  await inDialog(page, '收回 18 件好的').click()
  await page.getByText('打开窗口时还有 20 件在外，现在是 19 件').waitFor()
  await inDialog(page, /^取\s*消$/).click()
  await button(page, /^收\s*回$/).click()
  await button(page, '19 件全收、全好').click()
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('17')
  await page.getByRole('spinbutton', { name: '1 报废' }).fill('2')
  await inDialog(page, '收回 17 件好的').click()
  await page.getByText('收回 17 件，应付 21.25 元').waitFor()
  const batch = (await ours.call('production.batches.get', { id: batchId })) as Batch
  expect(batch.bundles.map(({ held, done }) => [held, done[0]?.good, done[0]?.scrap])).toEqual([
    [17, 17, 2],
    [1, 1, 0],
  ])
  await go(page, ours, '/floor/sent-out')
  await page.getByText('都回来了').waitFor()
  await page.getByText('外发厂', { exact: true }).click()
  await page.getByText('好 18，坏 2').waitFor()
  // What is owed opens where one stands, and closing it leads nowhere else.
  await button(page, '往来账').click()
  await page.locator('.ant-drawer').getByText('21.25').first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.ant-drawer-section').waitFor({ state: 'hidden' })
  await page.getByText('好 18，坏 2').waitFor()
})

it('left no error in the consoles and no broken rule in either workshop', async () => {
  for (const [app, { complaints }] of [
    [ours, own],
    [theirs, other],
  ] as const) {
    expect(complaints).toEqual([])
    const db = openReader(app.dataDir)
    try {
      expect((await checkStore(db)).flatMap(({ violations }) => violations)).toEqual([])
    } finally {
      await db.destroy()
    }
  }
})
