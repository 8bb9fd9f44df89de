import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { voidReceipt } from '../../../db/inventory/receipts.ts'
import { createBatch, readBatch } from '../../../db/production/batches.ts'
import { cutLay, mergeBundles, splitBundle, voidBundle } from '../../../db/production/bundles.ts'
import { reassignWork, undoTogether } from '../../../db/production/correct-work.ts'
import { cancelBatch, closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { giveBack, listHandOuts } from '../../../db/production/hand-outs.ts'
import { receiveBundles, reopenBundles } from '../../../db/production/receive-bundles.ts'
import { recordMany } from '../../../db/production/record-many.ts'
import { previewReprice, reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { scannedBundle, scanWork } from '../../../db/production/scan.ts'
import { recordWork, undoWork } from '../../../db/production/work.ts'
import { listSheets, listWork } from '../../../db/production/work-list.ts'
import { isErrorCode, YifangError } from '../../../shared/errors.ts'
import type { RecordInput } from '../../../shared/production/work-contract.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

let floor: SentOut
beforeEach(async () => {
  floor = await openSentOut()
})
afterEach(() => closeChecked(floor))

const cut = (layers: number) =>
  run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: 'A1', layers }],
      sizes: [
        { size: '110', ratio: 1 },
        { size: '120', ratio: 1 },
      ],
      rule: { by: 'size', pieces: 20 },
      businessDate: today,
    }),
  )
const bundles = async () => (await readBatch(floor.store.reader, floor.batchId)).bundles
const list = async () =>
  (
    await listWork(
      floor.store.reader,
      { workDate: null, workerId: null, batchId: floor.batchId, offset: 0, limit: 50 },
      true,
    )
  ).rows
const record = (given: Partial<RecordInput> & { bundleId: number }) =>
  run(floor.store, (scope) =>
    recordWork(
      scope,
      {
        operationId: floor.operations[0]!,
        workerId: floor.workers[0]!,
        good: 0,
        rework: 0,
        scrap: 0,
        reason: '',
        basis: 'piece',
        workDate: today,
        ...given,
      },
      today,
    ),
  )

describe('recording work', () => {
  it('takes what remains and refuses more, with the rate of the work date and size', async () => {
    expect(await cut(30)).toMatchObject({ layNumber: 1, bundleIds: { length: 4 }, pieces: 60 })
    const [first, , big] = await bundles()
    expect([first?.quantity, big?.sku.size]).toEqual([20, '120'])
    expect(await record({ bundleId: first!.id, good: 12 })).toMatchObject({
      remaining: 8,
      earlierMissing: [],
    })
    await expect(record({ bundleId: first!.id, workerId: floor.workers[1]!, good: 9 })).rejects.toMatchObject(
      {
        code: 'too-many-pieces',
        data: { remaining: 8, wanted: 9 },
      },
    )
    await record({ bundleId: first!.id, workerId: floor.workers[1]!, good: 8 })
    // Typed a day late; before any rate was agreed; by the hour.
    await record({ bundleId: big!.id, good: 1, workDate: '2026-05-17' })
    await record({ bundleId: big!.id, good: 1, workDate: '2026-05-09' })
    await record({ bundleId: big!.id, good: 1, basis: 'hour' })
    const all = { workDate: null, workerId: null, batchId: floor.batchId, offset: 0, limit: 10 }
    const { rows } = await listWork(floor.store.reader, all, true)
    expect(rows.map((row) => [row.good, row.rate, row.rateMissing])).toEqual([
      [1, null, false],
      [1, null, true],
      [1, 950_000, false],
      [8, 850_000, false],
      [12, 850_000, false],
    ])
    expect((await listWork(floor.store.reader, all, false)).rows.every((row) => row.rate === null)).toBe(true)
    const shown = await scannedBundle(floor.store.reader, first!.id)
    expect(shown.steps[0]).toMatchObject({
      remaining: 0,
      workers: [
        { name: '王秀英', good: 12 },
        { name: '李桂兰', good: 8 },
      ],
    })
  })

  it('keeps work beyond a step before and names that step; scrap leaves the bundle and comes back by undo', async () => {
    await cut(20)
    const [first] = await bundles()
    const done = await record({ bundleId: first!.id, operationId: floor.operations[2]!, good: 5 })
    expect(done.earlierMissing).toEqual(['拼身', '做耳'])
    await expect(record({ bundleId: first!.id, scrap: 2 })).rejects.toMatchObject({ code: 'reason-missing' })
    const scrapped = await record({ bundleId: first!.id, scrap: 2, reason: '布料破洞' })
    expect((await bundles())[0]?.held).toBe(18)
    expect((await scannedBundle(floor.store.reader, first!.id)).steps.map((step) => step.remaining)).toEqual([
      18, 18, 13,
    ])
    await run(floor.store, (scope) => undoWork(scope, scrapped.id))
    await run(floor.store, (scope) => undoWork(scope, scrapped.id))
    expect((await bundles())[0]?.held).toBe(20)
  })

  it('refuses tomorrow, a ticket of no bundle, a voided one, and knows badges and initials', async () => {
    await cut(20)
    const [first, second] = await bundles()
    await expect(record({ bundleId: first!.id, good: 1, workDate: '2026-05-19' })).rejects.toMatchObject({
      code: 'date-ahead',
    })
    await run(floor.store, (scope) => voidBundle(scope, second!.id))
    await expect(scanWork(floor.store.reader, second!.code)).rejects.toMatchObject({ code: 'ticket-voided' })
    // A year typed by a scanner is no work date.
    await expect(record({ bundleId: first!.id, good: 1, workDate: '0005-12-05' })).rejects.toMatchObject({
      code: 'date-behind',
    })
    await expect(scanWork(floor.store.reader, 'nobody')).rejects.toMatchObject({ code: 'code-unknown' })
    // One figure misread: it may be another workshop's, and says so.
    await expect(scanWork(floor.store.reader, first!.code.replace(/1$/, '9'))).rejects.toMatchObject({
      code: 'code-foreign',
    })
    const { batchNumber } = await readBatch(floor.store.reader, floor.batchId)
    expect(await scanWork(floor.store.reader, `${batchNumber}  ${first!.bundleNumber}`)).toMatchObject({
      bundle: { id: first!.id },
    })
    const strip = await scanWork(floor.store.reader, `${first!.qr}-${floor.operations[1]}`)
    expect(strip).toMatchObject({ bundle: { id: first!.id }, operationId: floor.operations[1] })
    expect(await scanWork(floor.store.reader, first!.code.toLowerCase())).toMatchObject({ kind: 'bundle' })
    expect(await scanWork(floor.store.reader, 'wxy')).toMatchObject({ worker: { name: '王秀英' } })
  })
})

it('new rates reach a year of entries slice by slice, each once', async () => {
  await cut(20)
  const [first] = await bundles()
  await record({ bundleId: first!.id, good: 1 })
  await run(floor.store, async ({ trx, recordInserted, commandId }) => {
    const entry = await trx.selectFrom('work_entry').selectAll().executeTakeFirstOrThrow()
    const ids: number[] = []
    for (let i = 0; i < 1499; i++) {
      const { id: _id, ...row } = { ...entry, good: 0, rework: 1, reason: '', command_id: commandId }
      ids.push((await trx.insertInto('work_entry').values(row).returning('id').executeTakeFirstOrThrow()).id)
    }
    await recordInserted('work_entry', ids[0]!, ids.at(-1)!)
    await trx.updateTable('bundle_progress').set({ rework: 1499 }).execute()
  })
  await run(floor.store, (scope) =>
    setRates(scope, {
      operationId: floor.operations[0]!,
      validFrom: today,
      rates: [{ size: '', rate: 900_000 }],
    }),
  )
  const input = { operationId: floor.operations[0]!, from: '2026-05-01' }
  expect((await previewReprice(floor.store.reader, input)).entries).toBe(1500)
  const one = await run(floor.store, (scope) => reprice(scope, { ...input, after: 0 }))
  expect(one).toMatchObject({ entries: 1000 })
  const two = await run(floor.store, (scope) => reprice(scope, { ...input, after: one.last! }))
  expect(two).toEqual({ entries: 500, last: null })
  expect((await previewReprice(floor.store.reader, input)).entries).toBe(0)
})

describe('an entry of the wrong worker', () => {
  it('is given to the right one in part or whole, though its bundle was split or taken into stock', async () => {
    await cut(20)
    const [first] = await bundles()
    const { id } = await record({ bundleId: first!.id, good: 20 })
    const { ids } = await run(floor.store, (scope) => splitBundle(scope, first!.id, [12, 8]))
    await expect(scanWork(floor.store.reader, first!.code)).rejects.toMatchObject({
      code: 'ticket-split',
      data: { now: [3, 4] },
    })
    await expect(run(floor.store, (scope) => undoWork(scope, id))).rejects.toMatchObject({
      code: 'undo-parted',
    })
    const other = floor.workers[1]!
    const give = (good: number) =>
      run(floor.store, (scope) => reassignWork(scope, { id, workerId: other, good }))
    await expect(give(21)).rejects.toMatchObject({ code: 'too-many-pieces', data: { remaining: 20 } })
    await give(5)
    const made = async () => (await list()).map(({ workerName, good }) => `${workerName} ${good}`).toSorted()
    expect(await made()).toEqual(['李桂兰 5', '王秀英 15'])
    await give(15)
    expect(await made()).toEqual(['李桂兰 15', '李桂兰 5'])
    // The pieces' progress is untouched: all twenty of them are still good at that step.
    for (const bundleId of ids)
      expect((await scannedBundle(floor.store.reader, bundleId)).steps[0]?.remaining).toBe(0)
  })

  it('that a sheet wrote with many others is taken back with them, and only them', async () => {
    await cut(20)
    const [first] = await bundles()
    await record({ bundleId: first!.id, good: 3 })
    await run(floor.store, (scope) =>
      recordMany(
        scope,
        {
          batchId: floor.batchId,
          workDate: today,
          basis: 'piece',
          cells: floor.workers.map((workerId) => ({
            workerId,
            operationId: floor.operations[0]!,
            bundleId: null,
            good: 10,
          })),
        },
        today,
      ),
    )
    const [newest] = await list()
    // The day's list shows it as one line, beside the entry written before it.
    const page = { workDate: today, offset: 0, limit: 10 }
    const lines = async () => (await listSheets(floor.store.reader, page, true)).rows
    expect(await lines()).toMatchObject([
      { entries: newest!.together, good: 10 * floor.workers.length, voided: false },
      { entries: 1, good: 3, workers: ['王秀英'], first: { good: 3 } },
    ])
    expect(newest!.together).toBeGreaterThan(1)
    const hers = { ...page, workerId: floor.workers[1]! }
    expect((await listSheets(floor.store.reader, hers, true)).rows).toMatchObject([
      { good: 10 * floor.workers.length },
    ])
    const { undone } = await run(floor.store, (scope) => undoTogether(scope, newest!.id))
    expect(undone).toBe(newest!.together)
    expect((await list()).filter(({ voided }) => !voided).map(({ good }) => good)).toEqual([3])
    expect((await lines()).map(({ good, voided }) => [good, voided])).toEqual([
      [3, false],
      [10 * floor.workers.length, true],
    ])
  })
})

describe('a rate agreed after the work', () => {
  it('is previewed, then given to the entries of its days, and to no others', async () => {
    await cut(20)
    const [first] = await bundles()
    const ears = floor.operations[1]!
    await record({ bundleId: first!.id, operationId: ears, good: 4, workDate: '2026-05-11' })
    await record({ bundleId: first!.id, operationId: ears, good: 5, workDate: '2026-05-13' })
    await record({ bundleId: first!.id, operationId: ears, good: 6, basis: 'hour' })
    const input = { operationId: ears, from: '2026-05-12' }
    await run(floor.store, (scope) =>
      setRates(scope, { operationId: ears, validFrom: '2026-05-12', rates: [{ size: '', rate: 300_000 }] }),
    )
    const none = { entries: 1, missing: 1, before: 0, after: 1_500_000 }
    expect(await previewReprice(floor.store.reader, input)).toEqual(none)
    expect(await run(floor.store, (scope) => reprice(scope, { ...input, after: 0 }))).toEqual({
      entries: 1,
      last: null,
    })
    expect(await previewReprice(floor.store.reader, input)).toMatchObject({ entries: 0 })
    const all = { workDate: null, workerId: null, batchId: null, offset: 0, limit: 10 }
    const { rows } = await listWork(floor.store.reader, all, true)
    expect(rows.map((row) => [row.good, row.rate])).toEqual([
      [6, null],
      [5, 300_000],
      [4, null],
    ])
  })
})

describe('a batch and a lay', () => {
  it('add up what is named twice', async () => {
    const [small, big] = floor.skus
    const { id } = await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: null,
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: [small, big, small].map((skuId) => ({ skuId: skuId!, planned: 15 })),
      }),
    )
    const white = { colour: '白', dyeLot: 'A1', layers: 6 }
    const lay = {
      batchId: id,
      colours: [white, { ...white, dyeLot: 'B2', layers: 2 }, white],
      sizes: ['110', '110', '120'].map((size) => ({ size, ratio: 1 })),
      rule: { by: 'size', pieces: 20 } as const,
      businessDate: today,
    }
    expect(await run(floor.store, (scope) => cutLay(scope, lay))).toMatchObject({
      bundleIds: { length: 5 },
      pieces: 42,
    })
    const batch = await readBatch(floor.store.reader, id)
    expect(batch.lines.map(({ planned, begun }) => [planned, begun])).toEqual([
      [30, 28],
      [15, 14],
    ])
    expect(batch.bundles.map(({ sku, dyeLot, held }) => [sku.size, dyeLot, held])).toEqual([
      ['110', 'A1', 20],
      ['110', 'B2', 4],
      ['110', 'A1', 4],
      ['120', 'A1', 12],
      ['120', 'B2', 2],
    ])
  })
})

describe('splitting and merging', () => {
  it('carries what was done, and closes the old tickets', async () => {
    await cut(20)
    const [first] = await bundles()
    await record({ bundleId: first!.id, good: 12 })
    await record({ bundleId: first!.id, scrap: 1, reason: '针洞' })
    await expect(run(floor.store, (scope) => splitBundle(scope, first!.id, [10, 10]))).rejects.toMatchObject({
      code: 'split-wrong',
      data: { held: 19, parts: 20 },
    })
    const { ids } = await run(floor.store, (scope) => splitBundle(scope, first!.id, [10, 9]))
    const parts = await Promise.all(ids.map((id) => scannedBundle(floor.store.reader, id)))
    expect(parts.map((one) => [one.quantity, one.steps[0]?.good, one.steps[0]?.remaining])).toEqual([
      [10, 10, 0],
      [9, 2, 7],
    ])
    await expect(record({ bundleId: first!.id, good: 1 })).rejects.toMatchObject({ code: 'bundle-over' })
    const { id } = await run(floor.store, (scope) => mergeBundles(scope, ids))
    expect(await scannedBundle(floor.store.reader, id)).toMatchObject({ quantity: 19 })
    expect((await scannedBundle(floor.store.reader, id)).steps[0]?.remaining).toBe(7)
    const other = (await bundles()).find((one) => one.sku.size === '120')!
    await expect(run(floor.store, (scope) => mergeBundles(scope, [id, other.id]))).rejects.toMatchObject({
      code: 'merge-differs',
    })
  })
})

describe('taking bundles into stock', () => {
  it('wants every recorded step, fills the stock, and gives the pieces back when the receipt is voided', async () => {
    await cut(20)
    const [first, second] = await bundles()
    const receive = (ids: readonly number[]) =>
      run(floor.store, (scope) =>
        receiveBundles(scope, { ids, locationId: floor.sellable, businessDate: today }),
      )
    const onHand = async () =>
      (
        await floor.store.reader
          .selectFrom('stock_level')
          .select('quantity')
          .where('item_id', '=', floor.skus[0]!)
          .executeTakeFirst()
      )?.quantity ?? 0
    const [body, ears, iron] = floor.operations
    for (const operationId of [body!, ears!]) await record({ bundleId: first!.id, operationId, good: 20 })
    const ironed = await record({ bundleId: first!.id, operationId: iron!, good: 17 })
    await expect(receive([first!.id])).rejects.toMatchObject({
      code: 'bundle-unfinished',
      data: { operation: '整烫' },
    })
    await record({ bundleId: first!.id, operationId: iron!, scrap: 3, reason: '烫坏' })
    await expect(receive([first!.id, second!.id])).rejects.toMatchObject({ data: { bundle: 2 } })
    expect(await onHand()).toBe(0)
    expect(await receive([first!.id])).toMatchObject({ pieces: 17 })
    expect(await onHand()).toBe(17)
    expect((await bundles())[0]).toMatchObject({ state: 'done', held: 0 })
    await expect(run(floor.store, (scope) => undoWork(scope, ironed.id))).rejects.toMatchObject({
      code: 'undo-received',
    })
    await expect(receive([first!.id])).rejects.toMatchObject({ code: 'bundle-over' })
    const { id } = await floor.store.reader.selectFrom('receipt').select('id').executeTakeFirstOrThrow()
    await run(floor.store, async (scope) => {
      await voidReceipt(scope, { id, reversePayments: false, note: '', businessDate: today })
      await reopenBundles(scope, id)
      return null
    })
    expect(await onHand()).toBe(0)
    expect((await bundles())[0]).toMatchObject({ state: 'live', held: 17 })
  })
})

describe('the end of a batch', () => {
  const supplies = async () =>
    (await floor.store.reader.selectFrom('expected_supply').select('closed_at').execute()).map(
      ({ closed_at }) => closed_at !== null,
    )

  it('writes off what is left, with a reason, and can be taken back', async () => {
    await cut(20)
    const [first] = await bundles()
    await record({ bundleId: first!.id, scrap: 2, reason: '破' })
    const close = (reason: string) =>
      run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason }))
    await expect(close('')).rejects.toMatchObject({ code: 'pieces-left', data: { pieces: 38 } })
    expect(await close('淹水了')).toEqual({ lost: 38 })
    expect((await bundles()).map(({ state, held }) => [state, held])).toEqual([
      ['done', 0],
      ['done', 0],
    ])
    // Orders wait for it no longer.
    expect(await supplies()).toEqual([true, true])
    await expect(cut(1)).rejects.toMatchObject({ code: 'batch-over' })
    await run(floor.store, (scope) => reopenBatch(scope, floor.batchId))
    expect((await bundles()).map(({ state, held }) => [state, held])).toEqual([
      ['live', 18],
      ['live', 20],
    ])
    expect(await supplies()).toEqual([false, false])
  })

  it('is a cancel only while nothing is cut', async () => {
    await cut(1)
    const cancel = () => run(floor.store, (scope) => cancelBatch(scope, { id: floor.batchId, reason: '' }))
    await expect(cancel()).rejects.toMatchObject({ code: 'batch-cut' })
    for (const { id } of await bundles()) await run(floor.store, (scope) => voidBundle(scope, id))
    await cancel()
    expect(await supplies()).toEqual([true, true])
    expect((await readBatch(floor.store.reader, floor.batchId)).state).toBe('cancelled')
  })
})

const actions = [
  'record',
  'record',
  'record',
  'record',
  'scrap',
  'undo',
  'split',
  'merge',
  'void',
  'cut',
  'close',
  'reopen',
  'reopen',
  'receive',
  'receive',
  'unreceive',
  'seconds',
  'hand',
  'giveBack',
] as const

describe('rules 4 and 5', () => {
  it('hold after whatever is done in whatever order', async () => {
    await cut(25)
    const step = fc.record({
      what: fc.constantFrom(...actions),
      bundle: fc.nat(30),
      operation: fc.nat(2),
      pieces: fc.integer({ min: 1, max: 25 }),
    })
    const known = (error: unknown) => {
      if (!(error instanceof YifangError && isErrorCode(error.code))) throw error
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const { what, bundle, operation, pieces } of steps) {
          const all = await bundles()
          const one = all[bundle % all.length]!
          const operationId = floor.operations[operation]!
          const work = async (): Promise<unknown> => {
            switch (what) {
              case 'record':
                return record({ bundleId: one.id, operationId, good: pieces })
              case 'scrap':
                return record({ bundleId: one.id, operationId, scrap: pieces % 4, reason: '破' })
              case 'split':
                return run(floor.store, (scope) => splitBundle(scope, one.id, [pieces, one.held - pieces]))
              case 'merge':
                return run(floor.store, (scope) =>
                  mergeBundles(scope, [one.id, all[(bundle + pieces) % all.length]!.id]),
                )
              case 'receive':
                for (const step of floor.operations) {
                  const good = one.held - (one.done.find((row) => row.operationId === step)?.good ?? 0)
                  if (good > 0) await record({ bundleId: one.id, operationId: step, good }).catch(known)
                }
                return floor.receive([one.id])
              case 'unreceive': {
                const receipts = await floor.store.reader
                  .selectFrom('receipt')
                  .select('id')
                  .where('voided_at', 'is', null)
                  .execute()
                return receipts[0] && floor.unreceive(receipts[bundle % receipts.length]!.id)
              }
              case 'seconds':
                return floor.find(one.id, 'seconds', pieces)
              case 'hand':
                return floor.hand(one.id, operation, pieces % 2)
              case 'giveBack': {
                const [held] = await listHandOuts(floor.store.reader, null, today)
                return held && run(floor.store, (scope) => giveBack(scope, { id: held.id, pieces }))
              }
              case 'void':
                return run(floor.store, (scope) => voidBundle(scope, one.id))
              case 'cut':
                return cut(1 + (pieces % 5))
              case 'close':
                return run(floor.store, (scope) => closeBatch(scope, { id: floor.batchId, reason: '淹水' }))
              case 'reopen':
                return run(floor.store, (scope) => reopenBatch(scope, floor.batchId))
              case 'undo': {
                const page = { workDate: null, workerId: null, batchId: null, offset: bundle, limit: 1 }
                const entry = (await listWork(floor.store.reader, page, true)).rows[0]
                return entry && run(floor.store, (scope) => undoWork(scope, entry.id))
              }
            }
          }
          await work().catch(known)
        }
        const results = await checkStore(floor.store.reader)
        expect(results.filter(({ violations }) => violations.length > 0)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})
