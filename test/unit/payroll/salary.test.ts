import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { previewPayslip, previewRun } from '../../../db/payroll/preview.ts'
import { savePayTerms } from '../../../db/payroll/rules.ts'
import { readSoFar } from '../../../db/payroll/so-far.ts'
import { usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const april = { from: '2026-04-01', to: '2026-04-30' }
const worker = (which: number) => shop.workers[which]!
const payByMonth = (which: number) =>
  write((scope) =>
    savePayTerms(scope, {
      workerId: worker(which),
      terms: { ...usualTerms('monthly'), salary: 310_000, minimumApplies: false },
    }),
  )
const employ = (which: number, contractFrom: string | null, leftOn: string | null = null) =>
  write((scope) => scope.update('worker', worker(which), { contract_from: contractFrom, left_on: leftOn }))
const slipOf = (which: number, span = may) =>
  previewPayslip(shop.store.reader, { ...span, workerId: worker(which) }, lastDay)
const salaries = async (which: number, span = may) =>
  (await slipOf(which, span)).lines
    .filter(({ kind }) => kind === 'salary')
    .map(({ why, quantity, base, amount, note }) => ({ why, quantity, base, amount, note }))

it('is paid from the day a contract begins to the day she left, and the line says which days', async () => {
  await payByMonth(0)
  const [whole] = await salaries(0)
  expect(whole).toMatchObject({ quantity: whole!.base, amount: 310_000, note: '2026-05-01 – 2026-05-31' })
  await employ(0, '2026-05-11', '2026-05-22')
  const [part] = await salaries(0)
  expect(part).toMatchObject({ base: whole!.base, note: '2026-05-11 – 2026-05-22' })
  expect(part!.quantity).toBeLessThan(whole!.quantity)
  expect(part!.amount).toBe(Math.round((310_000 * part!.quantity) / part!.base))
  await employ(0, '2026-06-01')
  expect(await salaries(0)).toEqual([])
})

it('of a month that she was left out of comes with the next run, and the preview says so', async () => {
  await payByMonth(0)
  await payByMonth(1)
  await shop.closeRun(april)
  await shop.closeRun(may, [worker(1)])
  const slip = await slipOf(0, june)
  expect(await salaries(0, june)).toMatchObject([
    { why: 'late', amount: 310_000, note: '2026-05-01 – 2026-05-31' },
    { why: 'now', amount: 310_000 },
  ])
  expect(slip.warnings).toContainEqual({ code: 'late-salary', from: '2026-05-01', to: '2026-05-31' })
  await shop.closeRun(june)
  expect(await salaries(0, june)).toEqual([])
})

it('of who began in a month that was closed without her comes with the next run, never from before wages were paid here', async () => {
  await payByMonth(0)
  await payByMonth(1)
  await employ(0, '2019-03-01')
  expect(await salaries(0)).toMatchObject([{ note: '2026-05-01 – 2026-05-31' }])
  await shop.closeRun(may, [worker(1)])
  await employ(0, '2026-05-18')
  expect(await salaries(0, june)).toMatchObject([
    { why: 'late', note: '2026-05-18 – 2026-05-31' },
    { why: 'now' },
  ])
})

it('months of employment for the tax count from the contract to the month she left in', async () => {
  const months = async (day: string) =>
    (await readSoFar(shop.store.reader, [worker(0)], day))(worker(0)).year.months
  expect(await months('2026-06-30')).toBe(1)
  await employ(0, '2026-03-16')
  expect(await months('2026-06-30')).toBe(4)
  await employ(0, '2024-03-16')
  expect(await months('2026-06-30')).toBe(6)
  await employ(0, '2026-03-16', '2026-05-04')
  expect(await months('2026-06-30')).toBe(3)
})

it('paid by the hour or the month without any attendance is pointed out at the end of a month', async () => {
  const codes = async (which: number, span = may) =>
    (await previewRun(shop.store.reader, span, lastDay))
      .filter(({ workerId }) => workerId === worker(which))
      .flatMap(({ warnings }) => warnings.map(({ code }) => code))
  expect(await codes(0)).toEqual([])
  await write((scope) =>
    savePayTerms(scope, {
      workerId: worker(0),
      terms: { ...usualTerms('hourly'), hourlyRate: 18_000_000 },
    }),
  )
  await payByMonth(1)
  expect([await codes(0), await codes(1)]).toEqual([['no-attendance'], ['no-attendance']])
  expect(await codes(0, { from: '2026-05-01', to: '2026-05-20' })).toEqual([])
  await employ(0, '2026-06-01')
  expect(await codes(0)).toEqual([])
  // She has nothing to be paid: the run has the other alone.
  await employ(0, null)
  expect(await shop.closeRun(may)).toMatchObject({ payslips: 1 })
})
