import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definitionOf } from '../../../../shared/orders/files/formats/all.ts'
import { recognise } from '../../../../shared/orders/files/recognise.ts'
import { headerSets } from '../../../support/order-files.ts'

const expected: Readonly<Record<string, string>> = {
  TB_2016: 'taobao-orders',
  TB_2017: 'taobao-orders',
  TB_2018: 'taobao-orders',
  TB_2020: 'taobao-orders',
  TB_2022: 'taobao-orders',
  TB_2026_21: 'taobao-orders',
  TB_D_2017: 'taobao-items',
  TB_D_2021: 'taobao-items',
  TB_D_2024: 'taobao-items',
  TB_D_2026: 'taobao-items',
  PDD_23: 'pinduoduo',
  PDD_ALL: 'pinduoduo',
  A1688_49: '1688',
  DY_73: 'douyin',
  DY_74: 'douyin',
  DY_2026: 'douyin',
  SHOPEE_MY: 'shopee',
  SHOPEE_VN: 'shopee',
  LAZADA: 'lazada',
  TIKTOK: 'tiktok',
  JST_IMPORT: 'jushuitan',
  JST_EXPORT: 'jushuitan',
}

describe('recognise', () => {
  test('every header list known is covered here', () => {
    expect(
      Object.keys(headerSets)
        .filter((name) => name !== 'PDD_SHIP')
        .sort(),
    ).toEqual(Object.keys(expected).sort())
  })

  test.each(Object.entries(expected))('%s is %s', (name, id) => {
    expect(recognise(headerSets[name]!)?.id).toBe(id)
  })

  test.each(Object.entries(expected))(
    '%s shuffled and with 30%% of its columns left out is still known',
    (name, id) => {
      const header = headerSets[name]!
      const format = recognise(header)!
      const required = new Set(definitionOf(format).required.map((field) => header[format.columns[field]!]!))
      const optional = header.filter((text) => !required.has(text))
      const subset = fc.shuffledSubarray(optional, { minLength: Math.ceil(optional.length * 0.7) })
      fc.assert(
        fc.property(subset, fc.nat(), (kept, at) => {
          const texts = [...kept]
          for (const text of required) texts.splice(at % (texts.length + 1), 0, text)
          const found = recognise(texts)
          expect(found?.id).toBe(id)
          for (const [field, column] of Object.entries(found!.columns)) {
            const same = header[format.columns[field]!] === texts[column]
            // A second name may step in where the first was left out.
            expect(same || !texts.includes(header[format.columns[field]!] ?? '')).toBe(true)
          }
        }),
        { numRuns: 60 },
      )
    },
  )

  test('names with stray blanks, full width, marks of obligation and letters taken apart', () => {
    expect(recognise(['订单编号 ', '标题', '购买 数量', '价格'])?.id).toBe('taobao-items')
    expect(recognise(['订单号', '商品数量（件）'])?.id).toBe('pinduoduo')
    expect(recognise(headerSets.SHOPEE_VN!.map((text) => text.normalize('NFD')))?.columns).toEqual(
      recognise(headerSets.SHOPEE_VN!)!.columns,
    )
  })

  test('two Vietnamese columns that differ by a capital N are kept apart', () => {
    const header = headerSets.SHOPEE_VN!
    const { columns } = recognise(header)!
    expect(header[columns.linePaid!]).toBe('Tổng số tiền Người mua thanh toán')
    expect(header[columns.paidAmount!]).toBe('Tổng số tiền người mua thanh toán')
  })

  test('a currency in the headers is taken off and remembered', () => {
    const header = headerSets.SHOPEE_MY!.map((text) =>
      /Amount|Price|Subtotal/.test(text) ? `${text}(PHP)` : text,
    )
    expect(recognise(header)).toMatchObject({ id: 'shopee', currency: 'PHP' })
    expect(recognise(header)!.columns).toEqual(recognise(headerSets.SHOPEE_MY!)!.columns)
  })

  test('Indonesian Shopee headers', () => {
    const header = [
      'No. Pesanan',
      'Status Pesanan',
      'No. Resi',
      'Nama Produk',
      'Nama Variasi',
      'Jumlah',
      'Total Pembayaran',
    ]
    expect(recognise(header)).toMatchObject({ id: 'shopee', columns: { quantity: 5, paidAmount: 6 } })
  })

  test('unknown columns are named, not dropped', () => {
    expect(recognise([...headerSets.TB_D_2017!, '我的备注'])!.unknownColumns).toContain('我的备注')
  })

  test('a tracking file and a shopping list are no order files', () => {
    expect(recognise(headerSets.PDD_SHIP!)).toBeNull()
    expect(recognise(['品名', '数量', '单价'])).toBeNull()
  })
})
