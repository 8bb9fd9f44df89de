import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParsedOrder } from '../../../../shared/orders/files/types.ts'
import {
  type CsvEncoding,
  csvBytes,
  headerSets,
  makeOrders,
  orderNumberOf,
  orderTable,
  type Table,
  xlsxBytes,
} from '../../../support/order-files.ts'
import { readOrders, unaccountedRows } from '../../../support/read-orders.ts'

const names = Object.keys(headerSets).filter((name) => name !== 'PDD_SHIP')
const byNumber = (orders: readonly ParsedOrder[]) =>
  [...orders].sort((one, other) => (one.orderNumber < other.orderNumber ? -1 : 1))

function permuted(table: Table, order: readonly number[]): Table {
  const pick = (cells: readonly string[]) => order.map((column) => cells[column]!)
  return { header: pick(table.header), rows: table.rows.map(pick) }
}

describe.each(names)('%s', (name) => {
  const header = headerSets[name]!
  const made = makeOrders(12)
  const table = orderTable(header, made)
  const isChinese = !/SHOPEE_VN/.test(name)

  test('every order and every piece comes out, no row is lost', async () => {
    const file = await readOrders('a.csv', csvBytes(table, { encoding: 'utf-8-bom' }))
    expect(file.problems).toEqual([])
    expect(unaccountedRows(file)).toEqual([])
    const { source, carries, id } = file.table.format!
    expect(file.orders.map((order) => order.orderNumber)).toEqual(
      made.map((order) => orderNumberOf(source, order)),
    )
    if (carries === 'orders') return
    for (const [index, order] of made.entries()) {
      const lines = id === 'pinduoduo' ? order.lines.slice(0, 1) : order.lines
      expect(file.orders[index]!.lines.map((line) => [line.title, line.quantity])).toEqual(
        lines.map((line) => [line.title, line.quantity]),
      )
    }
  })

  test('the same whatever the encoding, the delimiter and the column order', async () => {
    const expected = (await readOrders('a.csv', csvBytes(table, { encoding: 'utf-8' }))).orders
    const encodings: CsvEncoding[] = [
      'utf-8',
      'utf-8-bom',
      'utf-16le',
      ...(isChinese ? (['gbk'] as const) : []),
    ]
    const columns = header.map((_, index) => index)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...encodings),
        fc.constantFrom(',', ';', '\t'),
        fc.shuffledSubarray(columns, { minLength: columns.length }),
        fc.boolean(),
        async (encoding, delimiter, order, wrapNumbers) => {
          const bytes = csvBytes(permuted(table, order), { encoding, delimiter, wrapNumbers })
          expect((await readOrders('a.csv', bytes)).orders).toEqual(expected)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('the same from a workbook', async () => {
    const expected = (await readOrders('a.csv', csvBytes(table, { encoding: 'utf-8' }))).orders
    expect((await readOrders('a.xlsx', await xlsxBytes(table))).orders).toEqual(expected)
  })

  test('any cells at all: each row ends in exactly one order or one problem', async () => {
    const cell = fc.constantFrom(
      '',
      '-',
      '1',
      '0',
      '2.5',
      '12.30',
      'abc',
      '两',
      '5.1E+18',
      '35153131473290001',
      '2026-05-18 10:00:00',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: table.rows.length - 1 }), fc.nat({ max: header.length - 1 }), cell), {
          maxLength: 30,
        }),
        async (changes) => {
          const rows = table.rows.map((row) => [...row])
          for (const [row, column, text] of changes) rows[row]![column] = text
          const file = await readOrders('a.csv', csvBytes({ header, rows }, { encoding: 'utf-8' }))
          expect(unaccountedRows(file)).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('rows of one order may lie anywhere in the file', async () => {
  const table = orderTable(headerSets.TB_D_2024!, makeOrders(12))
  const expected = byNumber((await readOrders('a.csv', csvBytes(table))).orders)
  const mixed = table.rows.toSorted((one, other) => (one[4]! + one[0]! < other[4]! + other[0]! ? -1 : 1))
  const found = byNumber((await readOrders('a.csv', csvBytes({ ...table, rows: mixed }))).orders)
  const lineIds = (orders: readonly ParsedOrder[]) =>
    orders.map((order) => [order.orderNumber, order.lines.map((line) => line.platformLineId).sort()])
  expect(lineIds(found)).toEqual(lineIds(expected))
})
