import { v7 } from 'uuid'
import { addDays } from '../../../shared/dates.ts'
import { usualTerms } from '../../../shared/payroll/rules.ts'
import type { DemoClient } from './fill-catalog.ts'

/** Days of attendance up to today, one worker half a day and one in her field; the first of them are paid. */
const days = 6
const paidDays = 3

/** A week's attendance, terms, a bonus, meals and an advance; what was done until some days ago is closed and half of it paid. */
export async function makeWages(client: DemoClient, today: string): Promise<void> {
  const workers = await client.workers.list()
  const inWorkshop = workers.filter(({ kind }) => kind !== 'home').map(({ id }) => id)
  for (let ago = days - 1; ago >= 0; ago--) {
    const workDate = addDays(today, -ago)
    const [half, away, ...others] = inWorkshop.toReversed()
    const mark = (workerIds: readonly number[], name: 'came' | 'half' | 'season') =>
      client.payroll.time.mark({
        commandId: v7(),
        workDate,
        workerIds: [...workerIds],
        mark: name,
        leftMinute: null,
      })
    if (ago === 1) {
      await mark(others, 'came')
      await mark([half!], 'half')
      await mark([away!], 'season')
    } else await mark(inWorkshop, 'came')
  }
  for (const { id, kind } of workers)
    if (kind === 'hourly')
      await client.payroll.terms.save({
        commandId: v7(),
        workerId: id,
        terms: { ...usualTerms(kind), validFrom: addDays(today, -60), hourlyRate: 20_000_000 },
      })
  const to = addDays(today, -paidDays)
  const [first, second] = workers
  const besides = { commandId: v7(), businessDate: to }
  await client.payroll.adjustments.add({
    ...besides,
    workerIds: [first!.id],
    kind: 'bonus',
    amount: 5000,
    reason: '质量奖',
  })
  await client.payroll.debts.add({
    ...besides,
    commandId: v7(),
    workerId: second!.id,
    kind: 'advance',
    amount: 50_000,
    instalment: 10_000,
    reason: '孩子学费',
  })
  const span = { from: `${to.slice(0, 7)}-01`, to }
  const rows = await client.payroll.runs.preview(span)
  const sum = (key: 'gross' | 'net') => rows.reduce((total, row) => total + row[key], 0)
  if (rows.length === 0) return
  const { id } = await client.payroll.runs.close({
    commandId: v7(),
    ...span,
    workerIds: rows.map(({ workerId }) => workerId),
    note: '',
    expected: { gross: sum('gross'), net: sum('net') },
  })
  const { payslips } = await client.payroll.runs.get({ id })
  const owed = payslips.filter(({ net }) => net > 0)
  if (owed.length > 0)
    await client.payroll.payments.pay({
      commandId: v7(),
      payments: owed
        .slice(0, Math.ceil(owed.length / 2))
        .map(({ id: payslipId, net }) => ({ payslipId, amount: net })),
      businessDate: today,
      method: 'cash',
      note: '',
    })
}
