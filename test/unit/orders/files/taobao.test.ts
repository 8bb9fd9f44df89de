import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOne } from '../../../support/parse-one.ts'
import { readOrders } from '../../../support/read-orders.ts'

const sample = (name: string) =>
  readOrders(name, readFileSync(new URL(`../../../samples/${name}`, import.meta.url)))

describe('Taobao order list of 2017', () => {
  test('an order as the owner sees it', async () => {
    const { orders, problems } = await sample('taobao_ExportOrderList_2017.gbk.csv')
    expect(problems).toEqual([])
    expect(orders).toHaveLength(5)
    expect(orders[0]).toEqual({
      orderNumber: '35153131473290001',
      shopName: '示例演出服饰厂',
      rows: [2],
      lines: [],
      head: {
        status: 'paid',
        platformStatus: '买家已付款，等待卖家发货',
        currency: 'CNY',
        goodsAmount: 20112,
        postageAmount: 0,
        paidAmount: 20112,
        refundAmount: 0,
        buyerId: 'tb00000001',
        buyerNote: '请尽快发货，5月30日演出',
        sellerNote: '',
        createdAt: Date.parse('2017-05-18T00:42:32+08:00'),
        paidAt: Date.parse('2017-05-18T00:42:39+08:00'),
        carrier: '',
        trackingNumbers: [],
        invoiceTitle: '',
        pieceCount: 8,
        kindCount: 1,
        titles: '六一儿童演出服小白兔动物表演服幼儿园舞蹈连体衣',
        recipient: {
          name: '示例甲',
          phone: '13800000001',
          province: '广东省',
          city: '广州市',
          district: '越秀区',
          address: '黄花岗街道示例路1号示例苑1栋101',
          postcode: '510180',
          country: '',
          masked: false,
        },
      },
    })
  })

  test('the quirks of the other four', async () => {
    const { orders } = await sample('taobao_ExportOrderList_2017.gbk.csv')
    expect(orders[1]!.head.recipient).toMatchObject({ district: '其它区', postcode: '610041' })
    expect(orders[2]!.head).toMatchObject({
      trackingNumbers: ['435012345678'],
      carrier: '中通快递',
      postageAmount: 800,
    })
    expect(orders[2]!.head.recipient?.postcode).toBe('')
    expect(orders[3]!.head).toMatchObject({ status: 'closed', paidAt: null })
    expect(orders[4]!.head).toMatchObject({
      buyerNote: '备注里有"引号"和,逗号',
      sellerNote: '加急',
      refundAmount: 3000,
      status: 'completed',
    })
  })
})

describe('Taobao item lists', () => {
  test('2017: two goods of one order, the literal null as seller code', async () => {
    const { orders } = await sample('taobao_ExportOrderDetailList_2017.gbk.csv')
    expect(orders.map((order) => order.lines.length)).toEqual([1, 2, 1, 1, 1])
    expect(
      orders[1]!.lines.map((line) => [line.sellerCode, line.quantity, line.unitPrice, line.platformLineId]),
    ).toEqual([
      ['DY-TZ-120', 2, 2514, null],
      ['MG-NV-130', 1, 13587, null],
    ])
    expect(orders[2]!.lines[0]!.sellerCode).toBe('')
    expect(orders[2]!.head).toEqual({ status: 'shipped', platformStatus: '卖家已发货，等待买家确认' })
  })

  const rabbit = {
    订单编号: '1',
    标题: '小兔',
    价格: '25.14',
    商品属性: '颜色：白；身高：110',
    订单状态: '等待卖家发货',
  }

  test('without line ids the same goods are summed, and closed ones are not made', () => {
    const rows = [
      { ...rabbit, 购买数量: '2' },
      { ...rabbit, 购买数量: '3' },
      { ...rabbit, 购买数量: '9', 订单状态: '交易关闭' },
    ]
    const { order } = parseOne('TB_D_2017', rows)
    expect(order!.lines).toHaveLength(1)
    expect(order!.lines[0]).toMatchObject({ quantity: 5, status: 'paid' })
    expect(order!.rows).toEqual([2, 3, 4])
    expect(order!.head.status).toBe('paid')
  })

  test('other attributes are another line', () => {
    const rows = [
      { ...rabbit, 购买数量: '2' },
      { ...rabbit, 购买数量: '3', 商品属性: '颜色：白；身高：120' },
    ]
    expect(parseOne('TB_D_2017', rows).order!.lines.map((line) => line.quantity)).toEqual([2, 3])
  })

  test('with line ids the same goods stay apart, and the same id twice counts once', () => {
    const line = {
      主订单编号: '1',
      商品标题: '小兔',
      商品价格: '25.14',
      购买数量: '2',
      商品属性: '颜色:白',
      订单状态: '等待卖家发货',
    }
    const { order } = parseOne('TB_D_2024', [
      { ...line, 子订单编号: '11' },
      { ...line, 子订单编号: '12' },
      { ...line, 子订单编号: '11' },
    ])
    expect(order!.lines.map((each) => [each.platformLineId, each.quantity])).toEqual([
      ['11', 2],
      ['12', 2],
    ])
    expect(order!.rows).toEqual([2, 3, 4])
  })

  test('refunds: "无退款申请" is none, a refund under way is seen', () => {
    const line = { 主订单编号: '1', 商品标题: '小兔', 购买数量: '2', 订单状态: '卖家已发货，等待买家确认' }
    const { order, problems } = parseOne('TB_D_2026', [
      {
        ...line,
        子订单编号: '11',
        退款状态: '没有申请退款',
        退款金额: '无退款申请',
        应发货时间: '2026-05-20 23:59:59',
      },
      {
        ...line,
        子订单编号: '12',
        退款状态: '买家已经申请退款，等待卖家同意',
        退款金额: '25.14',
        物流单号: 'No:1001,No:1002',
      },
    ])
    expect(problems).toEqual([])
    expect(order!.lines.map((each) => [each.afterSale, each.refundAmount])).toEqual([
      ['none', null],
      ['requested', 2514],
    ])
    expect(order!.lines[1]!.trackingNumbers).toEqual(['1001', '1002'])
    expect(order!.head).toMatchObject({
      afterSale: 'requested',
      promisedAt: Date.parse('2026-05-20T23:59:59+08:00'),
    })
  })

  test('parts of an order sent, parts not', () => {
    const line = { 主订单编号: '1', 商品标题: '小兔', 购买数量: '1' }
    const { order } = parseOne('TB_D_2024', [
      { ...line, 子订单编号: '11', 订单状态: '买家已付款,等待卖家发货' },
      { ...line, 子订单编号: '12', 订单状态: '卖家已发货，等待买家确认' },
    ])
    expect(order!.head.status).toBe('partly-shipped')
  })
})

describe('Taobao order lists of later years', () => {
  test('masked recipients and virtual numbers', () => {
    const masked = (values: Record<string, string>) =>
      parseOne('TB_2022', [
        { 订单编号: '1', 订单状态: '交易成功', 收货人姓名: '张三', 联系手机: '13800000001', ...values },
      ]).order!.head.recipient!.masked
    expect(masked({})).toBe(false)
    expect(masked({ 收货人姓名: '张**' })).toBe(true)
    expect(masked({ 收货人姓名: '张*' })).toBe(true)
    expect(masked({ 联系手机: '138****5678' })).toBe(true)
    expect(masked({ 联系手机: '132…-1234' })).toBe(true)
    expect(masked({ 联系手机: '17512345678-1234' })).toBe(true)
    expect(masked({ 收货地址: '山东省 菏泽市 曹县 大集镇****(274400)' })).toBe(true)
    expect(masked({ 收货地址: '山东省 菏泽市 曹县 大集镇3*4栋(274400)' })).toBe(false)
  })

  test('an address the buyer changed goes before the first one', () => {
    const { order } = parseOne('TB_2022', [
      {
        订单编号: '1',
        收货地址: '山东省 菏泽市 曹县 旧街(274400)',
        修改后的收货地址: '江苏省 苏州市 姑苏区 新街1号',
      },
    ])
    expect(order!.head.recipient).toMatchObject({ province: '江苏省', address: '新街1号' })
  })

  test('the report of 2026 knows no names; what it does not say stays open', () => {
    const { order } = parseOne('TB_2026_21', [
      {
        订单编号: '1',
        买家实付金额: '1,234.50',
        发货时间: '2026-05-18 18:00:00',
        商家备注: '加急',
        宝贝总数量: '8',
      },
    ])
    expect(order!.head).toMatchObject({ paidAmount: 123450, sellerNote: '加急', pieceCount: 8 })
    expect(order!.head).not.toHaveProperty('buyerId')
    expect(order!.head).not.toHaveProperty('paidAt')
    expect(order!.head.createdAt).toBeNull()
  })
})

describe('cells that cannot be read', () => {
  const good = {
    订单编号: '1',
    标题: '小兔',
    价格: '25.14',
    购买数量: '2',
    商品属性: 'a',
    订单状态: '交易成功',
  }

  test('money: the row is left out, the others make the order', () => {
    const { order, problems } = parseOne('TB_D_2017', [good, { ...good, 价格: '25.1.4', 商品属性: 'b' }])
    expect(order).toMatchObject({ rows: [2], lines: [{ quantity: 2 }] })
    expect(problems).toEqual([
      { row: 3, code: 'money-not-a-number', column: '价格', value: '25.1.4', kept: false },
    ])
  })

  test.each(['', '0', '2.5', '两件', '-1'])('quantity %j: the row is left out', (quantity) => {
    const { order, problems } = parseOne('TB_D_2017', [{ ...good, 购买数量: quantity }])
    expect(order).toBeNull()
    expect(problems).toMatchObject([{ row: 2, code: 'quantity-not-whole', column: '购买数量', kept: false }])
  })

  test('times and status words: the order goes in with the field open', () => {
    const { order, problems } = parseOne('TB_2017', [
      { 订单编号: '1', 订单状态: '平台介入中', 订单创建时间: '昨天' },
    ])
    expect(order!.head).toMatchObject({ status: 'unknown', platformStatus: '平台介入中', createdAt: null })
    expect(problems.map(({ code, kept }) => [code, kept])).toEqual([
      ['status-unknown', true],
      ['time-not-readable', true],
    ])
  })

  test('goods without a title keep their seller code; without anything they are left out', () => {
    const { order, problems } = parseOne('TB_D_2017', [
      { 订单编号: '1', 购买数量: '1', 商家编码: 'DY-1' },
      { 订单编号: '1', 购买数量: '1' },
    ])
    expect(order!.lines).toHaveLength(1)
    expect(problems.map(({ row, code, kept }) => [row, code, kept])).toEqual([
      [2, 'title-missing', true],
      [3, 'title-missing', false],
    ])
  })
})
