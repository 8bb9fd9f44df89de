import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { closeSubcontract } from '../../../db/subcontracting/close-order.ts'
import { isErrorCode, YifangError } from '../../../shared/errors.ts'
import { today } from './floor.ts'
import { type MoneyBooks, moneyBooks } from './money-books.ts'
import { type Doing, type Money, openMoney } from './money-steps.ts'

let money: Money
beforeEach(async () => {
  money = await openMoney()
})
afterEach(() => money.close())

const nothing = { sold: 0, late: 0, prices: 0, returns: 0, takenBack: 0, wasted: 0 }

/** All that was spent is in stock, in batches or has left, to the fen; only so may have left. */
async function look(mayLeave: (keyof MoneyBooks['left'])[], log: readonly string[]): Promise<MoneyBooks> {
  const books = await moneyBooks(money.store.reader)
  const said = `after ${log.join(' ')}`
  const may = Object.fromEntries(mayLeave.map((why) => [why, books.left[why]]))
  expect(books.left, said).toEqual({ ...nothing, ...may })
  const left = Object.values(books.left).reduce((sum, value) => sum + value, 0)
  expect(books.stock + books.inWork + left, said).toBe(books.spent)
  return books
}

/** Without these nothing comes in that could be corrected, sold or taken back. */
const often = ['make', 'make', 'make', 'receive', 'receiveOne', 'receiveOne', 'seconds', 'sell', 'sell']

/** Runs sequences of steps, each with a batch of its own in the same books. In the end everything is closed. */
async function whatever(
  doingsOf: (batchId: number) => Readonly<Record<string, Doing>>,
  mayLeave: (keyof MoneyBooks['left'])[],
): Promise<void> {
  const known = Object.keys(doingsOf(0))
  const step = fc.record({
    what: fc.constantFrom(...known, ...often.filter((what) => known.includes(what))),
    pick: fc.nat(99),
    amount: fc.integer({ min: 1, max: 999 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 50 }), async (steps) => {
      const { id: batchId } = await money.write((scope) =>
        createBatch(scope, {
          styleId: money.styleId,
          dueDate: null,
          performanceDate: null,
          note: '',
          businessDate: today,
          lines: [{ skuId: money.skus[0]!, planned: 40 }],
        }),
      )
      await money.cut(20, batchId)
      const doings = doingsOf(batchId)
      const log: string[] = []
      for (const one of steps) {
        try {
          await doings[one.what]!(one)
        } catch (error) {
          if (!(error instanceof YifangError && isErrorCode(error.code))) throw error
          continue
        }
        log.push(one.what)
      }
      await look(mayLeave, log)
    }),
    { numRuns: 7, endOnFailure: true },
  )
  await closeAll()
  const { inWork } = await look([...mayLeave, 'wasted'], ['all was closed'])
  expect(inWork).toBe(0)
  // Goods are sold here without the orders and parcels of rule 3.
  const broken = (await checkStore(money.store.reader)).filter(
    ({ rule, violations }) => rule !== 3 && violations.length > 0,
  )
  expect(broken).toEqual([])
}

async function closeAll(): Promise<void> {
  const batches = await money.store.reader.selectFrom('batch').select(['id', 'state']).execute()
  for (const { id } of batches) await money.write((scope) => reopenBatch(scope, id))
  const sent = await money.store.reader
    .selectFrom('subcontract_order')
    .select('id')
    .where('state', '=', 'open')
    .execute()
  for (const { id } of sent)
    await money.write((scope) =>
      closeSubcontract(scope, { id, left: 'lost', reason: '收尾', businessDate: today }),
    )
  for (const { id } of batches) await money.write((scope) => closeBatch(scope, { id, reason: '收尾' }))
}

test('while nothing leaves, all that was spent is in stock and in batches, however it was made', async () => {
  await whatever(
    (batchId) => ({ ...money.buying, ...money.makingOf(batchId), ...money.issuingTo(batchId) }),
    ['wasted'],
  )
})

test('while nothing is used or leaves, prices corrected later are in stock to the fen', async () => {
  await whatever((batchId) => ({ ...money.buying, ...money.pricing, ...money.makingOf(batchId) }), ['wasted'])
})

test('whatever is sold, given back, lost or known too late has left by that much, and no more', async () => {
  await whatever(
    (batchId) => ({
      ...money.buying,
      ...money.pricing,
      ...money.givingBack,
      ...money.makingOf(batchId),
      ...money.issuingTo(batchId),
      ...money.leaving,
    }),
    ['sold', 'late', 'prices', 'returns', 'takenBack', 'wasted'],
  )
})
