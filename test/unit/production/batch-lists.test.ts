import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import { type TestHost, testHost } from '../../support/host.ts'

/** A style with letter sizes in its own order, a class list for it, and a batch that is partly at a partner. */
let opened: TestHost
let batchId: number
let skuOf: (size: string) => number
const sizes = ['S', 'M', 'L', 'XL', '3XL']

beforeAll(async () => {
  opened = await testHost()
  const client = opened.client()
  const { id: styleId } = await client.catalog.styles.save({
    commandId: v7(),
    id: null,
    styleNumber: 'YB',
    name: '仪仗',
    note: '',
    photos: [],
    colours: [{ id: null, name: '白', swatch: '' }],
    sizes: sizes.map((name) => ({ id: null, name })),
    skus: sizes.map((size) => ({
      id: null,
      colour: '白',
      size,
      sellerCode: `YB-${size}`,
      barcode: '',
      safetyStock: 0,
    })),
  })
  const { skus } = await client.catalog.styles.get({ id: styleId })
  skuOf = (size) => skus.find((sku) => sku.size === size)!.id
  await client.production.routing.save({
    commandId: v7(),
    styleId,
    operations: [
      { id: null, name: '平车', standardSeconds: 600, recorded: true, predecessors: [] },
      { id: null, name: '整烫', standardSeconds: 60, recorded: true, predecessors: [0] },
    ],
  })
  const { id: shopId } = await client.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: 'direct',
    name: '门店',
    promiseHours: 48,
  })
  const line = (wearer: string, size: string, customText: string) => ({
    id: null,
    title: '仪仗',
    skuId: skuOf(size),
    quantity: 1,
    wearer,
    customText,
    measurements: '',
    unitPrice: null,
  })
  const order = await client.orders.create({
    commandId: v7(),
    shopId,
    orderNumber: 'BJ-3',
    performanceDate: '2026-12-20',
    customerId: null,
    recipient: {
      name: '王老师',
      phone: '',
      province: '',
      city: '',
      district: '',
      address: '',
      postcode: '',
      country: '',
    },
    shipBy: null,
    postageAmount: null,
    discountAmount: null,
    depositAmount: 0,
    invoiceTitle: '',
    note: '',
    lines: [line('王小明', 'XL', '绣“三班 王小明”'), line('李丽', 'S', '')],
  })
  const { id } = await client.production.batches.create({
    commandId: v7(),
    styleId,
    dueDate: '2026-12-10',
    performanceDate: '2026-12-20',
    note: '',
    orderIds: [order.id],
    // As SKUs come out of a list sorted by name.
    lines: ['3XL', 'L', 'M', 'S', 'XL'].map((size) => ({ skuId: skuOf(size), planned: 4 })),
  })
  batchId = id
})
afterAll(() => opened.close())

it('shows a batch by the sizes of its style, with whose the pieces are and what to embroider', async () => {
  const batch = await opened.client().production.batches.get({ id: batchId })
  expect(batch.lines.map(({ sku }) => sku.size)).toEqual(sizes)
  expect(batch.orders).toMatchObject([{ orderNumber: 'BJ-3', performanceDate: '2026-12-20' }])
  expect(
    batch.wearers.map(({ orderNumber, wearer, size, customText }) => [orderNumber, wearer, size, customText]),
  ).toEqual([
    ['BJ-3', '李丽', 'S', ''],
    ['BJ-3', '王小明', 'XL', '绣“三班 王小明”'],
  ])
})

it('says which pieces are at a partner, for which steps and with which order', async () => {
  const client = opened.client()
  const { id: subcontractorId } = await client.subcontracting.partners.save({
    commandId: v7(),
    id: null,
    name: '李家制衣',
    phone: '',
    skills: '',
    leadDays: 5,
    distance: null,
    note: '',
  })
  const { id } = await client.subcontracting.orders.create({
    commandId: v7(),
    subcontractorId,
    batchId,
    bundleIds: [],
    operationIds: [],
    price: 1_000_000,
    dueDate: '2026-12-18',
    note: '',
  })
  const batch = await client.production.batches.get({ id: batchId })
  expect(batch.out.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(20)
  expect(batch.out[0]).toMatchObject({ orderId: id, partner: '李家制衣', dueDate: '2026-12-18' })
  expect(batch.out[0]!.operationIds).toEqual(batch.operations.map((step) => step.id))
  expect((await client.subcontracting.orders.get({ id })).sizes).toEqual(sizes)
  // The order waits for the partner, not for the batch's earlier day.
  const [waiting] = await client.inventory.supply.forOrder({ orderId: batch.orders[0]!.id })
  expect(waiting!.supplies[0]).toMatchObject({
    expectedDate: '2026-12-18',
    sentOut: [{ id, partner: '李家制衣' }],
  })
  expect(isSound(await checkStore(opened.host.services.store.reader))).toBe(true)
})

it('exports batches, workers and work done for others with their rows', async () => {
  const client = opened.client()
  await client.workers.save({
    commandId: v7(),
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })
  const rowsOf = async (answer: { readonly file: File }) => {
    const [sheet] = await readWorkbook(new Uint8Array(await answer.file.arrayBuffer()))
    return sheet!.rows.map((row) => row.map(String))
  }
  const batches = await rowsOf(await client.production.batches.export({ state: 'open', headers: 'zh-CN' }))
  expect(batches[1]!.slice(1, 7)).toEqual(['YB', '仪仗', '在做', '2026-12-10', '2026-12-20', '20'])
  const workers = await rowsOf(await client.workers.export({ headers: 'en' }))
  expect(workers[1]!.slice(0, 2)).toEqual(['王秀英', 'by the piece'])
  expect((await rowsOf(await client.subcontracting.incoming.export({ headers: 'zh-CN' })))[0]).toContain(
    '已收',
  )
})
