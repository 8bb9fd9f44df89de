import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { writeProblemRows } from '../../../../shared/orders/files/problem-rows.ts'
import { recognise } from '../../../../shared/orders/files/recognise.ts'
import type { SourceRow } from '../../../../shared/orders/files/types.ts'
import { csvBytes, headerSets, makeOrders, orderTable } from '../../../support/order-files.ts'
import { readOrders } from '../../../support/read-orders.ts'

async function writeBack(header: readonly string[], rows: readonly (readonly string[])[]) {
  const file = await readOrders('a.csv', csvBytes({ header, rows }))
  const left = new Set(file.problems.map((problem) => problem.row))
  const sources: SourceRow[] = []
  for await (const chunk of file.table.rows()) sources.push(...chunk.rows.filter((row) => left.has(row.row)))
  const text = writeProblemRows({
    format: file.table.format!,
    header,
    rows: sources,
    problems: file.problems,
    reasonHeader: '未导入原因',
    rowHeader: '原行号',
    reasonText: (problem) => problem.code,
  })
  return { file, text }
}

test('rows left out come back, are recognised and read again once mended', async () => {
  const header = headerSets.TB_D_2024!
  const { rows } = orderTable(header, makeOrders(3))
  const { columns } = recognise(header)!
  const broken = rows.map((row, index) =>
    row.map((cell, at) => (index < 2 && at === columns.quantity ? '两件' : cell)),
  )
  const { file, text } = await writeBack(header, broken)
  expect(file.problems).toHaveLength(2)
  const mended = await readOrders('b.csv', Buffer.from(text.replaceAll('两件', '2')))
  expect(mended.problems).toEqual([])
  expect(mended.table.format!.unknownColumns).toContain('未导入原因')
  const numbers = new Set([rows[0]![columns.orderNumber!], rows[1]![columns.orderNumber!]])
  expect(new Set(mended.orders.map((order) => order.orderNumber))).toEqual(numbers)
})

test('Excel neither mangles numbers nor runs a note, and the reason stands behind the row', () => {
  const header = ['订单号', '商品数量(件)', '买家留言', '商品规格', '邮费(元)']
  const text = writeProblemRows({
    format: recognise(header)!,
    header,
    rows: [{ row: 7, cells: ['35153131473290001', '两件', '=HYPERLINK("http://x")', '1-2', '-10.00'] }],
    problems: [{ row: 7, code: 'quantity-not-whole', column: '商品数量(件)', value: '两件', kept: false }],
    reasonHeader: '原因',
    rowHeader: '行',
    reasonText: () => '数量不是整数',
  })
  expect(text.startsWith('\ufeff')).toBe(true)
  const [, row] = Papa.parse<string[]>(text.slice(1)).data
  expect(row).toEqual([
    '="35153131473290001"',
    '两件',
    '="=HYPERLINK(""http://x"")"',
    '="1-2"',
    '-10.00',
    '数量不是整数',
    '7',
  ])
})

test('a continuation row gets its order number', () => {
  const header = headerSets.A1688_49!
  const text = writeProblemRows({
    format: recognise(header)!,
    header,
    rows: [{ row: 3, cells: header.map(() => ''), orderNumber: '2600000000000000007' }],
    problems: [],
    reasonHeader: '原因',
    rowHeader: '行',
    reasonText: () => '',
  })
  expect(text.split('\r\n')[1]).toContain('=""2600000000000000007""')
})
