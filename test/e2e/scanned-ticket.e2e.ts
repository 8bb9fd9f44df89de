import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'

/** What a scanned ticket tells whoever holds it: parts there are too few of, dye lots to go with it, who worked on it before. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let styleId: number
let workers: Worker[]

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const batch = async (id: number) => (await app.call('production.batches.get', { id })) as Batch
const scan = (code: string) => scanKeys(page, code)
const badgeOf = (worker: string) => workers.find(({ name }) => name === worker)!.code

beforeAll(async () => {
  app = await startApp()
  styleId = await savePlainStyle(app)
  for (const name of ['王秀英', '李桂兰', '赵小妹'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  workers = (await app.call('workers.list', {})) as Worker[]
  await savePlainSteps(app, styleId, 60)
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('hands materials out by their dye lots, the bundle’s first and the rest of another; list and slip name them', async () => {
  const { id: materialId } = (await write('inventory.materials.save', {
    id: null,
    name: '红丝带',
    unit: 'm',
    width: null,
    gramsPerArea: null,
    supplierId: null,
    price: null,
    note: '',
    archived: false,
  })) as { id: number }
  const supplier = { id: null, name: '布行老李', kind: 'supplier', phone: '', note: '' }
  const { id: supplierId } = (await write('inventory.suppliers.save', supplier)) as { id: number }
  const places = (await app.call('inventory.locations.list', {})) as { id: number; kind: string }[]
  await write('inventory.materials.purchase', {
    supplierId,
    locationId: places.find(({ kind }) => kind === 'sellable')!.id,
    businessDate: businessDate(Date.now()),
    note: '',
    paidNow: 0,
    lines: [
      { materialId, quantity: 9000, amount: 900, dyeLot: 'A1' },
      { materialId, quantity: 2000, amount: 200, dyeLot: 'L7' },
    ],
  })
  const lotId = await beginPlainBatch(app, styleId, { 110: 10 })
  await cutPlain(app, lotId, 10, { dyeLot: 'L7' })
  const [bundle] = (await batch(lotId)).bundles
  await cutPlain(app, lotId, 8, { part: '耳朵' })
  // What is printed is kept, instead of shown in a dialog that headless Chromium has not.
  await opened.context.addInitScript(() => {
    window.print = () => {
      ;(window.top as unknown as { printed: string }).printed = document.body.textContent
      window.dispatchEvent(new Event('afterprint'))
    }
  })
  await page.reload()
  await go('/floor/hand-outs')
  await page.getByText('没有领出去的活').waitFor()
  await scan(bundle!.code)
  await page.getByText('耳朵 还差 白色 110 2').waitFor()
  await page.getByRole('combobox', { name: '带走的料' }).click()
  await page.getByTitle('红丝带 · 米').click()
  // The cloth of the bundle is of L7, and so is what is sewn to it, as far as there is any.
  await page.getByTitle('L7 · 约剩 2 米').waitFor()
  const amount = page.getByRole('textbox', { name: '红丝带', exact: true })
  await amount.fill('2.x')
  await page.getByText('请填数字，最多三位小数').waitFor()
  await scan(badgeOf('赵小妹'))
  await page.getByText(/还没填好：.*红丝带/).waitFor()
  await amount.fill('3.5')
  await button('余下的用另一缸').click()
  expect(await amount.inputValue()).toBe('2')
  expect(await page.getByRole('textbox', { name: '红丝带 2', exact: true }).inputValue()).toBe('1.5')
  await page.getByTitle('A1 · 约剩 9 米').waitFor()
  await button('领走 1 扎').click()
  const row = page.getByRole('row').filter({ hasText: '赵小妹' })
  await row.getByText('红丝带 2 米（缸号 L7）、红丝带 1.5 米（缸号 A1）').waitFor()
  const lots = await app.call('inventory.materials.lots', { materialIds: [materialId] })
  expect(lots).toMatchObject([
    { dyeLot: 'A1', left: 7500 },
    { dyeLot: 'L7', left: 0 },
  ])
  // One slip a worker: hers names the lots, too.
  await button('打印领活单（每人一张）').click()
  const printed = () => page.evaluate(() => (window as unknown as { printed?: string }).printed ?? '')
  await expect.poll(printed).toContain('红丝带A11.5 米')
  for (const part of ['赵小妹', '红丝带L72 米', `${(await batch(lotId)).batchNumber} · 1`])
    expect(await printed()).toContain(part)
})

it('names who worked on the bundles that a merged one came of, where work is recorded and in its history', async () => {
  const batchId = await beginPlainBatch(app, styleId, { 110: 20 })
  await cutPlain(app, batchId, 20)
  const [first, second] = (await batch(batchId)).bundles
  for (const [bundle, worker] of [
    [first!, '王秀英'],
    [second!, '李桂兰'],
  ] as const)
    await write('production.work.record', {
      bundleId: bundle.id,
      operationId: (await batch(batchId)).operations[0]!.id,
      workerId: workers.find(({ name }) => name === worker)!.id,
      good: 10,
      rework: 0,
      scrap: 0,
      reason: '',
      basis: 'piece',
      workDate: businessDate(Date.now()),
    })
  await write('production.bundles.merge', { ids: [first!.id, second!.id] })
  await go('/floor')
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  await scan((await batch(batchId)).bundles[2]!.code)
  await page
    .getByRole('button', { name: /1 平车 0/ })
    .getByText('王秀英 10（在 1 扎）、李桂兰 10（在 2 扎）')
    .waitFor()
  await page
    .getByRole('button', { name: /2 整烫 20/ })
    .getByText('还没人做')
    .waitFor()
  await go(`/floor/batches/${batchId}`)
  await page.getByRole('button', { name: '3', exact: true }).click()
  const told = page.getByRole('dialog')
  await told.getByText('第 3 扎的经过').waitFor()
  const rows = () => told.getByRole('row').allInnerTexts()
  await expect.poll(rows).toHaveLength(8)
  expect((await rows()).map((row) => row.replace(/^\S+ \S+\s/, '').replaceAll('\t', ' '))).toEqual(
    expect.arrayContaining([
      '1 记工 平车 王秀英 10 ',
      '2 记工 平车 李桂兰 10 ',
      '3 合扎  老板 20 来自扎号 1、2',
    ]),
  )
  await told.getByRole('row').last().getByRole('button', { name: '1' }).click()
  await told.getByText('第 1 扎的经过').waitFor()
  await told.getByRole('row').filter({ hasText: '成为扎号 3' }).filter({ hasText: '-10' }).waitFor()
  await page.keyboard.press('Escape')
  await told.waitFor({ state: 'hidden' })
})

it('left no error in the console and no broken rule', async () => {
  expect(opened.complaints).toEqual([])
  const db = openReader(app.dataDir)
  try {
    expect((await checkStore(db)).flatMap(({ violations }) => violations)).toEqual([])
  } finally {
    await db.destroy()
  }
})
