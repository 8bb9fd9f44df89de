import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openTable } from '../../../../shared/orders/files/open-table.ts'
import { FileProblem } from '../../../../shared/orders/files/types.ts'
import { readWorkbook } from '../../../../shared/orders/files/workbook.ts'
import { zipText } from '../../../../shared/orders/files/xlsx/inflate.ts'
import { SheetRows } from '../../../../shared/orders/files/xlsx/sheet-rows.ts'
import { textOf } from '../../../../shared/orders/files/xlsx/text-runs.ts'
import { headerSets } from '../../../support/order-files.ts'
import { rawRow, rawWorkbook } from '../../../support/zip-file.ts'

const items = headerSets.TB_D_2017!
const line = (number: string) => [number, '兔', '1.00', '8', '', '', '', '', '已付款', 'A-1']
const orders = rawRow(1, items) + rawRow(2, line('1'))

async function rowsOf(...sheets: Parameters<typeof rawWorkbook>[0]) {
  const table = await openTable('x.xlsx', rawWorkbook(sheets))
  const rows = []
  for await (const chunk of table.rows()) rows.push(...chunk.rows)
  return { table, rows }
}

const parts = { sheets: [], strings: ['甲', '乙'], dateStyles: [false, true], from1904: false }
const cellsOf = (xml: string, more = {}) =>
  new SheetRows({ ...parts, ...more }).push(xml).map((row) => row.cells)

describe('workbooks of other programs', () => {
  test('a stray cell in the last row and column makes nothing wide or long', async () => {
    const stray = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    const { rows } = await rowsOf({ name: 'a', rows: orders + stray })
    expect(rows).toEqual([{ row: 2, cells: line('1') }])
    const [sheet] = await readWorkbook(rawWorkbook([{ name: 'a', rows: orders + stray }]))
    expect(sheet!.rows).toHaveLength(2)
  })

  test('half a million rows that are only painted', async () => {
    const painted = Array.from({ length: 500_000 }, (_, index) => `<row r="${index + 3}" s="1"/>`).join('')
    const { rows } = await rowsOf({ name: 'a', rows: `${orders}${painted}${rawRow(600_000, line('2'))}` })
    expect(rows.map((row) => row.row)).toEqual([2, 600_000])
  })

  test('cells and rows that do not say where they are', () => {
    expect(cellsOf('<w><row><c t="s"><v>0</v></c><c/><c t="s"><v>1</v></c></row></w>')).toEqual([
      ['甲', '', '乙'],
    ])
  })

  test('rows that name one number twice have numbers of their own', async () => {
    const { rows } = await rowsOf({
      name: 'a',
      rows: rawRow(1, items) + rawRow(3, line('1')) + rawRow(3, line('2')),
    })
    expect(rows.map((row) => [row.row, row.cells[0]])).toEqual([
      [3, '1'],
      [4, '2'],
    ])
  })

  test('elements with a prefix', () => {
    const xml = '<x:w><x:row r="1"><x:c r="B1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:w>'
    expect(cellsOf(xml)).toEqual([['', '甲']])
  })

  test.each([
    '<c r="A1" t="s"/>',
    '<c r="A1" t="s"></c>',
    '<c r="A1" t="s"><v>99</v></c>',
    '<c r="A1" t="str"><f>B1</f></c>',
  ])('an odd cell is empty and spoils nothing: %s', (odd) =>
    expect(cellsOf(`<w><row r="1">${odd}<c r="B1"><v>5</v></c></row></w>`)).toEqual([['', '5']]),
  )

  test('days counted from 1904', () => {
    const xml = '<w><row r="1"><c r="A1" s="1"><v>44698.5</v></c></row></w>'
    expect(cellsOf(xml, { from1904: true })).toEqual([['2026-05-18 12:00:00']])
  })

  test('texts of several runs, without the readings beside them', () => {
    const xml =
      '<r><rPr><b/></rPr><t>小</t></r><r><t xml:space="preserve"> 兔&amp;</t></r><rPh><t>xiao</t></rPh>'
    expect(textOf(xml, '')).toBe('小 兔&')
    expect(textOf('<t>一_x000D_二_x0000_</t>', '')).toBe('一\r二')
  })

  test('rows cut anywhere by the pieces of a large sheet', () => {
    const xml = `<worksheet><sheetData>${orders}</sheetData><rowBreaks/></worksheet>`
    const whole = new SheetRows(parts).push(xml)
    expect(whole).toHaveLength(2)
    for (const size of [1, 3, 50]) {
      const sheet = new SheetRows(parts)
      const rows = []
      for (let from = 0; from < xml.length; from += size)
        rows.push(...sheet.push(xml.slice(from, from + size)))
      expect(rows).toEqual(whole)
    }
  })

  test('a hidden sheet with an older copy is passed over; a hidden one alone is read', async () => {
    const old = { name: '旧', hidden: true, rows: rawRow(1, items) + rawRow(2, line('9')) }
    const both = await rowsOf(old, { name: '新', rows: orders })
    expect(both.table.sheet).toBe('新')
    expect((await rowsOf(old)).table.sheet).toBe('旧')
  })

  test('what unpacks to more than its directory says is given up', async () => {
    const packed = deflateRawSync(Buffer.alloc(5_000_000, 32))
    const bytes = new Uint8Array(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), packed]))
    const facts = { unpacked: 10, offset: 0, method: 8, crc: 0, encrypted: false }
    const entry = { name: 'a', packed: packed.length, ...facts }
    const read = async () => {
      let length = 0
      for await (const piece of zipText(bytes, entry, 1_000_000)) length += piece.length
      return length
    }
    await expect(read()).rejects.toMatchObject({ code: 'file-zip-bomb' })
    entry.packed -= 20
    const cut = async () => {
      for await (const piece of zipText(bytes, entry, 10_000_000)) expect(piece).toBeDefined()
    }
    await expect(cut()).rejects.toMatchObject({ code: 'file-damaged' })
  })

  test('a bit that a stick lost makes no other amount of an amount, and leaves no row out', async () => {
    const bytes = rawWorkbook([{ name: 'a', rows: orders }])
    let refused = 0
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = Uint8Array.from(bytes)
      spoilt[at]! ^= 1 << (at % 8)
      try {
        const table = await openTable('x.xlsx', spoilt)
        const rows = []
        for await (const chunk of table.rows()) rows.push(...chunk.rows)
        expect(rows).toEqual([{ row: 2, cells: line('1') }])
      } catch (error) {
        if (!(error instanceof FileProblem)) throw error
        refused += 1
      }
    }
    // What no checksum is of: names of parts and their dates.
    expect(refused).toBeGreaterThan(bytes.length / 2)
  })
})
