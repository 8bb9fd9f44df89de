import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBatch } from '../../../db/production/batches.ts'
import { acceptJob } from '../../../db/subcontracting/accept-job.ts'
import { addIncoming, nextProgress } from '../../../db/subcontracting/incoming.ts'
import { listIncoming } from '../../../db/subcontracting/incoming-jobs.ts'
import { jobOrderOf, keepReport, orderOfProgress } from '../../../db/subcontracting/job-orders.ts'
import {
  forgetPartnerKey,
  refuseOwn,
  senderTrust,
  trustNewKey,
  trustSender,
} from '../../../db/subcontracting/keys.ts'
import { readSubcontract } from '../../../db/subcontracting/orders.ts'
import { listPartners, savePartner } from '../../../db/subcontracting/partners.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import { readJobFile } from '../../../electron/host/subcontracting/job-files.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'
import { ownKeyOf, workshopOf } from './two-workshops.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(() => closeChecked(floor))

const partner = (name: string) =>
  run(floor.store, (scope) =>
    savePartner(scope, { id: null, name, phone: '', skills: '', leadDays: 1, distance: null, note: '' }),
  )

/** An order that is at a partner; gives its id and its job's. */
async function sentOut(name = '李家制衣'): Promise<{ id: number; jobId: string; partnerId: number }> {
  const { id: partnerId } = await partner(name)
  const { id } = await run(floor.store, (scope) =>
    sendOut(
      scope,
      {
        subcontractorId: partnerId,
        batchId: floor.batchId,
        bundleIds: [],
        operationIds: [],
        price: 0,
        dueDate: null,
        note: '',
      },
      today,
    ),
  )
  return { id, partnerId, jobId: (await jobOrderOf(floor.store.reader, id)).jobId }
}

async function tell(text: string, confirmed = false): Promise<number> {
  const file = readJobFile('p', text)
  if (file.kind !== 'progress') throw new Error('no progress')
  return run(floor.store, async (scope) => {
    await trustSender(scope, file.from, confirmed)
    return keepReport(scope, file, confirmed)
  })
}
const told = async (id: number) =>
  (await readSubcontract(floor.store.reader, id, today, true)).report?.lines[0]?.good

test('a stranger who got hold of an order file cannot speak for the partner, nor silence it', async () => {
  const { id, jobId } = await sentOut()
  const own = workshopOf('李家')
  const stranger = workshopOf('王家')
  // Known for something else, it is still asked whether it is the partner.
  await run(floor.store, (scope) => trustSender(scope, stranger, true))
  await expect(tell(stranger.progress(jobId, 2 ** 52, 9, 20))).rejects.toMatchObject({
    code: 'job-partner-new',
    data: { name: '王家', partner: '李家制衣' },
  })
  await tell(own.progress(jobId, 1, 10, 5), true)
  await expect(tell(stranger.progress(jobId, 2 ** 52, 99, 20), true)).rejects.toMatchObject({
    code: 'job-sender-differs',
  })
  await tell(own.progress(jobId, 2, 11, 6))
  expect(await told(id)).toBe(6)
})

test('who signs for one partner does not sign for another', async () => {
  const first = await sentOut()
  const own = workshopOf('李家')
  await tell(own.progress(first.jobId, 1, 10), true)
  await run(floor.store, async (scope) => {
    const { id: batchId } = await createBatch(scope, {
      styleId: floor.styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      businessDate: today,
      lines: [{ skuId: floor.skus[0]!, planned: 5 }],
    })
    floor = { ...floor, batchId }
  })
  const second = await sentOut('王家制衣')
  await expect(tell(own.progress(second.jobId, 1, 11), true)).rejects.toMatchObject({
    code: 'job-sender-differs',
  })
  // Somebody took the wrong one for the partner: the owner lets it be asked again.
  await run(floor.store, (scope) => forgetPartnerKey(scope, first.partnerId))
  await tell(own.progress(second.jobId, 1, 12), true)
  const signed = (await listPartners(floor.store.reader, today, true)).map(({ name, signedBy }) => [
    name,
    signedBy,
  ])
  expect(signed).toEqual([
    ['李家制衣', null],
    ['王家制衣', '李家'],
  ])
})

test('a partner whose books were restored counts from an earlier number and is heard; old files are not', async () => {
  const { id, jobId } = await sentOut()
  const own = workshopOf('李家')
  for (const [index, good] of [1, 2, 3, 4, 5].entries())
    await tell(own.progress(jobId, index + 1, 10 + index, good), true)
  const old = own.progress(jobId, 2, 11, 2)
  await expect(tell(old)).rejects.toMatchObject({ code: 'job-known' })
  await tell(own.progress(jobId, 2, 50, 7))
  expect(await told(id)).toBe(7)
  await expect(tell(own.progress(jobId, 2, 50, 7))).rejects.toMatchObject({ code: 'job-known' })
  await expect(tell(old)).rejects.toMatchObject({ code: 'job-known' })
  await tell(own.progress(jobId, 3, 60, 8))
  expect(await told(id)).toBe(8)
})

test('a restored workshop writes files that are newer than those it wrote before', async () => {
  const file = readJobFile('a', workshopOf('李家').order())
  if (file.kind !== 'order') throw new Error('no order')
  await run(floor.store, (scope) => acceptJob(scope, file, today))
  const [job] = await listIncoming(floor.store.reader, true)
  const next = async () => (await run(floor.store, (scope) => nextProgress(scope, job!.id))).sequence
  const before = [await next(), await next()]
  expect(before[1]).toBeGreaterThan(before[0]!)
  await floor.store.writer.updateTable('incoming_job').set({ sequence: 0 }).execute()
  expect(await next()).toBeGreaterThan(before[1]!)
})

test('a file of our own is not taken in', async () => {
  await expect(refuseOwn(floor.store.reader, await ownKeyOf(floor))).rejects.toMatchObject({
    code: 'job-own',
  })
  await refuseOwn(floor.store.reader, workshopOf('我的衣坊'))
})

test('another key of a known workshop is trusted only in place of the old one', async () => {
  const own = workshopOf('李家')
  const renewed = workshopOf('李家', own.siteId)
  await run(floor.store, (scope) => trustSender(scope, own, true))
  expect(await senderTrust(floor.store.reader, own)).toEqual({ state: 'known', before: [] })
  const trust = await senderTrust(floor.store.reader, renewed)
  expect(trust).toMatchObject({ state: 'changed', before: [{ name: '李家', publicKey: own.publicKey }] })
  await expect(run(floor.store, (scope) => trustSender(scope, renewed, true))).rejects.toMatchObject({
    code: 'job-key-changed',
  })
  await run(floor.store, (scope) => trustNewKey(scope, renewed, trust.before[0]!.id))
  await run(floor.store, (scope) => trustSender(scope, renewed, false))
  // The old key is now the one that changed.
  expect((await senderTrust(floor.store.reader, own)).state).toBe('changed')
})

test('a partner whose program was installed anew keeps its account, its styles and its orders', async () => {
  const { id, jobId } = await sentOut('李家')
  const own = workshopOf('李家')
  await tell(own.progress(jobId, 1, 10), true)
  const accept = async (text: string) => {
    const file = readJobFile('a', text)
    if (file.kind !== 'order') throw new Error('no order')
    await run(floor.store, (scope) => acceptJob(scope, file, today))
  }
  await accept(own.order())
  const anew = workshopOf('李家')
  const file = readJobFile('p', anew.progress(jobId, 1, 20, 9))
  if (file.kind !== 'progress') throw new Error('no progress')
  const trust = await senderTrust(floor.store.reader, anew)
  expect(trust).toMatchObject({ state: 'new', before: [{ name: '李家', publicKey: own.publicKey }] })
  // Its file can be looked at, so that the owner may say that it is the same; it is not kept before.
  const former = trust.before.map(({ siteId }) => siteId)
  expect(await orderOfProgress(floor.store.reader, file, former)).toMatchObject({ orderId: id, bound: false })
  await expect(tell(anew.progress(jobId, 1, 20, 9), true)).rejects.toMatchObject({
    code: 'job-sender-differs',
  })
  const other = workshopOf('王家')
  await run(floor.store, (scope) => trustSender(scope, other, true))
  const otherKey = await floor.store.reader
    .selectFrom('partner_key')
    .select('id')
    .where('name', '=', '王家')
    .executeTakeFirstOrThrow()
  await expect(run(floor.store, (scope) => trustNewKey(scope, anew, otherKey.id))).rejects.toMatchObject({
    code: 'not-found',
  })
  await run(floor.store, (scope) => trustNewKey(scope, anew, trust.before[0]!.id))
  await tell(anew.progress(jobId, 1, 20, 9))
  expect(await told(id)).toBe(9)
  await accept(anew.order())
  const jobs = await listIncoming(floor.store.reader, true)
  expect(new Set(jobs.map(({ customerId }) => customerId)).size).toBe(1)
  expect(new Set(jobs.map(({ styleName }) => styleName)).size).toBe(1)
})

test('work for others without a file is nobody’s partner', async () => {
  await run(floor.store, (scope) =>
    addIncoming(scope, { batchId: floor.batchId, customerName: '李家', orderNumber: '', price: 1 }),
  )
  // The first file of a workshop of that name is charged to the account that was opened for it by hand.
  const file = readJobFile('a', workshopOf('李家').order())
  if (file.kind !== 'order') throw new Error('no order')
  await run(floor.store, (scope) => acceptJob(scope, file, today))
  const jobs = await listIncoming(floor.store.reader, true)
  expect(new Set(jobs.map(({ customerId }) => customerId)).size).toBe(1)
})
