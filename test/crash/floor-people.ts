import { setTimeout as wait } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { Random } from '../../electron/host/demo/random.ts'
import { businessDate } from '../../shared/dates.ts'
import { workshopOf } from '../unit/subcontracting/two-workshops.ts'
import type { Calls } from './calls.ts'

const today = () => businessDate(Date.now())

/** Records, hands out, splits, scraps, takes back and takes into stock, whatever bundles there are. */
export async function recorder({ client, read, write }: Calls, chance: Random): Promise<void> {
  const workers = await read(() => client.workers.list())
  const place = (await read(() => client.inventory.locations.list())).find(({ kind }) => kind === 'sellable')!
  for (;;) {
    const { rows } = await read(() => client.production.batches.list({ state: 'open', offset: 0, limit: 20 }))
    if (rows.length === 0) return
    const { id } = chance.pick(rows)
    const batch = await read(() => client.production.batches.get({ id }))
    const live = batch.bundles.filter(({ state, held }) => state === 'live' && held > 0)
    if (live.length < 3) {
      const line = chance.pick(batch.lines)
      await write('cut', client.production.batches.cut, {
        batchId: id,
        colours: [{ colour: line.sku.colour, dyeLot: '', layers: chance.whole(10, 60) }],
        sizes: [{ size: line.sku.size, ratio: 1 }],
        rule: { by: 'size', pieces: 20 },
      })
      continue
    }
    const bundle = chance.pick(live)
    const step = chance.pick(batch.operations.filter(({ recorded }) => recorded))
    const entry = {
      bundleId: bundle.id,
      operationId: step.id,
      workerId: chance.pick(workers).id,
      good: chance.whole(0, bundle.held),
      rework: 0,
      scrap: chance.chance(0.1) ? 1 : 0,
      reason: '破',
      basis: 'piece' as const,
      workDate: today(),
    }
    const recorded = await write('record', client.production.work.record, entry)
    if (recorded && chance.chance(0.2))
      await write('undo', client.production.work.undo, { id: recorded.entry.id })
    if (chance.chance(0.1) && bundle.held > 1)
      await write('split', client.production.bundles.split, { id: bundle.id, parts: [1, bundle.held - 1] })
    if (chance.chance(0.2)) {
      for (const { id: operationId } of batch.operations)
        await write('record', client.production.work.record, {
          ...entry,
          operationId,
          good: bundle.held,
          scrap: 0,
        })
      await write('receive bundles', client.production.bundles.receive, {
        ids: [bundle.id],
        locationId: place.id,
        note: '',
      })
    }
  }
}

/**
 * Brings sheets of materials and BOMs in. Every BOM has three lines that name the turn of its sheet: a style with lines of
 * two turns, or with two lines, was written by half.
 */
export async function sheetReader(calls: Calls, chance: Random): Promise<void> {
  const { client, read, longWrite, job } = calls
  const { rows: styles } = await read(() => client.catalog.styles.list({ limit: 100 }))
  for (;;) {
    const turn = chance.whole(1, 1e9)
    const materials = Array.from({ length: 150 }, (_, at) => `料${at},米,${(turn % 9000) / 100}`)
    const lines = styles.flatMap(({ styleNumber }) =>
      [0, 1, 2].map((at) => `${styleNumber},料${at},${at + 1},第${turn}次`),
    )
    for (const text of [
      ['物料,单位,单价', ...materials],
      ['款号,物料,单件用量,部位', ...lines],
    ]) {
      const file = new File([text.join('\n')], '表.csv')
      const { read: seen } = await read(() => client.catalog.recipes.preview({ file }))
      await longWrite('sheet', async () => {
        const { jobId } = await read(() =>
          client.catalog.recipes.commit({ commandId: v7(), file, read: seen }),
        )
        await job(jobId)
      })
    }
  }
}

/** Agrees new rates, and gives them to the work done before. */
export async function owner({ client, read, write, longWrite }: Calls, chance: Random): Promise<void> {
  for (;;) {
    const { rows } = await read(() => client.production.batches.list({ state: 'open', offset: 0, limit: 20 }))
    if (rows.length === 0) return
    const batch = await read(() => client.production.batches.get({ id: chance.pick(rows).id }))
    const operationId = chance.pick(batch.operations).id
    const rates = [{ size: '', rate: chance.whole(100_000, 2_000_000) }]
    await write('rates', client.production.routing.setRates, { operationId, validFrom: today(), rates })
    await longWrite('reprice', () =>
      read(() => client.production.rates.apply({ commandId: v7(), operationId, from: today() })),
    )
    await wait(20)
  }
}

/** Takes orders of other workshops in, by their files. */
export async function subcontractor({ client, write }: Calls, chance: Random): Promise<void> {
  const sender = workshopOf(`外厂${chance.whole(1, 1e6)}`)
  for (;;) {
    await write('job file', client.subcontracting.files.accept, {
      name: 'a.yifang-job',
      text: sender.order({ styleNumber: `S${chance.whole(1, 5)}` }),
      confirmed: true,
    })
    await wait(chance.whole(10, 200))
  }
}
