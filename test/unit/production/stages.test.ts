import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finishedPieces, waitingAt } from '../../../shared/production/stages.ts'

const step = (id: number, predecessors: number[], recorded = true) => ({ id, predecessors, recorded })
const done = (operationId: number, good: number, scrap = 0) => ({ operationId, good, scrap })

describe('where pieces stand', () => {
  it('along a chain every piece stands at one step, is finished or was scrapped', () => {
    const chain = [step(1, []), step(2, [1]), step(3, [2])]
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: 3, maxLength: 3 }),
        (quantity, shares) => {
          let left = quantity
          const entries = shares.map(([good, scrap], index) => {
            const bad = Math.floor((left * scrap) / 300)
            const fine = Math.floor(((left - bad) * good) / 100)
            left = fine
            return done(index + 1, fine, bad)
          })
          const scrapped = entries.reduce((sum, { scrap }) => sum + scrap, 0)
          const pieces = { quantity, held: quantity - scrapped, done: entries }
          const waiting = chain.reduce((sum, { id }) => sum + waitingAt(pieces, chain, id), 0)
          expect(waiting + finishedPieces(pieces, chain) + scrapped).toBe(quantity)
        },
      ),
    )
  })

  it('steps side by side both wait; where they meet the slower one decides', () => {
    const steps = [step(1, []), step(2, []), step(3, [1, 2])]
    const pieces = { quantity: 20, held: 20, done: [done(1, 15), done(2, 6), done(3, 4)] }
    expect([1, 2, 3].map((id) => waitingAt(pieces, steps, id))).toEqual([5, 14, 2])
    expect(finishedPieces(pieces, steps)).toBe(4)
  })

  it('a step that is not recorded holds nothing up', () => {
    const steps = [step(1, []), step(2, [1], false), step(3, [2]), step(4, [3], false)]
    const pieces = { quantity: 10, held: 10, done: [done(1, 7), done(3, 2)] }
    expect(waitingAt(pieces, steps, 3)).toBe(5)
    expect(finishedPieces(pieces, steps)).toBe(2)
  })
})
