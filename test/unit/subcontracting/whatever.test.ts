import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { mergeBundles, splitBundle, voidBundle } from '../../../db/production/bundles.ts'
import { closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { giveBack, listHandOuts } from '../../../db/production/hand-outs.ts'
import { undoWork } from '../../../db/production/work.ts'
import { voidDefect } from '../../../db/quality/defects.ts'
import { closeSubcontract, reopenSubcontract } from '../../../db/subcontracting/close-order.ts'
import { listSubcontracts } from '../../../db/subcontracting/orders.ts'
import { voidReturn } from '../../../db/subcontracting/returns.ts'
import { isErrorCode, YifangError } from '../../../shared/errors.ts'
import { run } from '../inventory/books.ts'
import { today } from '../production/floor.ts'
import { openSentOut, type SentOut } from './sent-out.ts'

interface Step {
  readonly what: keyof typeof actions
  readonly n: number
  readonly operation: number
  readonly pieces: number
}

const bundle = async (floor: SentOut, n: number) => {
  const live = (await floor.bundles()).filter(({ state }) => state === 'live')
  const all = live.length > 0 && n % 8 > 0 ? live : await floor.bundles()
  return all[n % all.length]!
}
const order = async (floor: SentOut, n: number) => {
  const orders = await listSubcontracts(floor.store.reader, n % 4 ? 'open' : null, today)
  return orders[n % Math.max(1, orders.length)]
}
const row = async (
  floor: SentOut,
  table: 'work_entry' | 'inspection_defect' | 'receipt' | 'subcontract_return',
  n: number,
) => {
  const rows = await floor.store.reader
    .selectFrom(table)
    .select('id')
    .where('voided_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows[n % Math.max(1, rows.length)]?.id ?? 0
}

/** What people do on the floor and at its gate. Each may be refused in words; nothing else may go wrong. */
const actions = {
  send: async (floor: SentOut, { n, operation }: Step) =>
    floor.send(
      [(await bundle(floor, n)).id],
      n % 3 ? [operation] : [0, 1, 2].slice(operation),
      n % 2 ? 'one' : 'other',
    ),
  whole: (floor: SentOut) => floor.send([]),
  some: (floor: SentOut, { n, pieces }: Step) =>
    floor.send([], [], n % 2 ? 'one' : 'other', [{ skuId: floor.skus[n % 2]!, pieces }]),
  back: async (floor: SentOut, { n, pieces }: Step) => {
    const found = await order(floor, n)
    const bundles = found ? (await floor.read(found.id)).bundles : []
    const line = bundles.filter(({ out }) => out > 0)[n % Math.max(1, bundles.length)] ?? bundles[0]
    const good = n % 5 ? Math.min(pieces, line?.out ?? 0) : pieces
    return found && line
      ? floor.back(found.id, line.bundleId, { good, scrap: n % 2, lost: n % 3, rework: n % 2 }, n % 6 === 0)
      : null
  },
  unback: async (floor: SentOut, { n }: Step) =>
    run(floor.store, async (scope) => voidReturn(scope, await row(floor, 'subcontract_return', n % 4))),
  close: async (floor: SentOut, { n, pieces }: Step) => {
    const found = await order(floor, n)
    const left = pieces % 2 ? 'back' : 'lost'
    return (
      found &&
      run(floor.store, (scope) =>
        closeSubcontract(scope, { id: found.id, left, reason: '丢了', businessDate: today }),
      )
    )
  },
  reopen: async (floor: SentOut, { n }: Step) => {
    const found = await order(floor, n)
    return found && run(floor.store, (scope) => reopenSubcontract(scope, found.id))
  },
  record: async (floor: SentOut, { n, operation, pieces }: Step) =>
    floor.record((await bundle(floor, n)).id, operation, pieces, n % 3 ? 0 : n % 4, n % 2),
  scrap: async (floor: SentOut, { n, operation, pieces }: Step) =>
    floor.record((await bundle(floor, n)).id, operation, 0, pieces % 5, n % 2),
  undo: async (floor: SentOut, { n }: Step) =>
    run(floor.store, async (scope) => undoWork(scope, await row(floor, 'work_entry', n))),
  split: async (floor: SentOut, { n, pieces }: Step) => {
    const one = await bundle(floor, n)
    return run(floor.store, (scope) => splitBundle(scope, one.id, [pieces, one.held - pieces]))
  },
  merge: async (floor: SentOut, { n, pieces }: Step) => {
    const ids = [(await bundle(floor, n)).id, (await bundle(floor, n + pieces)).id]
    return run(floor.store, (scope) => mergeBundles(scope, ids))
  },
  void: async (floor: SentOut, { n }: Step) => {
    const one = await bundle(floor, n)
    return run(floor.store, (scope) => voidBundle(scope, one.id))
  },
  /** What a bundle still lacks at its steps, then into stock. */
  receive: async (floor: SentOut, { n }: Step) => {
    const one = await bundle(floor, n)
    for (const [index, operationId] of floor.operations.entries()) {
      const done = await floor.store.reader
        .selectFrom('bundle_progress')
        .select('good')
        .where('bundle_id', '=', one.id)
        .where('operation_id', '=', operationId)
        .executeTakeFirst()
      const lacks = one.held - (done?.good ?? 0)
      if (lacks > 0) await floor.record(one.id, index, lacks).catch(known)
    }
    return floor.receive([one.id])
  },
  unreceive: async (floor: SentOut, { n }: Step) => floor.unreceive(await row(floor, 'receipt', n)),
  defect: async (floor: SentOut, { n, operation, pieces }: Step) => {
    const outcome = (['seconds', 'scrap', 'rework'] as const)[n % 3]!
    return floor.find((await bundle(floor, n)).id, outcome, 1 + (pieces % 3), operation)
  },
  undefect: async (floor: SentOut, { n }: Step) =>
    run(floor.store, async (scope) => voidDefect(scope, await row(floor, 'inspection_defect', n))),
  hand: async (floor: SentOut, { n, operation }: Step) =>
    floor.hand((await bundle(floor, n)).id, operation, n % 2),
  giveBack: async (floor: SentOut, { n, pieces }: Step) => {
    const held = await listHandOuts(floor.store.reader, null, today)
    const id = held[n % Math.max(1, held.length)]?.id
    return id && run(floor.store, (scope) => giveBack(scope, { id, pieces }))
  },
  closeBatch: (floor: SentOut) =>
    run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason: '淹水' })),
  reopenBatch: (floor: SentOut) => run(floor.store, (scope) => reopenBatch(scope, floor.batchId)),
} as const

function known(error: unknown): void {
  if (!(error instanceof YifangError && isErrorCode(error.code) && error.code !== 'internal')) throw error
}

/** All that is still out comes back good: nothing may be out that can never be booked. */
async function allBack(floor: SentOut): Promise<void> {
  for (const { id } of await listSubcontracts(floor.store.reader, 'open', today))
    for (const { bundleId, out } of (await floor.read(id)).bundles)
      if (out > 0) await floor.back(id, bundleId, { good: out, expectedOut: out })
}

const names = Object.keys(actions) as (keyof typeof actions)[]
const step = fc.record({
  // What sends out and takes back, more often than what ends a batch.
  what: fc.constantFrom(
    ...names,
    ...(['send', 'send', 'back', 'back', 'back', 'unback', 'receive'] as const),
  ),
  n: fc.nat(60),
  operation: fc.nat(2),
  pieces: fc.integer({ min: 1, max: 14 }),
})

test('the rules hold after whatever is sent out, brought back, taken back, made, checked and handed out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
      const floor = await openSentOut()
      try {
        await floor.cut(25)
        for (const one of steps) await actions[one.what](floor, one).catch(known)
        const sound = async () =>
          (await checkStore(floor.store.reader)).filter(({ violations }) => violations.length > 0)
        expect(await sound()).toEqual([])
        await allBack(floor)
        expect(await sound()).toEqual([])
      } finally {
        await floor.close()
      }
    }),
    { numRuns: 20 },
  )
}, 120_000)
