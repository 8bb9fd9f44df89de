import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOne } from '../../../support/parse-one.ts'
import { readOrders } from '../../../support/read-orders.ts'

const sample = (name: string) =>
  readOrders(name, readFileSync(new URL(`../../../samples/${name}`, import.meta.url)))

describe('Pinduoduo', () => {
  test('values that end in a TAB, a refund before sending, a price from the total', async () => {
    const { orders, problems } = await sample('pdd_orders_export_23col.utf8bom.csv')
    expect(problems).toEqual([])
    expect(orders.map((order) => [order.orderNumber, order.head.status, order.head.afterSale])).toEqual([
      ['260518-600000000000001', 'paid', 'none'],
      ['260517-600000000000002', 'shipped', 'none'],
      ['260516-600000000000003', 'closed', 'refunded'],
    ])
    expect(orders[0]).toMatchObject({
      head: { goodsAmount: 7960, discountAmount: 200, paidAmount: 7760, shippedAt: null },
      lines: [{ quantity: 2, unitPrice: 3980, sellerCode: 'DY-TZ-110', listingSkuId: '1400000000001' }],
    })
    expect(orders[1]!.lines[0]).toMatchObject({
      attributes: '红色,130cm',
      trackingNumbers: ['JT5200000000001'],
    })
  })

  test('all 82 columns: promised time, hidden areas, "无规格"', () => {
    const { order } = parseOne('PDD_ALL', [
      {
        订单号: '260518-600000000000001',
        商品: '小兔',
        '商品数量(件)': '3',
        '商品总价(元)': '1,000.00',
        商品规格: '无规格',
        承诺发货时间: '2026-05-20 10:02:03',
        省: '****',
        市: '****',
        区: '****',
      },
    ])
    expect(order!.head).toMatchObject({
      goodsAmount: 100000,
      promisedAt: Date.parse('2026-05-20T10:02:03+08:00'),
    })
    // 1,000 does not divide by 3: no price is better than a wrong one.
    expect(order!.lines[0]).toMatchObject({ attributes: '', unitPrice: null })
  })
})

describe('1688', () => {
  test('continuation rows, a change of price, a carrier with its code', async () => {
    const { orders, problems } = await sample('1688_order_list_49col.xlsx')
    expect(problems).toEqual([])
    expect(
      orders.map((order) => [order.orderNumber, order.rows, order.lines.map((line) => line.quantity)]),
    ).toEqual([
      ['2600000000000000001', [2, 3], [40, 20]],
      ['2600000000000000002', [4], [1]],
    ])
    expect(orders[0]!.head).toMatchObject({
      goodsAmount: 128000,
      discountAmount: 1000,
      paidAmount: 130000,
      kindCount: 2,
    })
    expect(orders[0]!.lines.map((line) => line.sellerCode)).toEqual(['DY-TZ-110', 'DY-TZ-120'])
    expect(orders[1]!.head).toMatchObject({
      status: 'shipped',
      carrier: '中通快递',
      trackingNumbers: ['73600316240009'],
    })
    expect(orders[0]!.head.recipient).toMatchObject({ postcode: '310000', address: '示例地址 1 号' })
  })

  test('a refund under way hides the step', () => {
    const { order, problems } = parseOne('A1688_49', [
      { 订单编号: '1', 订单状态: '退款中', 货品标题: '小兔', 数量: '1' },
    ])
    expect(order!.head).toMatchObject({ status: 'unknown', afterSale: 'requested' })
    expect(problems).toEqual([])
  })
})

describe('Douyin', () => {
  test('TABs inside quotes, encrypted recipients, a closed gift beside sent goods', async () => {
    const { orders, problems } = await sample('douyin_orders_73col.utf8bom.csv')
    expect(problems).toEqual([])
    expect(orders[0]).toMatchObject({
      orderNumber: '6917926768823640001',
      head: {
        status: 'paid',
        paidAmount: 7760,
        discountAmount: 200,
        buyerNote: '',
        promisedAt: Date.parse('2026-05-20T00:54:20+08:00'),
        recipient: {
          name: '',
          phone: '',
          province: '山东省',
          district: '历下区',
          address: '示例街道',
          masked: true,
        },
      },
      lines: [{ platformLineId: '6917926768823640001', attributes: '白色小兔;110cm', unitPrice: 3980 }],
    })
    expect(orders[1]!.lines.map((line) => line.status)).toEqual(['shipped', 'closed'])
    expect(orders[1]!.head).toMatchObject({ status: 'shipped', paidAmount: 12300, promisedAt: null })
  })

  test('amounts of the sub-orders add up; a sub-order that comes twice counts once', () => {
    const part = { 主订单编号: '6917926768823640001', 选购商品: '小兔', 商品数量: '1', 订单状态: '待发货' }
    const { order } = parseOne('DY_73', [
      { ...part, 子订单编号: '1', 订单应付金额: '10.00', 运费: '-' },
      { ...part, 子订单编号: '2', 订单应付金额: '20.00', 优惠总金额: '店铺满减-2.50;达人券-1' },
      { ...part, 子订单编号: '2', 订单应付金额: '20.00' },
    ])
    expect(order!.head).toMatchObject({ paidAmount: 3000, postageAmount: null, discountAmount: 350 })
  })

  test('the layout of 2026 writes carrier and number into one cell', () => {
    const { order } = parseOne('DY_2026', [
      {
        主订单编号: '1',
        子订单编号: '1',
        选购商品: '小兔',
        商品数量: '1',
        快递信息: '中通快递:73600316240001',
      },
    ])
    expect(order!.head).toMatchObject({ carrier: '中通快递', trackingNumbers: ['73600316240001'] })
  })
})

describe('Jushuitan', () => {
  test('the import template', () => {
    const { order, problems } = parseOne('JST_IMPORT', [
      {
        线上订单号: 'A1',
        '收货人姓名（必填）': '张三',
        '手机（必填）': '13800000001',
        '地址（必填）': '示例路1号',
        '商品编码（必填）': 'DY-TZ-110',
        商品名称: '小兔',
        '数量（必填）': '2',
        '商品单价（必填）': '25.14',
        付款金额: '50.28',
      },
    ])
    expect(problems).toEqual([])
    expect(order).toMatchObject({
      head: { paidAmount: 5028, recipient: { name: '张三', masked: false } },
      lines: [{ sellerCode: 'DY-TZ-110', quantity: 2, unitPrice: 2514 }],
    })
  })

  test('an ERP-made sub-order id is not taken for the platform line', () => {
    const row = {
      商品编码: 'DY',
      商品名称: '小兔',
      数量: '1',
      线上子订单编号: '77',
      店铺名称: '甲店',
      状态: '已付款待审核',
    }
    const own = parseOne('JST_EXPORT', [{ ...row, 线上订单号: '1', 原始线上订单号: '1' }]).order!
    const split = parseOne('JST_EXPORT', [{ ...row, 线上订单号: '1_2', 原始线上订单号: '1' }]).order!
    expect(own).toMatchObject({ orderNumber: '1', shopName: '甲店', lines: [{ platformLineId: '77' }] })
    expect(split).toMatchObject({ orderNumber: '1', lines: [{ platformLineId: null }] })
  })
})
