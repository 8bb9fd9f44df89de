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
