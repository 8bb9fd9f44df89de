import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { id, testHost } from '../../support/host.ts'

test('an answer that is not what was promised is a bug with an id, logged by its field and without its value', async () => {
  const { host, dir, client, close } = await testHost()
  const c = client()
  await c.inventory.materials.save({
    commandId: id(),
    id: null,
    name: '毛绒布',
    unit: 'm',
    width: null,
    gramsPerArea: null,
    supplierId: null,
    price: 1850,
    note: '',
    archived: false,
  })
  await host.services.store.writer.updateTable('material').set({ price: 7_654_321_000_000 }).execute()
  const error = await c.inventory.materials.list({}).catch((raised: unknown) => raised)
  expect(error).toMatchObject({ code: 'internal', data: { id: expect.stringMatching(/^[0-9a-f]{8}$/) } })
  const log = readFileSync(join(dir, 'logs', 'yifang.log'), 'utf8')
  const bug = log.split('\n').find((line) => line.includes((error as { data: { id: string } }).data.id))
  expect(JSON.parse(bug!)).toMatchObject({ procedure: 'inventory.materials.list', fields: 'rows.0.price' })
  expect(log).not.toContain('7654321')
  await close()
  rmSync(dir, { recursive: true, force: true })
})
