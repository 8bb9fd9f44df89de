import { afterEach, beforeEach, expect, test } from 'vitest'
import { readBom } from '../../../db/catalog/bom.ts'
import { applyRecipes } from '../../../db/catalog/recipe-sheets/apply.ts'
import { exportRecipes } from '../../../db/catalog/recipe-sheets/export.ts'
import { groupRecipes } from '../../../db/catalog/recipe-sheets/group.ts'
import { planRecipes, type RecipeOptions } from '../../../db/catalog/recipe-sheets/plan.ts'
import { readSizeChart } from '../../../db/catalog/size-chart.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { readRouting, setRates } from '../../../db/production/routing.ts'
import {
  type RecipeKind,
  recipeHeaders,
  recipeKindOf,
} from '../../../shared/catalog/recipe-sheets/columns.ts'
import { isChange } from '../../../shared/catalog/recipe-sheets/problems.ts'
import { addSku, addStyle, closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(() => closeChecked(floor))

const headers = recipeHeaders['zh-CN']
const owner: RecipeOptions = { money: true, rates: true, today }

/** What rows of a sheet would change, and what is wrong with them. */
async function look(
  kind: RecipeKind,
  rows: readonly (readonly string[])[],
  header: readonly string[] = headers[kind],
  options = owner,
) {
  const sheet = {
    kind,
    header,
    rows: rows.map((cells, index) => ({ row: index + 2, cells, isSlid: false })),
  }
  const groups = await groupRecipes(floor.store.reader, sheet)
  const { planned, problems } = await planRecipes(floor.store.reader, kind, header, groups, options)
  return {
    groups,
    problems: problems.map(({ row, problem }) => [row, problem]),
    texts: problems.map(({ text }) => text),
    units: planned.map(({ unit }) => unit),
  }
}

/** Brings rows of a sheet in. */
async function take(
  kind: RecipeKind,
  rows: readonly (readonly string[])[],
  header: readonly string[] = headers[kind],
  options = owner,
) {
  const seen = await look(kind, rows, header, options)
  const written = await run(floor.store, (scope) => applyRecipes(scope, kind, header, seen.groups, options))
  return { ...seen, written }
}

/** A sheet as it goes out, as texts: what Excel would save of it. */
async function out(kind: RecipeKind, sees = { money: true, rates: true }) {
  const { header, rows } = await exportRecipes(floor.store.reader, kind, 'zh-CN', sees)
  return { header, rows: rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell)))) }
}

/** Everything of a kind comes in as it went out: nothing changes, nothing is wrong. */
async function expectSettled(kind: RecipeKind) {
  const { header, rows } = await out(kind)
  const { problems, units } = await look(kind, rows, header)
  expect(problems).toEqual([])
  expect(units.filter(isChange)).toEqual([])
  return { header, rows }
}

const addMaterial = (name: string, archived = false) =>
  run(floor.store, (scope) =>
    saveMaterial(scope, {
      id: null,
      name,
      unit: 'm',
      width: 1500,
      gramsPerArea: 200,
      supplierId: null,
      price: 1850,
      note: '春天再买',
      archived,
    }),
  )
const materials = () => floor.store.reader.selectFrom('material').selectAll().orderBy('id').execute()
const routing = () => readRouting(floor.store.reader, floor.styleId, true)

test('a sheet is known by its titles in either language, in whatever order', () => {
  expect(recipeKindOf(['备注', '单位', '物料'])).toBe('materials')
  expect(recipeKindOf(['物料', '单价'])).toBe('materials')
  expect(recipeKindOf(['Style', 'Material', 'Usage'])).toBe('bom')
  expect(recipeKindOf(recipeHeaders.en.routing)).toBe('routing')
  expect(recipeKindOf(recipeHeaders.en.sizes)).toBe('sizes')
  expect(recipeKindOf(['订单编号', '买家'])).toBe(null)
  // Somebody notes the unit beside each line: still a BOM, and no list that wipes materials.
  expect(recipeKindOf(['款号', '物料', '单位', '单件用量'])).toBe('bom')
  expect(recipeKindOf(['款号', '物料', '单位'])).toBe(null)
  // Half-width brackets, as people type them.
  expect(recipeKindOf(['款号', '量的部位', '各尺码尺寸(厘米)'])).toBe('sizes')
})

test('what is typed by people is read as they mean it, and what is wrong is named by its row', async () => {
  const { units, problems, texts } = await take('materials', [
    ['白毛绒布', '米', '150', '200', '布行老李', '18.50', ''],
    ['扣子', '个', '', '', '', '', '小号'],
    ['里布', '匹', '', '', '', '', ''],
    ['松紧', '米', '宽', '', '', '', ''],
    ['网纱', '', '', '', '', '', ''],
    ['绸', '米', '', '', '', '-3', ''],
    ['绒', '米', '', '', '', '', '长'.repeat(301)],
    ['名'.repeat(61), '米', '', '', '', '', ''],
  ])
  expect(problems).toEqual([
    [4, 'unknown-unit'],
    [5, 'not-a-number'],
    [6, 'missing'],
    [7, 'too-large'],
    [8, 'too-long'],
    [9, 'too-long'],
  ])
  expect(texts.slice(0, 2)).toEqual(['单位: 匹', '门幅（厘米）: 宽'])
  expect(units.filter(isChange)).toHaveLength(2)
  expect(await materials()).toMatchObject([
    { name: '白毛绒布', unit: 'm', width: 1500, grams_per_area: 200, price: 1850 },
    { name: '扣子', unit: 'pc', width: null, price: null, note: '小号' },
  ])
})

test('materials, a BOM and a routing come in, go out, and come in again as they were', async () => {
  await take('materials', [
    ['白毛绒布', '米', '150', '', '布行老李', '18.50', ''],
    ['按扣', '个', '', '', '', '', ''],
  ])
  const bom = await take('bom', [
    ['t01', '白毛绒布', '1.2', '面', '白', '120:1.35', '3'],
    ['', '按扣', '4', '', '', '', ''],
    ['T99', '按扣', '4', '', '', '', ''],
  ])
  expect(bom.problems).toEqual([[4, 'unknown-style']])
  expect(bom.written).toMatchObject({ styles: 1, left: 1 })
  expect(await readBom(floor.store.reader, floor.styleId)).toMatchObject([
    {
      materialName: '白毛绒布',
      usage: 1200,
      colours: ['白'],
      usages: { '120': 1350 },
      wastage: 30,
      part: '面',
    },
    { materialName: '按扣', usage: 4000, wastage: 0 },
  ])
  const before = await routing()
  await take('routing', [
    ['T01', '拼身', '120', '是', '', '0.9', '2026/5/1'],
    ['T01', '整烫', '60', '是', '拼身', '', ''],
    ['T01', '验片', '', '否', '', '', ''],
  ])
  const after = await routing()
  expect(after.map(({ name }) => name)).toEqual(['拼身', '整烫', '验片'])
  // A step of the same name is the same step: its records stay with it.
  expect(after[0]!.id).toBe(before.find(({ name }) => name === '拼身')!.id)
  expect(after[0]!.rates.map(({ validFrom, rate }) => [validFrom, rate])).toContainEqual([
    '2026-05-01',
    900_000,
  ])
  expect(after[1]!.predecessors).toEqual([after[0]!.id])
  for (const kind of ['materials', 'bom', 'routing', 'sizes'] as const) await expectSettled(kind)
})

test('size charts come in by style as a whole and go out as they were', async () => {
  await take('sizes', [
    ['t01', '胸围', '110：56、120=58.5cm', '0.5', '1'],
    ['T01', '衣长', '110:45', '', ''],
  ])
  expect(await readSizeChart(floor.store.reader, floor.styleId)).toEqual([
    { name: '胸围', minus: 5, plus: 10, sizes: { '110': 560, '120': 585 } },
    { name: '衣长', minus: 0, plus: 0, sizes: { '110': 450 } },
  ])
  await expectSettled('sizes')
  // The same point twice, a size nobody makes, a measure that is none: the chart stays as it is.
  const wrong = await take('sizes', [
    ['T01', '衣长', '110:45', '', ''],
    ['T01', '衣长', '110:46', '', ''],
    ['T01', '袖长', '110:长', '', ''],
    ['T01', '领围', '990:30', '', ''],
  ])
  expect(wrong.problems).toEqual([
    [3, 'twice'],
    [4, 'not-a-number'],
    [5, 'unknown-size'],
  ])
  expect(await readSizeChart(floor.store.reader, floor.styleId)).toHaveLength(2)
})

test('a style with a wrong row is left out whole: no step, rate or line of it is lost', async () => {
  const before = await routing()
  const { problems, units } = await take('routing', [
    ['T01', '拼身', '90', '是', '', '0.85', '2026-05-10', '120:0.95'],
    ['T01', '做耳', '一分钟', '是', '', '', '', ''],
    ['T01', '整烫', '90', '是', '拼身、做耳', '', '', ''],
  ])
  expect(problems).toEqual([[3, 'not-a-number']])
  expect(units).toMatchObject([{ name: 'T01', value: null, rows: 3 }])
  expect(await routing()).toEqual(before)

  await addMaterial('里布')
  await take('bom', [['T01', '里布', '1', '', '', '', '']])
  const bom = await take('bom', [
    ['T01', '里布', '2', '', '', '', ''],
    ['T01', '金线', '1', '', '', '', ''],
  ])
  expect(bom.problems).toEqual([[3, 'unknown-material']])
  expect(await readBom(floor.store.reader, floor.styleId)).toMatchObject([{ usage: 1000 }])

  // Cells that slid out of their columns hide which style the row is of: the one above is not complete.
  const slid = [
    { row: 2, cells: ['T01', '里布', '3'], isSlid: false },
    { row: 3, cells: ['T0,1', '里布', '1', 'x'], isSlid: true },
  ]
  const sheet = { kind: 'bom' as const, header: headers.bom, rows: slid }
  const groups = await groupRecipes(floor.store.reader, sheet)
  await run(floor.store, (scope) => applyRecipes(scope, 'bom', headers.bom, groups, owner))
  expect(await readBom(floor.store.reader, floor.styleId)).toMatchObject([{ usage: 1000 }])
})

test('a style whose steps stand in a circle, stand twice or name one that is not there is left out whole', async () => {
  const before = await routing()
  const rows = (...steps: [string, string][]) =>
    steps.map(([name, after]) => ['T01', name, '', '', after, '', ''])
  expect((await take('routing', rows(['甲', '乙'], ['乙', '甲']))).problems).toEqual([[2, 'circle']])
  expect((await take('routing', rows(['甲', '丙']))).problems).toEqual([[2, 'unknown-step']])
  expect((await take('routing', rows(['甲', ''], ['甲', '']))).problems).toEqual([[3, 'twice']])
  expect((await take('routing', rows(['锁边（三线）', ''], ['锁边(三线)', '']))).problems).toEqual([
    [3, 'twice'],
  ])
  expect(await routing()).toEqual(before)
})

test('dates are read as Excel writes them; one without a year is asked for', async () => {
  const first = async (day: string) => {
    const { problems } = await take('routing', [
      ['T01', '拼身', '90', '是', '', '0.77', day, ''],
      ['T01', '做耳', '90', '', '', '', '', ''],
      ['T01', '整烫', '90', '', '拼身、做耳', '', '', ''],
    ])
    const [step] = await routing()
    return problems[0]?.[1] ?? step!.rates.find(({ rate }) => rate === 770_000)!.validFrom
  }
  expect(await first('6月1日')).toBe('not-a-date')
  expect(await first('2026-02-30')).toBe('not-a-date')
  expect(await first('2026-06-01 00:00:00')).toBe('2026-06-01')
  expect(await first('2026年6月2日')).toBe('2026-06-02')
  expect(await first('46176')).toBe('2026-06-03')
})

test('names with full-width brackets stay the very same: no second material, no archived step', async () => {
  await addMaterial('毛绒（白）')
  await take('materials', [['毛绒(白) ', '米', '160', '', '', '', '']])
  expect(await materials()).toMatchObject([{ name: '毛绒（白）', width: 1600 }])
  const before = await routing()
  await take('routing', [
    ['T01', '锁边（三线）', '60', '是', '', '0.5', '2026-01-01', '120:0.6'],
    ['T01', '上袖/上领', '60', '是', '锁边（三线）', '', '', ''],
  ])
  const kept = await routing()
  expect(kept.map(({ name }) => name)).toEqual(['锁边（三线）', '上袖/上领'])
  expect(before.every(({ name }) => name !== '锁边（三线）')).toBe(true)
  await expectSettled('routing')
  await take('routing', [
    ['T01', '锁边(三线)', '70', '是', '', '0.5', '2026-01-01', '120:0.6'],
    ['T01', '上袖／上领', '60', '是', '锁边(三线)', '', '', ''],
    ['T01', '整烫', '', '', '上袖/上领', '', '', ''],
  ])
  const again = await routing()
  expect(again.slice(0, 2).map(({ id, name }) => [id, name])).toEqual(kept.map(({ id, name }) => [id, name]))
  expect(again[0]).toMatchObject({ standardSeconds: 70, rates: kept[0]!.rates })
  expect(again[2]!.predecessors).toEqual([kept[1]!.id])
})

test('a name that holds a slash is one colour, one size, one step; others are parted by it', async () => {
  await run(floor.store, (scope) => addSku(scope, floor.styleId, '130/64', { colour: '红/黑' }))
  await run(floor.store, (scope) => addSku(scope, floor.styleId, '130/64', { colour: '红' }))
  await addMaterial('里布')
  const { problems } = await take('bom', [
    ['T01', '里布', '0.5', '面', '红/黑', '130/64:0.6', ''],
    ['T01', '里布', '0.5', '里', '红/白', '', ''],
    ['T01', '里布', '0.5', '衬', '"红/黑"、红', '', ''],
  ])
  expect(problems).toEqual([])
  expect(
    (await readBom(floor.store.reader, floor.styleId)).map(({ colours, usages }) => [colours, usages]),
  ).toEqual([
    [['红/黑'], { '130/64': 600 }],
    [['红', '白'], {}],
    [['红/黑', '红'], {}],
  ])
  await expectSettled('bom')
  // A colour the style does not have would be needed by nothing.
  expect((await look('bom', [['T01', '里布', '1', '', '红/绿', '', '']])).problems).toEqual([
    [2, 'unknown-colour'],
  ])
})

test('a sheet with few columns leaves the others as they are', async () => {
  await addMaterial('里布')
  const short = await take('materials', [['里布', '米']], ['物料', '单位'])
  expect(short.units).toMatchObject([{ unchanged: 1 }])
  await take('materials', [['里布', '20']], ['物料', '单价'])
  expect(await materials()).toMatchObject([
    { unit: 'm', width: 1500, grams_per_area: 200, price: 2000, note: '春天再买' },
  ])
  await take('routing', [
    ['T01', '拼身', '90', '否', ''],
    ['T01', '做耳', '45', '', '拼身'],
    ['T01', '整烫', '90', '', '做耳'],
  ])
  const before = await routing()
  const names = await take(
    'routing',
    before.map(({ name }) => ['T01', name]),
    ['款号', '工序'],
  )
  expect(names.units.filter(isChange)).toEqual([])
  // One left out goes, and the sheet says so; the others keep what they have.
  const two = await take(
    'routing',
    [
      ['T01', '拼身'],
      ['T01', '整烫'],
    ],
    ['款号', '工序'],
  )
  expect(two.units).toMatchObject([{ unchanged: 1, changed: 1, removed: ['做耳'] }])
  expect(await routing()).toMatchObject([
    { name: '拼身', standardSeconds: 90, recorded: false, rates: before[0]!.rates },
    { name: '整烫', predecessors: [] },
  ])
})

test('a rate without a column for sizes keeps the sizes that pay another, and the same sheet again sets no list', async () => {
  const header = ['款号', '工序', '工价']
  const rows = (rate: string) => [
    ['T01', '拼身', rate],
    ['T01', '做耳', ''],
    ['T01', '整烫', ''],
  ]
  expect((await take('routing', rows('0.85'), header)).units).toMatchObject([{ unchanged: 3 }])
  await take('routing', rows('0.9'), header)
  const [step] = await routing()
  expect(step!.rates.filter(({ validFrom }) => validFrom === today)).toEqual([
    { validFrom: today, size: '', rate: 900_000 },
    { validFrom: today, size: '120', rate: 950_000 },
  ])
  const later = { ...owner, today: '2026-06-20' }
  expect((await take('routing', rows('0.9'), header, later)).units).toMatchObject([{ unchanged: 3 }])
})

test('who sees no rates or prices gets no such columns and changes none', async () => {
  await addMaterial('里布')
  const clerk = { money: false, rates: false }
  const sheet = await out('routing', clerk)
  expect(sheet.header).not.toContain('工价')
  expect((await out('materials', clerk)).header).not.toContain('单价')
  // Brought back by the owner, nothing of the rates is lost either.
  expect((await look('routing', sheet.rows, sheet.header)).units.filter(isChange)).toEqual([])
  const before = await routing()
  await take('routing', [['T01', '拼身', '90', '是', '', '9', '2026-05-10', '']], headers.routing, {
    ...owner,
    ...clerk,
  })
  expect((await routing())[0]!.rates).toEqual(before[0]!.rates)
  await take('materials', [['里布', '米', '150', '200', '', '1', '春天再买']], headers.materials, {
    ...owner,
    ...clerk,
  })
  expect(await materials()).toMatchObject([{ price: 1850 }])
})

test('what is beyond the limits of its page is a problem of its row, not a page that never opens again', async () => {
  await addMaterial('里布')
  const { problems } = await take('bom', [
    ['T01', '里布', '2000000', '', '', '', ''],
    ['T01', '里布', '1', '', '', '', '150'],
    ['T01', '里布', '1', '', '', '', '0.3'],
    ['T01', '里布', '1', '', '', '110:2000000', ''],
    ['T01', '里布', '1', '部'.repeat(41), '', '', ''],
  ])
  expect(problems).toEqual([
    [2, 'too-large'],
    [3, 'too-large'],
    [4, 'percent-unclear'],
    [5, 'too-large'],
    [6, 'too-long'],
  ])
  const steps = await take('routing', [
    ['T01', '拼身', '100000', '', '', '', '', ''],
    ['T01', '做耳', '', 'FALSE', '', '20000', '', ''],
    ['T01', '整烫', '', '也许', '', '', '', '110:20000'],
  ])
  expect(steps.problems).toEqual([
    [2, 'too-large'],
    [3, 'too-large'],
    [4, 'not-yes-no'],
    [4, 'too-large'],
  ])
})

test('an archived material stays in the BOMs that have it, and none is made beside it', async () => {
  const { id } = await addMaterial('里布')
  await take('bom', [['T01', '里布', '1', '', '', '', '']])
  await run(floor.store, (scope) => scope.update('material', id, { archived_at: scope.at }))
  await expectSettled('bom')
  expect((await take('materials', [['里布', '米', '', '', '', '', '']])).problems).toEqual([[2, 'archived']])
  expect(await materials()).toHaveLength(1)
})

test('names that were spoilt on the way make nothing new; two that are much the same are asked about', async () => {
  await addMaterial('毛绒（白）')
  await addMaterial('毛绒(白)')
  await addMaterial('A布')
  const { problems } = await take('materials', [
    ['毛绒（白）', '米', '', '', '', '', ''],
    ['毛绒（白)', '米', '', '', '', '', ''],
    ['毛?', '米', '', '', '', '', ''],
    ['2026-03-04 00:00:00', '米', '', '', '', '', ''],
    ['a布', '米', '', '', '', '', ''],
  ])
  expect(problems).toEqual([
    [3, 'ambiguous'],
    [4, 'mangled'],
    [5, 'mangled'],
  ])
  expect(await materials()).toHaveLength(3)
})

test('an older list of rates is not lost by one of a later day, nor by a sheet of the first', async () => {
  const [step] = await routing()
  await run(floor.store, (scope) =>
    setRates(scope, {
      operationId: step!.id,
      validFrom: '2026-07-01',
      rates: [{ size: '110', rate: 800_000 }],
    }),
  )
  const before = await routing()
  await expectSettled('routing')
  expect(await routing()).toEqual(before)
})

test('lines of one style may stand anywhere in the sheet', async () => {
  await run(floor.store, (scope) => addStyle(scope, 'T02', '兔'))
  await addMaterial('里布')
  await addMaterial('面布')
  await take('bom', [
    ['T01', '里布', '1', '', '', '', ''],
    ['T02', '里布', '1', '', '', '', ''],
    ['T01', '面布', '2', '', '', '', ''],
  ])
  expect((await readBom(floor.store.reader, floor.styleId)).map(({ materialName }) => materialName)).toEqual([
    '里布',
    '面布',
  ])
  const turned = await take('bom', [
    ['T01', '面布', '2', '', '', '', ''],
    ['T01', '里布', '1', '', '', '', ''],
  ])
  expect(turned.units).toMatchObject([{ unchanged: 2, isReordered: true }])
  expect(await readBom(floor.store.reader, floor.styleId)).toMatchObject([
    { materialName: '面布' },
    { materialName: '里布' },
  ])
})
