import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { StockLocation } from '../../shared/inventory/contract.ts'
import type { BatchMaterial, Material } from '../../shared/inventory/materials-contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** From fabric at the supplier's to fabric on the cutting table, through the screens. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let styleId: number

const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const materials = async () => ((await app.call('inventory.materials.list', {})) as { rows: Material[] }).rows

async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).last().click()
  await page.getByTitle(option).last().click()
}

beforeAll(async () => {
  app = await startApp()
  styleId = await savePlainStyle(app)
  await app.call('production.routing.save', {
    commandId: v7(),
    styleId,
    operations: [{ id: null, name: '平车', standardSeconds: 600, recorded: true, predecessors: [] }],
  })
  await app.call('inventory.suppliers.save', {
    commandId: v7(),
    id: null,
    name: '布行老李',
    kind: 'supplier',
    phone: '',
    note: '',
  })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('adds a fabric and says what is wrong with a width that is none', async () => {
  await go('/stock/materials')
  await page.getByText('还没有物料').waitFor()
  await button('添加物料').click()
  // Its first field waits for the keyboard.
  await page.locator('input:focus').waitFor()
  await page.keyboard.type('白毛绒布')
  await page.getByLabel('单价（元）').fill('18.5')
  await page.getByLabel('门幅（厘米）').fill('宽')
  await button(/^保\s*存$/).click()
  await page.getByText('请填数字，最多三位小数').waitFor()
  await page.getByLabel('门幅（厘米）').fill('150')
  await button(/^保\s*存$/).click()
  await page.getByRole('cell', { name: '白毛绒布' }).waitFor()
  expect(await materials()).toMatchObject([{ name: '白毛绒布', width: 1500, price: 1850, onHand: 0 }])
})

it('buys it: the amount follows the price, what is not paid is owed', async () => {
  await button('采购入库').click()
  await choose('供应商', '布行老李')
  await choose('物料', '白毛绒布 · 米')
  await page.getByRole('textbox', { name: '数量' }).fill('60')
  expect(await page.getByRole('textbox', { name: '金额（元）' }).inputValue()).toBe('1110.00')
  await page.getByRole('textbox', { name: '缸号' }).fill('A1')
  await page.getByRole('textbox', { name: '现付（元）' }).fill('100')
  await page.getByText('欠 1010.00 元').waitFor()
  await button(/^保\s*存$/).click()
  await page.getByText('采购入库好了').waitFor()
  await page.getByRole('cell', { name: '60 米' }).waitFor()
  await go('/stock/suppliers')
  await page.getByText('¥1,010.00').waitFor()
  // On the materials shelf, not among what is sold.
  await go('/stock/locations')
  await page.getByRole('row', { name: 'L 物料架 物料 布料、辅料，不发给买家 1 种物料' }).waitFor()
  await page.getByRole('row', { name: 'A 成品架 可售 可以发给买家 0 件' }).waitFor()
})

it('offers a workshop without a place for materials to make one', async () => {
  const places = (await app.call('inventory.locations.list', {})) as StockLocation[]
  const shelf = places.find(({ kind }) => kind === 'materials')!
  const save = (kind: StockLocation['kind']) =>
    app.call('inventory.locations.save', { ...shelf, kind, commandId: v7() })
  await save('unchecked')
  await page.getByRole('row', { name: 'L 物料架 待检' }).waitFor()
  await go('/stock/materials')
  await button('采购入库').click()
  await page.getByText('A 成品架 · 可售').waitFor()
  await button('加一个物料架').click()
  await page.getByText('L2 物料架 · 物料').waitFor()
  await page.getByText('还没有放物料的库位').waitFor({ state: 'hidden' })
  await button(/^取\s*消$/).click()
  // What came before lies where it lay: it is counted there, not found a second time in the new place.
  await page.getByRole('button', { name: /^盘\s*点$/ }).click()
  await page.getByText('L 物料架 · 待检').waitFor()
  await page.getByPlaceholder('60').fill('60')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^保\s*存$/ })
    .click()
  await page.getByText('盘点好了，一样多').waitFor()
  expect(await materials()).toMatchObject([{ onHand: 60_000 }])
  await save('materials')
  await app.call('inventory.locations.save', {
    commandId: v7(),
    id: shelf.id + 1,
    code: 'L2',
    name: '二楼',
    kind: 'unchecked',
  })
})

it('carries a material from one place to another, and no more than lies there', async () => {
  const [cloth] = await materials()
  const places = (await app.call('inventory.locations.list', {})) as StockLocation[]
  const [from, to] = ['L', 'L2'].map((wanted) => places.find(({ code }) => code === wanted)!.id)
  await go('/stock/materials')
  const dialog = page.getByRole('dialog')
  const carry = async (amount: string, where: string) => {
    await page.getByRole('button', { name: /^移\s*库$/ }).click()
    await dialog.getByText('还没填好：搬到哪里').waitFor()
    await dialog.getByRole('combobox', { name: '搬到哪里' }).click()
    await page.getByTitle(where).click()
    await dialog.getByRole('textbox', { name: '数量' }).fill(amount)
    await dialog.getByRole('button', { name: /^移\s*库$/ }).click()
  }
  await carry('61', 'L2 二楼 · 待检')
  await dialog.getByText(/现有 60 .*不够减 61 /).waitFor()
  await button(/^取\s*消$/).click()
  await carry('25.5', 'L2 二楼 · 待检')
  await page.getByText('已移库。').waitFor()
  expect(await app.call('inventory.materials.places', { materialIds: [cloth!.id] })).toMatchObject([
    { locationId: from, quantity: 34_500 },
    { locationId: to, quantity: 25_500 },
  ])
  expect(await materials()).toMatchObject([{ onHand: 60_000, value: cloth!.value }])
  await app.call('inventory.materials.transfer', {
    commandId: v7(),
    materialId: cloth!.id,
    fromLocationId: to,
    toLocationId: from,
    quantity: 25_500,
    note: '',
  })
})

it('asks before it writes what can hardly be: a day long past, more paid than bought', async () => {
  await go('/stock/materials')
  await button('采购入库').click()
  await page.getByText('还没填好：供应商、物料').waitFor()
  await choose('供应商', '布行老李')
  await choose('物料', '白毛绒布 · 米')
  await page.getByRole('textbox', { name: '数量' }).fill('1.2345')
  await page.getByText('请填数字，最多三位小数').waitFor()
  await page.getByRole('textbox', { name: '数量' }).fill('10')
  await page.getByLabel('日期').fill('0001-01-01')
  await page.getByRole('textbox', { name: '现付（元）' }).fill('1000')
  await button(/^保\s*存$/).click()
  await page.getByText('日期是 0001-01-01，已经很久了').waitFor()
  await page.getByText('付的比欠的多 ¥815.00，会记成预付').waitFor()
  await page
    .locator('.ant-modal-confirm')
    .getByRole('button', { name: /取\s*消/ })
    .click()
  await page.locator('.ant-modal-confirm').waitFor({ state: 'hidden' })
  await page
    .locator('.ant-drawer')
    .getByRole('button', { name: /^取\s*消$/ })
    .click()
  expect(await materials()).toMatchObject([{ onHand: 60_000 }])
})

it('orders it, takes it in in two parts, and owes what came', async () => {
  await go('/stock/materials')
  await button('采购单').click()
  await button('下采购单').click()
  await choose('供应商', '布行老李')
  await page.getByLabel('哪天到').fill('2020-01-01')
  await choose('物料', '白毛绒布 · 米')
  await page.getByRole('textbox', { name: '数量' }).fill('100')
  await button('下单').click()
  await page.getByText('到货日期 2020-01-01 已经过了').waitFor()
  await button('没错，保存').click()
  await page.getByText('该到了：2020-01-01').first().waitFor()
  expect(await materials()).toMatchObject([{ onHand: 60_000, coming: 100_000 }])
  await button('到货').click()
  const dialog = page.getByRole('dialog').last()
  expect(await dialog.getByRole('textbox', { name: '这次到了 白毛绒布' }).inputValue()).toBe('100')
  await dialog.getByRole('textbox', { name: '这次到了 白毛绒布' }).fill('33.333')
  expect(await dialog.getByRole('textbox', { name: '金额（元） 白毛绒布' }).inputValue()).toBe('616.66')
  await dialog.getByRole('textbox', { name: '缸号 白毛绒布' }).fill('B2')
  await dialog.getByRole('button', { name: '到货' }).click()
  await page.getByRole('cell', { name: '66.667', exact: true }).waitFor()
  await button('到货').click()
  const second = page.getByRole('dialog').last()
  expect(await second.getByRole('textbox', { name: '金额（元） 白毛绒布' }).inputValue()).toBe('1233.34')
  // More than was ordered is asked about.
  await second.getByRole('textbox', { name: '这次到了 白毛绒布' }).fill('70')
  await second.getByRole('textbox', { name: '金额（元） 白毛绒布' }).fill('1295')
  await second.getByRole('button', { name: '到货' }).click()
  await page.getByText('“白毛绒布”比订的多 3.333 米，照收').waitFor()
  await button('没错，保存').click()
  await page.getByText('到齐了').waitFor()
  expect(await materials()).toMatchObject([{ onHand: 163_333, coming: 0 }])
  await go('/stock/suppliers')
  // 1010 + 616.66 + 1295.
  await page.getByText('¥2,921.66').waitFor()
})

it('corrects what a purchase cost; its account says metres, and opens it', async () => {
  await button('布行老李').click()
  await page.getByRole('link', { name: /入库单 \d+，白毛绒布 70 米/ }).click()
  await button('改进价').click()
  const dialog = page.getByRole('dialog').last()
  await dialog.getByRole('textbox', { name: '金额（元）' }).fill('1225')
  await dialog.getByText('合计 ¥1,295.00 → ¥1,225.00').waitFor()
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
  await page.getByText('改好了：欠款 -¥70.00，库存金额 -¥70.00').waitFor()
  await go('/stock/suppliers')
  await page.getByText('¥2,851.66').waitFor()
})

it('writes what a piece uses, by size', async () => {
  await go(`/catalog/styles/${styleId}/bom`)
  await button('加一行').click()
  await page.getByRole('textbox', { name: '部位' }).fill('面料')
  await choose('物料', '白毛绒布 · 米')
  await page.getByRole('textbox', { name: '每件用量' }).fill('1.2')
  await page.getByRole('textbox', { name: '各尺码用量 120' }).fill('1.3')
  await page.getByRole('textbox', { name: '损耗 %' }).fill('5')
  await button(/^保\s*存$/).click()
  await page.getByText('用料保存好了').waitFor()
})

it('does not save a BOM over what was saved elsewhere meanwhile: who, when, and what was typed stays', async () => {
  await go('/stock/materials')
  await go(`/catalog/styles/${styleId}/bom`)
  const usage = page.getByRole('textbox', { name: '每件用量' })
  await usage.fill('1.5')
  const [line] = (await app.call('catalog.bom.get', { styleId })) as { usage: number }[]
  // The page reads it again behind what is typed.
  const again = page.waitForResponse((response) => response.url().includes('bom/get'))
  await app.call('catalog.bom.save', { commandId: v7(), styleId, lines: [{ ...line, wastage: 60 }] })
  await again
  await button(/^保\s*存$/).click()
  await page.getByText(/老板 在 \S+ \S+ 改过并保存了/).waitFor()
  expect(await usage.inputValue()).toBe('1.5')
  await button('看对方改的').click()
  await page.getByText('改过并保存了').waitFor({ state: 'hidden' })
  await expect.poll(() => page.getByRole('textbox', { name: '损耗 %' }).inputValue()).toBe('6')
  await page.getByRole('textbox', { name: '损耗 %' }).fill('5')
  await button(/^保\s*存$/).click()
  const wastage = async () =>
    ((await app.call('catalog.bom.get', { styleId })) as { wastage: number }[])[0]?.wastage
  await expect.poll(wastage).toBe(50)
})

it('gives a batch what it needs by default, takes some back, and the books are sound', async () => {
  const style = (await app.call('catalog.styles.get', { id: styleId })) as { skus: { id: number }[] }
  const { id: batchId } = (await app.call('production.batches.create', {
    commandId: v7(),
    styleId,
    dueDate: null,
    performanceDate: null,
    note: '',
    lines: style.skus.map(({ id }) => ({ skuId: id, planned: 20 })),
  })) as { id: number }
  await go(`/floor/batches/${batchId}`)
  await page.getByText('还有 1 种料没领够').click()
  await button('领料').click()
  const dialog = page.getByRole('dialog')
  // (20 × 1.2 + 20 × 1.3) × 1.05.
  expect(await dialog.getByRole('textbox', { name: '白毛绒布' }).inputValue()).toBe('52.5')
  await dialog.getByRole('button', { name: '领料' }).click()
  await page.getByText('记好了').waitFor()
  await page.getByRole('cell', { name: '110.833', exact: true }).waitFor()
  await button('退料').click()
  await page.getByRole('dialog').getByRole('textbox', { name: '白毛绒布' }).fill('60')
  await page.getByRole('dialog').getByRole('button', { name: '退料' }).click()
  await page.getByText('“白毛绒布”这个批次只剩 52.5，退不了 60').waitFor()
  await page.getByRole('dialog').getByRole('textbox', { name: '白毛绒布' }).fill('2.5')
  await page.getByRole('dialog').getByRole('button', { name: '退料' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const { rows } = (await app.call('inventory.materials.ofBatch', { batchId })) as { rows: BatchMaterial[] }
  expect(rows).toMatchObject([{ needed: 52_500, issued: 52_500, returned: 2500, onHand: 113_333 }])
  // The screen has heard of it: what is asked goes by what it shows.
  await page.getByRole('cell', { name: '113.333' }).first().waitFor()
  // Two and a half metres are still to be given; ten are.
  await button('领料').click()
  await dialog.getByRole('textbox', { name: '白毛绒布' }).fill('10')
  await dialog.getByRole('button', { name: '领料' }).click()
  await page.getByText('白毛绒布：比批次需要的多 7.5 米').waitFor()
  await button('确实要多领').click()
  await page.getByText('1 种料多领了').waitFor()
  await page.getByRole('cell', { name: '多领 7.5' }).waitFor()
  const db = openReader(app.dataDir)
  const broken = (await checkStore(db)).filter(({ violations }) => violations.length > 0)
  await db.destroy()
  expect(broken).toEqual([])
  expect(opened.complaints).toEqual([])
})

it('writes materials and BOMs out to a sheet and takes a changed one back, leaving out what is wrong', async () => {
  await go('/stock/materials')
  await button('导入导出').click()
  const [file] = await Promise.all([page.waitForEvent('download'), button('导出物料').click()])
  expect(file.suggestedFilename()).toBe('物料.xlsx')
  const text = '物料,单位,供应商,单价\n红绸,米,布行老李,9.9\n金线,斤,,\n'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '物料.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText('物料 2 行：要写入 1，和现在一样 0，有问题不写入 1').waitFor()
  await page.getByText('单位不认识').waitFor()
  await page.getByText('有问题，整个不写入，保持原样').waitFor()
  await button('写入 1 个').click()
  await page.getByText('写好了：物料 1 种').waitFor()
  expect((await materials()).find(({ name }) => name === '红绸')).toMatchObject({ price: 990, unit: 'm' })
})
