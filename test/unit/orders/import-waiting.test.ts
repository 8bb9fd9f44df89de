import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { id, importFiles, jobEnd, type TestHost, testHost } from '../../support/host.ts'
import { itemFile, line } from './item-file.ts'

/** Files that were previewed and not imported. */
let test_: TestHost
let client: ReturnType<TestHost['client']>
let shopId: number

beforeEach(async () => {
  test_ = await testHost()
  client = test_.client()
  const shop = { commandId: id(), id: null, platform: 'taobao' as const, name: '示例', promiseHours: 48 }
  shopId = (await client.settings.shops.save(shop)).id
})
afterEach(() => test_.close())

const look = async (batch: string, ...days: number[]) => {
  const files = days.map((day) => itemFile(day, line({ number: `10000000000000000${day}` })))
  await client.orders.imports.stage({ batch, files, shopId, exportedAt: null })
}
const waiting = async () =>
  (await client.orders.imports.list({ waiting: true })).rows.map((file) => file.batch)
const left = async () => {
  const db = test_.host.services.store.reader
  const rows = await db.selectFrom('import_row').select('row').execute()
  const problems = await db.selectFrom('import_problem').select('row').execute()
  return rows.length + problems.length
}

test('are listed until they are discarded, batch by batch or all at once, and leave nothing behind', async () => {
  await importFiles(client, shopId, [itemFile(17, line({}))])
  await look('a', 18, 19)
  await look('b', 20)
  await look('c', 21)
  expect(await waiting()).toEqual(['c', 'b', 'a', 'a'])
  expect((await client.settings.today()).stagedImports).toBe(4)
  expect((await client.orders.imports.preview({ batch: 'b' })).summary.orders.added).toBe(1)
  const rows = await left()
  expect(await client.orders.imports.discard({ commandId: id(), batch: 'a' })).toEqual({ files: 2 })
  expect(await left()).toBe(rows - 2)
  expect(await client.orders.imports.discard({ commandId: id(), batch: null })).toEqual({ files: 2 })
  expect(await waiting()).toEqual([])
  expect((await client.settings.today()).stagedImports).toBe(0)
  // What was imported keeps its source rows.
  expect((await client.orders.imports.list({})).rows.map((file) => file.state)).toEqual(['done'])
  expect(await left()).toBe(rows - 4)
  expect(readdirSync(join(test_.dir, 'incoming'))).toEqual([])
})

test('one that is just being taken over is not discarded under the hands of its import', async () => {
  await importFiles(client, shopId, [itemFile(17, line({}))])
  await look('a', 18)
  const { jobId } = await client.orders.imports.commit({ commandId: id(), batch: 'a' })
  // It makes a backup first: its files are staged as long.
  expect(await client.orders.imports.discard({ commandId: id(), batch: 'a' })).toEqual({ files: 0 })
  expect(await client.orders.imports.discard({ commandId: id(), batch: null })).toEqual({ files: 0 })
  expect((await jobEnd(client, jobId)).state).toBe('done')
  expect((await client.orders.list({ search: '1000000000000000018' })).rows).toHaveLength(1)
})
