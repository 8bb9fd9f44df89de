import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isSound } from '../../../db/check/index.ts'
import { storeFile } from '../../../db/open.ts'
import { openTestHost } from './host-support.ts'
import { fillStore, openTestStore, testFolder } from './support.ts'

let dir: string
beforeEach(async () => {
  dir = testFolder()
  const store = await openTestStore(dir)
  await fillStore(store)
  await store.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function overwrite(at: number, bytes: Buffer): void {
  const handle = openSync(storeFile(dir), 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

type Client = Awaited<ReturnType<typeof openTestHost>>['client']

async function salvaged(client: Client) {
  await client.settings.rescue.salvage()
  for (;;) {
    const state = await client.settings.rescue.salvageState()
    if (state.kind !== 'running') return state
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a database without its first page is saved from the rescue screen, and kept beside', async () => {
  overwrite(0, Buffer.alloc(4096))
  const { host, client } = await openTestHost(dir)
  const trouble = await client.settings.rescue.state()
  expect(trouble?.kind).toBe('damaged')
  const damaged = readFileSync(join(dir, trouble!.renamedTo!))
  const state = await salvaged(client)
  expect(state).toMatchObject({ kind: 'ready', report: { tables: [], unplaced: 0, counts: { orders: 2 } } })
  const restored = await client.settings.rescue.takeSalvaged()
  expect(restored.epoch).toBe(2)
  expect(await client.settings.rescue.state()).toBeNull()
  const found = await client.orders.list({ limit: 10, search: '团结路' })
  expect(found.rows.map((order) => order.orderNumber)).toContain('4182937465012345678')
  expect(isSound(await host.services.care.check())).toBe(true)
  expect(readFileSync(join(dir, trouble!.renamedTo!)).equals(damaged)).toBe(true)
  const audit = await client.settings.audit.list({ command: 'settings.rescue.takeSalvaged' })
  expect(audit.rows).toHaveLength(1)
  await host.close()
  const again = await openTestHost(dir)
  expect(await again.client.settings.rescue.state()).toBeNull()
  await again.host.close()
})

test('where no row can be read it says so, and copies are still offered', async () => {
  overwrite(0, Buffer.alloc(readFileSync(storeFile(dir)).length, 7))
  const { host, client } = await openTestHost(dir)
  expect(await salvaged(client)).toMatchObject({ kind: 'failed', code: 'salvage-impossible' })
  await expect(client.settings.rescue.takeSalvaged()).rejects.toMatchObject({ code: 'not-allowed' })
  expect((await client.settings.rescue.state())?.kind).toBe('damaged')
  await host.close()
})

test('an open database with bad pages can be set aside, looked at, and put back as it was', async () => {
  const first = await openTestHost(dir)
  await expect(first.client.settings.repair.rescue()).rejects.toMatchObject({ code: 'not-allowed' })
  await first.host.close()
  const bytes = readFileSync(storeFile(dir))
  // A page of the audit's rows: opening does not read it.
  const place = bytes.indexOf('"recipient_name"')
  expect(place).toBeGreaterThan(4096)
  overwrite(place - (place % 4096), Buffer.alloc(4096, 255))
  const { host, client } = await openTestHost(dir)
  expect(await client.settings.rescue.state()).toBeNull()
  await client.settings.repair.rescue()
  expect((await client.settings.rescue.state())?.kind).toBe('damaged')
  const state = await salvaged(client)
  expect(state).toMatchObject({ kind: 'ready', report: { counts: { orders: 2 }, problems: 0 } })
  await client.settings.rescue.putBack()
  expect(await client.settings.rescue.state()).toBeNull()
  expect((await client.orders.list({ limit: 10 })).rows).toHaveLength(1)
  expect(existsSync(join(dir, 'rescue.json'))).toBe(false)
  await host.close()
})
