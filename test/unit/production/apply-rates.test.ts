import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { runCommand } from '../../../db/command.ts'
import { businessDate } from '../../../shared/dates.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'

let host: TestHost
beforeEach(async () => {
  host = await testHost()
})
afterEach(async () => {
  const broken = await checkStore(host.host.services.store.reader)
  expect(broken.flatMap(({ violations }) => violations)).toEqual([])
  await host.close()
})

/** An operation with so many entries, as a year of records leaves them, and a new rate. */
async function worked(entries: number): Promise<number> {
  const c = host.client()
  const { id: styleId } = await c.catalog.styles.save({
    commandId: id(),
    id: null,
    styleNumber: 'A1',
    name: '小白兔',
    note: '',
    photos: [],
    colours: [{ id: null, name: '白', swatch: '' }],
    sizes: [{ id: null, name: '110' }],
    skus: [{ id: null, colour: '白', size: '110', sellerCode: '', barcode: '', safetyStock: 0 }],
  })
  const [operationId] = await c.production.routing.save({
    commandId: id(),
    styleId,
    operations: [{ id: null, name: '缝', standardSeconds: 90, recorded: true, predecessors: [] }],
  })
  const { skus } = await c.catalog.styles.get({ id: styleId })
  const { id: batchId } = await c.production.batches.create({
    commandId: id(),
    styleId,
    dueDate: null,
    performanceDate: null,
    note: '',
    lines: [{ skuId: skus[0]!.id, planned: 20 }],
  })
  const cut = {
    batchId,
    colours: [{ colour: '白', dyeLot: '', layers: 20 }],
    sizes: [{ size: '110', ratio: 1 }],
  }
  await c.production.batches.cut({ commandId: id(), ...cut, rule: { by: 'size', pieces: 20 } })
  const [bundle] = (await c.production.batches.get({ id: batchId })).bundles
  const { id: workerId } = await c.workers.save({
    commandId: id(),
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })
  const call = { uuid: v7(), name: 'test', userId: 1, station: '', at: Date.now(), input: null }
  await runCommand(host.host.services.store, call, async ({ trx, commandId, recordInserted }) => {
    const row = {
      worker_id: workerId,
      operation_id: operationId!,
      bundle_id: bundle!.id,
      good: 0,
      rework: 1,
      scrap: 0,
      reason: '改',
      basis: 'piece' as const,
      work_date: businessDate(Date.now()),
      at: Date.now(),
      command_id: commandId,
    }
    const ids: number[] = []
    for (let at = 0; at < entries; at++)
      ids.push((await trx.insertInto('work_entry').values(row).returning('id').executeTakeFirstOrThrow()).id)
    await recordInserted('work_entry', ids[0]!, ids.at(-1)!)
    const progress = { bundle_id: bundle!.id, operation_id: operationId!, good: 0, rework: entries, scrap: 0 }
    await trx.insertInto('bundle_progress').values(progress).execute()
  })
  const rates = [{ size: '', rate: 900_000 }]
  await c.production.routing.setRates({
    commandId: id(),
    operationId: operationId!,
    validFrom: '2026-01-01',
    rates,
  })
  return operationId!
}
const apply = (operationId: number, commandId = id()) =>
  host.client().production.rates.apply({ commandId, operationId, from: '2026-01-01' })
const jobs = async () =>
  (await host.client().settings.jobs.list()).map(({ kind, state, done, total }) => [kind, state, done, total])
const priced = async () =>
  (await host.host.services.store.reader.selectFrom('work_entry').select('rate').execute()).filter(
    ({ rate }) => rate === 900_000,
  ).length

test('new rates of a few entries are one command; of many, work in the background that is done once', async () => {
  const operationId = await worked(2500)
  const commandId = id()
  const [first, second] = await Promise.allSettled([apply(operationId, commandId), apply(operationId)])
  expect(first).toMatchObject({ status: 'fulfilled', value: { entries: 2500 } })
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'job-running' } })
  await host.host.services.jobs.settle()
  expect(await jobs()).toEqual([['reprice', 'done', 2500, 2500]])
  expect(await priced()).toBe(2500)
  expect(await apply(operationId, commandId)).toEqual({ entries: 2500 })
})

test('stopped half-way, what has its rate keeps it, and the same call again gives the rest', async () => {
  const operationId = await worked(5000)
  const commandId = id()
  const ended = apply(operationId, commandId).catch((error: { code: string }) => error.code)
  for (;;) {
    const running = (await host.client().settings.jobs.list()).find(({ state }) => state === 'running')
    if (!running) continue
    await host.client().settings.jobs.cancel({ jobId: running.id })
    break
  }
  expect(await ended).toBe('cancelled')
  const half = await priced()
  expect(half % 1000).toBe(0)
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(5000)
  expect(await apply(operationId, commandId)).toEqual({ entries: 5000 })
  expect(await priced()).toBe(5000)
})
