import { afterEach, beforeEach, expect, test } from 'vitest'
import { readBom } from '../../../db/catalog/bom.ts'
import { applyRecipes, checkRecipes, readRecipes } from '../../../db/catalog/recipes.ts'
import { readSizeChart } from '../../../db/catalog/size-chart.ts'
import { checkStore } from '../../../db/check/index.ts'
import { readRouting } from '../../../db/production/routing.ts'
import {
  parseRecipes,
  type RecipeKind,
  recipeHeaders,
  recipeKindOf,
} from '../../../shared/catalog/recipe-sheet.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(async () => {
  expect((await checkStore(floor.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await floor.close()
})

const headers = recipeHeaders['zh-CN']
const sheet = (kind: RecipeKind, rows: readonly (readonly string[])[]) =>
  parseRecipes(
    kind,
    headers[kind],
    rows.map((cells, index) => ({ row: index + 2, cells })),
  )
const take = async (kind: RecipeKind, rows: readonly (readonly string[])[], withRates = true) => {
  const checked = await checkRecipes(floor.store.reader, sheet(kind, rows).rows)
  if (checked.rows.length > 0)
    await run(floor.store, (scope) => applyRecipes(scope, checked.rows, { withRates, today }))
  return checked
}

test('a sheet is known by its titles in either language, in whatever order', () => {
  expect(recipeKindOf(['备注', '单位', '物料'])).toBe('materials')
  expect(recipeKindOf(['Style', 'Material', 'Usage'])).toBe('bom')
  expect(recipeKindOf(recipeHeaders.en.routing)).toBe('routing')
  expect(recipeKindOf(['订单编号', '买家'])).toBe(null)
})

test('what is typed by people is read as they mean it, and what is wrong is named by its row', () => {
  const { rows, problems } = sheet('materials', [
    ['白毛绒布', '米', '150', '200', '布行老李', '18.50', ''],
    ['', '', '', '', '', '', ''],
    ['扣子', '个', '', '', '', '', '小号'],
    ['里布', '匹', '', '', '', '', ''],
    ['松紧', '米', '宽', '', '', '', ''],
  ])
  expect(rows.map(({ value }) => value)).toMatchObject([
    { name: '白毛绒布', unit: 'm', width: 1500, gramsPerArea: 200, supplier: '布行老李', price: 1850 },
    { name: '扣子', unit: 'pc', width: null, price: null, note: '小号' },
  ])
  expect(problems).toEqual([
    { row: 5, problem: 'unknown-unit', text: '单位: 匹' },
    { row: 6, problem: 'not-a-number', text: '门幅（厘米）: 宽' },
  ])
})

test('materials, a BOM and a routing come in, go out, and come in again as they were', async () => {
  await take('materials', [
    ['白毛绒布', '米', '150', '', '布行老李', '18.50', ''],
    ['按扣', '个', '', '', '', '', ''],
  ])
  const bom = await take('bom', [
    ['t01', '白毛绒布', '1.2', '面', '白、粉', '120:1.35', '3'],
    ['T01', '按扣', '4', '', '', '', ''],
    ['T99', '按扣', '4', '', '', '', ''],
    ['T01', '金线', '1', '', '', '', ''],
  ])
  expect(bom.problems.map(({ row, problem }) => [row, problem])).toEqual([
    [4, 'unknown-style'],
    [5, 'unknown-material'],
  ])
  expect(await readBom(floor.store.reader, floor.styleId)).toMatchObject([
    {
      materialName: '白毛绒布',
      usage: 1200,
      colours: ['白', '粉'],
      usages: { '120': 1350 },
      wastage: 30,
      part: '面',
    },
    { materialName: '按扣', usage: 4000, wastage: 0 },
  ])
  const before = await readRouting(floor.store.reader, floor.styleId, true)
  await take('routing', [
    ['T01', '拼身', '120', '是', '', '0.9', '2026/5/1'],
    ['T01', '整烫', '60', '是', '拼身', '', ''],
    ['T01', '验片', '', '否', '', '', ''],
  ])
  const after = await readRouting(floor.store.reader, floor.styleId, true)
  expect(after.map(({ name }) => name)).toEqual(['拼身', '整烫', '验片'])
  // A step of the same name is the same step: its records stay with it.
  expect(after[0]!.id).toBe(before.find(({ name }) => name === '拼身')!.id)
  expect(after[0]!.rates.map(({ validFrom, rate }) => [validFrom, rate])).toContainEqual([
    '2026-05-01',
    900_000,
  ])
  expect(after[1]!.predecessors).toEqual([after[0]!.id])
  const out = await readRecipes(floor.store.reader, 'routing', { withRates: true, money: true })
  await run(floor.store, (scope) => applyRecipes(scope, out, { withRates: true, today }))
  expect(await readRouting(floor.store.reader, floor.styleId, true)).toEqual(after)
  // Who may not see rates writes none.
  expect(
    (await readRecipes(floor.store.reader, 'routing', { withRates: false, money: true })).every(
      (row) => row.kind === 'routing' && row.rate === null,
    ),
  ).toBe(true)
})

test('a style whose steps stand in a circle or name one that is not there is left out whole', async () => {
  const circle = await take('routing', [
    ['T01', '甲', '', '', '乙', '', ''],
    ['T01', '乙', '', '', '甲', '', ''],
  ])
  expect(circle).toMatchObject({ rows: [], problems: [{ problem: 'circle' }] })
  const missing = await take('routing', [['T01', '甲', '', '', '丙', '', '']])
  expect(missing).toMatchObject({ rows: [], problems: [{ row: 2, problem: 'unknown-step', text: '丙' }] })
  const twice = await take('routing', [
    ['T01', '甲', '', '', '', '', ''],
    ['T01', '甲', '', '', '', '', ''],
  ])
  expect(twice.problems).toMatchObject([{ row: 3, problem: 'twice' }])
})

test('size charts come in by style as a whole and go out as they were', async () => {
  const checked = await take('sizes', [
    ['t01', '胸围', '110：56、120=58.5cm', '0.5', '1'],
    ['T01', '衣长', '110:45', '', ''],
    ['T01', '衣长', '110:46', '', ''],
    ['T01', '袖长', '110:长', '', ''],
    ['T99', '胸围', '110:56', '', ''],
  ])
  expect(checked.problems.map(({ row, problem }) => [row, problem])).toEqual([
    [4, 'twice'],
    [6, 'unknown-style'],
  ])
  const chart = [
    { name: '胸围', minus: 5, plus: 10, sizes: { '110': 560, '120': 585 } },
    { name: '衣长', minus: 0, plus: 0, sizes: { '110': 450 } },
  ]
  expect(await readSizeChart(floor.store.reader, floor.styleId)).toEqual(chart)
  const out = await readRecipes(floor.store.reader, 'sizes', { withRates: true, money: true })
  expect(out).toEqual(chart.map((point) => ({ kind: 'sizes', style: 'T01', ...point })))
  expect(recipeKindOf(recipeHeaders.en.sizes)).toBe('sizes')
})
