import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { businessDate } from '../../../shared/dates.ts'
import { may, type ProcedurePath, permissions } from '../../../shared/settings/roles.ts'
import { type Client, id, type TestHost, testHost } from '../../support/host.ts'

/** Goods are taken in on the floor, by who neither knows nor may see what they cost. */
let opened: TestHost
let office: Client
let packer: Client
let skuId: number
let supplierId: number
const date = businessDate(Date.now())

beforeEach(async () => {
  opened = await testHost()
  office = opened.client()
  const { id: userId } = await office.settings.users.save({
    commandId: id(),
    id: null,
    name: '打包员',
    role: 'packer',
    archived: false,
  })
  packer = opened.client({ door: 'station', paired: { id: 1, role: 'packer', kiosk: null, userId } })
  await office.catalog.styles.save({
    commandId: id(),
    id: null,
    styleNumber: 'TZ',
    name: '小白兔',
    note: '',
    photos: [],
    colours: [{ id: null, name: '白色', swatch: '' }],
    sizes: [{ id: null, name: '110' }],
    skus: [{ id: null, colour: '白色', size: '110', sellerCode: 'TZ-110', barcode: '', safetyStock: 0 }],
  })
  skuId = (await office.inventory.stock.search({ search: 'TZ', limit: 10 }))[0]!.id
  const supplier = { commandId: id(), id: null, name: '隔壁王家', kind: 'neighbour' as const }
  supplierId = (await office.inventory.suppliers.save(supplier)).id
})
afterEach(async () => {
  const broken = (await checkStore(opened.host.services.store.reader)).filter(
    (rule) => rule.violations.length > 0,
  )
  await opened.close()
  expect(broken).toEqual([])
})

const receive = (client: Client, quantity: number, amount: number | null, paidNow = 0) =>
  client.inventory.receipts.create({
    commandId: id(),
    source: 'neighbour',
    supplierId,
    businessDate: date,
    note: '',
    paidNow,
    lines: [{ itemId: skuId, locationId: 1, quantity, amount }],
  })
const owed = async () => (await office.inventory.suppliers.list())[0]!.owed
const stock = async () => {
  const { row } = await office.inventory.stock.item({ id: skuId })
  return [row.onHand, row.value]
}
const lineId = async (receiptId: number) =>
  (await office.inventory.receipts.get({ id: receiptId })).lines[0]!.id

describe('goods that a packer takes in', () => {
  it('enter stock at the average, wait for their price, and owe it once the office adds it', async () => {
    await receive(office, 10, 10_000)
    const { id: receiptId } = await receive(packer, 10, null)
    expect(await stock()).toEqual([20, 20_000])
    expect(await owed()).toBe(10_000)
    expect((await office.settings.today()).unpricedReceipts).toBe(1)
    const page = { priceDue: true, offset: 0, limit: 50 }
    expect((await office.inventory.receipts.list(page)).rows.map((row) => row.id)).toEqual([receiptId])
    // Without one it is not the price that was paid last.
    const { prices } = await office.inventory.suppliers.account({ id: supplierId })
    expect(prices).toEqual([{ itemId: skuId, price: 1_000 }])

    const line = { lineId: await lineId(receiptId), amount: 15_000 }
    const correct = { commandId: id(), id: receiptId, note: '', lines: [line] }
    expect(await office.inventory.receipts.correct(correct)).toEqual({ account: 15_000, stock: 5_000 })
    expect(await stock()).toEqual([20, 25_000])
    expect(await owed()).toBe(25_000)
    expect((await office.settings.today()).unpricedReceipts).toBe(0)
    // From now on a correction is one of a price that is known.
    const again = { ...correct, commandId: id(), lines: [{ ...line, amount: 14_000 }] }
    expect(await office.inventory.receipts.correct(again)).toEqual({ account: -1_000, stock: -1_000 })
  })

  it('as a gift are priced at nothing, and leave the list without changing what is owed', async () => {
    await receive(office, 10, 10_000)
    const { id: receiptId } = await receive(packer, 10, null)
    const lines = [{ lineId: await lineId(receiptId), amount: 0 }]
    const done = await office.inventory.receipts.correct({ commandId: id(), id: receiptId, note: '', lines })
    expect(done).toEqual({ account: 0, stock: -10_000 })
    expect((await office.settings.today()).unpricedReceipts).toBe(0)
  })

  it('taken back before they have a price leave stock and account as they were', async () => {
    await receive(office, 10, 10_000)
    const { id: receiptId } = await receive(packer, 10, null)
    await office.inventory.receipts.void({ commandId: id(), id: receiptId, reversePayments: false, note: '' })
    expect(await stock()).toEqual([10, 10_000])
    expect((await office.settings.today()).unpricedReceipts).toBe(0)
  })

  it('carry no money that she says', async () => {
    const refused = { code: 'not-allowed', data: { procedure: 'inventory.receipts.create' } }
    await expect(receive(packer, 1, 0)).rejects.toMatchObject(refused)
    await expect(receive(packer, 1, null, 500)).rejects.toMatchObject(refused)
    expect(await stock()).toEqual([0, 0])
  })
})

describe('what things cost', () => {
  /** An input of each reader that needs one. */
  const inputs: Readonly<Record<string, object>> = {
    'inventory.receipts.get': { id: 1 },
    'inventory.stock.scan': { code: 'TZ-110' },
    'inventory.counts.get': { id: 1 },
    'inventory.supply.forOrder': { orderId: 1 },
  }
  it('is in no answer of any procedure that a packer may call', async () => {
    await receive(office, 10, 77_770, 33_330)
    await office.inventory.counts.start({ commandId: id(), locationId: 1, note: '' })
    const readers = Object.keys(permissions).filter(
      (path) => path.startsWith('inventory.') && may('packer', path as ProcedurePath),
    )
    let told = ''
    const heard: string[] = []
    for (const path of readers) {
      let node: unknown = packer
      for (const name of path.split('.')) node = (node as Record<string, unknown>)[name]
      const ask = node as (input?: object) => Promise<unknown>
      const page = { offset: 0, limit: 50, sort: 'sku', descending: false, filter: 'all', search: '' }
      const input = inputs[path] ?? { ...page, id: skuId, itemIds: [skuId] }
      const answer = await ask(input).catch((error: { code: string }) => error.code)
      told += JSON.stringify(answer)
      if (typeof answer !== 'string') heard.push(path)
    }
    // Pieces are told, the price, its sum and what was paid are not.
    expect(heard).toEqual(expect.arrayContaining(['inventory.receipts.list', 'inventory.receipts.get']))
    expect(heard).toEqual(expect.arrayContaining(['inventory.stock.item', 'inventory.suppliers.names']))
    expect(told).toContain('隔壁王家')
    expect(told).not.toMatch(/77770|7777\b|33330|44440/)
  })

  it('is what the office hears of the same procedures', async () => {
    await receive(office, 10, 77_770, 33_330)
    const told = JSON.stringify(await office.inventory.receipts.get({ id: 1 }))
    expect(told).toMatch(/77770/)
    expect(told).toMatch(/33330/)
  })
})
