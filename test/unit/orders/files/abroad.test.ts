import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOne } from '../../../support/parse-one.ts'
import { readOrders } from '../../../support/read-orders.ts'

const malaysia = { zone: 'Asia/Kuala_Lumpur', currency: 'MYR' } as const
const vietnam = { zone: 'Asia/Ho_Chi_Minh', currency: 'VND' } as const

describe('Shopee', () => {
  test('amounts of the order, repeated on each row, are taken once', async () => {
    const name = 'shopee_my_orders.xlsx'
    const bytes = readFileSync(new URL(`../../../samples/${name}`, import.meta.url))
    const { orders, problems } = await readOrders(name, bytes, malaysia)
    expect(problems).toEqual([])
    expect(orders).toHaveLength(1)
    expect(orders[0]).toMatchObject({
      orderNumber: '260518ABCDEF01',
      rows: [2, 3],
      head: {
        status: 'paid',
        currency: 'MYR',
        paidAmount: 6480,
        postageAmount: 500,
        createdAt: Date.parse('2026-05-18T07:47:00+08:00'),
        promisedAt: Date.parse('2026-05-20T23:59:00+08:00'),
        buyerNote: 'need before 30 May',
        recipient: { name: 'S***e', city: 'Petaling Jaya', province: 'Selangor', address: '', masked: true },
      },
      lines: [
        { sellerCode: 'DY-TZ-110', quantity: 2, unitPrice: 2990 },
        { sellerCode: 'DY-TZ-120', quantity: 1 },
      ],
    })
  })

  test('Vietnamese: dong without decimals, words, an order cancelled', () => {
    const row = {
      'Mã đơn hàng': '260401KW474ETA',
      'Trạng Thái Đơn Hàng': 'Đã hủy',
      'Tên sản phẩm': 'Áo thỏ',
      'Tên phân loại hàng': 'Bạc,Nam - 32 mm',
      'Số lượng': '1',
      'Giá ưu đãi': '150.000',
      'Tổng số tiền người mua thanh toán': '₫165000',
      'Tổng số tiền Người mua thanh toán': '150000',
      'Ngày đặt hàng': '2026-04-01 07:47',
    }
    const { order, problems } = parseOne('SHOPEE_VN', [row], vietnam)
    expect(problems).toEqual([])
    expect(order).toMatchObject({
      head: {
        status: 'closed',
        currency: 'VND',
        paidAmount: 165000,
        createdAt: Date.parse('2026-04-01T07:47:00+07:00'),
      },
      lines: [{ unitPrice: 150000, paidAmount: 150000, attributes: 'Bạc,Nam - 32 mm' }],
    })
  })
})

describe('Lazada', () => {
  const piece = {
    orderNumber: '421000000000017',
    itemName: 'Rabbit',
    variation: 'Color:White, Size:110',
    sellerSku: 'DY-110',
    lazadaSku: '1_MY-1',
    unitPrice: '29.90',
    paidPrice: '27.90',
    status: 'pending',
    createTime: '18 May 2026 10:20',
  }

  test('one row a piece: pieces are counted, an id twice once, cancelled ones not', () => {
    const { order } = parseOne(
      'LAZADA',
      [
        { ...piece, orderItemId: '1' },
        { ...piece, orderItemId: '2' },
        { ...piece, orderItemId: '2' },
        { ...piece, orderItemId: '3', status: 'canceled' },
        { ...piece, orderItemId: '4', lazadaSku: '1_MY-2', variation: 'Color:White, Size:120' },
      ],
      malaysia,
    )
    expect(order!.lines.map((line) => [line.platformLineId, line.quantity, line.paidAmount])).toEqual([
      [null, 2, 5580],
      [null, 1, 2790],
    ])
    expect(order!.head).toMatchObject({ status: 'paid', createdAt: Date.parse('2026-05-18T10:20:00+08:00') })
    expect(order!.rows).toHaveLength(5)
  })

  test('delivered is the last step there', () => {
    expect(parseOne('LAZADA', [{ ...piece, status: 'delivered' }], malaysia).order!.head.status).toBe(
      'completed',
    )
  })
})

describe('TikTok', () => {
  test('dates with the day first and a TAB', () => {
    const { order, problems } = parseOne(
      'TIKTOK',
      [
        {
          'Order ID': '576461413038785252',
          'Order Status': 'Shipped',
          'Product Name': 'Rabbit',
          Variation: 'White, 110',
          Quantity: '2',
          'Order Amount': '59.80',
          'Created Time': '18/05/2026 10:02:03\t',
          Recipient: 'A***i',
          'Phone #': '(+60)12****89',
        },
      ],
      malaysia,
    )
    expect(problems).toEqual([])
    expect(order).toMatchObject({
      head: {
        status: 'shipped',
        paidAmount: 5980,
        createdAt: Date.parse('2026-05-18T10:02:03+08:00'),
        recipient: { masked: true },
      },
      lines: [{ quantity: 2 }],
    })
  })
})
