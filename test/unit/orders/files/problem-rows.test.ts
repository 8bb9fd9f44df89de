import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { mendHeaders } from '../../../../shared/orders/files/mend-marks.ts'
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

describe('a broken row', () => {
  const header = headerSets.TB_2017!
  const { rows } = orderTable(header, makeOrders(2))
  const whole = [header, rows[0]!].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')
  const mend = async (text: string, language: 'zh-CN' | 'en') => {
    const file = await readOrders('a.csv', Buffer.from(text))
    const sources: SourceRow[] = []
    for await (const chunk of file.table.rows())
      sources.push(...chunk.rows.filter(({ row }) => file.problems.some((problem) => problem.row === row)))
    const [reasonHeader, rowHeader] = mendHeaders[language]
    const written = { format: file.table.format!, header, rows: sources, problems: file.problems }
    const out = writeProblemRows({ ...written, reasonHeader, rowHeader, reasonText: ({ code }) => code })
    return { file, out }
  }

  test('that is brought back unmended is refused again, wherever it broke off and however it was saved', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: rows[1]!.join('","').length - 3 }),
        fc.constantFrom('zh-CN' as const, 'en' as const),
        async (length, language) => {
          const cut = `"${rows[1]!.join('","')}`.slice(0, length)
          const { file, out } = await mend(`${whole}\n${cut}`, language)
          expect(file.problems.map(({ row, code }) => [row, code])).toEqual([[3, 'row-cut-off']])
          // As a table program saves it: every row as wide as the header, each cell as it was shown.
          const shown = Papa.parse<string[]>(out.slice(1).trimEnd()).data.map((cells) =>
            cells.map((cell) => cell.replace(/^="(.*)"$/, '$1')),
          )
          for (const text of [out, Papa.unparse(shown)]) {
            const again = await readOrders('b.csv', Buffer.from(text))
            expect(again.orders).toEqual([])
            expect(again.problems).toMatchObject([{ row: 2, code: 'row-cut-off', kept: false }])
          }
        },
      ),
      { numRuns: 60 },
    ))

  test('that has slid keeps its surplus, and is read once that is put in its place', async () => {
    const slid = `${rows[1]!.map((cell) => `"${cell}"`).join(',')},多,出来`
    const { file, out } = await mend(`${whole}\n${slid}`, 'zh-CN')
    expect(file.problems).toMatchObject([{ row: 3, code: 'row-too-long' }])
    expect(out).toContain('※+※多,出来')
    expect((await readOrders('b.csv', Buffer.from(out))).problems).toMatchObject([{ code: 'row-too-long' }])
    const mended = await readOrders('b.csv', Buffer.from(out.replace('※+※多,出来', '')))
    expect([mended.problems, mended.orders.length]).toEqual([[], 1])
  })
})

test('an order list’s row that says nothing but the number of an order is none', async () => {
  const header = headerSets.TB_2017!
  const { rows } = orderTable(header, makeOrders(2))
  const bare = rows[1]!.map((cell, column) => (column < 2 ? cell : ''))
  const { orders, problems } = await readOrders('a.csv', csvBytes({ header, rows: [rows[0]!, bare] }))
  expect(orders).toHaveLength(1)
  expect(problems).toMatchObject([{ row: 3, code: 'row-cut-off', kept: false }])
})
