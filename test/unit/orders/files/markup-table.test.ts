import { describe, expect, test } from 'vitest'
import { MarkupRows } from '../../../../shared/orders/files/markup-rows.ts'
import { openTable } from '../../../../shared/orders/files/open-table.ts'
import { encodeText, headerSets } from '../../../support/order-files.ts'

const items = headerSets.TB_D_2017!
const line = ['35153131473290001', '兔子服', '25.14', '8', '', '红色', '', '', '已付款', 'A-1']

async function read(text: string, encoding: 'utf-8' | 'gbk' = 'utf-8') {
  const table = await openTable('x.xls', encodeText(text, encoding))
  const rows = []
  for await (const chunk of table.rows()) rows.push(...chunk.rows)
  return { table, rows }
}

const cells = (tag: string, texts: readonly string[]) =>
  `<tr>${texts.map((text) => `<${tag} style="mso-number-format:'\\@'">${text}</${tag}>`).join('')}</tr>`
const page = (inner: string) => `<html><head><style>td{color:red}</style></head><body>${inner}</body></html>`
const orders = `<table border=1>${cells('th', items)}${cells('td', line)}</table>`

describe('a page with a table, saved as .xls', () => {
  test.each([
    ['a whole page', page(orders)],
    ['a bare table', orders],
    ['capitals', orders.replaceAll('<t', '<T').replaceAll('</t', '</T')],
    ['nothing closed', page(orders).replace(/<\/(?:td|tr|th)>/g, '')],
    [
      'a title across all columns',
      page(orders.replace('<tr>', '<tr><td colspan=10>已卖出的宝贝</td></tr><tr>')),
    ],
    ['a table of choices before it', page(`<table><tr><td>店铺</td></tr></table>${orders}`)],
    ['a frame around it', page(`<table><tr><td>${orders}</td></tr></table>`)],
    ['the header in a table of its own', page(orders.replace('</tr><tr>', '</tr></table><table><tr>'))],
    ['a script and a comment that hold tags', page(`<!-- <td> --><script>"<td>"</script>${orders}`)],
    ['letters as numbers', page(orders).replaceAll('兔', '&#20820;').replaceAll('服', '服&nbsp;')],
    [
      'markup inside cells',
      page(orders).replaceAll('兔子服', '<b>兔子</b>\n<span>服</span>').replaceAll('\n', ''),
    ],
  ])('%s', async (_, text) => {
    const { table, rows } = await read(text)
    expect(table).toMatchObject({ kind: 'markup', format: { id: 'taobao-items' } })
    expect(rows.map((row) => row.cells)).toEqual([line])
    expect(rows[0]!.row).toBe(table.headerRow + 1)
  })

  test('in GBK, whatever its head says', async () => {
    const { table, rows } = await read(page(orders), 'gbk')
    expect(table.encoding).toBe('gb18030')
    expect(rows[0]!.cells).toEqual(line)
  })

  test('a cell over two rows counts in both; a line break stays one', async () => {
    const rows = new MarkupRows().push(
      '<table><tr><td rowspan=2>1<td>甲<td rowspan=2>x<tr><td>a<br>b</table>',
      true,
    )
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', '甲', 'x'],
      ['1', 'a\nb', 'x'],
    ])
  })

  test('XML Spreadsheet 2003: cells and rows that are left away', async () => {
    const data = (text: string) => `<Data ss:Type="String">${text}</Data>`
    const header = items.map((text) => `<ss:Cell>${data(text)}</ss:Cell>`).join('')
    const { table, rows } = await read(
      `<?xml version="1.0"?><Workbook xmlns:ss="urn:x"><Worksheet><Table><ss:Row>${header}</ss:Row>` +
        `<Row ss:Index="4"><Cell>${data('1')}</Cell><Cell ss:Index="4">${data('8')}</Cell></Row></Table></Worksheet></Workbook>`,
    )
    expect(table.headerRow).toBe(1)
    expect(rows).toEqual([{ row: 4, cells: ['1', '', '', '8', '', '', '', '', '', ''] }])
  })

  test('a page without a table of orders', async () => {
    await expect(read(page('<form><table><tr><td>账号</td></tr></table></form>'))).rejects.toMatchObject({
      code: 'file-not-a-table',
    })
  })

  test('tags cut anywhere by the pieces of a large file', () => {
    const whole = new MarkupRows().push(orders, true)
    for (const size of [1, 2, 7]) {
      const reader = new MarkupRows()
      const rows = []
      for (let from = 0; from < orders.length; from += size)
        rows.push(...reader.push(orders.slice(from, from + size)))
      rows.push(...reader.push('', true))
      expect(rows).toEqual(whole)
    }
  })

  test.each([
    ['open tags', '<b>'.repeat(300_000) + '</i>'.repeat(300_000)],
    ['half tags', '<'.repeat(1_000_000)],
    ['cells', `<table><tr>${'<td>'.repeat(300_000)}`],
    ['nested tables', '<table>'.repeat(300_000)],
    ['a comment without end', `<html><!--${'- '.repeat(500_000)}`],
  ])('garbage ends: %s', async (_, text) => {
    await expect(read(`<html>${text}`)).rejects.toMatchObject({ name: 'FileProblem' })
  })
})
