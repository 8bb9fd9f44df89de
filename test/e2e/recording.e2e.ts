import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { HandOut } from '../../shared/production/hand-outs-contract.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'

/** Work is handed out, typed in from strips, and shared by a team, through the screens. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let styleId: number
let batchId: number
let otherId: number
let lotId: number
let workers: Worker[]

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const batch = async (id = batchId) => (await app.call('production.batches.get', { id })) as Batch
const entries = async () =>
  ((await app.call('production.work.list', { limit: 500 })) as { rows: WorkEntry[] }).rows.filter(
    (row) => !row.voided,
  )
const scan = (code: string) => scanKeys(page, code)
const badgeOf = (worker: string) => workers.find(({ name }) => name === worker)!.code
async function undoShown(): Promise<void> {
  await page
    .getByRole('status')
    .getByRole('button', { name: /^撤\s*销$/ })
    .click()
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  expect(await entries()).toEqual([])
}
async function chooseBatch(id = batchId): Promise<void> {
  const number = (await batch(id)).batchNumber
  await page.getByRole('combobox', { name: '选批次' }).click()
  await page
    .getByTitle(new RegExp(`${number}.*DY-TZ`))
    .last()
    .click()
}
/** A batch of one size, cut into bundles of 20 or, if smaller, of 10. Gives its id. */
async function beginBatch(planned: number, dyeLot = ''): Promise<number> {
  const { skus } = (await app.call('catalog.styles.get', { id: styleId })) as {
    skus: { id: number; size: string }[]
  }
  const lines = [{ skuId: skus.find(({ size }) => size === '110')!.id, planned }]
  const { id } = (await write('production.batches.create', {
    styleId,
    dueDate: null,
    performanceDate: null,
    note: '',
    lines,
  })) as { id: number }
  await write('production.batches.cut', {
    batchId: id,
    colours: [{ colour: '白色', dyeLot, layers: planned }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: planned > 20 ? 20 : 10 },
  })
  return id
}

beforeAll(async () => {
  app = await startApp()
  styleId = await savePlainStyle(app)
  for (const name of ['王秀英', '李桂兰', '赵小妹'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  workers = (await app.call('workers.list', {})) as Worker[]
  const plain = { id: null, standardSeconds: 60, recorded: true }
  await write('production.routing.save', {
    styleId,
    operations: [
      { ...plain, name: '平车', predecessors: [] },
      { ...plain, name: '整烫', predecessors: [0] },
    ],
  })
  batchId = await beginBatch(50)
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('hands scanned bundles to whoever shows her badge, and takes unworked pieces back', async () => {
  await go('/floor/hand-outs')
  await page.getByText('没有领出去的活').waitFor()
  const { bundles } = await batch()
  await scan(bundles[0]!.code)
  await page.getByRole('spinbutton', { name: '第 1 扎领走几件' }).waitFor()
  expect(await page.getByRole('spinbutton', { name: '第 1 扎领走几件' }).inputValue()).toBe('20')
  await scan(bundles[1]!.code)
  await page.getByRole('button', { name: '领走 2 扎' }).waitFor()
  await scan(badgeOf('李桂兰'))
  await page.getByText('还在手里 40 件').waitFor()
  await button('退回').first().click()
  await page.getByRole('spinbutton').fill('15')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^退\s*回$/ })
    .click()
  await page.getByText('还在手里 25 件').waitFor()
  const held = (await app.call('production.handOuts.list', {})) as HandOut[]
  expect(held.map(({ left, pieces }) => [left, pieces])).toEqual([
    [5, 20],
    [20, 20],
  ])
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
  lotId = await beginBatch(10, 'L7')
  const [bundle] = (await batch(lotId)).bundles
  await write('production.batches.cut', {
    batchId: lotId,
    colours: [{ colour: '白色', dyeLot: '', layers: 8 }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 10 },
    part: '耳朵',
  })
  // What is printed is kept, instead of shown in a dialog that headless Chromium has not.
  await opened.context.addInitScript(() => {
    window.print = () => {
      ;(window.top as unknown as { printed: string }).printed = document.body.textContent
      window.dispatchEvent(new Event('afterprint'))
    }
  })
  await page.reload()
  await page.getByText('还在手里 25 件').waitFor()
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
  for (const part of ['李桂兰', '赵小妹', '红丝带L72 米', `${(await batch(lotId)).batchNumber} · 1`])
    expect(await printed()).toContain(part)
})

it('keeps what was typed when it refuses, and says in whose hands the pieces are', async () => {
  await go('/floor')
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  const { bundles } = await batch()
  await scan(bundles[1]!.code)
  await page.getByText('在李桂兰手里 20 件').waitFor()
  const typed = { 好件: '3', 返工: '1', 报废: '1' }
  for (const [name, count] of Object.entries(typed)) await page.getByRole('spinbutton', { name }).fill(count)
  await scan(badgeOf('赵小妹'))
  await page.getByText('这一步要写原因').waitFor()
  await page.locator('input[aria-label="原因"]:focus').waitFor()
  for (const [name, count] of Object.entries(typed))
    expect(await page.getByRole('spinbutton', { name }).inputValue()).toBe(count)
  await page.keyboard.type('油渍')
  await button(/^记\s*下$/).click()
  await page.getByText('这些件原来在李桂兰手里').waitFor()
  expect((await entries()).map(({ workerName, good, scrap }) => [workerName, good, scrap])).toEqual([
    ['赵小妹', 3, 1],
  ])
  await undoShown()
})

it('changes the kept worker by her badge, also beside a bundle that is done', async () => {
  await page.getByRole('switch', { name: '一直记给这个人' }).click()
  await scan(badgeOf('王秀英'))
  await page.getByText('剩下的件数都记给王秀英').waitFor()
  await scan((await batch()).bundles[0]!.code)
  await page.getByRole('status').getByText('王秀英，平车，20 件').waitFor()
  await scan(badgeOf('王秀英'))
  await page.getByText('这一扎没有剩下的了').waitFor()
  await scan(badgeOf('李桂兰'))
  await page.locator('.ant-select', { hasText: '李桂兰' }).waitFor()
  expect(await page.locator('.ant-alert').allTextContents()).toEqual([])
  expect(await entries()).toHaveLength(1)
  await button(/^撤\s*销$/)
    .first()
    .click()
  await expect.poll(entries).toEqual([])
})

it("types yesterday's strips with the keyboard, Enter going down", async () => {
  await go('/floor')
  await page.getByText('键盘补录', { exact: true }).click()
  await chooseBatch()
  // A person is added by the keyboard, and her first cell takes the keys; so it is with all of them.
  await page.getByRole('combobox', { name: '加一个人' }).focus()
  await page.keyboard.type('赵')
  await page.getByTitle('赵小妹').last().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('input[aria-label="赵小妹 平车"]:focus').waitFor()
  await button('所有人').press('Enter')
  await page.locator('input[aria-label="李桂兰 平车"]:focus').waitFor()
  await page.keyboard.type('22')
  await page.keyboard.press('Enter')
  await page.keyboard.type('13')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('60')
  await page.getByText('标红的那列超过剩下的件数').waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('5')
  await button('记下 40 件').click()
  await page.getByText(/记下了 40 件/).waitFor()
  const sums = Object.groupBy(await entries(), (row) => `${row.workerName} ${row.operationName}`)
  expect(
    Object.entries(sums)
      .map(([who, rows]) => [who, rows!.reduce((sum, { good }) => sum + good, 0)])
      .toSorted(),
  ).toEqual(
    [
      ['李桂兰 平车', 22],
      ['王秀英 平车', 13],
      ['王秀英 整烫', 5],
    ].toSorted(),
  )
  // What she was handed is what she recorded.
  const held = (await app.call('production.handOuts.list', {})) as HandOut[]
  expect(held.reduce((sum, { left }) => sum + left, 0)).toBeLessThan(25)
})

it('keeps the typed pieces until they may be lost, and takes tickets and badges out of its fields', async () => {
  await page.reload()
  await page.getByText('键盘补录', { exact: true }).click()
  await page.getByRole('combobox', { name: '选批次' }).focus()
  await scan((await batch()).bundles[2]!.code)
  await page.getByRole('combobox', { name: '加一个人' }).focus()
  await scan(badgeOf('赵小妹'))
  const cell = page.getByRole('textbox', { name: '赵小妹 整烫' })
  await page.locator('input[aria-label="赵小妹 平车"]:focus').waitFor()
  await cell.fill('abc')
  await page.getByText('标红的格子里要打整数件数').waitFor()
  await cell.fill('3')
  const question = page.locator('.ant-modal-confirm-title', { hasText: '还没有保存，要离开吗' })
  for (const leave of ['横排是各扎', '整批分', '该做什么']) {
    await page.getByText(leave, { exact: true }).click()
    await question.waitFor()
    await button(/^取\s*消$/).click()
    await question.waitFor({ state: 'hidden' })
    expect(await cell.inputValue()).toBe('3')
  }
  await cell.fill('')
})

it('shows a sheet as one line that opens, and gives an entry of it to the worker whose badge is scanned', async () => {
  const sheet = page.getByRole('row', { name: /王秀英/ }).filter({ hasText: '4 条' })
  await sheet.getByText('40', { exact: true }).waitFor()
  await sheet.getByRole('button', { name: '展开' }).click()
  await button(/^改\s*人$/)
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').waitFor()
  await scan(badgeOf('赵小妹'))
  await dialog.locator('.ant-select', { hasText: '赵小妹' }).waitFor()
  await dialog.getByRole('button', { name: /^取\s*消$|^Cancel$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
})

it('shares what is left of a batch among a team, which stays for the next batch and is not lost unasked', async () => {
  otherId = await beginBatch(20)
  await page.getByText('整批分', { exact: true }).click()
  await chooseBatch(otherId)
  for (const name of ['王秀英', '赵小妹']) {
    await page.getByRole('combobox', { name: '加一个人' }).click()
    await page.getByTitle(name).last().click()
  }
  const weight = page.getByRole('spinbutton', { name: '份数' }).first()
  await weight.fill('2')
  await page.getByRole('spinbutton', { name: '平车 件数' }).fill('7')
  const question = page.locator('.ant-modal-confirm', { hasText: '还没有保存，要离开吗' })
  for (const leave of [
    () => page.getByText('键盘补录', { exact: true }).click(),
    () => page.getByText('该做什么', { exact: true }).click(),
  ]) {
    await leave()
    await question.getByText('选好的人和份数').waitFor()
    await button(/^取\s*消$/).click()
    await question.waitFor({ state: 'hidden' })
  }
  expect(await page.getByRole('spinbutton', { name: '平车 件数' }).inputValue()).toBe('7')
  await chooseBatch()
  await question.getByText('会丢掉：改过的工序和件数').waitFor()
  await button('不保存，离开').click()
  expect(await weight.inputValue()).toBe('2')
  await button('记下 60 件').click()
  await page.getByText(/记下了 60 件/).waitFor()
  await page.getByText('这个批次没有剩下要记的件了').waitFor()
  const good = (await entries()).reduce((sum, row) => sum + row.good, 0)
  expect(good).toBe(100)
})

it('names who worked on the bundles that a merged one came of, where work is recorded and in its history', async () => {
  const [first, second] = (await batch(otherId)).bundles
  for (const [bundle, worker] of [
    [first!, '王秀英'],
    [second!, '李桂兰'],
  ] as const)
    await write('production.work.record', {
      bundleId: bundle.id,
      operationId: (await batch(otherId)).operations[0]!.id,
      workerId: workers.find(({ name }) => name === worker)!.id,
      good: 10,
      rework: 0,
      scrap: 0,
      reason: '',
      basis: 'piece',
      workDate: businessDate(Date.now()),
    })
  await write('production.bundles.merge', { ids: [first!.id, second!.id] })
  await page.reload()
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  await scan((await batch(otherId)).bundles[2]!.code)
  await page
    .getByRole('button', { name: /1 平车 0/ })
    .getByText('王秀英 10（在 1 扎）、李桂兰 10（在 2 扎）')
    .waitFor()
  await page
    .getByRole('button', { name: /2 整烫 20/ })
    .getByText('还没人做')
    .waitFor()
  await go(`/floor/batches/${otherId}`)
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

it('tells the history of a bundle', async () => {
  await go(`/floor/batches/${batchId}`)
  await page.getByRole('button', { name: '1', exact: true }).click()
  await page.getByText('第 1 扎的经过').waitFor()
  await page.getByRole('cell', { name: '领活' }).first().waitFor()
  expect(await page.getByRole('cell', { name: '记工' }).count()).toBeGreaterThan(1)
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
