import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundleHistory } from '../../../db/production/bundle-history.ts'
import { mergeBundles, splitBundle } from '../../../db/production/bundles.ts'
import { scannedBundle } from '../../../db/production/scan.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'

let floor: SentOut
let first: number
let second: number
beforeEach(async () => {
  floor = await openSentOut()
  const ids = await floor.cut(20)
  first = ids[0]!
  second = ids[1]!
})
afterEach(() => closeChecked(floor))

/** Who did a step of a bundle: name, pieces, and on which earlier bundles. */
const whoDid = async (bundleId: number, step: number) =>
  (await scannedBundle(floor.store.reader, bundleId)).steps[step]!.workers.map(({ name, good, of }) => [
    name,
    good,
    ...of,
  ])
const merge = async (ids: number[]) => (await run(floor.store, (scope) => mergeBundles(scope, ids))).id
const split = async (id: number, parts: number[]) =>
  (await run(floor.store, (scope) => splitBundle(scope, id, parts))).ids
/** What happened to it: the bundle it happened to, what, pieces, and the kin of a split or merge. */
const history = async (bundleId: number) =>
  (await bundleHistory(floor.store.reader, bundleId)).map(({ bundleNumber, what, pieces, kin }) => [
    bundleNumber,
    what,
    pieces,
    kin.map(({ number }) => number),
  ])

test('a merged bundle knows who worked on the ones it came of, and its history begins with theirs', async () => {
  await floor.record(first, 0, 10)
  await floor.record(second, 0, 6)
  await floor.record(second, 0, 4, 0, 1)
  const merged = await merge([first, second])
  await floor.record(merged, 1, 20)
  expect(await whoDid(merged, 0)).toEqual([
    ['王秀英', 16, 1, 2],
    ['李桂兰', 4, 2],
  ])
  expect(await whoDid(merged, 1)).toEqual([['王秀英', 20]])
  expect(await whoDid(merged, 2)).toEqual([])
  const told = await history(merged)
  expect(told.slice(0, 5).toSorted()).toEqual(
    [
      [1, 'begun', 10, []],
      [2, 'begun', 10, []],
      [1, 'work', 10, []],
      [2, 'work', 6, []],
      [2, 'work', 4, []],
    ].toSorted(),
  )
  expect(told.slice(5)).toEqual([
    [1, 'merged', -10, [3]],
    [2, 'merged', -10, [3]],
    [3, 'merged', 20, [1, 2]],
    [3, 'work', 20, []],
  ])
  // The old ticket's history says where its pieces went, and not what was done on them there.
  expect((await history(first)).at(-1)).toEqual([1, 'merged', -10, [3]])
})

test('the history says how many pieces were spoilt or done again, and why', async () => {
  await floor.record(first, 0, 8, 2)
  const work = (await bundleHistory(floor.store.reader, first)).find(({ what }) => what === 'work')
  expect(work).toMatchObject({ pieces: 8, rework: 0, scrap: 2, note: '破' })
})

test('split and merged again, the work is named once and of the bundle it was done on', async () => {
  await floor.record(first, 0, 10)
  const [three, four] = await split(first, [7, 3])
  expect(await whoDid(four!, 0)).toEqual([['王秀英', 10, 1]])
  await floor.record(three!, 2, 7, 0, 1)
  const five = await merge([three!, four!])
  expect(await whoDid(five, 0)).toEqual([['王秀英', 10, 1]])
  expect(await whoDid(five, 2)).toEqual([['李桂兰', 7, 3]])
  expect((await history(five)).filter(([, what]) => what === 'work')).toHaveLength(2)
})

test('the partner is named for what came back, of the bundle that its pieces are in', async () => {
  const { id } = await floor.send([first], [0])
  await floor.back(id, first, { good: 6 })
  const apart = (await floor.bundles()).at(-1)!.id
  expect(await whoDid(apart, 0)).toEqual([['李家制衣', 6, 1]])
  expect(await whoDid(first, 0)).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 2))
  await floor.back(id, first, { good: 4 })
  expect(await whoDid(first, 0)).toEqual([['李家制衣', 4]])
  expect(await whoDid(apart, 0)).toEqual([['李家制衣', 6, 1]])
  // What became of the rest after they parted is not this one's history.
  expect((await history(apart)).filter(([, what]) => what === 'came-back')).toEqual([[1, 'came-back', 6, []]])
  await floor.back((await floor.send([second], [0])).id, second, { good: 12 }, true)
  const over = (await floor.bundles()).at(-1)!.id
  expect(await whoDid(over, 0)).toEqual([['李家制衣', 2]])
  expect(await whoDid(second, 0)).toEqual([['李家制衣', 10]])
})
