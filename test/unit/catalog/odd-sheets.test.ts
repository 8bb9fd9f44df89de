import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { recipeHeaders, recipeKinds } from '../../../shared/catalog/recipe-sheets/columns.ts'
import { isMangled } from '../../../shared/catalog/spoilt-names.ts'
import { wrongSheetReasons } from '../../../shared/catalog/wrong-sheet.ts'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import { zipText } from '../../../shared/orders/files/xlsx/inflate.ts'
import { readZipDirectory } from '../../../shared/orders/files/zip-directory.ts'
import { jobEnd } from '../../support/host.ts'
import { rawRow, rawWorkbook, textSheet } from '../../support/zip-file.ts'
import { type Catalog, openCatalog, saveStyle, styleInput } from './support.ts'

let catalog: Catalog
beforeAll(async () => {
  catalog = await openCatalog()
  await saveStyle(catalog, styleInput('A1', ['白', '粉'], ['110', '120'], { name: '兔' }))
  for (const name of ['毛绒布', '里布', '扣子']) await addMaterial(name)
})
afterAll(async () => {
  expect((await checkStore(catalog.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await catalog.close()
})

const addMaterial = (name: string) =>
  catalog.client.inventory.materials.save({
    commandId: v7(),
    id: null,
    name,
    unit: 'm',
    width: null,
    gramsPerArea: null,
    supplierId: null,
    price: null,
    note: '',
    archived: false,
  })
const { materials, bom, routing, sizes } = recipeHeaders['zh-CN']
const skuHeader = ['款号', '款名', '颜色', '尺码', '商家编码', '安全库存', '备注']

/** A workbook; a cell that begins with `<c` is XML. */
const book = (...rows: (readonly string[])[]) =>
  new File(
    [new Uint8Array(rawWorkbook([{ name: 'S', rows: rows.map((row, at) => rawRow(at + 1, row)).join('') }]))],
    '表.xlsx',
  )
const csv = (...rows: (readonly string[])[]) =>
  new File([rows.map((row) => row.join(',')).join('\n')], '表.csv')
const recipe = (file: File) => catalog.client.catalog.recipes.preview({ file })
const skus = (file: File) => catalog.client.catalog.sheet.preview({ file })
async function takeSkus(file: File) {
  const { jobId } = await catalog.client.catalog.sheet.commit({ commandId: v7(), file })
  return (await jobEnd(catalog.client, jobId)).result
}

describe('a table that is given to the wrong place', () => {
  const refused = async (read: Promise<unknown>) => {
    const error = await read.then(
      () => null,
      (raised: unknown) => raised as { data: { reason: string } },
    )
    return error?.data.reason
  }

  test('is refused in words that name its columns, or where it is taken', async () => {
    const orders = csv(['订单编号', '买家'], ['1', '王'])
    expect(await refused(recipe(orders))).toBe('not-a-recipe-sheet')
    expect(await refused(skus(orders))).toBe('not-a-sku-sheet')
    expect(await refused(recipe(csv(['款号', '物料', '用量'], ['A1', '里布', '1'])))).toBe(
      'not-a-recipe-sheet',
    )
    expect(await refused(recipe(csv(skuHeader, ['A1', '', '白', '110'])))).toBe('is-sku-sheet')
    // A BOM names styles and colours: it made a SKU of no size, or of the colour "白、粉".
    for (const header of [bom, routing, sizes, materials])
      expect(await refused(skus(csv(header, ['A1', '里布', '1', '', '白、粉'])))).toBe('is-recipe-sheet')
    for (const locale of ['zh-CN', 'en']) {
      const file = join(import.meta.dirname, '../../../renderer/i18n', locale, 'errors.json')
      const { reason } = JSON.parse(readFileSync(file, 'utf8')) as { reason: Record<string, string> }
      for (const one of wrongSheetReasons) expect(reason[one], `${locale} ${one}`).toBeDefined()
    }
  })

  test('is too large, and said to be so: there is no field to mark red', async () => {
    const file = new File([new Uint8Array(50_000_001).fill(65)], '备份.csv')
    expect(await refused(recipe(file))).toBe('file-too-large')
    expect(await refused(skus(file))).toBe('file-too-large')
  })

  test('one of several sheets is read, and the others are named', async () => {
    const sheet = (name: string, ...rows: (readonly string[])[]) => textSheet(name, rows)
    const bytes = rawWorkbook([
      sheet('说明', ['怎么填'], ['先填物料']),
      sheet('物料', materials, ['网纱', '米']),
      sheet('用料', bom, ['A1', '里布', '1']),
    ])
    const file = new File([new Uint8Array(bytes)], '技术资料.xlsx')
    expect(await recipe(file)).toMatchObject({ kind: 'materials', rows: 1, otherSheets: ['用料'] })
    const orders = textSheet('订单', [
      ['订单编号', '商品属性', '购买数量', '宝贝标题'],
      ['1', '白', '1', '兔'],
    ])
    const mixed = rawWorkbook([orders, sheet('款式', skuHeader, ['A1', '', '白', '110'])])
    expect(await skus(new File([new Uint8Array(mixed)], 'x.xlsx'))).toMatchObject({
      summary: { rows: 1, unchangedSkus: 1 },
      otherSheets: [],
    })
  })
})

describe('what Excel did to a sheet', () => {
  const date = '<c r="@" s="1"><v>46056</v></c>'
  const time = '<c r="@" s="1"><v>4.622222222</v></c>'
  const missing = '<c r="@" t="e"><v>#N/A</v></c>'

  test('is told as that, and makes no names, notes or codes', async () => {
    const { problems, toWrite } = await recipe(
      book(
        bom,
        ['A1', '里布', '1', '', date],
        ['A1', '扣子', '2', '', '', time],
        ['A1', '毛绒布', '1', missing],
        ['A1', missing, '1'],
      ),
    )
    expect(problems.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'mangled'],
      [3, 'mangled'],
      [4, 'mangled'],
      [5, 'mangled'],
    ])
    expect(toWrite).toBe(0)
    const read = await recipe(
      book(
        materials,
        ['网纱', '米', '', '', missing],
        ['#REF!', '米'],
        ['绸', '米', '', '', '', '', missing],
      ),
    )
    expect(read).toMatchObject({ toWrite: 0, left: 3, newSuppliers: [] })
    const sheet = book(
      skuHeader,
      ['A1', '', '白', '110', missing],
      [missing, '', '白', '110', 'X1'],
      ['', '', '', '120', 'X2'],
      ['B?1', '', '白', '110', 'X3'],
      ['A1', '', '??', '110', 'X4'],
    )
    const { summary, problems: wrong } = await skus(sheet)
    expect(wrong.map(({ row, code, field }) => [row, code, field])).toEqual([
      [2, 'mangled', 'sellerCode'],
      [3, 'mangled', 'styleNumber'],
      // Under the spoilt style: of that one, and not of a style by that name.
      [4, 'mangled', 'styleNumber'],
      [5, 'mangled', 'styleNumber'],
      [6, 'mangled', 'colour'],
    ])
    expect(summary).toMatchObject({ newStyles: 0, newSkus: 0, changedSkus: 0 })
    expect(['白?', '1.2E+05号', '2026-02-03 00:00:00', '3月4日', '#VALUE!'].every(isMangled)).toBe(true)
    expect(['白', 'E+', '#1', '2-3', '3月'].some(isMangled)).toBe(false)
  })

  test('does not happen to cells of an export: what is typed over them stays text', async () => {
    await catalog.client.catalog.sizeChart.save({
      commandId: v7(),
      styleId: (await catalog.client.catalog.styles.list({ search: 'A1' })).rows[0]!.id,
      points: [{ name: '衣长', minus: 5, plus: 5, sizes: {} }],
    })
    const { file } = await catalog.client.catalog.recipes.export({ kind: 'sizes', headers: 'zh-CN' })
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect((await readWorkbook(bytes))[0]!.rows[1]!.slice(0, 3)).toEqual(['A1', '衣长', ''])
    const entry = readZipDirectory(bytes).find(({ name }) => name === 'xl/worksheets/sheet1.xml')!
    let xml = ''
    for await (const piece of zipText(bytes, entry, 1e6)) xml += piece
    // The cell of the sizes is empty, and a text all the same: "110:56" would become a time.
    expect(xml).toMatch(/<c r="C2" s="\d+"/)
  })
})

describe('rows that a person would not take for SKUs', () => {
  test('a remark or sum below, and merged cells of a colour', async () => {
    const sheet = book(
      skuHeader,
      ['M1', '象', '灰', '110'],
      ['', '', '', '120'],
      ['', '', '粉', '110'],
      ['', '', '', '120'],
      ['', '', '', '', '', '4', '合计'],
      ['合计：', '', '', '4'],
    )
    const { summary, problems } = await skus(sheet)
    expect(summary).toMatchObject({ newStyles: 1, newSkus: 4 })
    expect(problems).toMatchObject([
      { row: 6, code: 'style-missing' },
      { row: 7, code: 'style-missing' },
    ])
    await takeSkus(sheet)
    const [row] = (await catalog.client.catalog.styles.list({ search: 'M1' })).rows
    const style = await catalog.client.catalog.styles.get({ id: row!.id })
    expect(style.skus.map(({ colour, size }) => `${colour}${size}`)).toEqual([
      '灰110',
      '灰120',
      '粉110',
      '粉120',
    ])
    expect(style.note).toBe('')
  })

  test('rows below one that has slid are nobody’s', async () => {
    const { summary, problems } = await skus(
      csv(
        skuHeader,
        ['A1', '', '白', '110'],
        ['N9', '', '红', '110', '', '', '', '滑'],
        ['', '', '红', '120'],
      ),
    )
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'row-slid'],
      [4, 'style-missing'],
    ])
    expect(summary).toMatchObject({ newSkus: 0, unchangedSkus: 1 })
  })

  test('a known style gets no SKU of no colour: the row says which one it means', async () => {
    const { summary, problems } = await skus(
      csv(['款号', '颜色', '尺码'], ['A1', '', '110'], ['A1', '', '130']),
    )
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'which-sku'],
      [3, 'which-sku'],
    ])
    expect(summary).toMatchObject({ newSkus: 0 })
    expect((await skus(csv(['款号', '尺码'], ['A1', '130']))).problems).toMatchObject([{ code: 'which-sku' }])
  })

  test('the same file twice changes nothing the second time, even where a style has two names in it', async () => {
    const sheet = csv(
      skuHeader,
      ['A1', '小白兔', '白', '110'],
      ['A1', '兔', '白', '120'],
      ['A1', '', '粉', '110'],
    )
    expect((await skus(sheet)).problems).toMatchObject([
      { row: 3, code: 'style-differs', field: 'name', with: '2' },
    ])
    await takeSkus(sheet)
    const name = async () => (await catalog.client.catalog.styles.list({ search: 'A1' })).rows[0]!.name
    expect(await name()).toBe('小白兔')
    expect((await skus(sheet)).summary).toMatchObject({ changedSkus: 0 })
    await takeSkus(sheet)
    expect(await name()).toBe('小白兔')
  })

  test('a line of a BOM that was copied once too often', async () => {
    const twice = csv(bom, ['A1', '里布', '1'], ['A1', '扣子', '2'], ['A1', '里布', '1'])
    const { problems, toWrite, left } = await recipe(twice)
    expect(problems.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'twice'],
      [4, 'twice'],
    ])
    expect([toWrite, left]).toEqual([0, 1])
    // Another part, or another amount: meant.
    expect(
      await recipe(csv(bom, ['A1', '里布', '1', '身'], ['A1', '里布', '1', '袖'], ['A1', '里布', '2', '袖'])),
    ).toMatchObject({
      toWrite: 1,
      problems: [],
    })
  })
})

test('one cell of an export that is changed is the only change, whatever the sheet', async () => {
  const { rows: found } = await catalog.client.catalog.styles.list({ search: 'A1' })
  const styleId = found[0]!.id
  const list = await catalog.store.reader.selectFrom('material').select(['id', 'name']).execute()
  await catalog.client.catalog.bom.save({
    commandId: v7(),
    styleId,
    lines: list.map(({ id }) => ({
      part: '',
      materialId: id,
      colours: [],
      usage: 1200,
      usages: {},
      wastage: 30,
    })),
  })
  await catalog.client.production.routing.save({
    commandId: v7(),
    styleId,
    operations: ['裁', '缝', '烫'].map((name, at) => ({
      id: null,
      name,
      standardSeconds: 60,
      recorded: true,
      predecessors: at === 0 ? [] : [at - 1],
    })),
  })
  const edits = {
    materials: ['单价', '9.90'],
    bom: ['单件用量', '1.3'],
    routing: ['工价', '0.45'],
    sizes: ['各尺码尺寸（厘米）', '110:56'],
  } as const
  for (const kind of recipeKinds) {
    const { file } = await catalog.client.catalog.recipes.export({ kind, headers: 'zh-CN' })
    const [sheet] = await readWorkbook(new Uint8Array(await file.arrayBuffer()))
    const rows = sheet!.rows.map((cells) => [...cells])
    expect(await recipe(file), kind).toMatchObject({ toWrite: 0, left: 0 })
    const [title, value] = edits[kind]
    rows[1]![rows[0]!.indexOf(title)] = value
    const preview = await recipe(book(...rows))
    expect(preview, kind).toMatchObject({ toWrite: 1, left: 0, problemCount: 0 })
    expect(preview.changes[0]).toMatchObject({ fresh: 0, changed: 1, removed: [], isReordered: false })
    const { jobId } = await catalog.client.catalog.recipes.commit({
      commandId: v7(),
      file: book(...rows),
      read: preview.read,
    })
    expect((await jobEnd(catalog.client, jobId)).state).toBe('done')
    expect(await recipe(book(...rows)), kind).toMatchObject({ toWrite: 0, left: 0 })
  }
}, 60_000)
