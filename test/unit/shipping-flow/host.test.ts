import { rmSync } from 'node:fs'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import { reindexOrder } from '../../../db/orders/edit.ts'
import { businessDate } from '../../../shared/dates.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'
import { addOrder, addSku, addStyle, run } from './support.ts'

let host: TestHost
let packer: number

beforeEach(async () => {
  host = await testHost()
  const { store } = host.host.services
  await run(store, async (scope) => {
    await scope.update('user', 1, { pin_hash: 'x.x' })
    packer = await scope.insert('user', { name: '小李', role: 'packer', pin_hash: 'x.x' })
    const shop = await scope.insert('shop', {
      platform: 'pinduoduo',
      name: '拼多多店',
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
    })
    const style = await addStyle(scope, 'DY-001')
    const suit = await addSku(scope, style, '110', { code: 'R110' })
    const place = await scope.trx
      .selectFrom('location')
      .select('id')
      .where('kind', '=', 'sellable')
      .executeTakeFirstOrThrow()
    await postMove(scope, {
      itemId: suit,
      locationId: place.id,
      quantity: 5,
      reason: 'adjust',
      reference: null,
    })
    const added: number[] = []
    for (const number of ['P1', 'P2']) {
      const order = await addOrder(scope, shop, { lines: [{ skuId: suit, quantity: 2 }] })
      await scope.update('orders', order.id, {
        order_number: number,
        recipient_name: '王小梅',
        recipient_phone: '13800001111',
        recipient_address: '建设路8号3楼',
      })
      added.push(order.id)
    }
    await reallocate(scope, [suit], { changedOrders: added })
    return null
  })
})
afterEach(async () => {
  await host.close()
  rmSync(host.dir, { recursive: true, force: true })
})

const as = (userId: number) => host.client({ userId, lastCallAt: Date.now(), station: '打包台' })
const scan = (code: string, parcelId: number | null, commandId = id()) =>
  as(packer).shipping.pack.scan({ commandId, code, parcelId })

it('a scan whose answer was lost and that is sent again counts once, and shows the parcel as it stands', async () => {
  const { parcel } = await scan('P1', null)
  const commandId = id()
  await scan('R110', parcel.id, commandId)
  expect(await scan('R110', parcel.id, commandId)).toMatchObject({
    did: 'counted',
    parcel: { pieces: 1, missing: 1 },
  })
})

it('shows the packer the recipient in hand only; no kept answer or audit row holds one', async () => {
  const { parcel } = await scan('P1', null)
  expect(parcel.recipient).toEqual({ name: '王小梅', phone: '13800001111', address: '建设路8号3楼' })
  await scan('R110', parcel.id)
  await scan('R110', parcel.id)
  await scan('YT8962646785389', parcel.id)
  const done = await as(packer).shipping.manifests.handOver({
    commandId: id(),
    carrierId: 2,
    parcelIds: [parcel.id],
    courierName: '',
    acknowledgeStale: true,
  })
  const shown = JSON.stringify(await as(packer).shipping.pack.get({ id: parcel.id }))
  for (const text of ['王小梅', '13800001111', '3楼']) expect(shown).not.toContain(text)
  expect((await as(1).shipping.pack.get({ id: parcel.id })).recipient.name).toBe('王小梅')
  const { reader } = host.host.services.store
  const kept = await reader
    .selectFrom('command')
    .select('answer')
    .where('name', 'like', 'shipping.%')
    .execute()
  expect(kept.length).toBe(5)
  expect(JSON.stringify(kept)).not.toContain('王小梅')
  const error = await as(packer)
    .shipping.manifests.void({ commandId: id(), id: done.id })
    .catch((raised: { code: string }) => raised.code)
  expect(error).toBe('not-allowed')
  expect(await as(1).shipping.manifests.void({ commandId: id(), id: done.id })).toEqual({ parcels: 1 })
})

it('gives Pinduoduo’s file byte for byte, and reads numbers printed elsewhere from a file', async () => {
  const file = new File(
    ['订单号,快递单号,快递公司\nP1,YT8962646785389,圆通\nP9,YT8962646785390,圆通\n'],
    '单号.csv',
  )
  const read = await as(packer).shipping.waybills.readFile({ file, shopId: null })
  expect(read.rows.map((row) => [row.orderNumber, row.state, row.problem])).toEqual([
    ['P1', 'new', null],
    ['P9', 'out', 'order-unknown'],
  ])
  await as(packer).shipping.waybills.add({ commandId: id(), shopId: null, rows: read.rows })
  const { parcel } = await scan('YT8962646785389', null)
  await scan('R110', parcel.id)
  await scan('R110', parcel.id)
  await scan('YT8962646785389', parcel.id)
  await as(packer).shipping.manifests.handOver({
    commandId: id(),
    carrierId: parcel.carrierId,
    parcelIds: [parcel.id],
    courierName: '',
    acknowledgeStale: true,
    shortageReason: '',
  })
  const shops = await as(packer).shipping.trackingFiles.ready()
  const made = await as(packer).shipping.trackingFiles.create({ commandId: id(), shopId: shops[0]!.shopId })
  const { fileName, file: out } = await as(packer).shipping.trackingFiles.download({ id: made.id })
  expect(fileName).toMatch(/^拼多多店-发货-\d+\.csv$/)
  expect(Buffer.from(await out.arrayBuffer()).toString('hex')).toBe(
    Buffer.from('\ufeff订单号,快递公司,快递单号\r\nP1,圆通速递,YT8962646785389\r\n').toString('hex'),
  )
  const wrong = new File([], 'leer.csv')
  const error = await as(packer)
    .shipping.waybills.readFile({ file: wrong, shopId: null })
    .catch((raised: { code: string; data: unknown }) => raised)
  expect(error).toMatchObject({ code: 'file-unreadable', data: { file: 'leer.csv', reason: 'file-empty' } })
})

it('a parcel is in one pair of hands: another is told whose, takes it over only by saying so, or when it is put aside', async () => {
  const at = (station: string) => host.client({ userId: packer, lastCallAt: Date.now(), station })
  const [first, second] = [at('打包台 1'), at('打包台 2')]
  const { parcel } = await first.shipping.pack.scan({ commandId: id(), code: 'P1', parcelId: null })
  const inHand = { code: 'parcel-in-hand', data: { parcelId: parcel.id, who: '小李 · 打包台 1' } }
  await expect(
    second.shipping.pack.scan({ commandId: id(), code: 'P1', parcelId: null }),
  ).rejects.toMatchObject(inHand)
  await expect(
    second.shipping.pack.scan({ commandId: id(), code: 'R110', parcelId: parcel.id }),
  ).rejects.toMatchObject(inHand)
  await expect(second.shipping.pack.takeUp({ id: parcel.id })).rejects.toMatchObject(inHand)
  await expect(second.shipping.pack.void({ commandId: id(), parcelId: parcel.id })).rejects.toMatchObject(
    inHand,
  )
  expect((await second.shipping.pack.table()).open[0]!.holder).toMatchObject({
    name: '小李',
    station: '打包台 1',
  })
  expect((await first.shipping.pack.table()).open[0]!.holder).toBeNull()
  // Nothing of what was refused counts.
  expect((await first.shipping.pack.get({ id: parcel.id })).pieces).toBe(0)
  await second.shipping.pack.takeUp({ id: parcel.id, takeOver: true })
  await second.shipping.pack.scan({ commandId: id(), code: 'R110', parcelId: parcel.id })
  await expect(
    first.shipping.pack.scan({ commandId: id(), code: 'R110', parcelId: parcel.id }),
  ).rejects.toMatchObject({ code: 'parcel-in-hand', data: { who: '小李 · 打包台 2' } })
  // The table that it was taken from is told without scanning.
  expect((await first.shipping.pack.get({ id: parcel.id })).holder).toMatchObject({ station: '打包台 2' })
  expect((await second.shipping.pack.get({ id: parcel.id })).holder).toBeNull()
  // Whoever has it not in hand puts nothing aside.
  await first.shipping.pack.putAside({ id: parcel.id })
  await expect(first.shipping.pack.takeUp({ id: parcel.id })).rejects.toMatchObject({
    code: 'parcel-in-hand',
  })
  await second.shipping.pack.putAside({ id: parcel.id })
  expect((await first.shipping.pack.takeUp({ id: parcel.id })).pieces).toBe(1)
})

it('tells who else looks at the same, until she looks elsewhere', async () => {
  const at = (station: string) => host.client({ userId: packer, lastCallAt: Date.now(), station })
  const [first, second] = [at('打包台 1'), at('打包台 2')]
  expect(await first.stations.look({ kind: 'count', id: 7 })).toEqual([])
  expect(await second.stations.look({ kind: 'count', id: 7 })).toMatchObject([
    { name: '小李', station: '打包台 1' },
  ])
  expect(await second.stations.look({ kind: 'count', id: 8 })).toEqual([])
  expect(await first.stations.look({ kind: 'count', id: 7 })).toEqual([])
})

it('keeps printer settings for the station that made them', async () => {
  const [label] = await as(packer).shipping.printers.list()
  await as(packer).shipping.printers.save({
    ...label!,
    commandId: id(),
    paper: '100x150',
    offsetX: -150,
    automatic: true,
  })
  expect((await as(packer).shipping.printers.list())[0]).toMatchObject({
    paper: '100x150',
    offsetX: -150,
    automatic: true,
  })
  const other = host.client({ userId: packer, lastCallAt: Date.now(), station: '办公室' })
  expect((await other.shipping.printers.list())[0]).toMatchObject({ paper: '76x130', offsetX: 0 })
})

it('lists of parcels, waves, hand-overs and returns come out as sheets in the caller’s language, without a buyer', async () => {
  const { parcel } = await scan('P1', null)
  await scan('R110', parcel.id)
  await scan('R110', parcel.id)
  await scan('YT8962646785389', parcel.id)
  const office = host.client({ userId: 1, lastCallAt: Date.now(), language: 'en' })
  const { id: manifest } = await office.shipping.manifests.handOver({
    commandId: id(),
    carrierId: 2,
    parcelIds: [parcel.id],
    courierName: '小王',
    acknowledgeStale: true,
  })
  const { leftOut: _, id: wave } = await office.shipping.waves.create({
    commandId: id(),
    groups: [[parcel.orders[0]!.orderId + 1]],
  })
  await office.shipping.returns.receive({
    commandId: id(),
    orderId: parcel.orders[0]!.orderId,
    trackingNumber: 'SF1385628716739',
    reason: '太小',
    lines: [{ orderLineId: 1, itemId: parcel.items[0]!.itemId, quantity: 1 }],
  })
  const sheets = await Promise.all([
    office.shipping.pack.export({ shippedOn: businessDate(Date.now()) }),
    office.shipping.pack.export({ shippedOn: '2020-01-01' }),
    office.shipping.waves.export({}),
    office.shipping.waves.export({ id: wave }),
    office.shipping.manifests.export({}),
    office.shipping.manifests.export({ id: manifest }),
    office.shipping.returns.export({ search: '王小梅' }),
    as(packer).shipping.returns.export({}),
  ])
  const rows = await Promise.all(
    sheets.map(async ({ file }) => (await readSheet(Buffer.from(await file.arrayBuffer()))).slice(1)),
  )
  expect(rows.map((sheet) => sheet.length)).toEqual([1, 0, 1, 1, 1, 1, 1, 1])
  expect(rows[0]![0]).toContain('Handed over')
  expect(rows[0]![0]).toContain('YT8962646785389')
  expect(rows[5]![0]).toContain('P1')
  expect(rows[7]![0]).toContain('待检查')
  expect(JSON.stringify(rows)).not.toContain('小梅')
  expect(sheets.map((sheet) => sheet.fileName).every((name) => name.endsWith('.xlsx'))).toBe(true)
})

it('the packer finds a return by the buyer and sees of him what tells two apart', async () => {
  const { parcel } = await scan('P1', null)
  await scan('R110', parcel.id)
  await scan('R110', parcel.id)
  await scan('YT8962646785389', parcel.id)
  await as(packer).shipping.manifests.handOver({
    commandId: id(),
    carrierId: 2,
    parcelIds: [parcel.id],
    courierName: '',
    acknowledgeStale: true,
  })
  await run(host.host.services.store, (scope) =>
    reindexOrder(scope, parcel.orders[0]!.orderId).then(() => null),
  )
  const found = await as(packer).shipping.returns.find({ text: '王小梅' })
  expect(found.orders.map((order) => [order.orderNumber, order.recipient])).toEqual([['P1', '王**']])
  const seen = await host
    .client({ userId: 1, lastCallAt: Date.now() })
    .shipping.returns.find({ text: '0000' })
    .catch((error: unknown) => error)
  expect(seen).toMatchObject({ code: 'code-unknown' })
})

it('shows the packer what the line in hand asks for: name, text, measures, picture', async () => {
  const picture = 'a'.repeat(64)
  await run(host.host.services.store, (scope) =>
    scope
      .update('order_line', 1, {
        wearer: '小雨',
        custom_text: '三年二班',
        measurements: '身高 118',
        picture_hash: picture,
      })
      .then(() => null),
  )
  const { parcel } = await scan('P1', null)
  expect(parcel.items[0]).toMatchObject({
    wishes: [
      {
        wearer: '小雨',
        customText: '三年二班',
        measurements: '身高 118',
        pictureHash: picture,
        wanted: 2,
        here: 0,
      },
    ],
  })
  const counted = await scan('R110', parcel.id)
  expect(counted).toMatchObject({
    orderLineId: 1,
    parcel: { items: [{ wishes: [{ orderLineId: 1, here: 1 }] }] },
  })
})
