import { generateKeyPairSync, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { readBatch } from '../../../db/production/batches.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { receiveBundles } from '../../../db/production/receive-bundles.ts'
import { recordWork } from '../../../db/production/work.ts'
import { acceptJob } from '../../../db/subcontracting/accept-job.ts'
import { deliverJob, nextProgress, voidDelivery } from '../../../db/subcontracting/incoming.ts'
import { listIncoming } from '../../../db/subcontracting/incoming-jobs.ts'
import { jobOrderOf, keepReport, orderOfProgress } from '../../../db/subcontracting/job-orders.ts'
import { readOwnKey, trustSender } from '../../../db/subcontracting/keys.ts'
import { readSubcontract } from '../../../db/subcontracting/orders.ts'
import { savePartner } from '../../../db/subcontracting/partners.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import { fingerprint, readJobFile, writeJobFile } from '../../../electron/host/subcontracting/job-files.ts'
import { canonicalText } from '../../../shared/subcontracting/job-file.ts'
import { type Books, openBooks, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

/** Two workshops: one sends work out, the other does it. They meet only in files. */
let sender: Floor
let maker: Books
let orderId: number
beforeEach(async () => {
  sender = await openFloor()
  maker = await openBooks()
  orderId = await run(sender.store, async (scope) => {
    await cutLay(scope, {
      batchId: sender.batchId,
      colours: [{ colour: '白', dyeLot: 'A1', layers: 20 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    })
    const bundles = await scope.trx.selectFrom('bundle').select('id').execute()
    const partner = await savePartner(scope, {
      id: null,
      name: '李家',
      phone: '',
      skills: '',
      leadDays: 0,
      distance: null,
      note: '',
    })
    const order = {
      subcontractorId: partner.id,
      batchId: sender.batchId,
      bundleIds: bundles.map(({ id }) => id),
      operationIds: sender.operations.slice(0, 2),
      price: 2_000_000,
      dueDate: '2026-05-24',
      note: '急',
    }
    return (await sendOut(scope, order, today)).id
  })
})
afterEach(async () => {
  for (const store of [sender.store, maker.store])
    expect((await checkStore(store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await sender.close()
  await maker.close()
})

async function orderText(): Promise<string> {
  const { jobId, order } = await jobOrderOf(sender.store.reader, orderId)
  return writeJobFile(
    { kind: 'order', jobId, sequence: 1, sentAt: 5, body: { ...order, materials: zips } },
    await readOwnKey(sender.store.reader),
  )
}
const zips = [{ name: '拉链', unit: 'pc', amount: 20_000 }]
async function accept(text: string): Promise<number> {
  const file = readJobFile('a.yifang-job', text)
  if (file.kind !== 'order') throw new Error('no order')
  return (await run(maker.store, (scope) => acceptJob(scope, file, today))).batchId
}

test('an order goes to another workshop, is made there, and its progress comes back', async () => {
  const batchId = await accept(await orderText())
  const batch = await readBatch(maker.store.reader, batchId)
  expect(batch).toMatchObject({
    styleNumber: 'T01@我的衣坊',
    planned: 20,
    begun: 20,
    dueDate: '2026-05-24',
    note: '急',
  })
  expect(batch.operations.map(({ name }) => name)).toEqual(['拼身', '做耳'])
  expect(batch.bundles.map(({ dyeLot, held }) => [dyeLot, held])).toEqual([
    ['A1', 10],
    ['A1', 10],
  ])
  const { saveWorker } = await import('../../../db/workers/workers.ts')
  await run(maker.store, async (scope) => {
    const worker = await saveWorker(scope, {
      id: null,
      name: '赵姐',
      kind: 'piece',
      note: '',
      archived: false,
    })
    for (const { id: operationId } of batch.operations)
      await recordWork(
        scope,
        {
          bundleId: batch.bundles[0]!.id,
          operationId,
          workerId: worker.id,
          good: 10,
          rework: 0,
          scrap: 0,
          reason: '',
          basis: 'piece',
          workDate: today,
        },
        today,
      )
  })
  const [job] = await listIncoming(maker.store.reader, true)
  expect(job).toMatchObject({
    customer: '我的衣坊',
    good: 10,
    delivered: 0,
    byFile: true,
    materials: zips,
    ready: [{ pieces: 10 }],
  })
  // The pieces are not the maker's.
  await expect(
    run(maker.store, (scope) =>
      receiveBundles(scope, { ids: [job!.ready[0]!.id], locationId: maker.sellable, businessDate: today }),
    ),
  ).rejects.toMatchObject({ code: 'not-ours' })
  const deliver = () =>
    run(maker.store, (scope) =>
      deliverJob(scope, { id: job!.id, bundleIds: [job!.ready[0]!.id], businessDate: today }),
    )
  expect(await deliver()).toEqual({ pieces: 10, amount: 2000 })
  const [before] = (await listIncoming(maker.store.reader, true))[0]!.deliveries
  await run(maker.store, (scope) => voidDelivery(scope, before!.id, today))
  expect(await deliver()).toEqual({ pieces: 10, amount: 2000 })
  const owed = await maker.store.reader
    .selectFrom('customer_entry')
    .select(({ fn }) => fn.sum('amount').as('owed'))
    .executeTakeFirstOrThrow()
  expect(Number(owed.owed)).toBe(2000)

  const progress = await run(maker.store, (scope) => nextProgress(scope, job!.id))
  const text = writeJobFile(
    { kind: 'progress', sentAt: 6, ...progress },
    await readOwnKey(maker.store.reader),
  )
  const file = readJobFile('p.yifang-job', text)
  if (file.kind !== 'progress') throw new Error('no progress')
  await run(sender.store, (scope) => keepReport(scope, file, true))
  const order = await readSubcontract(sender.store.reader, orderId, today, true)
  expect(order.report).toMatchObject({
    sequence: progress.sequence,
    lines: [{ colour: '白', size: '110', pieces: 20, begun: 20, good: 10, delivered: 10 }],
  })
  // What is told is not booked: the pieces are still out until they are here.
  expect(order.out).toBe(20)
  await expect(run(sender.store, (scope) => keepReport(scope, file, true))).rejects.toMatchObject({
    code: 'job-known',
  })
  await expect(orderOfProgress(sender.store.reader, { ...file, jobId: randomUUID() })).rejects.toMatchObject({
    code: 'job-foreign',
  })
})

test('an order is taken in once', async () => {
  const text = await orderText()
  await accept(text)
  await expect(accept(text)).rejects.toMatchObject({ code: 'job-known' })
})

test('any letter that is changed is found; spaces and the order of names are not', async () => {
  const text = await orderText()
  const file = JSON.parse(text) as Record<string, unknown>
  const turned = Object.fromEntries(Object.entries(file).toReversed())
  expect(readJobFile('a', `\uFEFF${JSON.stringify(turned)}`)).toMatchObject({ kind: 'order' })
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('1', 'x', '白', '"'), async (at, letter) => {
      const changed = text.slice(0, at) + letter + text.slice(at + 1)
      let same = false
      try {
        same = canonicalText(JSON.parse(changed)) === canonicalText(file)
      } catch {
        // No JSON any more: refused too.
      }
      if (same) return
      // A signature may be written in more than one way; what it signs may not.
      const { signature: _a, ...content } = file
      const read = () => readJobFile('a', changed)
      try {
        const { ...kept } = read()
        expect(canonicalText(kept)).toBe(canonicalText(content))
      } catch (error) {
        expect(['job-altered', 'job-unreadable', 'job-newer']).toContain((error as { code?: string }).code)
      }
    }),
    { numRuns: 300 },
  )
  const half = text.slice(0, text.length / 2)
  expect(() => readJobFile('a', half)).toThrow('job-unreadable')
  expect(() => readJobFile('a', 'PK\u0003')).toThrow('job-unreadable')
  expect(() => readJobFile('a', JSON.stringify({ ...file, version: 2 }))).toThrow('job-newer')
})

test('a stranger is not trusted before her key was compared, nor another key under her name', async () => {
  const { from } = readJobFile('a', await orderText())
  await expect(run(maker.store, (scope) => trustSender(scope, from, false))).rejects.toMatchObject({
    code: 'job-key-new',
  })
  await run(maker.store, (scope) => trustSender(scope, from, true))
  await run(maker.store, (scope) => trustSender(scope, from, false))
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
  await expect(
    run(maker.store, (scope) => trustSender(scope, { ...from, publicKey: other }, true)),
  ).rejects.toMatchObject({ code: 'job-key-changed' })
  expect(fingerprint(from.publicKey)).toMatch(/^(?:[0-9A-F]{4} ){4}[0-9A-F]{4}$/)
  expect(fingerprint(other)).not.toBe(fingerprint(from.publicKey))
})
