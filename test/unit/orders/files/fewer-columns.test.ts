import { describe, expect, test } from 'vitest'
import { parseOrder } from '../../../../shared/orders/files/parse-order.ts'
import { recognise } from '../../../../shared/orders/files/recognise.ts'
import { rowKeys } from '../../../../shared/orders/files/row-keys.ts'
import { headerSets } from '../../../support/order-files.ts'
import { parseOne } from '../../../support/parse-one.ts'

test('an order list of which the seller ticked few columns', () => {
  const header = [
    '订单编号',
    '订单状态',
    '收货人姓名',
    '收货地址',
    '联系手机',
    '订单创建时间',
    '订单付款时间',
  ]
  expect(recognise(header)).toMatchObject({ id: 'taobao-orders' })
  // A table of goods is not one: its lines would be lost.
  expect(recognise([...header, '商品名称', '数量'])?.id).not.toBe('taobao-orders')
})

describe('Douyin since 2026', () => {
  const row = {
    主订单编号: '6917926768823640001',
    选购商品: '兔',
    订单状态: '待发货',
    订单应付金额: '77.60',
    优惠总金额: '2.00',
  }
  test('商品金额 stands for the row: the price where the pieces divide it, the goods of the order summed', () => {
    const { order } = parseOne('DY_2026', [
      { ...row, 子订单编号: '1', 商品数量: '2', 商品金额: '79.60' },
      { ...row, 子订单编号: '2', 商品数量: '3', 商品金额: '100.00' },
    ])
    expect(order!.head).toMatchObject({ goodsAmount: 17960, paidAmount: 15520, discountAmount: 400 })
    expect(order!.lines.map((line) => line.unitPrice)).toEqual([3980, null])
  })
})

test('Shopee Indonesia: rupiah grouped by points, though no header names them', () => {
  const values: Readonly<Record<string, string>> = {
    'No. Pesanan': '2606022BXJ1SU3',
    'Status Pesanan': 'Perlu Dikirim',
    'Waktu Pesanan Dibuat': '2026-06-02 13:39',
    'Nama Produk': 'Baju',
    'Nama Variasi': 'Merah',
    'Harga Setelah Diskon': '16.000',
    Jumlah: '7',
    'Subtotal Pesanan': '112.000',
    'Total Pembayaran': '130.400',
  }
  const header = Object.keys(values)
  const format = recognise(header)!
  const context = { zone: 'Asia/Jakarta', currency: 'MYR' } as const
  const { order, problems } = parseOrder(format, header, [{ row: 2, cells: Object.values(values) }], context)
  expect(problems).toEqual([])
  expect(order).toMatchObject({
    head: { status: 'paid', currency: 'IDR', paidAmount: 130400 },
    lines: [{ quantity: 7, unitPrice: 16000, paidAmount: 112000 }],
  })
})

describe('rows without an order number', () => {
  const keys = (set: string, rows: readonly Readonly<Record<string, string>>[]) => {
    const header = headerSets[set]!
    const keyOf = rowKeys(recognise(header)!, header)
    return rows.map((values, index) => {
      const keyed = keyOf({ row: index + 2, cells: header.map((name) => values[name] ?? '') })
      return keyed.key.orderNumber ?? keyed.problem?.code
    })
  }
  test('go on with the order above in 1688 and in an ERP that merges cells', () => {
    const first = { 订单编号: '2600000000000000017', 收货人姓名: '甲', 货品标题: '兔' }
    expect(keys('A1688_49', [first, { 货品标题: '帽' }, { 货品标题: '鞋', 收货人姓名: '甲' }])).toEqual(
      Array(3).fill('2600000000000000017'),
    )
    const erp = { 线上订单号: '2600000000000000017', '收货人姓名（必填）': '甲', 商品名称: '兔' }
    expect(keys('JST_IMPORT', [erp, { 商品名称: '帽' }])).toEqual(Array(2).fill('2600000000000000017'))
  })
  test('but not where they name another buyer: their number is lost', () => {
    const first = { 订单编号: '2600000000000000017', 收货人姓名: '甲', 货品标题: '兔' }
    expect(keys('A1688_49', [first, { 货品标题: '帽', 收货人姓名: '乙' }, { 货品标题: '鞋' }])).toEqual([
      '2600000000000000017',
      'order-number-missing',
      'order-number-missing',
    ])
  })
})
