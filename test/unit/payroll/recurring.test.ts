import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { addHours, voidHours } from '../../../db/payroll/hours.ts'
import { previewPayslip } from '../../../db/payroll/preview.ts'
import { addRecurring, endRecurring, listRecurring } from '../../../db/payroll/recurring.ts'
import { savePayTerms } from '../../../db/payroll/rules.ts'
import { usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
  for (const workerId of shop.workers)
    await write((scope) =>
      savePayTerms(scope, { workerId, terms: { ...usualTerms('piece'), minimumApplies: false } }),
    )
})
afterEach(async () => {
  const broken = (await checkStore(shop.store.reader)).filter(({ violations }) => violations.length > 0)
  await shop.close()
  expect(broken).toEqual([])
})

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const hours = (workDate: string) =>
  write((scope) =>
    addHours(
      scope,
      {
        workerId: shop.workers[0]!,
        workDate,
        minutes: 480,
        paid: false,
        overtime: 'none',
        batchId: null,
        note: '',
      },
      lastDay,
    ),
  )
const give = (more: Partial<Parameters<typeof addRecurring>[1]>) =>
  write((scope) =>
    addRecurring(scope, {
      workerIds: [shop.workers[0]!],
      kind: 'allowance',
      per: 'day',
      amount: 500,
      reason: '餐补',
      from: '2026-05-01',
      to: null,
      ...more,
    }),
  )
/** What came by itself on her payslip as it would be: when, days of how many, fen. */
const lines = async (span = may) => {
  const slip = await previewPayslip(shop.store.reader, { ...span, workerId: shop.workers[0]! }, lastDay)
  return slip.lines
    .filter(({ recurringId }) => recurringId !== null)
    .map(({ why, quantity, base, amount }) => [why, quantity, base, amount])
}
const firstHalf = { from: '2026-05-01', to: '2026-05-15' }
const secondHalf = { from: '2026-05-16', to: '2026-05-31' }

it('by the day is paid for the days she was there, each once, whichever runs they come in', async () => {
  await give({})
  await hours('2026-05-11')
  await hours('2026-05-14')
  // Work without hours is a day, too; two entries of it one day.
  await shop.record(0, 0, 3, '2026-05-18')
  await shop.record(0, 1, 3, '2026-05-18')
  await hours('2026-05-18')
  expect(await lines()).toEqual([['now', 3, 0, 1500]])
  await shop.closeRun(firstHalf)
  expect(await lines(secondHalf)).toEqual([['now', 1, 0, 500]])
  await shop.closeRun(secondHalf)
  expect(await lines(june)).toEqual([])
})

it('follows attendance that is corrected after its run, in the next one', async () => {
  await give({})
  const { id } = await hours('2026-05-11')
  await hours('2026-05-12')
  await shop.closeRun()
  await write((scope) => voidHours(scope, id))
  await hours('2026-05-13')
  await hours('2026-05-14')
  expect(await lines(june)).toEqual([
    ['reversed', -1, 0, -500],
    ['late', 2, 0, 1000],
  ])
  await hours('2026-06-01')
  await shop.closeRun(june)
  expect(await lines(june)).toEqual([])
  // There again after all.
  await hours('2026-05-11')
  expect(await lines(june)).toEqual([['late', 1, 0, 500]])
})

it('by the month is shared by calendar days where it begins, ends or is paid within one, to the fen', async () => {
  await give({ per: 'month', kind: 'charge', amount: 10_001, reason: '住宿' })
  await hours('2026-05-12')
  expect(await lines(firstHalf)).toEqual([['now', 15, 31, -4839]])
  await shop.record(0, 0, 10, '2026-05-18')
  await give({ amount: 20_000 })
  await shop.closeRun(firstHalf)
  // 100.01 in all.
  expect(await lines(secondHalf)).toContainEqual(['now', 16, 31, 4839 - 10_001])
  await shop.closeRun(secondHalf)
  const [lodging] = (await listRecurring(shop.store.reader, { endedBefore: null })).filter(
    ({ per }) => per === 'month',
  )
  // She moved out on the 21st: ten days come back.
  await write((scope) => endRecurring(scope, { id: lodging!.id, to: '2026-05-21' }))
  const back = 10_001 - Math.round((10_001 * 21) / 31)
  expect(await lines(june)).toEqual([['reversed', -10, 31, back]])
})

it('by the month begins and ends with her employment; ended before it begins it never was', async () => {
  await write((scope) =>
    scope.update('worker', shop.workers[0]!, { contract_from: '2026-05-11', left_on: '2026-05-25' }),
  )
  await give({ per: 'month', amount: 31_000 })
  expect(await lines()).toEqual([['now', 15, 31, 15_000]])
  await shop.closeRun()
  const [item] = await listRecurring(shop.store.reader, { endedBefore: null })
  await write((scope) => endRecurring(scope, { id: item!.id, to: '2026-04-30' }))
  expect(await lines(june)).toEqual([['reversed', -15, 31, -15_000]])
  expect(await listRecurring(shop.store.reader, { endedBefore: null })).toEqual([])
})
