import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { listDebts } from '../../../db/payroll/adjust.ts'
import { previewPayslip } from '../../../db/payroll/preview.ts'
import { savePayRules } from '../../../db/payroll/rules.ts'
import { reassignWork } from '../../../db/production/correct-work.ts'
import { undoWork } from '../../../db/production/work.ts'
import { type PayRules, usualRules } from '../../../shared/payroll/rules.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => closeChecked(shop))

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const rule = (rules: Partial<PayRules>) => write((scope) => savePayRules(scope, { ...usualRules, ...rules }))
/** Her rework on the payslip as it would be: whose fault, pieces, amount. */
const reworkOf = async (worker: number, span = may) => {
  const slip = await previewPayslip(shop.store.reader, { ...span, workerId: shop.workers[worker]! }, lastDay)
  return slip.lines
    .filter(({ isRework }) => isRework)
    .map(({ fault, quantity, amount }) => [fault, quantity, amount])
}
it('of her own fault is not paid, of another’s or nobody’s it is, and the payslip says so', async () => {
  await shop.record(0, 0, 8, '2026-05-18', { rework: 2 })
  // Unsaid: who alone did the step on that bundle.
  await shop.record(1, 0, 0, '2026-05-19', { rework: 3 })
  await shop.record(1, 0, 0, '2026-05-19', { rework: 1, fault: null })
  await shop.record(1, 1, 10, '2026-05-20')
  await shop.record(1, 1, 0, '2026-05-20', { rework: 4 })
  expect(await reworkOf(0)).toEqual([['own', 2, 0]])
  expect(await reworkOf(1)).toEqual([
    ['nobody', 1, 85],
    ['other', 3, 255],
    ['own', 4, 0],
  ])
  await rule({ rework: 'all' })
  expect(await reworkOf(0)).toEqual([['own', 2, 170]])
  await rule({ rework: 'none' })
  expect(await reworkOf(1)).toEqual([
    ['nobody', 1, 0],
    ['other', 3, 0],
    ['own', 4, 0],
  ])
})

it('goes by the defect that a check found', async () => {
  await shop.record(0, 0, 10)
  await shop.mend(0, 0, 2)
  await shop.mend(0, 1, 1)
  await shop.mend(0, null, 3)
  expect(await reworkOf(1)).toEqual([
    ['nobody', 3, 255],
    ['other', 2, 170],
    ['own', 1, 0],
  ])
})

it('once in a run stays as the rule was then, and is taken back at what it was paid', async () => {
  const own = await shop.record(0, 0, 8, '2026-05-18', { rework: 2 })
  const others = await shop.record(1, 0, 0, '2026-05-19', { rework: 3 })
  await shop.closeRun()
  await rule({ rework: 'all' })
  expect(await reworkOf(0, june)).toEqual([])
  await rule({ rework: 'none' })
  expect(await reworkOf(1, june)).toEqual([])
  await write((scope) => undoWork(scope, own))
  await write((scope) => undoWork(scope, others))
  expect(await reworkOf(0, june)).toEqual([['own', -2, 0]])
  expect(await reworkOf(1, june)).toEqual([['other', -3, -255]])
  await shop.record(1, 2, 10, '2026-06-02')
  await shop.closeRun(june)
  expect(await reworkOf(0, june)).toEqual([])
})

it('mended for another is charged to her by the next run, where the owner says so, and given back when undone', async () => {
  await rule({ chargeRework: true })
  await shop.record(0, 0, 10)
  const mended = await shop.record(1, 0, 0, '2026-05-19', { rework: 3 })
  await shop.closeRun()
  const [debt] = await listDebts(shop.store.reader, { all: false })
  // 3 × 0.85
  expect(debt).toMatchObject({ workerId: shop.workers[0], kind: 'damage', left: 255 })
  expect(debt!.reason).toMatch(/跳线 · .+ 3 × 0\.85/)
  await shop.record(0, 1, 10, '2026-06-02')
  // A fifth of 8.50 at most.
  const hers = async () =>
    (await shop.preview(june)).find(({ workerId }) => workerId === shop.workers[0])!.net
  expect(await hers()).toBe(850 - 170)
  await shop.closeRun(june)
  await write((scope) => undoWork(scope, mended))
  expect(await listDebts(shop.store.reader, { all: false })).toEqual([])
  // What was taken of it is hers again.
  expect(await hers()).toBe(170)
})

it('given to who really mended it stays the fault it was; her own goes with her pieces', async () => {
  const own = await shop.record(0, 0, 8, '2026-05-18', { rework: 2 })
  const others = await shop.record(1, 0, 0, '2026-05-19', { rework: 3 })
  await write((scope) => reassignWork(scope, { id: others, workerId: shop.workers[0]!, good: 0 }))
  await write((scope) => reassignWork(scope, { id: own, workerId: shop.workers[1]!, good: 8 }))
  expect(await reworkOf(0)).toEqual([['own', 3, 0]])
  expect(await reworkOf(1)).toEqual([['own', 2, 0]])
})
