import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { cleanCell } from '../../../../shared/orders/files/clean-cell.ts'
import { delimitedRows } from '../../../../shared/orders/files/delimited.ts'

const cells = (text: string, delimiter: ',' | '\t' | ';' | '|' = ',') =>
  [...delimitedRows(text, delimiter)].map((row) => row.cells)

describe('delimited text', () => {
  test('quotes behind an equals sign, with a comma inside', () => {
    expect(cells('="35,1","a",="",b\r\n')).toEqual([['35,1', 'a', '', 'b']])
  })

  test("a buyer's note that holds the wrapper itself is not touched", () => {
    expect(cells('1,"请写,=""A1"",谢谢",2')).toEqual([['1', '请写,="A1",谢谢', '2']])
  })

  test('quotes inside a note that were never doubled stay text', () => {
    expect(cells('1,"要"大号"的",2\r\n3,4,5')).toEqual([
      ['1', '要"大号"的', '2'],
      ['3', '4', '5'],
    ])
  })

  test('line ends inside quotes, TABs after quotes, lone carriage returns', () => {
    expect(cells('"a\nb"\t,c\r\nd,e')).toEqual([
      ['a\nb', 'c'],
      ['d', 'e'],
    ])
    expect(cells('a,b\rc,d')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(cells('"a"\t"b"\r\n""\t"c"', '\t')).toEqual([
      ['a', 'b'],
      ['', 'c'],
    ])
  })

  test('a quote that never closes costs its own line only', () => {
    const rows = [...delimitedRows('1,"lost,x\n2,b,c\n3,d,e', ',')]
    expect(rows.map((row) => row.open)).toEqual([true, false, false])
    expect(rows[1]!.cells).toEqual(['2', 'b', 'c'])
  })

  test('thousands of lost quotes do not hold the reader up', () => {
    // Without the limits this takes minutes, and the runner gives up.
    const rows = cells('1,"lost\n'.repeat(50_000))
    expect(rows).toHaveLength(50_000)
    expect(cleanCell(` ${' '.repeat(500_000)}x${' '.repeat(500_000)}y`)).toHaveLength(500_002)
  })

  test('tells the last row without a line end', () => {
    expect([...delimitedRows('a,b\nc', ',')].map((row) => row.last)).toEqual([false, true])
    expect([...delimitedRows('a,b\n"c"\n', ',')].map((row) => row.last)).toEqual([false, false])
  })

  test('reads what PapaParse reads, for any well-formed table', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', '\n', '；', '\t', '演') })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',' as const, '\t' as const, ';' as const),
        fc.boolean(),
        (rows, delimiter, quotes) => {
          const text = Papa.unparse(rows, { delimiter, quotes, newline: '\n' })
          const expected = (Papa.parse(text, { delimiter, newline: '\n' }).data as string[][]).map((row) =>
            row.map(cleanCell),
          )
          expect(cells(text, delimiter)).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('cleanCell', () => {
  test.each([
    ['="35153131473290001"', '35153131473290001'],
    ['=""', ''],
    ["'13800000001", '13800000001'],
    ['\t6917926768823640001', '6917926768823640001'],
    ['260518-600000000000001\t', '260518-600000000000001'],
    ['\u00a0\u3000红色 大\ufeff\u200b', '红色 大'],
    ['\t="1"\t', '1'],
    ['=SUM(A1)', '=SUM(A1)'],
    ['-10.00', '-10.00'],
    ['（大号）', '（大号）'],
  ])('%j → %j', (raw, cleaned) => expect(cleanCell(raw)).toBe(cleaned))
})
