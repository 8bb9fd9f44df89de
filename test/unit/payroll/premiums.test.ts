import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { addHours, voidHours } from '../../../db/payroll/hours.ts'
import { previewPayslip } from '../../../db/payroll/preview.ts'
import { savePayRules, savePayTerms } from '../../../db/payroll/rules.ts'
import { undoWork } from '../../../db/production/work.ts'
import { type OvertimeKind, usualRules, usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
  await write((scope) =>
    savePayTerms(scope, {
      workerId: shop.workers[0]!,
      terms: { ...usualTerms('piece'), minimumApplies: false },
    }),
  )
})
afterEach(async () => {
  const broken = (await checkStore(shop.store.reader)).filter(({ violations }) => violations.length > 0)
  await shop.close()
  expect(broken).toEqual([])
})

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const hours = (minutes: number, overtime: OvertimeKind = 'none') =>
  write((scope) =>
    addHours(
      scope,
      {
        workerId: shop.workers[0]!,
        workDate: '2026-05-18',
        minutes,
        paid: false,
        overtime,
        batchId: null,
        note: '',
      },
      lastDay,
    ),
  )
/** Her premiums as they would be: when, per cent, fen. */
const premiums = async (span = may) => {
  const slip = await previewPayslip(shop.store.reader, { ...span, workerId: shop.workers[0]! }, lastDay)
  return slip.lines
    .filter(({ kind }) => kind === 'premium')
    .map(({ why, quantity, amount }) => [why, quantity, amount])
}

it('written down after its pieces were paid brings its premium in the next run, once', async () => {
  await shop.record(0, 0, 10)
  await hours(480)
  await shop.closeRun()
  await hours(120, 'workday')
  // 8.50 × 2 h of 10 h × 50 %
  expect(await premiums(june)).toEqual([['late', 50, 85]])
  await shop.closeRun(june)
  expect(await premiums(june)).toEqual([])
})

it('taken back takes the premium that was paid, at the per cent of then', async () => {
  await shop.record(0, 0, 10)
  await hours(480)
  const { id } = await hours(120, 'workday')
  expect(await premiums()).toEqual([['', 50, 85]])
  await shop.closeRun()
  await write((scope) =>
    savePayRules(scope, { ...usualRules, percent: { ...usualRules.percent, workday: 200 } }),
  )
  await write((scope) => voidHours(scope, id))
  expect(await premiums(june)).toEqual([['reversed', 50, -85]])
  await hours(120, 'workday')
  // As it was: nothing to pay, and nothing at the new per cent.
  expect(await premiums(june)).toEqual([])
})

it('pieces taken back take what they brought, whatever the rule and the hours are by now', async () => {
  const undone = await shop.record(0, 0, 10)
  await shop.record(0, 1, 10)
  await hours(480)
  await hours(120, 'workday')
  await shop.closeRun()
  await write((scope) => savePayRules(scope, { ...usualRules, pieceOvertime: false }))
  await write((scope) => undoWork(scope, undone))
  await shop.record(0, 2, 10, '2026-06-02')
  // 17.00 made 3.40 in overtime, of which half was paid: half of it goes.
  expect(await premiums(june)).toEqual([['reversed', 50, -85]])
  await shop.closeRun(june)
  expect(await premiums(june)).toEqual([])
})

it('of a month closed while the rule was off brings none when it is turned on', async () => {
  await write((scope) => savePayRules(scope, { ...usualRules, pieceOvertime: false }))
  await shop.record(0, 0, 10)
  await hours(480)
  await hours(120, 'workday')
  await shop.closeRun()
  await write((scope) => savePayRules(scope, usualRules))
  await hours(60)
  expect(await premiums(june)).toEqual([])
})
