import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openTable, type SourceTable } from '../../../../shared/orders/files/open-table.ts'
import { isTrackingHeader } from '../../../../shared/orders/files/tracking-file.ts'
import { encodeText, headerSets } from '../../../support/order-files.ts'
import { rawRow, rawWorkbook, zipFile } from '../../../support/zip-file.ts'

async function rowsOf(table: SourceTable) {
  const rows = []
  for await (const chunk of table.rows()) rows.push(...chunk.rows)
  return rows
}

const items = headerSets.TB_D_2017!
const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url))
const open = (text: string) => openTable('orders.csv', encodeText(text, 'utf-8'))

describe('text tables', () => {
  test('the 2017 item list: eleven cells under ten headers', async () => {
    const table = await openTable('x.csv', sample('taobao_ExportOrderDetailList_2017.gbk.csv'))
    expect(table).toMatchObject({ kind: 'csv', encoding: 'gb18030', delimiter: ',', headerRow: 1 })
    const rows = await rowsOf(table)
    expect(rows.map((row) => row.row)).toEqual([2, 3, 4, 5, 6, 7])
    expect(rows.every((row) => row.cells.length === 10 && row.flaw === undefined)).toBe(true)
  })

  test('title rows above the header, blank lines between rows', async () => {
    const table = await open(
      `店铺：示例演出服饰厂\n导出时间,2026-05-18\n\n${items.join(',')}\n\n1,a,1,1,,,,,,\n`,
    )
    expect(table.headerRow).toBe(4)
    expect((await rowsOf(table)).map((row) => row.row)).toEqual([6])
  })

  test.each([',', '\t', ';', '|'])('delimiter %j is found out', async (delimiter) => {
    const table = await open(
      `${items.join(delimiter)}\n${['1', 'a,b；c', '1', '1', '', '', '', '', '', ''].join(delimiter)}\n`.replace(
        'a,b',
        delimiter === ',' ? 'ab' : 'a,b',
      ),
    )
    expect(table).toMatchObject({ delimiter, format: { id: 'taobao-items' } })
  })

  test('a row cut off by the end of the file, and one that has slid', async () => {
    const table = await open(`${items.join(',')}\n1,白兔,红,1.00,1,,,,,,已付款\n2,白兔,1.00`)
    expect((await rowsOf(table)).map((row) => row.flaw)).toEqual(['long', 'cut'])
  })

  test('a table of no known layout opens for a mapping by hand', async () => {
    const table = await open('日报\n单号,货,几件\nA1,兔子,3\n')
    expect(table).toMatchObject({ format: null, header: ['单号', '货', '几件'], headerRow: 2 })
  })

  test('a header only the caller knows is found under title rows', async () => {
    const bytes = encodeText('a,b,c,d\n订单号,快递单号\n1,2\n', 'utf-8')
    const table = await openTable('t.csv', bytes, { accepts: isTrackingHeader })
    expect(table.header).toEqual(['订单号', '快递单号'])
  })
})

describe('workbooks', () => {
  test.each(['1688_order_list_49col.xlsx', 'shopee_my_orders.xlsx'])(
    '%s, whose dimension is false',
    async (name) => {
      const table = await openTable(name, sample(name))
      expect(table.kind).toBe('xlsx')
      expect(await rowsOf(table)).not.toHaveLength(0)
      expect(table.header.length).toBeGreaterThan(40)
    },
  )

  test('the sheet with a known header is taken, behind a hidden one and a table of something else', async () => {
    const bytes = rawWorkbook([
      { name: '参数', hidden: true, rows: rawRow(1, ['键', '值']) },
      { name: '销售明细', rows: rawRow(1, items) + rawRow(2, ['1', '兔子', '25.14', '2']) },
    ])
    const table = await openTable('一周.xlsx', bytes)
    expect(table).toMatchObject({ sheet: '销售明细', format: { id: 'taobao-items' } })
    expect((await rowsOf(table))[0]!.cells).toHaveLength(items.length)
  })

  test('numbers, dates, booleans and formulas become the text a person sees', async () => {
    const cells = [
      '<c r="@"><v>35153131473290001</v></c>',
      '<c r="@"><v>5.1186100000000001E+18</v></c>',
      '<c r="@"><v>0.30000000000000004</v></c>',
      '<c r="@"><v>8</v></c>',
      '<c r="@" s="1"><v>46160.324305555558</v></c>',
      '<c r="@" t="b"><v>1</v></c>',
      '<c r="@" t="str"><f>A1&amp;B1</f><v>DY-110</v></c>',
      '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c r="@" t="inlineStr"/>',
    ]
    const table = await openTable(
      'x.xlsx',
      rawWorkbook([{ name: 'a', rows: rawRow(1, items) + rawRow(2, cells) }]),
    )
    const [row] = await rowsOf(table)
    expect(row!.cells.slice(0, 9)).toEqual([
      '35153131473290001',
      '5.1186100000000001E+18',
      '0.3',
      '8',
      '2026-05-18 07:47:00',
      'TRUE',
      'DY-110',
      '#DIV/0!',
      '',
    ])
  })
})

describe('files that are no tables', () => {
  const ole = (text: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(504),
      Buffer.from(text, 'utf16le'),
    ])
  test.each([
    ['nothing', new Uint8Array(), 'file-empty'],
    ['a workbook with a password', ole('EncryptedPackage'), 'file-password'],
    ['an old .xls', ole('Workbook'), 'file-old-xls'],
    ['a PDF', Buffer.from('%PDF-1.7 ...'), 'file-not-a-table'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'file-not-a-table'],
    ['an ordinary ZIP', zipFile({ 'photo.txt': 'x' }), 'file-not-a-table'],
    ['a ZIP cut short', zipFile({ 'xl/workbook.xml': 'x'.repeat(500) }).slice(0, 300), 'file-damaged'],
    ['a workbook whose parts are missing', zipFile({ 'xl/workbook.xml': '<workbook/>' }), 'file-damaged'],
    ['a ZIP bomb', zipFile({ 'xl/workbook.xml': '<workbook/>' }, 4_000_000_000), 'file-zip-bomb'],
    ['an empty workbook', rawWorkbook([{ name: 'a', rows: '' }]), 'file-empty'],
    ['a page saved as .xls', Buffer.from('<html><body>请登录</body></html>'), 'file-not-a-table'],
    ['a letter', Buffer.from('您好\n今天发货\n'), 'header-not-found'],
  ])('%s', async (_, bytes, code) => {
    await expect(openTable('x.xlsx', bytes)).rejects.toMatchObject({ name: 'FileProblem', code })
  })
})
