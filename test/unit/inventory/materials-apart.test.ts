import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { type TestHost, testHost } from '../../support/host.ts'

/** Materials are counted in 1/1000 of their unit: what counts pieces never takes one for a SKU. */
let opened: TestHost
beforeEach(async () => {
  opened = await testHost()
})
afterEach(async () => {
  const { reader } = opened.host.services.store
  expect((await checkStore(reader)).flatMap(({ violations }) => violations)).toEqual([])
  await opened.close()
})

const commandId = () => v7()

async function purchase() {
  const client = opened.client()
  const supplier = await client.inventory.suppliers.save({
    commandId: commandId(),
    id: null,
    name: '布行',
    kind: 'supplier',
    phone: '',
  })
  const { id: materialId } = await client.inventory.materials.save({
    commandId: commandId(),
    id: null,
    name: '里布',
    unit: 'm',
    width: null,
    gramsPerArea: null,
    supplierId: null,
    price: null,
    note: '',
    archived: false,
  })
  const places = await client.inventory.locations.list()
  const locationId = places.find(({ kind }) => kind === 'sellable')!.id
  const { id } = await client.inventory.materials.purchase({
    commandId: commandId(),
    supplierId: supplier.id,
    locationId,
    businessDate: '2026-05-18',
    note: '',
    paidNow: 0,
    lines: [{ materialId, quantity: 10_000, amount: 5000, dyeLot: 'A1' }],
  })
  return { client, id, materialId, locationId, places, supplierId: supplier.id }
}

test('a purchase of materials opens with its materials, and is no pieces', async () => {
  const { client, id, materialId } = await purchase()
  expect(await client.inventory.receipts.get({ id })).toMatchObject({
    pieces: 0,
    amount: 5000,
    lines: [
      {
        sku: null,
        material: { materialId, name: '里布', unit: 'm', dyeLot: 'A1' },
        quantity: 10_000,
        amount: 5000,
      },
    ],
  })
})

test('what is done by the piece refuses a material, and it stays as it is', async () => {
  const { client, materialId, locationId, places, supplierId } = await purchase()
  const other = places.find(({ id }) => id !== locationId)!.id
  const lines = [{ itemId: materialId, quantity: 1 }]
  const refused = { code: 'material-in-pieces', data: { material: '里布' } }
  await expect(
    client.inventory.adjust.post({ commandId: commandId(), locationId, reason: '样品', lines }),
  ).rejects.toMatchObject(refused)
  await expect(
    client.inventory.transfer({
      commandId: commandId(),
      fromLocationId: locationId,
      toLocationId: other,
      lines,
    }),
  ).rejects.toMatchObject(refused)
  await expect(
    client.inventory.receipts.create({
      commandId: commandId(),
      source: 'supplier',
      supplierId,
      businessDate: '2026-05-18',
      paidNow: 0,
      lines: [{ itemId: materialId, locationId, quantity: 1, amount: 0 }],
    }),
  ).rejects.toMatchObject(refused)
  const { id: countId } = await client.inventory.counts.start({ commandId: commandId(), locationId })
  await expect(
    client.inventory.counts.set({ commandId: commandId(), id: countId, itemId: materialId, counted: 1 }),
  ).rejects.toMatchObject(refused)
  const { rows } = await client.inventory.materials.list({})
  expect(rows).toMatchObject([{ onHand: 10_000 }])
})
