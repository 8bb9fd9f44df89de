import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJobNotes } from '../../../db/settings/jobs.ts'
import type { Job } from '../../../shared/settings/contract.ts'
import { id, importFiles, jobEnd, type TestHost, testHost } from '../../support/host.ts'
import { csvBytes, headerSets, makeOrders, orderTable } from '../../support/order-files.ts'

let host: TestHost
beforeEach(async () => {
  host = await testHost()
})
afterEach(async () => {
  await host.close()
  rmSync(host.dir, { recursive: true, force: true })
})

async function job(kind: string, state: Job['state'], subject: number | null = null): Promise<number> {
  const { writer } = host.host.services.store
  const row = await writer
    .insertInto('job')
    .values({ kind, state, subject_id: subject, started_at: Date.now(), finished_at: Date.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
const notes = async () =>
  (await host.client().settings.today()).jobNotes.map(({ kind, state, since }) => [kind, state, since])

test('an import that was cut off goes on, then is finished, then is old news', async () => {
  await job('import', 'interrupted', 1)
  expect(await notes()).toEqual([['import', 'interrupted', 'open']])
  await job('import', 'interrupted', 1)
  const again = await job('import', 'running', 1)
  expect(await notes()).toEqual([['import', 'interrupted', 'goes-on']])
  await host.host.services.store.writer
    .updateTable('job')
    .set({ state: 'done' })
    .where('id', '=', again)
    .execute()
  expect(await notes()).toEqual([['import', 'interrupted', 'finished']])
  await job('backup', 'done')
  expect(await notes()).toHaveLength(1)
  await job('import', 'done', 2)
  expect(await notes()).toEqual([])
})

test('a note goes when its kind was done again; a half written import keeps its own', async () => {
  await job('backup', 'interrupted')
  await job('catalog-import', 'failed')
  expect(await notes()).toEqual([
    ['catalog-import', 'failed', 'open'],
    ['backup', 'interrupted', 'open'],
  ])
  await job('backup', 'done')
  expect(await notes()).toEqual([['catalog-import', 'failed', 'open']])
  await job('catalog-import', 'done')

  const client = host.client()
  const shop = { commandId: id(), id: null, platform: 'taobao' as const, name: '示例', promiseHours: 48 }
  const { id: shopId } = await client.settings.shops.save(shop)
  const bytes = csvBytes(orderTable(headerSets.TB_2022!, makeOrders(3)))
  await importFiles(client, shopId, [
    new File([bytes as Uint8Array<ArrayBuffer>], 'ExportOrderList202605181200.csv'),
  ])
  const { writer } = host.host.services.store
  await writer.updateTable('import_file').set({ state: 'applying' }).execute()
  await job('import', 'failed', 1)
  await job('import', 'done', 2)
  expect(await notes()).toEqual([['import', 'failed', 'open']])
  await writer.updateTable('import_file').set({ state: 'done' }).execute()
  expect(await notes()).toEqual([])
})

test('work that got its new rates by half is named until it got them whole; other operations are no comfort', async () => {
  await job('reprice', 'interrupted', 5)
  await job('reprice', 'done', 6)
  expect(await notes()).toEqual([['reprice', 'interrupted', 'open']])
  await job('reprice', 'done', 5)
  expect(await notes()).toEqual([])
})

test('a note can be put away, for everybody, and after two days goes by itself', async () => {
  const jobId = await job('backup', 'failed')
  await job('import', 'failed', 7)
  const later = Date.now() + 3 * 86_400_000
  expect(await readJobNotes(host.host.services.store.reader, later)).toEqual([])
  await host.client().settings.jobs.putAway({ commandId: id(), jobId })
  expect(await notes()).toEqual([['import', 'failed', 'open']])
})

test('after a restore nothing is said of the backup that was restored', async () => {
  const client = host.client()
  const { jobId } = await client.settings.backup.make()
  const { result } = await jobEnd(client, jobId)
  await client.settings.backup.restore({ name: (result as { name: string }).name })
  const restored = host.client()
  expect((await restored.settings.jobs.list()).map(({ kind, state }) => [kind, state])).toEqual([
    ['backup', 'done'],
  ])
  expect(await notes()).toEqual([])
})
