import { afterEach, beforeEach, expect, test } from 'vitest'
import { listSuppliers, saveSupplier } from '../../../db/inventory/suppliers.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { paidWork } from '../../../db/production/costs/spend.ts'
import { listPartners, savePartner } from '../../../db/subcontracting/partners.ts'
import { proposePrice } from '../../../db/subcontracting/prices.ts'
import { receiveReturn } from '../../../db/subcontracting/returns.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import { keepStepPrices, readStepPrices } from '../../../db/subcontracting/step-prices.ts'
import type { PartnerPrice } from '../../../shared/subcontracting/prices.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
})
afterEach(() => closeChecked(floor))

const plain = { id: null, phone: '', skills: '', leadDays: 1, distance: null, note: '' }
const save = (given: Partial<Parameters<typeof savePartner>[1]> & { name: string }) =>
  run(floor.store, (scope) => savePartner(scope, { ...plain, ...given }))

test('a neighbour that takes work stays a neighbour with its phone and note', async () => {
  await run(floor.store, (scope) =>
    saveSupplier(scope, { id: null, name: '邻居', kind: 'neighbour', phone: '1380000', note: '隔壁' }),
  )
  const { id } = await save({ name: '邻居', skills: '平车' })
  const [listed] = await listPartners(floor.store.reader, today, true)
  expect(listed).toMatchObject({ phone: '1380000', note: '隔壁' })
  // As the form saves it: what is shown, and what was changed.
  await save({ id, name: '邻居', phone: listed!.phone, note: listed!.note, leadDays: 2 })
  expect(await listSuppliers(floor.store.reader)).toMatchObject([
    { name: '邻居', kind: 'neighbour', phone: '1380000', note: '隔壁' },
  ])
  await expect(save({ name: '邻居' })).rejects.toMatchObject({ code: 'already-exists' })
})

const list: readonly PartnerPrice[] = [
  { step: '拼身', validFrom: '2026-01-01', rate: 800_000 },
  { step: '拼身', validFrom: '2026-05-10', rate: 900_000 },
  { step: '拼身', validFrom: '2026-06-01', rate: 990_000 },
  { step: '整烫', validFrom: '2026-01-01', rate: 300_000 },
]

test('a price list is kept as a whole, row by row, and nobody without sight of money is told it', async () => {
  const { id } = await save({ name: '李家', prices: list })
  expect((await listPartners(floor.store.reader, today, true))[0]!.prices).toEqual(list)
  expect((await listPartners(floor.store.reader, today, false))[0]!.prices).toBe(null)
  // Saved without: as it was.
  await save({ id, name: '李家' })
  const rows = () => floor.store.reader.selectFrom('partner_price').select(['id', 'rate']).execute()
  const before = await rows()
  await save({ id, name: '李家', prices: [{ ...list[0]!, rate: 850_000 }, list[3]!] })
  expect(await rows()).toEqual([{ ...before[0], rate: 850_000 }, before[3]])
  await expect(save({ id, name: '李家', prices: [list[0]!, list[0]!] })).rejects.toMatchObject({
    code: 'already-exists',
  })
  await expect(
    save({
      id,
      name: '李家',
      prices: [
        { ...list[0]!, step: '新' },
        { ...list[0]!, step: '新' },
      ],
    }),
  ).rejects.toMatchObject({ code: 'already-exists' })
})

test('the price proposed is the list’s sum of the day, until one was agreed for the same style and steps', async () => {
  const { id: subcontractorId } = await save({ name: '李家', prices: list })
  const propose = (operationIds: readonly number[]) =>
    proposePrice(floor.store.reader, { subcontractorId, batchId: floor.batchId, operationIds, today })
  const [first, ears, press] = floor.operations as [number, number, number]
  expect(await propose([first, press])).toEqual({
    rate: 1_200_000,
    steps: [900_000, 300_000],
    source: 'list',
    date: null,
  })
  // No price of the ears: nothing for all, and what is known of the others.
  expect(await propose([])).toMatchObject({ rate: null, steps: [900_000, null, 300_000] })
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 10 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    }),
  )
  const [bundle] = await floor.store.reader.selectFrom('bundle').select('id').execute()
  const order = await run(floor.store, async (scope) => {
    const sent = await sendOut(
      scope,
      {
        subcontractorId,
        batchId: floor.batchId,
        bundleIds: [bundle!.id],
        operationIds: [first, press],
        price: 1_100_000,
        dueDate: null,
        note: '',
      },
      today,
    )
    for (const wrong of [
      [{ operationId: first, rate: 1_100_000 }],
      [
        { operationId: first, rate: 800_000 },
        { operationId: press, rate: 400_000 },
      ],
      [
        { operationId: first, rate: 800_000 },
        { operationId: ears, rate: 300_000 },
      ],
    ])
      await expect(keepStepPrices(scope, sent.id, wrong)).rejects.toMatchObject({ code: 'step-prices-wrong' })
    await keepStepPrices(scope, sent.id, [
      { operationId: press, rate: 300_000 },
      { operationId: first, rate: 800_000 },
    ])
    return sent
  })
  expect(await readStepPrices(floor.store.reader, order.id)).toEqual([
    { operationId: first, rate: 800_000 },
    { operationId: press, rate: 300_000 },
  ])
  expect(await propose([press, first])).toEqual({
    rate: 1_100_000,
    steps: [800_000, 300_000],
    source: 'last',
    date: today,
  })
  expect((await propose([first])).rate).toBe(900_000)
})

test('each step of work sent out costs what it was agreed at', async () => {
  const { id: subcontractorId } = await save({ name: '李家' })
  await run(floor.store, (scope) =>
    cutLay(scope, {
      batchId: floor.batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 20 }],
      sizes: [{ size: '110', ratio: 1 }],
      rule: { by: 'size', pieces: 10 },
      businessDate: today,
    }),
  )
  const bundles = await floor.store.reader.selectFrom('bundle').select('id').orderBy('id').execute()
  const [first, ears] = floor.operations as [number, number]
  const send = (bundleId: number, operationIds: number[], rates: number[]) =>
    run(floor.store, async (scope) => {
      const { id } = await sendOut(
        scope,
        {
          subcontractorId,
          batchId: floor.batchId,
          bundleIds: [bundleId],
          operationIds,
          price: rates.reduce((sum, rate) => sum + rate, 0),
          dueDate: null,
          note: '',
        },
        today,
      )
      await keepStepPrices(
        scope,
        id,
        operationIds.map((operationId, index) => ({ operationId, rate: rates[index]! })),
      )
      await receiveReturn(scope, {
        id,
        businessDate: today,
        deduction: 0,
        note: '',
        lines: [{ bundleId, good: 10, scrap: 0, lost: 0, rework: 0 }],
      })
    })
  // Ten pieces with both steps at 2 and 1 yuan; the ears of the other ten alone, for 3 yuan.
  await send(bundles[0]!.id, [first, ears], [2_000_000, 1_000_000])
  await send(bundles[1]!.id, [ears], [3_000_000])
  const { sent } = await paidWork(floor.store.reader, floor.batchId)
  expect(sent).toEqual([
    { operationId: first, good: 10, paid: 20_000_000 },
    { operationId: ears, good: 20, paid: 40_000_000 },
  ])
})
