import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBatch } from '../../../db/production/batches.ts'
import { readBoard } from '../../../db/production/board.ts'
import { mergeBundles, splitBundle, voidBundle } from '../../../db/production/bundles.ts'
import { cancelBatch, closeBatch } from '../../../db/production/end-batch.ts'
import { giveBack, listHandOuts } from '../../../db/production/hand-outs.ts'
import { recordMany } from '../../../db/production/record-many.ts'
import { scannedBundle } from '../../../db/production/scan.ts'
import { undoWork } from '../../../db/production/work.ts'
import { closeSubcontract, reopenSubcontract } from '../../../db/subcontracting/close-order.ts'
import { listPartners } from '../../../db/subcontracting/partners.ts'
import { receiveReturn } from '../../../db/subcontracting/returns.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { today } from '../production/floor.ts'
import { openSentOut, type SentOut } from './sent-out.ts'

let out: SentOut
beforeEach(async () => {
  out = await openSentOut()
})
afterEach(() => closeChecked(out))

const all = [0, 1, 2]
const owed = async () => (await listPartners(out.store.reader, today, true))[0]!.owed
const close = (id: number, left: 'back' | 'lost') =>
  run(out.store, (scope) =>
    closeSubcontract(scope, { id, left, reason: left === 'lost' ? '丢了' : '', businessDate: today }),
  )
const inHand = async () =>
  (await listHandOuts(out.store.reader, null, today)).map(({ bundleNumber, workerName, left }) => [
    bundleNumber,
    workerName,
    left,
  ])
const held = async () => (await out.bundles()).map((bundle) => [bundle.state, bundle.held])

describe('instalments', () => {
  it('leave pieces that must be mended behind, and nothing to be mended goes out', async () => {
    const [sent, other] = await out.cut(20)
    const { id } = await out.send([sent!], all)
    await out.find(sent!, 'rework', 8, 0)
    await expect(out.find(other!, 'rework', 2, 0).then(() => out.send([other!]))).rejects.toMatchObject({
      code: 'rework-open',
      data: { pieces: 2 },
    })
    const { newBundles } = await out.back(id, sent!, { good: 9, expectedOut: 10 })
    expect(newBundles.map(({ pieces }) => pieces)).toEqual([1])
    await expect(out.receive([sent!])).rejects.toMatchObject({ code: 'bundle-unfinished' })
  })

  it('of a bundle that was split before are taken back whole', async () => {
    const [bundle] = await out.cut(10)
    await out.record(bundle!, 0, 10)
    const { ids: parts } = await run(out.store, (scope) => splitBundle(scope, bundle!, [4, 6]))
    const { id } = await out.send([parts[1]!], [1])
    await out.back(id, parts[1]!, { good: 2, expectedOut: 6 })
    await out.unback()
    expect((await out.read(id)).out).toBe(6)
  })

  it('enter stock while the rest of a bundle is still at the partner', async () => {
    const { id } = await out.send([])
    const [big] = (await out.read(id)).bundles
    const { newBundles } = await out.back(id, big!.bundleId, { good: 15, expectedOut: 40 })
    expect(newBundles).toEqual([{ id: 3, bundleNumber: 3, pieces: 15 }])
    expect(await out.receive([3])).toMatchObject({ pieces: 15 })
    expect(await out.stock()).toBe(15)
    // The old ticket is still with the others, and nothing here is done on them.
    expect(await scannedBundle(out.store.reader, big!.bundleId)).toMatchObject({ quantity: 25, held: 25 })
    await expect(out.receive([big!.bundleId])).rejects.toMatchObject({ code: 'bundle-unfinished' })
    expect(await readBoard(out.store.reader, today)).toMatchObject([{ inStock: 15, finished: 0, out: 65 }])

    await out.back(id, big!.bundleId, { good: 10, scrap: 2, expectedOut: 25 })
    await out.back(id, big!.bundleId, { good: 13, expectedOut: 13 })
    expect((await out.read(id)).bundles[0]).toMatchObject({ quantity: 40, good: 38, scrap: 2, out: 0 })
    expect(await owed()).toBe(38 * 200)
    await out.receive([4, big!.bundleId])
    expect(await out.stock()).toBe(38)
    expect(await readBatch(out.store.reader, out.batchId)).toMatchObject({ begun: 80, made: 38 })
  })

  it('take the work before and beside along, and go on to the next step', async () => {
    const [a] = await out.cut(10)
    // Ears beside the body: six are done.
    await out.record(a!, 1, 6)
    const { id } = await out.send([a!], [0])
    await out.back(id, a!, { good: 4 })
    const [old, apart] = await out.bundles()
    const steps = async (bundleId: number) =>
      (await scannedBundle(out.store.reader, bundleId)).steps.map(({ good, remaining }) => [good, remaining])
    expect(await steps(apart!.id)).toEqual([
      [4, 0],
      [4, 0],
      [0, 4],
    ])
    expect(await steps(old!.id)).toEqual([
      [0, 6],
      [2, 4],
      [0, 6],
    ])
    await out.record(apart!.id, 2, 4)
    await out.receive([apart!.id])
    expect(await out.stock()).toBe(4)
    // Of the record of six ears only two are in the old bundle.
    const entry = await out.store.reader.selectFrom('work_entry').select('id').executeTakeFirstOrThrow()
    await expect(run(out.store, (scope) => undoWork(scope, entry.id))).rejects.toMatchObject({
      code: 'entry-apart',
      data: { good: 6, here: 2 },
    })
  })

  it('are taken back while nothing was done on them, and then the bundle is one again', async () => {
    const [a] = await out.cut(10)
    await out.record(a!, 1, 6)
    const { id } = await out.send([a!], [0])
    await out.back(id, a!, { good: 4 })
    const [, apart] = await out.bundles()
    await out.record(apart!.id, 2, 1)
    await expect(out.unback()).rejects.toMatchObject({ code: 'bundle-worked', data: { bundle: 2 } })
    const entry = await out.store.reader
      .selectFrom('work_entry')
      .select('id')
      .where('bundle_id', '=', apart!.id)
      .executeTakeFirstOrThrow()
    await run(out.store, (scope) => undoWork(scope, entry.id))
    await out.unback()
    expect(await out.bundles()).toMatchObject([
      { state: 'live', quantity: 10, held: 10 },
      { state: 'voided', held: 0 },
    ])
    expect((await scannedBundle(out.store.reader, a!)).steps.map(({ good }) => good)).toEqual([0, 6, 0])
    expect((await out.read(id)).out).toBe(10)
    expect(await owed()).toBe(0)
    await out.back(id, a!, { good: 10 })
    expect(await held()).toEqual([
      ['live', 10],
      ['voided', 0],
    ])
  })

  it('are not taken back once they went on to another partner or into a merge', async () => {
    const [a] = await out.cut(10)
    const { id } = await out.send([a!], [0])
    await out.back(id, a!, { good: 4 })
    await out.back(id, a!, { good: 3 })
    const [, first, second] = await out.bundles()
    const onwards = await out.send([first!.id], [1], 'other')
    await expect(out.unback(0)).rejects.toMatchObject({ code: 'bundle-out', data: { partner: '张家制衣' } })
    await out.back(onwards.id, first!.id, { good: 4 })
    await expect(out.unback(0)).rejects.toMatchObject({ code: 'bundle-worked' })
    await run(out.store, (scope) => mergeBundles(scope, [first!.id, second!.id]))
    await expect(out.unback(1)).rejects.toMatchObject({ code: 'bundle-over' })
    await out.back(id, a!, { good: 3 })
    await expect(out.unback(1)).rejects.toMatchObject({ code: 'bundle-over' })
  })

  it('leave in a worker’s hand what she has of a step beside, in the bundle it is of', async () => {
    const [a] = await out.cut(10)
    await out.hand(a!, 1)
    const { id } = await out.send([a!], [0])
    await out.back(id, a!, { good: 4 })
    const [, apart] = await out.bundles()
    expect(await inHand()).toEqual([
      [1, '王秀英', 6],
      [2, '王秀英', 4],
    ])
    await expect(out.hand(apart!.id, 1, 1)).rejects.toMatchObject({ code: 'handed-out' })
    await out.unback()
    expect(await inHand()).toEqual([[1, '王秀英', 10]])
    await out.record(a!, 1, 10)
    expect(await inHand()).toEqual([])
  })
})

describe('a return', () => {
  it('typed at two stations is written once; more than is out only where somebody says so', async () => {
    const [a] = await out.cut(10)
    const { id } = await out.send([a!])
    await out.back(id, a!, { good: 10, expectedOut: 10 })
    await expect(out.back(id, a!, { good: 10, expectedOut: 10 }, true)).rejects.toMatchObject({
      code: 'out-changed',
      data: { bundle: 1, expected: 10, out: 0 },
    })
    await expect(out.back(id, a!, { good: 2, expectedOut: 0 })).rejects.toMatchObject({
      code: 'over-unconfirmed',
    })
    expect(await owed()).toBe(2000)
    expect(await held()).toEqual([['live', 10]])
    expect(await out.back(id, a!, { good: 2, expectedOut: 0 }, true)).toMatchObject({
      newBundles: [{ pieces: 2 }],
    })
  })

  it('names each bundle once', async () => {
    const [a] = await out.cut(10)
    const { id } = await out.send([a!])
    const line = { bundleId: a!, good: 4, scrap: 0, lost: 0, rework: 0 }
    await expect(
      run(out.store, (scope) =>
        receiveReturn(scope, { id, businessDate: today, deduction: 0, note: '', lines: [line, line] }),
      ),
    ).rejects.toMatchObject({ code: 'input-invalid' })
  })

  it('is not taken back once its pieces are stock, also where some were spoilt', async () => {
    const [a] = await out.cut(10)
    const { id } = await out.send([a!], all)
    await out.back(id, a!, { good: 9, scrap: 1 })
    await out.receive([a!])
    await expect(out.unback()).rejects.toMatchObject({ code: 'bundle-over' })
    await run(out.store, (scope) => closeBatch(scope, { id: out.batchId, reason: '' }))
    await expect(out.unback()).rejects.toMatchObject({ code: 'batch-over' })
    await expect(out.back(id, a!, { good: 1 }, true)).rejects.toMatchObject({ code: 'batch-over' })
    expect(await out.stock()).toBe(9)
    const { id: receiptId } = await out.store.reader
      .selectFrom('receipt')
      .select('id')
      .executeTakeFirstOrThrow()
    await out.unreceive(receiptId)
    await out.unback()
    expect(await held()).toEqual([['live', 10]])
  })

  it('that lost the whole bundle is taken back, but not after a closing wrote the bundle off', async () => {
    const [a, b] = await out.cut(20)
    const { id } = await out.send([a!, b!])
    await out.back(id, a!, { lost: 10 })
    await out.back(id, b!, { good: 9, scrap: 1 })
    await out.unback(0)
    expect((await held())[0]).toEqual(['live', 10])
    await close(id, 'lost')
    await run(out.store, (scope) => closeBatch(scope, { id: out.batchId, reason: '淹水' }))
    await run(out.store, (scope) => reopenSubcontract(scope, id))
    await expect(out.unback(1)).rejects.toMatchObject({ code: 'batch-over' })
  })

  it('is not taken back while its bundle is at another partner, or where a check took pieces out of it', async () => {
    const [a, b] = await out.cut(20)
    const first = await out.send([a!], [0])
    await out.back(first.id, a!, { good: 10 })
    const second = await out.send([a!], [1], 'other')
    await expect(out.unback()).rejects.toMatchObject({ code: 'bundle-out' })
    await out.back(second.id, a!, { good: 10 })
    await out.unback()
    expect((await out.read(first.id)).out).toBe(10)

    const third = await out.send([b!], all)
    await out.back(third.id, b!, { good: 10 })
    await out.find(b!, 'seconds', 4)
    await expect(out.unback(2)).rejects.toMatchObject({ code: 'bundle-worked', data: { bundle: 2 } })
    expect((await out.read(third.id)).out).toBe(0)
  })

  it('of too many is not taken back once they were sent on', async () => {
    const [a] = await out.cut(10)
    const first = await out.send([a!], [0])
    await out.back(first.id, a!, { good: 12 }, true)
    const [, over] = await out.bundles()
    const second = await out.send([over!.id], [1], 'other')
    await expect(out.unback()).rejects.toMatchObject({ code: 'bundle-out', data: { bundle: 2 } })
    await out.back(second.id, over!.id, { good: 2 })
    await expect(out.unback()).rejects.toMatchObject({ code: 'bundle-worked' })
  })
})

describe('a bundle', () => {
  it('that a partner finished and is owed for is not voided, nor one that is in a hand or was checked', async () => {
    const [a, b, c] = await out.cut(30)
    const voided = (id: number) => run(out.store, (scope) => voidBundle(scope, id))
    const { id } = await out.send([a!])
    await out.back(id, a!, { good: 10 })
    await expect(voided(a!)).rejects.toMatchObject({ code: 'bundle-worked' })
    expect(await owed()).toBe(2000)
    await out.hand(b!, 0)
    await expect(voided(b!)).rejects.toMatchObject({ code: 'handed-out', data: { operation: '拼身' } })
    const [given] = await listHandOuts(out.store.reader, null, today)
    await run(out.store, (scope) => giveBack(scope, { id: given!.id, pieces: 10 }))
    await voided(b!)
    await out.find(c!, 'rework', 1, 0)
    await expect(voided(c!)).rejects.toMatchObject({ code: 'bundle-worked' })
    expect(await held()).toEqual([
      ['live', 10],
      ['voided', 0],
      ['live', 10],
    ])
  })

  it('at a partner loses no pieces here, so that all of them can come back', async () => {
    const [a] = await out.cut(10)
    const { id } = await out.send([a!], [0])
    await expect(out.record(a!, 1, 0, 3)).rejects.toMatchObject({ code: 'bundle-out', data: { pieces: 10 } })
    await out.record(a!, 1, 7)
    await out.back(id, a!, { good: 4, lost: 1 })
    const [, apart] = await out.bundles()
    await out.record(apart!.id, 2, 0, 3)
    await close(id, 'lost')
    expect(await held()).toEqual([
      ['done', 0],
      ['live', 1],
    ])
  })

  it('in a worker’s hand is not split, merged or sent out for her step or one after it; for one beside it is', async () => {
    const [a, b] = await out.cut(20)
    await out.hand(a!, 1)
    const refused = { code: 'handed-out', data: { bundle: 1, operation: '做耳' } }
    await expect(run(out.store, (scope) => splitBundle(scope, a!, [4, 6]))).rejects.toMatchObject(refused)
    await expect(run(out.store, (scope) => mergeBundles(scope, [a!, b!]))).rejects.toMatchObject(refused)
    await expect(out.send([a!], [1])).rejects.toMatchObject(refused)
    await expect(out.send([a!], [2])).rejects.toMatchObject(refused)
    const { id } = await out.send([a!], [0])
    await close(id, 'back')
    // Somebody else did all of it: nothing is in her hand any more.
    await out.record(a!, 1, 10, 0, 1)
    expect(await inHand()).toEqual([])
    await run(out.store, (scope) => splitBundle(scope, a!, [4, 6]))
  })
})

describe('some of a batch that is not cut', () => {
  const part = (pieces: number, sku = 0) => ({ skuId: out.skus[sku]!, pieces })
  it('goes out, while the rest is cut here and the plan and what is expected stay', async () => {
    const supply = () =>
      out.store.reader.selectFrom('expected_supply').select(['item_id', 'quantity', 'closed_at']).execute()
    const before = await supply()
    const { id } = await out.send([], [], 'one', [part(15), part(5, 1)])
    expect(await out.read(id)).toMatchObject({ whole: true, sent: 20, out: 20 })
    expect(await readBoard(out.store.reader, today)).toMatchObject([{ planned: 80, toCut: 60, out: 20 }])
    expect(await supply()).toEqual(before)
    const cut = await out.cut(20)
    expect(await readBoard(out.store.reader, today)).toMatchObject([{ planned: 80, toCut: 40, out: 20 }])
    // Five of this size are neither cut nor out: no more can go.
    await expect(out.send([], [], 'other', [part(6)])).rejects.toMatchObject({
      code: 'uncut-fewer',
      data: { sku: '白 110', left: 5, wanted: 6 },
    })
    expect((await out.read((await out.send([], [], 'other', [part(5)])).id)).sent).toBe(5)
    const [theirs] = (await out.read(id)).bundles
    await out.back(id, theirs!.bundleId, { good: 15 })
    for (const bundleId of cut.slice(-2)) await out.make(bundleId)
    await out.receive([...cut.slice(-2), theirs!.bundleId])
    expect(await out.stock()).toBe(35)
  })

  it('that is not made is to be cut again', async () => {
    const { id } = await out.send([], [], 'one', [part(15)])
    await close(id, 'back')
    expect(await readBoard(out.store.reader, today)).toMatchObject([{ toCut: 80, out: 0 }])
    await expect(out.send([], [], 'one', [{ skuId: 999, pieces: 1 }])).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('a whole batch sent out by mistake', () => {
  it('and taken back unworked is to be cut again, sent again, or given up', async () => {
    const { id } = await out.send([])
    await close(id, 'back')
    expect(await readBoard(out.store.reader, today)).toMatchObject([{ toCut: 80, out: 0 }])
    expect((await held()).map(([state]) => state)).toEqual(['voided', 'voided'])
    const again = await out.send([])
    const [big] = (await out.read(again.id)).bundles
    await out.back(again.id, big!.bundleId, { good: 15 })
    await close(again.id, 'back')
    // What was made stays, the others are to be cut.
    expect(await readBoard(out.store.reader, today)).toMatchObject([{ toCut: 65, finished: 15 }])
    expect(await held()).toEqual([
      ['voided', 0],
      ['voided', 0],
      ['done', 0],
      ['voided', 0],
      ['live', 15],
    ])
  })

  it('leaves nothing behind that keeps the batch from being cancelled', async () => {
    const { id } = await out.send([])
    await close(id, 'back')
    await run(out.store, (scope) => cancelBatch(scope, { id: out.batchId, reason: '不做了' }))
    expect((await readBatch(out.store.reader, out.batchId)).state).toBe('cancelled')
  })
})

it('a grid of one batch writes nothing on a bundle of another', async () => {
  const [a] = await out.cut(10)
  const other = await out.store.reader.selectFrom('batch').selectAll().executeTakeFirstOrThrow()
  const cells = [{ workerId: out.workers[0]!, operationId: out.operations[0]!, bundleId: a!, good: 3 }]
  const many = (batchId: number) =>
    run(out.store, (scope) => recordMany(scope, { batchId, workDate: today, basis: 'piece', cells }, today))
  await expect(many(other.id + 1)).rejects.toMatchObject({ code: 'not-found', data: { what: 'bundle' } })
  expect(await many(other.id)).toMatchObject({ pieces: 3 })
})
