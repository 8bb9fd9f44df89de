import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CommandScope } from '../../../../db/command.ts'
import { addHours } from '../../../../db/payroll/hours.ts'
import { readEarnings } from '../../../../db/payroll/insight/earnings.ts'
import { simulateRates } from '../../../../db/payroll/insight/simulate.ts'
import { readStyleCosts } from '../../../../db/payroll/insight/style-costs.ts'
import { readTrends } from '../../../../db/payroll/insight/trends.ts'
import { savePayRules, savePayTerms } from '../../../../db/payroll/rules.ts'
import { readCost } from '../../../../db/production/costs/read-cost.ts'
import { saveRouting, setRates } from '../../../../db/production/routing.ts'
import { undoWork } from '../../../../db/production/work.ts'
import { usualRules, usualTerms } from '../../../../shared/payroll/rules.ts'
import { closeChecked, run } from '../../inventory/books.ts'
import { lastDay, may, openWorkshop, type Workshop } from '../workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => closeChecked(shop))

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)

/** Hours of a worker's day, for her pieces unless `paid`. */
const hours = (
  worker: number,
  workDate: string,
  minutes: number,
  paid = false,
  batchId: number | null = null,
) =>
  write((scope) =>
    addHours(
      scope,
      { workerId: shop.workers[worker]!, workDate, minutes, paid, overtime: 'none', batchId, note: '' },
      lastDay,
    ),
  )
const rate = (step: number, yuan: number, validFrom = '2026-05-10') =>
  write((scope) =>
    setRates(scope, {
      operationId: shop.operations[step]!,
      validFrom,
      rates: [{ size: '', rate: yuan * 1_000_000 }],
    }),
  )
/** Gives each step its standard seconds. */
const standards = (seconds: readonly (number | null)[]) =>
  write((scope) =>
    saveRouting(
      scope,
      shop.styleId,
      ['拼身', '做耳', '整烫'].map((name, at) => ({
        id: shop.operations[at]!,
        name,
        predecessors: at === 2 ? [0, 1] : [],
        standardSeconds: seconds[at]!,
        recorded: true,
      })),
    ),
  )
const earnings = () => readEarnings(shop.store.reader, may)
const stepOf = async (step: number) =>
  (await earnings()).steps.find(({ operationId }) => operationId === shop.operations[step])!

it('shares the hours of a day over its steps by their standard time', async () => {
  await standards([90, 180, 90])
  await rate(1, 0.5)
  // 10 × 90 s and 10 × 180 s: a third and two thirds of 60 minutes.
  await hours(0, '2026-05-18', 60)
  await shop.record(0, 0, 10)
  await shop.record(0, 0, 10, '2026-05-18', { step: 1 })
  // 10 × 0.85 yuan in 20 minutes; 10 × 0.50 yuan in 40.
  expect(await stepOf(0)).toMatchObject({
    pieces: 10,
    entries: 1,
    workers: 1,
    paid: 850,
    keptSeconds: 1200,
    standardSeconds: 0,
    perHour: 2550,
    doubts: ['few', 'alone'],
  })
  expect(await stepOf(1)).toMatchObject({ paid: 500, keptSeconds: 2400, perHour: 750 })
  // 13.50 yuan in an hour; the worst paid step comes first.
  const all = await earnings()
  expect(all.average).toBe(1350)
  expect(all.steps.map(({ operationName }) => operationName)).toEqual(['做耳', '拼身'])
  // 1820 yuan for 9920 minutes: 11.008… an hour.
  expect(all.minimum).toEqual({ validFrom: '2023-10-01', monthlyByHour: 1101, hourly: 1800, checked: false })
})

it('shares them by pieces where a step of the day has no standard time, and says so', async () => {
  await standards([90, null, 90])
  await rate(1, 0.5)
  await hours(0, '2026-05-18', 60)
  await shop.record(0, 0, 10)
  await shop.record(0, 0, 5, '2026-05-18', { step: 1 })
  // 10 of 15 pieces: 40 minutes for 8.50 yuan.
  expect(await stepOf(0)).toMatchObject({
    keptSeconds: 2400,
    perHour: 1275,
    doubts: ['few', 'alone', 'byPieces'],
  })
  expect(await stepOf(1)).toMatchObject({ keptSeconds: 1200, perHour: 750 })
})

it('takes the standard time where no hours were kept, and gives no figure where there is neither', async () => {
  await standards([90, null, 90])
  await rate(1, 0.5)
  // Hours paid as such are not those of her pieces.
  await hours(0, '2026-05-18', 60, true)
  await shop.record(0, 0, 10)
  await shop.record(0, 0, 10, '2026-05-18', { step: 1 })
  // 8.50 yuan in 900 seconds.
  expect(await stepOf(0)).toMatchObject({
    keptSeconds: 0,
    standardSeconds: 900,
    perHour: 3400,
    doubts: ['few', 'alone', 'standard'],
  })
  expect(await stepOf(1)).toMatchObject({ paid: 500, perHour: null, doubts: ['none'] })
  // What has no figure comes last, and is not in the average.
  const all = await earnings()
  expect(all.average).toBe(3400)
  expect(all.steps.at(-1)!.operationName).toBe('做耳')
})

it('leaves what has no rate and what was taken back out of the earnings; all hands of a step are counted', async () => {
  await hours(0, '2026-05-18', 60)
  await hours(1, '2026-05-18', 30)
  await shop.record(0, 0, 10)
  // Two of size 110 by another, who also ironed ten without a rate: her 30 minutes are 2 : 10.
  await shop.record(1, 1, 2)
  await shop.record(1, 0, 10, '2026-05-18', { step: 2 })
  // 12 × 0.85 yuan in 60 + 5 minutes: 10.20 ÷ 65 × 60 = 9.415…
  expect(await stepOf(0)).toMatchObject({
    workers: 2,
    entries: 2,
    pieces: 12,
    paid: 1020,
    keptSeconds: 3900,
    perHour: 942,
  })
  expect(await stepOf(2)).toMatchObject({ pieces: 10, unrated: 10, paid: 0, perHour: null, doubts: ['none'] })
  const undone = await shop.record(1, 2, 10)
  await write((scope) => undoWork(scope, undone))
  expect(await stepOf(0)).toMatchObject({ entries: 2, pieces: 12 })
})

it('pays pieces made again only where the rules do; their time counts in any case', async () => {
  await hours(0, '2026-05-18', 60)
  await shop.record(0, 0, 6, '2026-05-18', { rework: 4 })
  await shop.record(0, 0, 10, '2026-05-18', { step: 1 })
  // Ten in hand at each of two steps of 90 s: half an hour each. 6 × 0.85 in it.
  expect(await stepOf(0)).toMatchObject({ pieces: 6, paid: 510, perHour: 1020 })
  await write((scope) => savePayRules(scope, { ...usualRules, rework: 'all' }))
  expect(await stepOf(0)).toMatchObject({ pieces: 10, paid: 850, perHour: 1700 })
})

it("gives each worker's pace and faults by week, a defect to whoever made it and not to whoever mended it", async () => {
  // Monday 18 May: 20 × 90 s made in 40 minutes. Tuesday without hours says nothing of her pace.
  await hours(0, '2026-05-18', 40)
  await shop.record(0, 0, 9, '2026-05-18', { rework: 1 })
  await shop.record(0, 1, 10, '2026-05-18', { step: 1 })
  await shop.record(0, 1, 7, '2026-05-19', { scrap: 1 })
  // The week after: 10 × 90 s in 15 minutes.
  await hours(0, '2026-05-25', 15)
  await shop.record(0, 2, 10, '2026-05-25')
  await shop.mend(2, 0, 2)
  const [first, second] = await readTrends(shop.store.reader, may).then((all) => [
    all.find(({ id }) => id === shop.workers[0]),
    all.find(({ id }) => id === shop.workers[1]),
  ])
  expect(first!.weeks).toEqual([
    {
      week: '2026-05-18',
      // 19 good ones; the one to be made again is not made yet.
      standardSeconds: 19 * 90,
      seconds: 2400,
      daysLeftOut: 1,
      pieces: 9 + 10 + 7 + 1,
      rework: 1,
      scrap: 1,
      defects: 0,
    },
    {
      week: '2026-05-25',
      standardSeconds: 900,
      seconds: 900,
      daysLeftOut: 0,
      pieces: 10,
      rework: 0,
      scrap: 0,
      defects: 2,
    },
  ])
  expect(second!.weeks).toMatchObject([{ rework: 0, defects: 0 }])
})

it('sets the wages of a style against its plan as its costs do, and against what payslips paid', async () => {
  await rate(1, 0.5)
  // Bundles 0 to 3 are of size 110 (0.85 yuan), 4 on of size 120 (0.95 yuan).
  await shop.record(0, 0, 10)
  await shop.record(0, 4, 10)
  await shop.record(1, 0, 10, '2026-05-18', { step: 1 })
  await shop.record(1, 0, 10, '2026-05-18', { step: 2 })
  await write((scope) =>
    savePayTerms(scope, {
      workerId: shop.workers[1]!,
      terms: { ...usualTerms('piece'), validFrom: '2026-01-01', hourlyRate: 18_000_000 },
    }),
  )
  await hours(1, '2026-05-19', 90, true, shop.batchId)
  const styles = () => readStyleCosts(shop.store.reader, may, lastDay)
  expect(await styles()).toEqual([
    {
      styleId: shop.styleId,
      styleNumber: 'T01',
      styleName: '小白兔',
      batches: 1,
      planned: 80,
      // 40 × 0.85 + 40 × 0.95 + 80 × 0.50; ironing has no rate.
      plan: 3400 + 3800 + 4000,
      // 10 × 0.85 + 10 × 0.95 + 10 × 0.50.
      planSoFar: 2300,
      recorded: 2300,
      // 1.5 hours at 18 yuan.
      hours: 2700,
      paid: 0,
      stepsUnrated: 1,
      entriesUnrated: 1,
    },
  ])
  const cost = await readCost(shop.store.reader, shop.batchId, lastDay)
  const [style] = await styles()
  expect(cost.wages).toEqual({ planned: style!.plan, actual: style!.recorded + style!.hours })
  await shop.closeRun()
  expect((await styles())[0]!.paid).toBe(2300)
  // Recorded and not paid yet.
  await shop.record(0, 1, 10, '2026-06-01')
  // Paid more than planned from June on: 10 × 1.05 against 10 × 0.85.
  await rate(0, 1.05, '2026-06-02')
  await shop.record(0, 2, 10, '2026-06-03')
  expect((await styles())[0]).toMatchObject({
    planSoFar: 2300 + 850 + 850,
    recorded: 2300 + 850 + 1050,
    paid: 2300,
  })
  expect(await readStyleCosts(shop.store.reader, { from: '2026-06-01', to: lastDay }, lastDay)).toEqual([])
})

it('says what other rates would have cost from a day on, and what an hour would have earned', async () => {
  await rate(1, 0.5)
  await hours(0, '2026-05-18', 30)
  await hours(0, '2026-05-20', 30)
  await shop.record(0, 0, 10)
  await shop.record(0, 1, 10, '2026-05-20')
  await shop.record(0, 4, 10, '2026-05-20', { step: 1 })
  await shop.record(1, 5, 10, '2026-05-20', { step: 2 })
  const simulate = (change: Parameters<typeof simulateRates>[1]['change'], since = '2026-05-19') =>
    simulateRates(shop.store.reader, { span: may, since, change })
  // 8.50 before the day; since then 10 × 0.85 and 10 × 0.50 in 15 minutes each.
  const one = await simulate({ by: 'steps', steps: [{ operationId: shop.operations[0]!, rate: 1_000_000 }] })
  expect(one).toMatchObject({
    before: 2200,
    after: 2350,
    unrated: 10,
    perHourBefore: 3400,
    perHourAfter: 4000,
  })
  expect(one.steps).toMatchObject([
    {
      operationName: '拼身',
      pieces: 10,
      before: 850,
      after: 1000,
      perHourBefore: 3400,
      perHourAfter: 4000,
      doubts: ['few', 'alone'],
    },
  ])
  // Ten per cent more on all: (8.50 + 5.00) × 1.1; the step without a rate stays without one.
  const all = await simulate({ by: 'share', permille: 100, styleId: null })
  expect(all).toMatchObject({ before: 2200, after: 850 + 935 + 550, perHourBefore: 2700, perHourAfter: 2970 })
  expect(all.steps.map(({ operationName, before, after }) => [operationName, before, after])).toEqual([
    ['拼身', 850, 935],
    ['做耳', 500, 550],
    ['整烫', 0, 0],
  ])
  // From before the span on: all of it.
  expect(await simulate({ by: 'share', permille: -100, styleId: shop.styleId }, '2026-01-01')).toMatchObject({
    before: 2200,
    after: 1980,
  })
  expect(await simulate({ by: 'share', permille: 100, styleId: shop.styleId + 1 })).toMatchObject({
    before: 2200,
    after: 2200,
    steps: [],
  })
  // Nothing was written: the entries have the rates they had.
  expect((await stepOf(0)).paid).toBe(1700)
})
