import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { Batch, BatchRow } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** Work goes out to a second workshop by file and comes back, through the screens of both. */
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
  const path = join(ours.dataDir, '..', `${v7()}.yifang-job`)
  await file.saveAs(path)
  return path
}

beforeAll(async () => {
  ours = await startApp()
  theirs = await startApp()
  await write(theirs, 'settings.workshop.update', {
    name: '李家制衣',
    phone: '',
    address: '',
    lockAfterMinutes: 10,
    keepPersonalDays: 180,
  })
  await write(theirs, 'workers.save', { id: null, name: '赵姐', kind: 'piece', note: '', archived: false })
  const styleId = await savePlainStyle(ours)
  await write(ours, 'catalog.sizeChart.save', {
    styleId,
    points: [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640, '120': 680 } }],
  })
  const plain = { id: null, standardSeconds: 600, recorded: true }
  await write(ours, 'production.routing.save', {
    styleId,
    operations: [
      { ...plain, name: '平车', predecessors: [] },
      { ...plain, name: '整烫', predecessors: [0] },
    ],
  })
  const { skus } = (await ours.call('catalog.styles.get', { id: styleId })) as {
    skus: { id: number; size: string }[]
  }
  batchId = (
    (await write(ours, 'production.batches.create', {
      styleId,
      dueDate: '2026-06-01',
      performanceDate: null,
      note: '',
      lines: [{ skuId: skus.find(({ size }) => size === '110')!.id, planned: 40 }],
    })) as { id: number }
  ).id
  await write(ours, 'production.batches.cut', {
    batchId,
    colours: [{ colour: '白色', dyeLot: 'A1', layers: 20 }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 20 },
  })
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
  await page.getByRole('checkbox', { name: '整烫' }).uncheck()
  // The price list proposes, whoever sends decides.
  await page.getByText('按价目 1.20 元').waitFor()
  expect(await page.getByLabel('每件工价（元）').inputValue()).toBe('1.20')
  await page.getByLabel('每件工价（元）').fill('1.25')
  await inDialog(page, '发出 20 件').click()
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

it('is made there, delivered and charged, and its progress goes back as a file', async () => {
  const { page } = other
  const { rows } = (await theirs.call('production.batches.list', {})) as { rows: BatchRow[] }
  const batch = (await theirs.call('production.batches.get', { id: rows[0]!.id })) as Batch
  const [worker] = (await theirs.call('workers.list', {})) as { id: number }[]
  await write(theirs, 'production.work.record', {
    bundleId: batch.bundles[0]!.id,
    operationId: batch.operations[0]!.id,
    workerId: worker!.id,
    good: 20,
    rework: 0,
    scrap: 0,
    reason: '',
    basis: 'piece',
    workDate: new Date().toISOString().slice(0, 10),
  })
  await page.getByText('给别人做', { exact: true }).click()
  await button(page, '交货 20 件').click()
  await inDialog(page, /^交\s*货$/).click()
  await page.getByText('已交 20 件，记账 25.00 元').waitFor()
  const path = await download(page, '发进度')

  await go(own.page, ours, '/floor/sent-out')
  await own.page.locator('input[type=file]').setInputFiles(path)
  await own.page.getByText('第一次收到“李家制衣”的文件').waitFor()
  await own.page.getByText('指纹一致').click()
  await inDialog(own.page, '收下进度').click()
  await own.page.getByText('“李家制衣”报来的进度').waitFor()
})

it('comes back in two parts, the first with a ticket of its own, is owed for, and goes on here', async () => {
  const { page } = own
  await button(page, /^收\s*回$/).click()
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('8')
  await inDialog(page, '收回 8 件好的').click()
  await page.getByText('第 2 扎：8 件').waitFor()
  await inDialog(page, /^打印 1 张菲票$/).waitFor()
  await inDialog(page, '好了').click()

  await button(page, /^收\s*回$/).click()
  await button(page, '12 件全收、全好').click()
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('13')
  // More than is out: only if somebody says so.
  await page.getByText('确实多送了 1 件').waitFor()
  expect(await inDialog(page, '收回 13 件好的').isDisabled()).toBe(true)
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('10')
  await page.getByRole('spinbutton', { name: '1 报废' }).fill('2')
  await page.getByText('应付 12.50 元').waitFor()
  // Meanwhile somebody types a part of the same delivery at another station.
  await write(ours, 'subcontracting.orders.receive', {
    id: 1,
    businessDate: '2026-05-20',
    deduction: 0,
    note: '',
    over: false,
    lines: [{ bundleId: batchBundle, expectedOut: 12, good: 1, scrap: 0, lost: 0, rework: 0 }],
  })
  await inDialog(page, '收回 10 件好的').click()
  await page.getByText('打开窗口时还有 12 件在外，现在是 11 件').waitFor()
  await inDialog(page, /^取\s*消$/).click()
  await button(page, /^收\s*回$/).click()
  await button(page, '11 件全收、全好').click()
  await page.getByRole('spinbutton', { name: '1 好件' }).fill('9')
  await page.getByRole('spinbutton', { name: '1 报废' }).fill('2')
  await inDialog(page, '收回 9 件好的').click()
  await page.getByText('收回 9 件，应付 11.25 元').waitFor()
  const batch = (await ours.call('production.batches.get', { id: batchId })) as Batch
  expect(batch.bundles.map(({ held, done }) => [held, done[0]?.good, done[0]?.scrap])).toEqual([
    [9, 9, 2],
    [8, 8, 0],
    [1, 1, 0],
  ])
  await go(page, ours, '/floor/sent-out')
  await page.getByText('都回来了').waitFor()
  await page.getByText('外发厂', { exact: true }).click()
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
