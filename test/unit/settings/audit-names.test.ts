import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameKey } from '../../../shared/settings/audit-references.ts'
import { type TestHost, testHost } from '../../support/host.ts'

let host: TestHost
beforeEach(async () => {
  host = await testHost()
})
afterEach(async () => {
  await host.close()
})

test('a row of the audit brings the names of what it is about, as they are now', async () => {
  const client = host.client()
  const save = (name: string, shopId: number | null) =>
    client.settings.shops.save({ commandId: v7(), id: shopId, platform: 'taobao', name, promiseHours: 48 })
  const { id } = await save('老店', null)
  await save('新店', id)
  const { rows } = await client.settings.audit.list({ table: 'shop', offset: 0, limit: 10 })
  expect(rows).toMatchObject([
    {
      action: 'update',
      before: { name: '老店' },
      after: { name: '新店' },
      names: { [nameKey('shop', id)]: '新店' },
    },
    { action: 'insert', names: { [nameKey('shop', id)]: '新店' } },
  ])
})

test('numbers of other tables have their names, too; a PIN’s hash has none', async () => {
  const client = host.client()
  const { id } = await client.settings.users.save({ commandId: v7(), id: null, name: '小丁', role: 'packer' })
  await client.settings.users.setPin({ commandId: v7(), userId: 1, pin: '2580' })
  const owner = host.client({ userId: 1, lastCallAt: Date.now() })
  const { rows } = await owner.settings.audit.list({ table: 'user', offset: 0, limit: 10 })
  expect(rows[0]).toMatchObject({ after: { pin_hash: '••••' }, names: { [nameKey('user', 1)]: '老板' } })
  expect(rows.find((row) => row.rowId === id)?.names).toEqual({ [nameKey('user', id)]: '小丁' })
})

test('an order’s history says amounts in its own currency, and what else it names', async () => {
  const client = host.client()
  const shop = { commandId: v7(), id: null, platform: 'shopee' as const, name: 'Kedai', promiseHours: 48 }
  const { id: shopId } = await client.settings.shops.save({ ...shop, currency: 'MYR' })
  const recipient = { name: 'Siti', phone: '60123', address: 'Jalan 1', country: 'MY' }
  const line = { id: null, title: 'Bunny', attributes: '', skuId: null, quantity: 2, unitPrice: 6800 }
  const empty = { province: '', city: '', district: '', postcode: '' }
  const { id } = await client.orders.create({
    ...{ commandId: v7(), shopId, orderNumber: '', customerId: null, recipient: { ...recipient, ...empty } },
    ...{
      performanceDate: null,
      shipBy: null,
      postageAmount: null,
      discountAmount: null,
      invoiceTitle: '',
      note: '',
    },
    lines: [{ ...line, customText: '', wearer: '', measurements: '', pictureHash: '' }],
  })
  const { history, orderNumber } = await client.orders.get({ id })
  expect(new Set(history.map(({ currency }) => currency))).toEqual(new Set(['MYR']))
  const written = history.find(({ table, action }) => table === 'order_line' && action === 'insert')!
  expect(written.names).toMatchObject({
    [nameKey('orders', id)]: orderNumber,
    [nameKey('order_line', written.rowId)]: `${orderNumber} · Bunny`,
  })
})
