import { describe, expect, test } from 'vitest'
import { headerSignature, mappedFormat, suggestMapping } from '../../../../shared/orders/files/mapping.ts'
import { encodeText } from '../../../support/order-files.ts'
import { chinese, readOrders } from '../../../support/read-orders.ts'

const header = ['平台单号', '货品', '颜色', '几套', '收货人', '手机号', '收件地址', '下单日期', '说明']
const row = [
  'XY20260518001',
  '小兔',
  '白色',
  '8',
  '张三',
  '13800000001',
  '山东省 菏泽市 曹县 大集镇1号',
  '2026/5/18',
  '加急',
]

describe('a table of no known layout', () => {
  test('the guess finds what names and cells tell', () => {
    expect(suggestMapping(header, [row])).toMatchObject({
      orderNumber: '平台单号',
      name: '收货人',
      phone: '手机号',
      fullAddress: '收件地址',
      createdAt: '下单日期',
      quantity: '几套',
    })
  })

  test('unnamed columns are guessed by their cells', () => {
    expect(
      suggestMapping(['a', 'b', 'c', 'd'], [['XY20260518001', '13800000001', '2026/5/18 10:00', '8']]),
    ).toEqual({
      orderNumber: 'a',
      phone: 'b',
      createdAt: 'c',
      quantity: 'd',
    })
  })

  test('a column serves one field only', () => {
    const chosen = Object.values(
      suggestMapping([...header, '订单状态', '备注', '快递单号', '快递公司'], [row]),
    )
    expect(new Set(chosen).size).toBe(chosen.length)
  })

  test('mapped columns make orders; goods below without a number belong to the order above', async () => {
    const columns = { ...suggestMapping(header, [row]), title: '货品', attributes: '颜色' }
    const more = ['', '小兔', '粉色', '2', '', '', '', '', '']
    const bytes = encodeText([header, row, more].map((cells) => cells.join(',')).join('\n'), 'gbk')
    const { orders, problems } = await readOrders('日报.csv', bytes, chinese, (found) =>
      mappedFormat({ platform: 'direct', columns, fillsDown: true }, found),
    )
    expect(problems).toEqual([])
    expect(orders).toMatchObject([
      {
        orderNumber: 'XY20260518001',
        rows: [2, 3],
        head: {
          recipient: { name: '张三', district: '曹县' },
          createdAt: Date.parse('2026-05-18T00:00:00+08:00'),
        },
        lines: [
          { attributes: '白色', quantity: 8 },
          { attributes: '粉色', quantity: 2 },
        ],
      },
    ])
  })

  test('without quantities it carries heads only; without its order number it is refused', () => {
    expect(mappedFormat({ platform: 'direct', columns: { orderNumber: '平台单号' } }, header)).toMatchObject({
      carries: 'orders',
      columns: { orderNumber: 0 },
    })
    expect(() => mappedFormat({ platform: 'direct', columns: { orderNumber: '单号' } }, header)).toThrow(
      'header-not-found',
    )
  })
})

test('the signature holds for another column order and stray blanks, and for nothing else', () => {
  const signature = headerSignature(header)
  expect(headerSignature([...header].reverse().map((text) => ` ${text}`))).toBe(signature)
  expect(headerSignature([...header, ''])).toBe(signature)
  expect(headerSignature([...header, '店铺'])).not.toBe(signature)
  expect(headerSignature(header.map((text) => text.replace('8', '9').replace('货品', '货号')))).not.toBe(
    signature,
  )
  // It is stored with the mapping: a change here forgets every user's mappings.
  expect(headerSignature(['订单号', '数量'])).toMatchInlineSnapshot(`"2-bd17aa0c03931d3d"`)
})
