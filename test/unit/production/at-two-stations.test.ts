import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import { readBatch } from '../../../db/production/batches.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { changeBatch } from '../../../db/production/change-batch.ts'
import { reassignWork } from '../../../db/production/correct-work.ts'
import { recordMany } from '../../../db/production/record-many.ts'
import { recordWork, refuseRepeat } from '../../../db/production/work.ts'
import { closeChecked, now, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

let floor: SentOut
beforeEach(async () => {
  floor = await openSentOut()
})
afterEach(() => closeChecked(floor))

const sheet = (pieces: readonly number[], again = false) =>
  run(floor.store, (scope) =>
    recordMany(
      scope,
      {
        batchId: floor.batchId,
        workDate: today,
        basis: 'piece',
        again,
        cells: pieces.map((good, index) => ({
          workerId: floor.workers[index]!,
          operationId: floor.operations[0]!,
          bundleId: null,
          good,
        })),
      },
      today,
    ),
  )
const entries = () =>
  floor.store.reader.selectFrom('work_entry').select(['id', 'good']).orderBy('id').execute()

test('the same sheet of strips typed at two stations is paid once, unless it is said to be another', async () => {
  await floor.cut(40)
  await sheet([4, 5])
  await expect(sheet([4, 5])).rejects.toMatchObject({ code: 'sheet-recorded', data: { pieces: 9 } })
  expect((await entries()).reduce((sum, { good }) => sum + good, 0)).toBe(9)
  await sheet([4, 4])
  await sheet([4, 5], true)
  expect((await entries()).reduce((sum, { good }) => sum + good, 0)).toBe(26)
})

test('pieces given to another worker at two stations change hands once', async () => {
  const [bundle] = await floor.cut(10)
  await floor.record(bundle!, 0, 10)
  const [entry] = await entries()
  const give = (good: number) =>
    run(floor.store, (scope) =>
      reassignWork(scope, { id: entry!.id, workerId: floor.workers[1]!, good, expected: 10 }),
    )
  await give(4)
  await expect(give(4)).rejects.toMatchObject({ code: 'entry-changed', data: { good: 6 } })
  expect((await entries()).map(({ good }) => good)).toEqual([6, 4])
})

test('what was cut beside the plan stands in the batch with no planned pieces', async () => {
  await floor.cut(10)
  await run(floor.store, (scope) =>
    changeBatch(scope, {
      id: floor.batchId,
      dueDate: null,
      performanceDate: null,
      note: '',
      lines: [{ skuId: floor.skus[0]!, planned: 40 }],
    }),
  )
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: 'A1', layers: 3 }],
      sizes: [{ size: '120', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    }),
  )
  const { lines } = await readBatch(floor.store.reader, floor.batchId)
  expect(lines.map(({ sku, planned, begun }) => [sku.size, planned, begun])).toEqual([
    ['110', 40, 10],
    ['120', 0, 3],
  ])
})

test('a clock that is set back lets neither a scan nor a sheet of strips be paid twice', async () => {
  const [bundle] = await floor.cut(40)
  const entry = {
    bundleId: bundle!,
    operationId: floor.operations[0]!,
    workerId: floor.workers[0]!,
    good: 5,
    rework: 0,
    scrap: 0,
    reason: '',
    basis: 'piece' as const,
    workDate: today,
  }
  const at = (instant: number, work: (scope: CommandScope) => Promise<unknown>) =>
    runCommand(
      floor.store,
      { uuid: v7(), name: 'test', userId: 1, station: 'x', at: instant, input: null },
      work,
    )
  const scan = (instant: number) =>
    at(instant, async (scope) => {
      await refuseRepeat(scope, entry)
      return recordWork(scope, entry, today)
    })
  await scan(now)
  await expect(scan(now - 300)).rejects.toMatchObject({ code: 'recorded-just-now' })
  // Half of the bundle and its other half, a day apart by the clock: two records.
  await scan(now - 86_400_000)
  const strips = (instant: number) =>
    at(instant, (scope) =>
      recordMany(
        scope,
        {
          batchId: floor.batchId,
          workDate: today,
          basis: 'piece',
          cells: floor.workers.map((workerId, index) => ({
            workerId,
            operationId: floor.operations[1]!,
            bundleId: null,
            good: 3 + index,
          })),
        },
        today,
      ),
    )
  await strips(now + 5)
  await expect(strips(now - 2 * 86_400_000)).rejects.toMatchObject({ code: 'sheet-recorded' })
})
