import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { paidHours, unpaidHours, unpaidTickets, unratedSteps } from '../../../db/payroll/behind.ts'
import { addHours, voidHours } from '../../../db/payroll/hours.ts'
import { previewPayslip, previewRun } from '../../../db/payroll/preview.ts'
import { payslipsOfRun, ticketsOf } from '../../../db/payroll/read-runs.ts'
import { savePayRules, savePayTerms } from '../../../db/payroll/rules.ts'
import { undoWork } from '../../../db/production/work.ts'
import { bankTable, usualBankTemplate } from '../../../shared/payroll/bank-file.ts'
import { usualRules, usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const worker = () => shop.workers[0]!

/** What stands behind each line of pieces, before it is closed. */
async function openTickets(span = may) {
  const slip = await previewPayslip(shop.store.reader, { ...span, workerId: worker() }, lastDay)
  const lines = slip.lines.filter(({ kind }) => kind === 'piece')
  return Promise.all(
    lines.map(({ operationId, rate, why, isRework, fault }) =>
      unpaidTickets(shop.store.reader, {
        ...span,
        workerId: worker(),
        operationId: operationId!,
        rate,
        why,
        isRework,
        fault,
      }),
    ),
  )
}
async function closedTickets(runId: number) {
  const slip = (await payslipsOfRun(shop.store.reader, runId)).find(({ workerId }) => workerId === worker())!
  const lines = slip.lines.filter(({ kind }) => kind === 'piece')
  return Promise.all(lines.map(({ id }) => ticketsOf(shop.store.reader, id)))
}

it('the tickets shown before a run is closed are those that stand behind it afterwards', async () => {
  await write((scope) => savePayRules(scope, { ...usualRules, rework: 'all' }))
  await shop.record(0, 0, 7, '2026-05-18', { rework: 2 })
  const undone = await shop.record(0, 4, 3, '2026-05-19')
  await shop.record(1, 1, 5)
  const before = await openTickets()
  expect(before.map((tickets) => tickets.map(({ pieces }) => pieces))).toEqual([[7], [2], [3]])
  const first = await shop.closeRun()
  expect(await closedTickets(first.id)).toEqual(before)

  await write((scope) => undoWork(scope, undone))
  await shop.record(0, 2, 4, '2026-05-20')
  const next = await openTickets(june)
  expect(next.flat().map(({ pieces, workDate }) => [pieces, workDate])).toEqual([
    [4, '2026-05-20'],
    [-3, '2026-05-19'],
  ])
  const second = await shop.closeRun(june)
  expect(await closedTickets(second.id)).toEqual(next)
})

it('the hours shown before a run is closed are those that stand behind it afterwards', async () => {
  await write((scope) =>
    savePayTerms(scope, {
      workerId: worker(),
      terms: { ...usualTerms('hourly'), hourlyRate: 20_000_000 },
    }),
  )
  const day = (workDate: string, more: object = {}) =>
    write((scope) =>
      addHours(
        scope,
        {
          workerId: worker(),
          workDate,
          minutes: 480,
          paid: true,
          overtime: 'none',
          batchId: null,
          note: '打包',
          ...more,
        },
        lastDay,
      ),
    )
  await day('2026-05-18')
  const extra = await day('2026-05-19', { overtime: 'workday', minutes: 60 })
  const before = await unpaidHours(shop.store.reader, { ...may, workerId: worker() })
  expect(before).toMatchObject([
    { workDate: '2026-05-18', minutes: 480, rate: 20_000_000, percent: 100, note: '打包' },
    { workDate: '2026-05-19', minutes: 60, overtime: 'workday', percent: 150 },
  ])
  const { id } = await shop.closeRun()
  const [slip] = await payslipsOfRun(shop.store.reader, id)
  expect(await paidHours(shop.store.reader, slip!.id!)).toEqual(before)

  await write((scope) => voidHours(scope, extra.id))
  expect(await unpaidHours(shop.store.reader, { ...june, workerId: worker() })).toMatchObject([
    { workDate: '2026-05-19', minutes: -60, percent: 150 },
  ])
})

it('a row of the preview says how far its worker is paid', async () => {
  await shop.record(0, 0, 7)
  await shop.record(1, 1, 5)
  const paidTo = async (span: typeof may) =>
    new Map(
      (await previewRun(shop.store.reader, span, lastDay)).map(({ workerId, paidTo: day }) => [
        workerId,
        day,
      ]),
    )
  const [first, second] = [shop.workers[0]!, shop.workers[1]!]
  const before = await paidTo(may)
  expect([before.get(first), before.get(second)]).toEqual(['', ''])
  await shop.closeRun({ from: '2026-05-01', to: '2026-05-20' }, [first])
  await shop.record(0, 2, 4, '2026-05-19')
  const after = await paidTo(may)
  expect([after.get(first), after.get(second)]).toEqual(['2026-05-20', ''])
})

it('work without a rate is named by its style and step', async () => {
  await shop.record(0, 0, 7, '2026-05-18', { step: 1 })
  await shop.record(0, 1, 2, '2026-05-18', { step: 1 })
  const steps = await unratedSteps(shop.store.reader, { ...may, workerId: worker() })
  expect(steps).toMatchObject([{ entries: 2, pieces: 9 }])
  expect(steps[0]!.operationName).not.toBe('')
})

it('the bank’s file has the columns of its template, amounts in yuan', () => {
  const rows = [{ name: '王秀英', account: '', bank: '', amount: 123_405 }]
  const usual = bankTable(usualBankTemplate, rows, '工资 2026-05')
  expect(usual.header).toHaveLength(6)
  expect(usual.rows).toEqual([['1', '', '王秀英', '', '1234.05', '工资 2026-05']])
  expect(
    bankTable(
      {
        format: 'csv',
        withHeader: false,
        columns: [
          { field: 'name', header: '', text: '' },
          { field: 'text', header: '', text: 'CNY' },
          { field: 'empty', header: '', text: '' },
        ],
      },
      rows,
      '',
    ),
  ).toEqual({ header: [], rows: [['王秀英', 'CNY', '']] })
})
