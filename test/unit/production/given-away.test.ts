import { afterEach, beforeEach, expect, test } from 'vitest'
import { splitBundle } from '../../../db/production/bundles.ts'
import { reassignWork, undoTogether } from '../../../db/production/correct-work.ts'
import { listHandOuts } from '../../../db/production/hand-outs.ts'
import { recordMany } from '../../../db/production/record-many.ts'
import { undoWork } from '../../../db/production/work.ts'
import { listWork } from '../../../db/production/work-list.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

let floor: SentOut
beforeEach(async () => {
  floor = await openSentOut()
  await floor.cut(20)
})
afterEach(() => closeChecked(floor))

/** A sheet of one line: pieces of the first worker, laid over the bundles. */
const sheet = (good: number) =>
  run(floor.store, (scope) =>
    recordMany(
      scope,
      {
        batchId: floor.batchId,
        workDate: today,
        basis: 'piece',
        cells: [{ workerId: floor.workers[0]!, operationId: floor.operations[0]!, bundleId: null, good }],
      },
      today,
    ),
  )
const give = (id: number, good: number, worker = 1) =>
  run(floor.store, (scope) => reassignWork(scope, { id, workerId: floor.workers[worker]!, good }))
const list = async () =>
  (
    await listWork(
      floor.store.reader,
      { workDate: null, workerId: null, batchId: null, offset: 0, limit: 50 },
      true,
    )
  ).rows
const undoAll = (id: number) => run(floor.store, (scope) => undoTogether(scope, id))
/** What the floor goes by: pieces done, pieces in bundles, pieces in hand, and whose live work there is. */
const books = async () => ({
  progress: (
    await floor.store.reader
      .selectFrom('bundle_progress')
      .select(['bundle_id', 'operation_id', 'good', 'rework', 'scrap'])
      .execute()
  ).filter(({ good, rework, scrap }) => good + rework + scrap > 0),
  bundles: (await floor.bundles()).map(({ id, held, state }) => [id, held, state]),
  inHand: (await listHandOuts(floor.store.reader, null, today)).map(({ id, left }) => [id, left]),
  work: (await list())
    .filter(({ voided }) => !voided)
    .map(({ id, workerName, good }) => [id, workerName, good]),
})

test('what was given to others of a sheet goes with the sheet, whichever line says so', async () => {
  const [a] = await floor.bundles()
  await floor.hand(a!.id, 0)
  await floor.record(a!.id, 0, 3)
  const before = await books()
  for (const from of ['sheet', 'given', 'given-again'] as const) {
    await sheet(14)
    const written = (await list()).filter(({ voided, good }) => !voided && good !== 3)
    expect(written.map(({ good, together }) => [good, together])).toEqual([
      [7, 2],
      [7, 2],
    ])
    const { id } = await give(written[0]!.id, 4)
    const again = await give(id, 1, 0)
    expect(
      (await list()).filter(({ voided }) => !voided).map(({ good, together }) => [good, together]),
    ).toEqual([
      [1, 4],
      [3, 4],
      [3, 4],
      [7, 4],
      [3, 1],
    ])
    const start = { sheet: written[1]!.id, given: id, 'given-again': again.id }[from]
    expect(await undoAll(start)).toEqual({ undone: 4 })
    expect(await books()).toEqual(before)
  }
})

test('a single record and what was given of it can be undone in one go, or each alone', async () => {
  const [a] = await floor.bundles()
  const { id } = await floor.record(a!.id, 0, 10)
  const given = await give(id, 4)
  await run(floor.store, (scope) => undoWork(scope, given.id))
  expect((await books()).work).toEqual([[id, '王秀英', 6]])
  const other = await give(id, 2)
  expect(await undoAll(other.id)).toEqual({ undone: 2 })
  expect(await books()).toMatchObject({ progress: [], work: [] })
})

test('a sheet is not undone in part where a bundle was split since', async () => {
  await sheet(14)
  const [, first] = await list()
  const given = await give(first!.id, 4)
  await run(floor.store, (scope) => splitBundle(scope, first!.bundleId, [4, 6]))
  const before = await books()
  await expect(undoAll(given.id)).rejects.toMatchObject({
    code: 'undo-parted',
    data: { bundle: first!.bundleNumber },
  })
  expect(await books()).toEqual(before)
})
