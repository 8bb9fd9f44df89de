import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wearerBags } from '../../../shared/orders/bag-labels.ts'
import { chargeToTakeBack } from '../../../shared/orders/customer-account.ts'

describe('what of a charge is taken back', () => {
  test('is never more than is charged, never below zero, and grows with what is cancelled', () => {
    const amount = fc.integer({ min: 0, max: 1e12 })
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        amount,
        fc.nat(9),
        (charged, goods, discount, a, b, shippedPieces) => {
          const [less, more] = a < b ? [a, b] : [b, a]
          const order = { charged, goods, discount, shippedPieces }
          const first = chargeToTakeBack({ ...order, cancelledGoods: Math.min(less, goods) })
          const second = chargeToTakeBack({ ...order, cancelledGoods: Math.min(more, goods) })
          expect(first).toBeGreaterThanOrEqual(0)
          expect(second).toBeLessThanOrEqual(charged)
          expect(first).toBeLessThanOrEqual(second)
        },
      ),
    )
  })

  test('is all of it while nothing has left, even of an order without prices a line', () => {
    const order = { charged: 5000, goods: 0, discount: 0, cancelledGoods: 0 }
    expect(chargeToTakeBack({ ...order, shippedPieces: 0 })).toBe(5000)
    expect(chargeToTakeBack({ ...order, shippedPieces: 1 })).toBe(0)
  })
})

describe('bags', () => {
  const line = (wearer: string, goods: string, size: string, pieces = 1) => ({ wearer, goods, size, pieces })
  test('hold all that one pupil wears; the same goods twice for a name are two pupils', () => {
    const bags = wearerBags([
      line('张伟', '小白兔', '130'),
      line('李娜', '小白兔', '120', 2),
      line('张伟', '小白兔', '140'),
      line('张伟', '头饰', '均码'),
      line('', '小白兔', '130'),
      line('王老师', '小白兔', 'XL', 0),
    ])
    expect(bags).toEqual([
      { wearer: '张伟', size: '130 / 均码', goods: '小白兔 + 头饰' },
      { wearer: '李娜', size: '120', goods: '小白兔 ×2' },
      { wearer: '张伟', size: '140', goods: '小白兔' },
    ])
  })
})
