import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** Work goes out by file, through the screens of two workshops: what stands in its way. Its plain way is the hot month's. */
let ours: ServedApp
let theirs: ServedApp
let browser: Browser
let own: OpenedPage
let other: OpenedPage
let styleId: number
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

/** A batch of ours: pieces by size. */
async function begin(pieces: Readonly<Record<string, number>>): Promise<number> {
  const { skus } = (await ours.call('catalog.styles.get', { id: styleId })) as {
    skus: { id: number; size: string }[]
  }
  const batch = await write(ours, 'production.batches.create', {
    styleId,
    dueDate: '2020-06-01',
    performanceDate: null,
    note: '',
    lines: Object.entries(pieces).map(([size, planned]) => ({
      skuId: skus.find((sku) => sku.size === size)!.id,
      planned,
    })),
  })
  return (batch as { id: number }).id
}

/** The other workshop takes an order in, makes two bundles of it and delivers one. Gives its progress file. */
async function workedThere(text: string) {
  const { batchId: id } = (await write(theirs, 'subcontracting.files.accept', {
    name: 'x.yifang-job',
    text,
    confirmed: true,
  })) as { batchId: number }
  const worker = (await write(theirs, 'workers.save', {
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })) as { id: number }
  const { bundles, operations } = (await theirs.call('production.batches.get', { id })) as Batch
  for (const bundle of bundles.slice(0, 2))
    await write(theirs, 'production.work.record', {
      bundleId: bundle.id,
      operationId: operations[0]!.id,
      workerId: worker.id,
      good: 10,
      rework: 0,
      scrap: 0,
      reason: '',
      basis: 'piece',
      workDate: businessDate(Date.now()),
    })
  const jobs = (await theirs.call('subcontracting.incoming.list', {})) as { id: number; batchId: number }[]
  const job = jobs.find((one) => one.batchId === id)!
  await write(theirs, 'subcontracting.incoming.deliver', { id: job.id, bundleIds: [bundles[0]!.id] })
  const file = (await write(theirs, 'subcontracting.incoming.file', { id: job.id })) as {
    fileName: string
    text: string
  }
  return { commandId: v7(), name: file.fileName, text: file.text, confirmed: true }
}

beforeAll(async () => {
  ours = await startApp()
  theirs = await startApp()
  styleId = await savePlainStyle(ours)
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
  batchId = await begin({ 110: 40 })
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

it('sends some of what is not cut out, and the batch keeps its plan', async () => {
  const { page } = own
  const id = await begin({ 110: 30, 120: 30 })
  await go(page, ours, `/floor/batches/${id}`)
  await button(page, /^外\s*发$/).click()
  await page.getByText('没裁的有 60 件，可以全发').waitFor()
  const cell = (size: string) => page.getByRole('dialog').getByRole('textbox', { name: `白色 ${size}` })
  await cell('120').fill('')
  await cell('110').fill('31')
  await page.getByText('白色 110 没裁的只有 30 件').waitFor()
  expect(await inDialog(page, '发出 31 件').isDisabled()).toBe(true)
  await cell('110').fill('8')
  await page.getByRole('dialog').getByRole('combobox', { name: '外发厂' }).click()
  await page.getByTitle('李家制衣（平车）').click()
  await page.getByText('“李家制衣”没写会做：整烫').waitFor()
  await page.getByRole('dialog').getByLabel('交期').fill('')
  await inDialog(page, '发出 8 件').click()
  await page.getByText('整件（连裁剪）').waitFor()
  const batch = (await ours.call('production.batches.get', { id })) as Batch
  expect(batch.lines.map(({ sku, planned, begun }) => [sku.size, planned, begun])).toEqual([
    ['110', 30, 8],
    ['120', 30, 0],
  ])
  await go(page, ours, `/floor/batches/${id}`)
  await page.getByRole('row', { name: '白色 110 30 22' }).waitFor()
})

it('counts thirteen bundles in on a small screen beside what the partner told of them', async () => {
  const { page } = own
  const id = await begin({ 110: 130 })
  await write(ours, 'production.batches.cut', {
    batchId: id,
    colours: [{ colour: '白色', dyeLot: '', layers: 130 }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 10 },
  })
  const { bundles, operations } = (await ours.call('production.batches.get', { id })) as Batch
  const [partner] = (await ours.call('subcontracting.partners.list', {})) as { id: number }[]
  const order = (await write(ours, 'subcontracting.orders.create', {
    subcontractorId: partner!.id,
    batchId: id,
    bundleIds: bundles.map((bundle) => bundle.id),
    operationIds: [operations[0]!.id],
    price: 1_250_000,
    dueDate: null,
    note: '',
  })) as { id: number }
  await go(page, ours, `/floor/sent-out/${order.id}`)
  await page.getByText('存成文件发给对方').waitFor()
  const path = await download(page, '存成文件发给对方')
  await ours.call('subcontracting.files.accept', await workedThere(readFileSync(path, 'utf8')))
  await page.reload()
  await button(page, /^收\s*回$/).click()
  const dialog = page.getByRole('dialog')
  for (const told of ['做好 20', '已交 10', '还没点 10']) await dialog.getByText(told).waitFor()
  await button(page, '130 件全收、全好').click()
  const inSight = async (name: string) => {
    const box = await inDialog(page, name).boundingBox()
    return box !== null && box.y >= 0 && box.y + box.height <= 768
  }
  expect(await inSight('收回 130 件好的')).toBe(true)
  await dialog.getByRole('spinbutton', { name: '13 好件' }).fill('9')
  await dialog.getByRole('spinbutton', { name: '13 留下返工' }).fill('1')
  expect(await inSight('收回 129 件好的')).toBe(true)
  await inDialog(page, '收回 129 件好的').click()
  const last = page.getByRole('row', { name: /^13 / }).first()
  await page.getByText('收回 129 件').waitFor()
  await inDialog(page, '好了').click()
  await expect.poll(() => last.innerText()).toMatch(/\t1\t1$/)
  await button(page, /^收\s*回$/).click()
  await button(page, '1 件全收、全好').click()
  await inDialog(page, '收回 1 件好的').click()
  // It was mended, and nothing is left to be.
  await expect.poll(() => last.innerText()).toMatch(/\t0\t0$/)
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
