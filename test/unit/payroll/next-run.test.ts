import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { nextSpan } from '../../../db/payroll/preview.ts'
import { savePayTerms } from '../../../db/payroll/rules.ts'
import { usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const next = () => nextSpan(shop.store.reader, lastDay)
const half = { from: '2026-05-01', to: '2026-05-15' }
const secondHalf = { from: '2026-05-16', to: '2026-05-31' }
const salaryOf = async (worker: number, span = may) =>
  (await shop.preview(span))
    .find(({ workerId }) => workerId === shop.workers[worker])!
    .lines.find(({ kind }) => kind === 'salary')
const payByMonth = (worker: number) =>
  write((scope) =>
    savePayTerms(scope, {
      workerId: shop.workers[worker]!,
      terms: { ...usualTerms('monthly'), salary: 300_000 },
    }),
  )

it('is the month of the oldest work, then the one after', async () => {
  await shop.record(0, 0, 7)
  expect(await next()).toEqual(may)
  await shop.closeRun(may)
  expect(await next()).toEqual(june)
})

it('begins where the others wait, once one was paid alone who left', async () => {
  await shop.record(0, 0, 7, '2026-05-18')
  await shop.record(1, 1, 5, '2026-05-18')
  await shop.closeRun({ from: '2026-05-01', to: '2026-05-20' }, [shop.workers[0]!])
  expect(await next()).toEqual(may)
  await shop.closeRun(may)
  expect(await next()).toEqual(june)
})

it('begins after what everybody was paid, though one of them was paid further', async () => {
  await shop.record(0, 0, 7, '2026-05-14')
  await shop.record(1, 1, 5, '2026-05-14')
  await shop.closeRun(half)
  await shop.record(0, 2, 7, '2026-05-18')
  await shop.record(1, 3, 5, '2026-05-18')
  await shop.closeRun({ from: '2026-05-16', to: '2026-05-20' }, [shop.workers[0]!])
  expect(await next()).toEqual(secondHalf)
})

it('goes on to the next month though somebody was left out of the last one', async () => {
  await shop.record(0, 0, 7)
  await shop.record(1, 1, 5)
  await shop.closeRun(may, [shop.workers[0]!])
  expect(await next()).toEqual(june)
})

it('waits for who is paid by the month, whatever she recorded', async () => {
  await payByMonth(1)
  await shop.record(0, 0, 7, '2026-05-14')
  await shop.closeRun(half, [shop.workers[0]!])
  expect(await next()).toEqual(may)
})

it('pays a salary for the half month that its worker was left out of', async () => {
  await payByMonth(1)
  await shop.closeRun({ from: '2026-04-01', to: '2026-04-30' }, [shop.workers[1]!])
  const month = await salaryOf(1)
  await shop.record(0, 0, 7, '2026-05-14')
  await shop.closeRun(half, [shop.workers[0]!])
  expect(await salaryOf(1, secondHalf)).toEqual(month)
})
