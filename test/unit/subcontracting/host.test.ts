import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { writeJobFile } from '../../../electron/host/subcontracting/job-files.ts'
import { readJobPhoto } from '../../../electron/host/subcontracting/job-photos.ts'
import { businessDate } from '../../../shared/dates.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'
import { plainOrder, workshopOf } from './two-workshops.ts'

let ours: TestHost
let theirs: TestHost
const today = businessDate(Date.now())
beforeEach(async () => {
  ours = await testHost()
  theirs = await testHost()
})
afterEach(async () => {
  for (const { host } of [ours, theirs])
    expect((await checkStore(host.services.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await ours.close()
  await theirs.close()
})

/** The smallest JPEG that calls itself one. */
const picture = (letter: string) =>
  new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from(letter.repeat(300))])], 'a.jpg', {
    type: 'image/jpeg',
  })

/** An order of two bundles at a partner: 1.234 yuan a piece. */
async function sentOut(withPhoto = false) {
  const c = ours.client()
  const { hash } = withPhoto
    ? await c.catalog.photos.upload({ original: picture('o'), thumbnail: picture('t') })
    : { hash: null }
  const { id: styleId } = await c.catalog.styles.save({
    commandId: id(),
    id: null,
    styleNumber: 'A1',
    name: '小白兔',
    note: '',
    photos: hash === null ? [] : [{ hash, colour: '' }],
    colours: [{ id: null, name: '白', swatch: '' }],
    sizes: [{ id: null, name: '110' }],
    skus: [{ id: null, colour: '白', size: '110', sellerCode: '', barcode: '', safetyStock: 0 }],
  })
  const operations = await c.production.routing.save({
    commandId: id(),
    styleId,
    operations: [
      { id: null, name: '缝', standardSeconds: 90, recorded: true, predecessors: [] },
      { id: null, name: '烫', standardSeconds: 60, recorded: true, predecessors: [0] },
    ],
  })
  await c.catalog.sizeChart.save({
    commandId: id(),
    styleId,
    points: [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } }],
  })
  const { skus } = await c.catalog.styles.get({ id: styleId })
  const { id: batchId } = await c.production.batches.create({
    commandId: id(),
    styleId,
    dueDate: null,
    performanceDate: null,
    note: '',
    lines: [{ skuId: skus[0]!.id, planned: 20 }],
  })
  await c.production.batches.cut({
    commandId: id(),
    batchId,
    colours: [{ colour: '白', dyeLot: '', layers: 20 }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 10 },
  })
  const { bundles } = await c.production.batches.get({ id: batchId })
  const partner = await c.subcontracting.partners.save({
    commandId: id(),
    id: null,
    name: '李家',
    phone: '',
    skills: '',
    leadDays: 1,
    distance: null,
    note: '',
  })
  const order = await c.subcontracting.orders.create({
    commandId: id(),
    subcontractorId: partner.id,
    batchId,
    bundleIds: bundles.map((bundle) => bundle.id),
    operationIds: operations,
    price: 1_234_000,
    stepPrices: [
      { operationId: operations[0]!, rate: 1_000_000 },
      { operationId: operations[1]!, rate: 234_000 },
    ],
    dueDate: null,
    note: '',
  })
  return { ...order, bundleId: bundles[0]!.id, operations }
}
const fileOf = async (orderId: number) =>
  (await ours.client().subcontracting.orders.file({ id: orderId })).file.text()
const input = (text: string) => ({ name: 'x.yifang-job', text })

/** A client of a user of another role, in a workshop whose owner has a PIN. */
async function clientAs(role: 'office' | 'recorder') {
  const first = ours.client()
  await first.settings.users.setPin({ commandId: id(), userId: 1, pin: '2580' })
  const owner = ours.client({ userId: 1, lastCallAt: ours.host.services.uptime() })
  const user = await owner.settings.users.save({ commandId: id(), id: null, name: '小丁', role })
  await owner.settings.users.setPin({ commandId: id(), userId: user.id, pin: '2580' })
  return ours.client({ userId: user.id, lastCallAt: ours.host.services.uptime() })
}

test('who counts what comes back is told no money and takes none off; nobody books what is still to come', async () => {
  const order = await sentOut()
  const line = { bundleId: order.bundleId, expectedOut: 10, good: 10, scrap: 0, lost: 0, rework: 0 }
  const back = { id: order.id, businessDate: today, deduction: 0, note: '', lines: [line], over: false }
  const later = { ...back, businessDate: '2099-05-18' }
  await expect(
    ours.client().subcontracting.orders.receive({ commandId: id(), ...later }),
  ).rejects.toMatchObject({ code: 'date-ahead' })
  const recorder = await clientAs('recorder')
  const seen = await recorder.subcontracting.orders.get({ id: order.id })
  expect([seen.price, seen.stepPrices]).toEqual([null, null])
  const deducted = { ...back, deduction: 9_999_900, note: '少了', lines: [{ ...line, good: 0 }] }
  await expect(
    recorder.subcontracting.orders.receive({ commandId: id(), ...deducted }),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await recorder.subcontracting.orders.receive({ commandId: id(), ...back })).toEqual({
    pieces: 10,
    amount: null,
    newBundles: [],
  })
  const owner = ours.client({ userId: 1, lastCallAt: ours.host.services.uptime() })
  expect((await owner.subcontracting.orders.get({ id: order.id })).returns).toMatchObject([
    { good: 10, amount: 1234, deduction: 0 },
  ])
})

test('photo, size chart and minutes travel with the order and stand on the new style', async () => {
  const order = await sentOut(true)
  const text = await fileOf(order.id)
  const c = theirs.client()
  const read = await c.subcontracting.files.read(input(text))
  if (read.kind !== 'order') throw new Error('no order')
  expect(read.order.photo?.mediaType).toBe('image/jpeg')
  expect(Buffer.from(read.order.photo!.data, 'base64').subarray(4).toString()).toBe('t'.repeat(300))
  expect(read.order.operations).toEqual([
    { name: '缝', standardSeconds: 90 },
    { name: '烫', standardSeconds: 60 },
  ])
  const { batchId } = await c.subcontracting.files.accept({
    commandId: id(),
    ...input(text),
    confirmed: true,
  })
  const batch = await c.production.batches.get({ id: batchId! })
  const photo = await c.catalog.photo({ hash: batch.photoHash!, size: 'thumbnail' })
  expect(photo.type).toBe('image/jpeg')
  expect(
    Buffer.from(await photo.arrayBuffer())
      .subarray(4)
      .toString(),
  ).toBe('t'.repeat(300))
  expect(await c.catalog.sizeChart.get({ styleId: batch.styleId })).toEqual([
    { name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } },
  ])
  expect(
    (await c.production.routing.get({ styleId: batch.styleId })).map((step) => step.standardSeconds),
  ).toEqual([90, 60])
})

test('what a file calls a picture and is none is left out; the order is taken', async () => {
  const own = workshopOf('王家')
  const photo = { mediaType: 'image/jpeg', data: Buffer.from('<svg onload=…>').toString('base64') }
  const c = theirs.client()
  const { batchId } = await c.subcontracting.files.accept({
    commandId: id(),
    ...input(own.order({ photo })),
    confirmed: true,
  })
  expect((await c.production.batches.get({ id: batchId! })).photoHash).toBe(null)
  expect(readdirSync(theirs.dir)).not.toContain('photos')
})

test('a thumbnail that is too large stays at home', async () => {
  const large = await ours
    .client()
    .catalog.photos.upload({ original: picture('x'), thumbnail: picture('y'.repeat(300)) })
  expect(await readJobPhoto(ours.dir, large.hash)).toBe(null)
  expect(await readJobPhoto(ours.dir, '0'.repeat(64))).toBe(null)
  expect(readdirSync(join(ours.dir, 'photos'))).toHaveLength(1)
})

test('our own order file is not taken in as somebody’s work', async () => {
  const { id: orderId } = await sentOut()
  const text = await fileOf(orderId)
  const c = ours.client()
  await expect(c.subcontracting.files.read(input(text))).rejects.toMatchObject({ code: 'job-own' })
  await expect(
    c.subcontracting.files.accept({ commandId: id(), ...input(text), confirmed: true }),
  ).rejects.toMatchObject({ code: 'job-own' })
  expect(await c.subcontracting.incoming.list()).toEqual([])
})

test('a changed key is shown beside the old one, and only the owner takes it, by the old one’s fingerprint', async () => {
  const own = workshopOf('李家')
  const renewed = workshopOf('李家', own.siteId)
  const c = ours.client()
  const first = await c.subcontracting.files.read(input(own.order()))
  expect(first).toMatchObject({ trust: 'new', before: [] })
  await c.subcontracting.files.accept({ commandId: id(), ...input(own.order()), confirmed: true })
  const text = renewed.order()
  const read = await c.subcontracting.files.read(input(text))
  expect(read).toMatchObject({ trust: 'changed', before: [{ name: '李家', fingerprint: first.fingerprint }] })
  expect(read.fingerprint).not.toBe(first.fingerprint)
  await expect(
    c.subcontracting.files.accept({ commandId: id(), ...input(text), confirmed: true }),
  ).rejects.toMatchObject({ code: 'job-key-changed' })
  await expect(
    c.subcontracting.files.trustKey({ commandId: id(), ...input(text), replaces: read.fingerprint }),
  ).rejects.toMatchObject({ code: 'not-found' })
  const office = await clientAs('office')
  await expect(
    office.subcontracting.files.trustKey({ commandId: id(), ...input(text), replaces: first.fingerprint }),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  const owner = ours.client({ userId: 1, lastCallAt: ours.host.services.uptime() })
  await owner.subcontracting.files.trustKey({ commandId: id(), ...input(text), replaces: first.fingerprint })
  expect(await office.subcontracting.files.read(input(text))).toMatchObject({ trust: 'known', before: [] })
  await office.subcontracting.files.accept({ commandId: id(), ...input(text), confirmed: false })
  expect(new Set((await owner.subcontracting.incoming.list()).map(({ customerId }) => customerId)).size).toBe(
    1,
  )
})

test('a file is as large as its picture and its chart, far below what may be read', async () => {
  const own = workshopOf('李家')
  const text = writeJobFile(
    {
      kind: 'order',
      jobId: crypto.randomUUID(),
      sequence: 1,
      sentAt: 1,
      body: { ...plainOrder, photo: { mediaType: 'image/png', data: 'A'.repeat(80_000) } },
    },
    own,
  )
  expect(text.length).toBeLessThan(100_000)
  expect(await ours.client().subcontracting.files.read(input(text))).toMatchObject({ kind: 'order' })
})

test('one job opened at two stations at once becomes one batch', async () => {
  const text = workshopOf('丁家').order()
  const accept = () =>
    theirs.client().subcontracting.files.accept({ ...input(text), commandId: id(), confirmed: true })
  const both = await Promise.allSettled([accept(), accept()])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'job-known' })
  expect(await theirs.client().subcontracting.incoming.list()).toHaveLength(1)
})
