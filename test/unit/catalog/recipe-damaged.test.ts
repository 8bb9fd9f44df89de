import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyRecipes } from '../../../db/catalog/recipe-sheets/apply.ts'
import { checkStore } from '../../../db/check/index.ts'
import {
  exportRecipeRows,
  groupRecipeSheet,
  previewRecipeSheet,
} from '../../../electron/host/catalog/recipe-tasks.ts'
import { recipeKinds } from '../../../shared/catalog/recipe-sheets/columns.ts'
import { YifangError } from '../../../shared/errors.ts'
import { FileProblem } from '../../../shared/orders/files/types.ts'
import { rawWorkbook, textSheet } from '../../support/zip-file.ts'
import { type Catalog, openCatalog, saveStyle, styleInput } from './support.ts'

const owner = { money: true, rates: true, today: '2026-05-18' }
let catalog: Catalog
const material = (name: string, more: object = {}) =>
  catalog.client.inventory.materials.save({
    commandId: v7(),
    id: null,
    name,
    unit: 'm',
    width: 1500,
    gramsPerArea: 200,
    supplierId: null,
    price: 1850,
    note: '',
    archived: false,
    ...more,
  })

beforeAll(async () => {
  catalog = await openCatalog()
  const c = catalog.client
  const { id: fabric } = await material('毛绒布', { unit: 'kg' })
  const { id: lining } = await material('里布')
  for (const number of ['A1', '兔（春）']) {
    const { id: styleId } = await saveStyle(catalog, styleInput(number, ['白', '粉/红'], ['110', '120-130']))
    const line = { colours: [], usages: {}, wastage: 5 }
    await c.catalog.bom.save({
      commandId: v7(),
      styleId,
      lines: [
        { ...line, part: '身', materialId: fabric, usage: 1200, typed: 'length' },
        { ...line, part: '', materialId: lining, usage: 800, usages: { '110': 700 }, colours: ['白'] },
      ],
    })
    const operations = await c.production.routing.save({
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
    await c.production.routing.setRates({
      commandId: v7(),
      operationId: operations[0]!,
      validFrom: '2026-01-01',
      rates: [
        { size: '', rate: 350_000 },
        { size: '110', rate: 300_000 },
      ],
    })
    await c.catalog.sizeChart.save({
      commandId: v7(),
      styleId,
      points: [{ name: '胸围', minus: 5, plus: 10, sizes: { '110': 640 } }],
    })
  }
})
afterAll(async () => {
  expect((await checkStore(catalog.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await catalog.close()
})

const cells = [
  ...['', '0', '-1', '1e9', '1.2E+05', '０．５', '0.30000000000000004', '99999999999', '3%', '1/2'],
  ...[
    '白',
    '红、白',
    '110:1.2',
    '110：1，120-130：2',
    '110:',
    '、、',
    '"',
    '=1+1',
    '#N/A',
    '2026-02-30',
    '46174',
  ],
  ...[
    '是',
    '裁',
    '缝、裁',
    '毛绒布',
    '里布',
    'A1',
    'a1',
    '兔(春)',
    '合计',
    '米',
    'KG',
    '卷',
    '🐰',
    '__proto__',
  ],
  ...['x'.repeat(5000), '\n', 'TRUE'],
]
const damage = fc.record({
  what: fc.constantFrom('cell', 'cell', 'cell', 'cell', 'without', 'twice', 'blank', 'exchange', 'column'),
  row: fc.nat(20),
  column: fc.nat(8),
  other: fc.nat(8),
  cell: fc.constantFrom(...cells),
})
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never

function damaged(table: string[][], { what, row, column, other, cell }: Damage): void {
  const at = row % Math.max(1, table.length)
  const cut = table[at]
  if (what === 'without') table.splice(at, 1)
  else if (what === 'twice' && cut) table.splice(at, 0, [...cut])
  else if (what === 'blank') table[at] = []
  else if (what === 'column') for (const one of table) one.splice(column, 1)
  else if (what === 'exchange')
    for (const one of table) [one[column], one[other]] = [one[other] ?? '', one[column] ?? '']
  else if (cut) cut[column] = cell
}

const file = (table: readonly (readonly string[])[]) => ({
  name: 'x.xlsx',
  bytes: rawWorkbook([
    textSheet(
      'S',
      table.map((row) => [...row].map((text) => text ?? '')),
    ),
  ]),
})
const out = async (kind: (typeof recipeKinds)[number]) => {
  const { header, rows } = await exportRecipeRows({
    dataDir: catalog.dir,
    kind,
    language: 'zh-CN',
    sees: owner,
  })
  return [header, ...rows].map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
}
const preview = (table: readonly (readonly string[])[]) =>
  previewRecipeSheet({ dataDir: catalog.dir, file: file(table), options: owner })

test('property: whatever is done to a sheet, it is refused in words or written as its preview said, and is settled then', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...recipeKinds),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      async (kind, damages) => {
        const table = await out(kind)
        for (const one of damages) damaged(table, one)
        try {
          const seen = await preview(table)
          const {
            groups,
            header,
            kind: read,
          } = await groupRecipeSheet({
            dataDir: catalog.dir,
            file: file(table),
          })
          const written = await catalog.run((scope) =>
            applyRecipes(scope, read, header, groups, owner, seen.read),
          )
          expect(written.materials + written.styles).toBe(seen.toWrite)
          expect(await preview(table)).toMatchObject({ toWrite: 0, left: seen.left })
        } catch (error) {
          // Nothing but a table that is none of these: a job that met anything else would write a half.
          const isWrong = error instanceof YifangError && error.code === 'file-unreadable'
          if (!isWrong && !(error instanceof FileProblem)) throw error
        }
        for (const one of recipeKinds)
          expect(await preview(await out(one)), one).toMatchObject({ toWrite: 0, left: 0 })
      },
    ),
    { numRuns: 120 },
  )
})

test('usage by the metre is what is kept by the metre, or weighed; of anything else it is told', async () => {
  const { id } = await material('纽扣', { unit: 'pc', width: null, gramsPerArea: null })
  expect(id).toBeGreaterThan(0)
  const { id: styleId } = await saveStyle(catalog, styleInput('M1', ['白'], ['110']))
  const { id: plush } = await material('长毛绒', { unit: 'kg' })
  const line = { part: '', colours: [], usage: 1200, usages: {}, wastage: 0 }
  const lines = [{ ...line, materialId: plush, typed: 'length' as const }]
  await catalog.client.catalog.bom.save({ commandId: v7(), styleId, lines })
  const header = ['款号', '物料', '单件用量', '用量按']
  const metres = await preview([header, ['M1', '里布', '1.2', '米']])
  expect(metres).toMatchObject({ toWrite: 1, problems: [] })
  expect((await preview([header, ['M1', '纽扣', '3', '米']])).problems).toMatchObject([
    { row: 2, problem: 'not-by-length' },
  ])
  // M1 says it by the metre: without its weight nobody could tell how much that is.
  const bare = await preview([
    ['物料', '单位', '门幅（厘米）', '克重'],
    ['长毛绒', '公斤', '150', ''],
  ])
  expect(bare).toMatchObject({ toWrite: 0, problems: [{ row: 2, problem: 'by-length' }] })
})

test('a supplier that a sheet spells in two ways is added once, as the preview said', async () => {
  const table = [
    ['物料', '单位', '供应商'],
    ['网纱', '米', 'ABC（布）'],
    ['绸', '米', 'abc(布)'],
  ]
  const seen = await preview(table)
  expect(seen.newSuppliers).toHaveLength(1)
  const { groups, header, kind } = await groupRecipeSheet({ dataDir: catalog.dir, file: file(table) })
  await catalog.run((scope) => applyRecipes(scope, kind, header, groups, owner, seen.read))
  const suppliers = await catalog.store.reader.selectFrom('supplier').select('name').execute()
  expect(suppliers.map(({ name }) => name).filter((name) => /abc/i.test(name))).toEqual(['ABC（布）'])
  expect(await preview(table)).toMatchObject({ toWrite: 0, left: 0 })
})
