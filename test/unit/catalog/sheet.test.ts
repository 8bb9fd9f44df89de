import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeFromPattern, repeatedCodes } from '../../../shared/catalog/seller-code.ts'
import { readSheet, sheetFields, sheetHeaders } from '../../../shared/catalog/sku-sheet.ts'
import { jobEnd } from '../../support/host.ts'
import { addOrder, type Catalog, line, openCatalog, saveStyle, styleInput } from './support.ts'

describe('reading the sheet', () => {
  const header = sheetFields.map((field) => sheetHeaders['zh-CN'][field])
  const read = (...rows: string[][]) =>
    readSheet(
      header,
      rows.map((cells, index) => ({ row: index + 2, cells })),
    )

  it('takes good rows, names bad ones with their row and reason', () => {
    const { rows, problems } = read(
      ['A1', '老虎', '黄', '110', 'A1-110', '', '5', ''],
      ['', '', '黄', '120', 'A1-120', '', '', ''],
      ['A1', '', '黄', '110', 'X', '', '', ''],
      ['A1', '', '黄', '130', 'a1-120', '', '', ''],
      ['A1', '', '黄', '140', '', '', '三件', ''],
      ['A1', '', '黄', '1'.repeat(61), '', '', '', ''],
    )
    expect(rows.map((row) => [row.row, row.styleNumber, row.size, row.safetyStock])).toEqual([
      [2, 'A1', '110', 5],
      [3, 'A1', '120', null],
    ])
    expect(problems.map((problem) => [problem.row, problem.code, problem.with])).toEqual([
      [4, 'sku-repeated', '2'],
      [5, 'code-repeated', '3'],
      [6, 'not-a-number', ''],
      [7, 'too-long', ''],
    ])
    expect(readSheet(header, [{ row: 2, cells: ['', '老虎'] }]).problems[0]).toMatchObject({
      code: 'style-missing',
    })
  })

  it('property: every row is either taken or named, never both', () => {
    const cell = fc.constantFrom('', 'A1', 'B2', '红', '110', '-1', '5', 'x'.repeat(70))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 20 }), (source) => {
        const { rows, problems } = read(...source)
        const seen = [...rows.map((row) => row.row), ...problems.map((problem) => problem.row)].sort(
          (a, b) => a - b,
        )
        expect(seen).toEqual(source.map((_cells, index) => index + 2))
      }),
    )
  })

  it('fills seller codes by a pattern and finds those given twice', () => {
    const parts = { number: 'DY-01', colour: '白 色', size: '110', initials: 'BS' }
    expect(codeFromPattern('{number}-{colour}-{size}', parts)).toBe('DY-01-白色-110')
    expect(codeFromPattern('{number}-{initials}{size}', parts)).toBe('DY-01-BS110')
    expect(codeFromPattern('{number}-{colour}-{size}', { ...parts, colour: '' })).toBe('DY-01-110')
    expect(repeatedCodes(['a', 'A ', '', '', 'b'])).toEqual(['a', 'A'])
  })
})

describe('the sheet in and out', () => {
  let catalog: Catalog
  beforeEach(async () => {
    catalog = await openCatalog()
  })
  afterEach(() => catalog.close())
  const csv = (text: string) => new File([text], 'styles.csv')

  it('previews without writing, then applies what is right, and changes nothing the second time', async () => {
    await saveStyle(catalog, styleInput('OLD', ['红'], ['110'], { coded: true }))
    const waiting = await addOrder(catalog, [{ sellerCode: 'N-110' }])
    const file = csv(
      '款号,款名,颜色,尺码,商家编码,安全库存\nNEW,老虎,黄,110,N-110,4\nNEW,,黄,120,OLD-红-110,\nOLD,兔子,红,110,,7\n',
    )
    const preview = await catalog.client.catalog.sheet.preview({ file })
    expect(preview).toMatchObject({
      summary: { rows: 3, newStyles: 1, newSkus: 1, changedSkus: 1, unchangedSkus: 0 },
      problemCount: 1,
      problems: [{ row: 3, code: 'code-taken', with: 'OLD · 红 · 110' }],
    })
    expect((await catalog.client.catalog.styles.list({})).total).toBe(1)
    const commit = async (commandId = v7()) =>
      (await jobEnd(catalog.client, (await catalog.client.catalog.sheet.commit({ commandId, file })).jobId))
        .result
    const commandId = v7()
    expect(await commit(commandId)).toMatchObject({
      newStyles: 1,
      newSkus: 1,
      changedSkus: 1,
      left: 1,
      matchedLines: 1,
    })
    expect((await line(catalog, waiting.lineIds[0]!)).sku_source).toBe('code')
    expect(await commit()).toMatchObject({ newStyles: 0, newSkus: 0, changedSkus: 0, unchangedSkus: 2 })
    expect((await catalog.client.catalog.styles.list({ search: '老虎' })).rows[0]).toMatchObject({
      styleNumber: 'NEW',
      sizes: ['110'],
    })
  })

  it('reads back what it exports, unchanged', async () => {
    await saveStyle(catalog, {
      ...styleInput('A1', ['红', '白'], ['110', 'XL'], { coded: true, name: '老虎' }),
      note: '加绒',
    })
    for (const headers of ['zh-CN', 'en'] as const) {
      const { file } = await catalog.client.catalog.sheet.export({ headers })
      expect((await catalog.client.catalog.sheet.preview({ file })).summary).toEqual({
        rows: 4,
        newStyles: 0,
        newSkus: 0,
        changedSkus: 0,
        unchangedSkus: 4,
      })
    }
  })

  const preview = (text: string) => catalog.client.catalog.sheet.preview({ file: csv(text) })
  const commitText = async (text: string) =>
    (
      await jobEnd(
        catalog.client,
        (
          await catalog.client.catalog.sheet.commit({ commandId: v7(), file: csv(text) })
        ).jobId,
      )
    ).result

  it('knows full-width names again, typed either way: no second style, colour or code', async () => {
    const { id } = await saveStyle(catalog, {
      ...styleInput('兔（春）', ['粉（加绒）', '红'], ['110'], { coded: true, name: '兔（小）' }),
      note: '加绒（厚）',
    })
    const { file } = await catalog.client.catalog.sheet.export({ headers: 'zh-CN' })
    expect((await catalog.client.catalog.sheet.preview({ file })).summary).toMatchObject({
      unchangedSkus: 2,
      rows: 2,
    })
    await commitText('款号,颜色,尺码,安全库存\n兔(春),粉(加绒) ,１１０,9\n')
    const style = await catalog.client.catalog.styles.get({ id })
    expect(style).toMatchObject({ styleNumber: '兔（春）', name: '兔（小）' })
    expect(style.colours.map(({ name }) => name)).toEqual(['粉（加绒）', '红'])
    expect(style.skus.map(({ colour, size, safetyStock }) => [colour, size, safetyStock])).toEqual([
      ['粉（加绒）', '110', 9],
      ['红', '110', 0],
    ])
    expect((await catalog.client.catalog.styles.list({})).total).toBe(1)
  })

  it('two spellings of one new SKU make one, and the second is named', async () => {
    const text = '款号,颜色,尺码\nN1,粉（绒）,110\nＮ1,粉(绒),110\n'
    expect((await preview(text)).problems).toMatchObject([{ row: 3, code: 'sku-repeated', with: '2' }])
    expect(await commitText(text)).toMatchObject({ newStyles: 1, newSkus: 1, left: 1 })
  })

  it('a sheet without colours or sizes means the SKU of its code, else the only one; it makes none of no name', async () => {
    const { id } = await saveStyle(catalog, styleInput('A1', ['红', '白'], ['110'], { coded: true }))
    await saveStyle(catalog, styleInput('B1', ['红'], ['110']))
    const text = '款号,尺码,商家编码,安全库存\nA1,110,a1-白-110,5\nA1,110,,6\nB1,110,,7\n'
    const seen = await preview(text)
    expect(seen.summary).toMatchObject({ newSkus: 0, changedSkus: 2 })
    expect(seen.problems).toMatchObject([{ row: 3, code: 'which-sku' }])
    await commitText(text)
    const { skus } = await catalog.client.catalog.styles.get({ id })
    expect(skus.map(({ colour, safetyStock }) => [colour, safetyStock])).toEqual([
      ['红', 0],
      ['白', 5],
    ])
  })

  it('names what Excel spoilt and rows that slid; nothing is made of them', async () => {
    const text = [
      '款号,颜色,尺码,商家编码,条码',
      'A1,红,2026-03-04 00:00:00,,',
      'A1,红,4-Mar,,',
      'A1,红,110,,6.90123E+12',
      'A1,红,120,X,1,滑',
      'A1,红,130',
    ].join('\n')
    const { problems, summary } = await preview(text)
    expect(problems.map(({ row, code, field }) => [row, code, field])).toEqual([
      [2, 'mangled', 'size'],
      [3, 'mangled', 'size'],
      [4, 'mangled', 'barcode'],
      [5, 'row-slid', 'styleNumber'],
    ])
    expect(summary).toMatchObject({ newSkus: 1, newStyles: 1, rows: 5 })
  })

  it('refuses a table that is no such sheet', async () => {
    const wrong = catalog.client.catalog.sheet.preview({ file: csv('姓名,电话\n王,1\n') })
    await expect(wrong).rejects.toMatchObject({
      code: 'file-unreadable',
      data: { reason: 'not-a-sku-sheet' },
    })
  })
})
