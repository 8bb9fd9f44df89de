import { describe, expect, test } from 'vitest'
import { fileProblemText } from '../../../../shared/orders/file-problem-texts.ts'
import { readMoney, readQuantity, readTime } from '../../../../shared/orders/files/cell-values.ts'
import { withoutControls } from '../../../../shared/orders/files/decode-text.ts'
import { delimitedPieces } from '../../../../shared/orders/files/delimited.ts'
import { fileProblemCodes } from '../../../../shared/orders/files/types.ts'
import { parseOne } from '../../../support/parse-one.ts'

const at = Date.parse('2026-05-18T00:42:39+08:00')

describe('times as other programs write them', () => {
  test.each([
    '2026年05月18日 00时42分39秒',
    '20260518 00:42:39',
    '2026-05-18T00:42:39+08:00',
    '2026-05-18 00:42:39+0800',
    '2026-05-17T16:42:39Z',
    '18-05-2026 00:42:39',
    'May 18, 2026 00:42:39',
    '2026/05/18 上午 12:42:39',
    '2026/5/18 12:42:39 AM',
    '5/18/2026 12:42:39 AM',
    '5/18/2026 0:42:39',
    '1779036159',
    '1779036159000',
    '2026-05-18 00：42：39',
  ])('%s', (text) => expect(readTime(text, 'Asia/Shanghai')).toBe(at))

  test('the afternoon, and America where AM or PM tells', () => {
    expect(readTime('2026/5/18 下午3:04', 'Asia/Shanghai')).toBe(Date.parse('2026-05-18T15:04:00+08:00'))
    expect(readTime('05/08/2026 1:03:03 PM', 'Asia/Shanghai')).toBe(Date.parse('2026-05-08T13:03:03+08:00'))
    expect(readTime('05/08/2026 1:03:03', 'Asia/Shanghai')).toBe(Date.parse('2026-08-05T01:03:03+08:00'))
  })

  test.each(['', '-', '—', '/', 'null', 'N/A', '1970-01-01 08:00:00'])('none: %j', (text) =>
    expect(readTime(text, 'Asia/Shanghai')).toBeNull(),
  )
  test.each(['昨天', '2026-02-31 10:00:00', '25:00', '13/13/2026', '12345678901234'])('not one: %j', (text) =>
    expect(readTime(text, 'Asia/Shanghai')).toBeUndefined(),
  )
})

describe('amounts and quantities', () => {
  test.each([
    ['209.12000000000003', 20912],
    ['209.11999999999998', 20912],
    ['-¥50.00', -5000],
    ['(50.00)', -5000],
    ['（￥50.00）', -5000],
    ['12.345', undefined],
    ['1.0000000001', undefined],
    ['--5', undefined],
  ])('%j', (text, minor) => expect(readMoney(text, 'CNY')).toBe(minor))

  test.each([
    ['2件', 2],
    ['2 套', 2],
    ['x2', 2],
    ['×２', 2],
    ['2 pcs', 2],
    ['1.5件', undefined],
    ['两件', undefined],
    ['件', undefined],
    ['2双', undefined],
  ])('%j', (text, pieces) => expect(readQuantity(text)).toBe(pieces))
})

describe('what Excel has spoilt', () => {
  const row = { 订单编号: '35153131473290001', 订单状态: '交易成功' }

  test('a phone is left out with a problem; the `.0` of one that can be saved goes', () => {
    const spoilt = parseOne('TB_2020', [{ ...row, 联系手机: '1.38E+10', 收货人姓名: '甲' }])
    expect(spoilt.order!.head.recipient).toMatchObject({ name: '甲', phone: '' })
    expect(spoilt.problems).toEqual([
      { row: 2, code: 'number-mangled', column: '联系手机', value: '1.38E+10', kept: true },
    ])
    const saved = parseOne('TB_2020', [{ ...row, 联系手机: '13800000001.0' }])
    expect(saved.order!.head.recipient!.phone).toBe('13800000001')
    expect(saved.problems).toEqual([])
  })

  test('a tracking number is no tracking number, and said so once', () => {
    const { order, problems } = parseOne('TB_D_2026', [
      {
        主订单编号: '35153131473290001',
        子订单编号: '1',
        商品标题: '兔',
        购买数量: '1',
        物流单号: '7.73E+14',
      },
    ])
    expect(order!.head.trackingNumbers).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['number-mangled'])
  })

  test('sub-order ids that have become the same are not taken for one line', () => {
    const line = {
      主订单编号: '6917926768823640001',
      子订单编号: '6.91793E+18',
      选购商品: '兔',
      商品数量: '1',
    }
    const { order, problems } = parseOne('DY_73', [line, { ...line, 选购商品: '帽' }])
    expect(order).toBeNull()
    expect(problems.map(({ row: at, code, kept }) => [at, code, kept])).toEqual([
      [2, 'order-number-mangled', false],
      [3, 'order-number-mangled', false],
    ])
  })

  test('a refund is what was given back, with or without a minus', () => {
    expect(parseOne('TB_2020', [{ ...row, 退款金额: '-50.00' }]).order!.head.refundAmount).toBe(5000)
  })
})

test('control characters go, TAB and line ends stay', () => {
  expect(withoutControls('前\0\u0001后\t\r\n\u007f\u0085😀')).toBe('前后\t\r\n😀')
})

test.each([
  ['a row of 100,000 cells', ','.repeat(100_000)],
  ['a row of 100,000 quoted cells', '"",'.repeat(100_000)],
  ['ten million characters without a line end', 'abcdefghij'.repeat(1_000_000)],
])('%s is no table', (_, text) => {
  expect(() => [...delimitedPieces([text], ',')].length).toThrow(
    expect.objectContaining({ code: 'file-not-a-table' }),
  )
})

test('every reason for a refused file has a sentence in both languages', () => {
  for (const code of fileProblemCodes)
    for (const language of ['zh-CN', 'en'] as const) expect(fileProblemText(code, language)).not.toBe(code)
  expect(fileProblemText('file-old-xls', 'en')).toContain('.xlsx')
})
