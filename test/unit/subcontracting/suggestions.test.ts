import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCapacity } from '../../../db/planning/capacity.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { savePartner } from '../../../db/subcontracting/partners.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import { sendOutSuggestions } from '../../../db/subcontracting/suggestions.ts'
import { saveWorker } from '../../../db/workers/workers.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(() => closeChecked(floor))

/** A batch of so many pieces that is due on a day; work enough to be late. */
const begin = (planned: number, dueDate: string, performanceDate: string | null = null) =>
  run(floor.store, (scope) =>
    createBatch(scope, {
      styleId: floor.styleId,
      dueDate,
      performanceDate,
      note: '',
      businessDate: today,
      lines: [{ skuId: floor.skus[0]!, planned }],
    }),
  )

test('a late batch is suggested with its bottleneck and the partners in their order, with the reasons', async () => {
  const { id: late } = await begin(2000, '2026-05-22')
  await run(floor.store, async (scope) => {
    // Only one can iron, and she for an hour a day.
    await saveWorker(scope, {
      id: floor.workers[0]!,
      name: '王秀英',
      kind: 'piece',
      note: '',
      archived: false,
      skills: [{ skill: '整烫', level: 2 }],
      dailyMinutes: 60,
    })
    await saveWorker(scope, {
      id: floor.workers[1]!,
      name: '李桂兰',
      kind: 'piece',
      note: '',
      archived: false,
      skills: [
        { skill: '拼身', level: 2 },
        { skill: '做耳', level: 2 },
      ],
    })
    const plain = { id: null, phone: '', note: '', leadDays: 3 }
    const prices = (['拼身', '做耳', '整烫'] as const).map((step) => ({
      step,
      validFrom: '2026-05-01',
      rate: 500_000,
    }))
    await savePartner(scope, { ...plain, name: '什么都不会', skills: '', distance: 1 })
    await savePartner(scope, { ...plain, name: '会缝', skills: '拼身、做耳', distance: 1, prices })
    await savePartner(scope, { ...plain, name: '会烫但慢', skills: '整烫', leadDays: 30, distance: 1 })
    await savePartner(scope, { ...plain, name: '会烫', skills: '整烫', distance: 30, prices })
    const busy = await savePartner(scope, {
      ...plain,
      name: '会烫但忙',
      skills: '整烫',
      distance: 30,
      prices,
    })
    const { id: other } = await createBatch(scope, {
      styleId: floor.styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      businessDate: today,
      lines: [{ skuId: floor.skus[0]!, planned: 10 }],
    })
    await cutLay(scope, {
      batchId: other,
      colours: [{ colour: '白', dyeLot: '', layers: 10 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    })
    const bundle = await scope.trx
      .selectFrom('bundle')
      .select('id')
      .where('batch_id', '=', other)
      .executeTakeFirstOrThrow()
    await sendOut(
      scope,
      {
        subcontractorId: busy.id,
        batchId: other,
        bundleIds: [bundle.id],
        operationIds: [floor.operations[0]!],
        price: 0,
        dueDate: '2026-05-10',
        note: '',
      },
      today,
    )
  })
  const suggestions = await sendOutSuggestions(floor.store.reader, today, true)
  const found = suggestions.find(({ batchId }) => batchId === late)!
  expect(found.bottleneck).toMatchObject({ step: '整烫' })
  expect(found.partners.map(({ name }) => name)).toEqual([
    '会烫',
    '会烫但忙',
    '会缝',
    '什么都不会',
    '会烫但慢',
  ])
  expect(found.partners[0]).toMatchObject({
    inTime: true,
    canBottleneck: true,
    can: ['整烫'],
    badShare: null,
    price: 1_500_000,
    distance: 30,
    out: 0,
  })
  expect(found.partners[1]).toMatchObject({ out: 10, lateOrders: 1 })
  // Who does not see money is told the same order of facts without prices.
  const blind = await sendOutSuggestions(floor.store.reader, today, false)
  expect(blind.every(({ partners }) => partners.every(({ price }) => price === null))).toBe(true)
})

test('what sending one out saves is what the whole schedule without it says', async () => {
  for (const [index, planned] of [900, 40, 1200, 300, 700].entries())
    await begin(planned, `2026-05-${20 + index * 2}`)
  const ask = { overtimeMinutes: 0, moreHands: 0, today }
  const late = async (sentOut: readonly number[]) =>
    (await readCapacity(floor.store.reader, { ...ask, sentOut })).batches.filter((one) => one.late).length
  const suggestions = await sendOutSuggestions(floor.store.reader, today, true)
  expect(suggestions.length).toBeGreaterThan(1)
  for (const { batchId, saves, finish } of suggestions) {
    // Itself is not saved: there is nobody to send it to.
    expect(saves).toBe((await late([])) - (await late([batchId])) - 1)
    const { batches } = await readCapacity(floor.store.reader, { ...ask, sentOut: [] })
    expect(finish).toBe(batches.find(({ id }) => id === batchId)!.finish)
  }
  expect(suggestions.map(({ saves }) => saves)).toEqual(
    suggestions.map(({ saves }) => saves).toSorted((a, b) => b - a),
  )
})

test('a batch that is wholly at a partner already is late by its day, and is not suggested to be sent out', async () => {
  const { id } = await begin(10, '2026-05-20')
  await run(floor.store, async (scope) => {
    await cutLay(scope, {
      batchId: id,
      colours: [{ colour: '白', dyeLot: '', layers: 10 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    })
    const bundle = await scope.trx
      .selectFrom('bundle')
      .select('id')
      .where('batch_id', '=', id)
      .executeTakeFirstOrThrow()
    const partner = await savePartner(scope, {
      id: null,
      name: '李家制衣',
      phone: '',
      note: '',
      leadDays: 3,
      skills: '',
      distance: null,
    })
    await sendOut(
      scope,
      {
        subcontractorId: partner.id,
        batchId: id,
        bundleIds: [bundle.id],
        operationIds: floor.operations,
        price: 0,
        dueDate: '2026-05-25',
        note: '',
      },
      today,
    )
  })
  const capacity = await readCapacity(floor.store.reader, {
    overtimeMinutes: 0,
    moreHands: 0,
    sentOut: [],
    today,
  })
  expect(capacity.batches.find((batch) => batch.id === id)).toMatchObject({
    seconds: 0,
    late: true,
    back: '2026-05-25',
    finish: '2026-05-25',
  })
  expect(await sendOutSuggestions(floor.store.reader, today, true)).toEqual([])
})

test('a partner who is done after the show is not in time, whatever the due date says', async () => {
  await run(floor.store, (scope) =>
    savePartner(scope, {
      id: null,
      name: '李家制衣',
      phone: '',
      note: '',
      leadDays: 3,
      skills: '',
      distance: null,
    }),
  )
  await begin(2000, '2026-05-22', '2026-05-20')
  const [found] = await sendOutSuggestions(floor.store.reader, today, true)
  expect(found).toMatchObject({ partners: [{ inTime: false }] })
})
