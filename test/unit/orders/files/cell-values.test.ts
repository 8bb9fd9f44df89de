import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../../../shared/dates.ts'
import { parseMoney, toDecimal } from '../../../../shared/money.ts'
import {
  parseVoucherAmount,
  readMoney,
  readQuantity,
  readTime,
} from '../../../../shared/orders/files/cell-values.ts'

describe('money', () => {
  test.each([
    ['201.12', 20112],
    ['8', 800],
    ['0.5', 50],
    ['-10.00', -1000],
    ['12.30元', 1230],
    ['¥1,234.5', 123450],
    ['', null],
    ['-', null],
    ['无退款申请', null],
    ['1.234', undefined],
    ['.', undefined],
    ['约20', undefined],
  ])('%j', (text, minor) => expect(readMoney(text, 'CNY')).toBe(minor))

  test.each([
    ['150.000', 150000],
    ['1.250.000', 1250000],
    ['150000.00', 150000],
    ['₫125000', 125000],
    ['12500.5', 12501],
  ])('dong %j', (text, minor) => expect(readMoney(text, 'VND')).toBe(minor))

  test('rupiah', () => expect(readMoney('Rp 150.000', 'IDR')).toBe(150000))

  test('the short way gives what the long way gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (minor) => {
        expect(readMoney(toDecimal(minor), 'CNY')).toBe(minor)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '9', '.', ',', '-', ' ') }), (text) => {
        expect(readMoney(text, 'CNY') ?? null).toBe(/^-?$/.test(text) ? null : parseMoney(text, 'CNY'))
      }),
    )
  })

  test('vouchers by name', () => {
    expect(parseVoucherAmount('店铺满减-2.50;达人券-1元', 'CNY')).toBe(350)
    expect(parseVoucherAmount('新人礼', 'CNY')).toBeNull()
  })
})

test('quantities', () => {
  expect(['8', '8.0', '1,200', '０３'].map(readQuantity)).toEqual([8, 8, 1200, 3])
  expect(['', '0', '1.5', 'x', '-2'].map(readQuantity)).toEqual(Array(5).fill(undefined))
})

describe('times', () => {
  test('the short way gives what the long way gives', () => {
    const part = fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '5', '9'),
      minLength: 2,
      maxLength: 2,
    })
    fc.assert(
      fc.property(part, part, part, part, part, (month, day, hour, minute, second) => {
        const text = `2026-${month}-${day} ${hour}:${minute}:${second}`
        expect(readTime(text, 'Asia/Ho_Chi_Minh') ?? null).toBe(parseInstant(text, 'Asia/Ho_Chi_Minh'))
      }),
      { numRuns: 1000 },
    )
  })

  test('none, unreadable, and a zone with summer time', () => {
    expect(readTime('0000-00-00 00:00:00', 'UTC')).toBeNull()
    expect(readTime('-', 'UTC')).toBeNull()
    expect(readTime('2026-02-30 10:00:00', 'UTC')).toBeUndefined()
    expect(readTime('2026-07-01 10:00', 'Europe/Berlin')).toBe(Date.parse('2026-07-01T08:00:00Z'))
  })
})
