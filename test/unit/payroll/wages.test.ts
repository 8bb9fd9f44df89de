import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { addAdjustment, addDebt, listDebts, voidAdjustment } from '../../../db/payroll/adjust.ts'
import { addHours, voidHours } from '../../../db/payroll/hours.ts'
import { listOwed, payWages } from '../../../db/payroll/payments.ts'
import { savePayRules, savePayTerms } from '../../../db/payroll/rules.ts'
import { reassignWork } from '../../../db/production/correct-work.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { undoWork } from '../../../db/production/work.ts'
import { usualRules, usualTerms } from '../../../shared/payroll/rules.ts'
import { run } from '../inventory/books.ts'
import { june, lastDay, may, openWorkshop, type Workshop } from './workshop.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(async () => {
  const broken = (await checkStore(shop.store.reader)).filter(({ violations }) => violations.length > 0)
  await shop.close()
  expect(broken).toEqual([])
})

const write = <A>(work: (scope: CommandScope) => Promise<A>) => run(shop.store, work)
const hours = (minutes: number, more: Partial<Parameters<typeof addHours>[1]> = {}) =>
  write((scope) =>
    addHours(
      scope,
      {
        workerId: shop.workers[0]!,
        workDate: '2026-05-18',
        minutes,
        paid: false,
        overtime: 'none',
        batchId: null,
        note: '',
        ...more,
      },
      lastDay,
    ),
  )
const wagesOf = async (worker: number, span = may) =>
  (await shop.preview(span)).find(({ workerId }) => workerId === shop.workers[worker])!
const hers = (span = may) => wagesOf(0, span)
const grossOf = async (span = may) => [(await wagesOf(0, span)).gross, (await wagesOf(1, span)).gross]
const lines = async (span = may) =>
  (await hers(span)).lines.map(({ kind, amount }) => [kind, amount] as const)

describe('pieces', () => {
  it('are paid at the rate of their day and size, rounded once a line', async () => {
    await shop.record(0, 0, 7)
    await shop.record(0, 4, 3)
    // 110: 7 × 0.85 = 5.95; 120: 3 × 0.95 = 2.85
    expect(await lines()).toEqual([
      ['piece', 595],
      ['piece', 285],
    ])
    expect(await hers()).toMatchObject({ gross: 880, net: 880, warnings: [{ code: 'minimum-unchecked' }] })
  })

  it('without a rate wait on the unpaid list, and are paid by the next run once there is one', async () => {
    await shop.record(0, 0, 7, '2026-05-18', { step: 1 })
    expect(await hers()).toMatchObject({ gross: 0, noRate: { entries: 1, pieces: 7 } })
    await shop.closeRun()
    await write((scope) =>
      setRates(scope, {
        operationId: shop.operations[1]!,
        validFrom: '2026-05-01',
        rates: [{ size: '', rate: 100_000 }],
      }),
    )
    await write((scope) => reprice(scope, { operationId: shop.operations[1]!, from: '2026-05-01', after: 0 }))
    expect(await hers(june)).toMatchObject({
      gross: 70,
      warnings: [{ code: 'late-pieces', pieces: 7 }, { code: 'minimum-unchecked' }],
    })
    await shop.closeRun(june)
    expect(await hers(june)).toMatchObject({ gross: 0, noRate: { entries: 0 } })
  })

  it('typed after their month was closed are paid by the next run, and only once', async () => {
    await shop.record(0, 0, 4)
    await shop.closeRun()
    await shop.record(0, 0, 6, '2026-05-20')
    expect(await lines(june)).toEqual([['piece', 510]])
    await shop.closeRun(june)
    expect(await lines(june)).toEqual([])
  })

  it('paid and undone since are taken from the next run, below nothing carried on to the one after', async () => {
    const id = await shop.record(0, 0, 10)
    await shop.closeRun()
    await write((scope) => undoWork(scope, id))
    await shop.record(0, 1, 2, '2026-06-02')
    // 1.70 earned, 8.50 taken back
    expect(await lines(june)).toEqual([
      ['piece', 170],
      ['piece', -850],
      ['carry', 680],
    ])
    expect(await hers(june)).toMatchObject({ gross: -680, net: 0 })
    await shop.closeRun(june)
    expect(await listDebts(shop.store.reader, { all: false })).toMatchObject([{ kind: 'carried', left: 680 }])
  })

  it('given to who really did them after they were paid are taken from one and paid to the other', async () => {
    const id = await shop.record(0, 0, 10, '2026-05-18', { scrap: 0 })
    await shop.closeRun()
    await write((scope) => reassignWork(scope, { id, workerId: shop.workers[1]!, good: 4 }))
    expect(await grossOf(june)).toEqual([510 - 850, 340])
    await shop.closeRun(june)
    expect(await grossOf(june)).toEqual([0, 0])
  })

  it('of one whose month is closed are not lost when they were another’s first', async () => {
    const id = await shop.record(0, 0, 10)
    await shop.record(1, 1, 1)
    await shop.closeRun(may, [shop.workers[1]!])
    await write((scope) => reassignWork(scope, { id, workerId: shop.workers[1]!, good: 10 }))
    expect(await grossOf(june)).toEqual([0, 850])
  })

  it('that wait for a rate are paid once, to whom they were given', async () => {
    const id = await shop.record(0, 0, 7, '2026-05-18', { step: 1 })
    await shop.closeRun(may, [shop.workers[0]!])
    await write((scope) => reassignWork(scope, { id, workerId: shop.workers[1]!, good: 7 }))
    const operationId = shop.operations[1]!
    await write((scope) =>
      setRates(scope, { operationId, validFrom: '2026-05-01', rates: [{ size: '', rate: 100_000 }] }),
    )
    await write((scope) => reprice(scope, { operationId, from: '2026-05-01', after: 0 }))
    expect(await grossOf()).toEqual([0, 70])
    await shop.closeRun()
    expect(await grossOf(june)).toEqual([0, 0])
  })

  it('keep what they were paid when a new rate is agreed', async () => {
    await shop.record(0, 0, 10)
    await shop.closeRun()
    await write((scope) =>
      setRates(scope, {
        operationId: shop.operations[0]!,
        validFrom: '2026-05-11',
        rates: [{ size: '', rate: 2_000_000 }],
      }),
    )
    await write((scope) => reprice(scope, { operationId: shop.operations[0]!, from: '2026-05-01', after: 0 }))
    expect(await lines(june)).toEqual([])
  })
})

describe('overtime of a piece worker', () => {
  it('adds half, as much again, or twice as much to the pieces of those hours', async () => {
    await shop.record(0, 0, 10, '2026-05-18')
    await shop.record(0, 1, 10, '2026-05-23')
    await shop.record(0, 2, 10, '2026-05-01')
    await hours(480)
    await hours(120, { overtime: 'workday' })
    await hours(480, { workDate: '2026-05-23', overtime: 'rest' })
    await hours(480, { workDate: '2026-05-01', overtime: 'holiday' })
    await write((scope) =>
      savePayTerms(scope, {
        workerId: shop.workers[0]!,
        terms: { ...usualTerms('piece'), minimumApplies: false },
      }),
    )
    // No rate held on May 1: ten pieces at nothing yet. 8.50 × 2 h of 10 h × 50 %; 8.50 × 100 %.
    expect(await lines()).toEqual([
      ['piece', 1700],
      ['premium', 85],
      ['premium', 850],
    ])
    await write((scope) => savePayRules(scope, { ...usualRules, pieceOvertime: false }))
    expect(await lines()).toEqual([['piece', 1700]])
  })
})

describe('hours', () => {
  it('are paid at the rate of their day, overtime with its premium, and reversed when taken back', async () => {
    const workerId = shop.workers[0]!
    const terms = { ...usualTerms('hourly'), hourlyRate: 20_000_000, minimumApplies: false }
    await write((scope) => savePayTerms(scope, { workerId, terms }))
    await write((scope) =>
      savePayTerms(scope, { workerId, terms: { ...terms, validFrom: '2026-05-20', hourlyRate: 24_000_000 } }),
    )
    const { id } = await hours(90, { paid: true })
    await hours(60, { paid: true, workDate: '2026-05-20' })
    await hours(60, { paid: true, workDate: '2026-05-20', overtime: 'workday' })
    expect(await lines()).toEqual([
      ['hour', 3000],
      ['hour', 2400],
      ['hour', 3600],
    ])
    await shop.closeRun()
    await write((scope) => voidHours(scope, id))
    expect(await lines(june)).toEqual([
      ['hour', -3000],
      ['carry', 3000],
    ])
    await shop.closeRun(june)
  })
})

describe('the minimum wage', () => {
  it('is topped up to for the hours worked, over all runs of a month', async () => {
    await shop.record(0, 0, 10)
    await hours(480)
    // 1820 × 480 ÷ 9920 = 88.06
    expect(await lines()).toEqual([
      ['piece', 850],
      ['top-up', 7956],
    ])
    await shop.closeRun({ from: '2026-05-01', to: '2026-05-20' })
    await hours(480, { workDate: '2026-05-21' })
    // 1820 × 960 ÷ 9920 = 176.13, of which 88.06 was paid.
    expect(await lines({ from: '2026-05-21', to: '2026-05-31' })).toEqual([['top-up', 8807]])
  })
})

describe('what is given and taken besides', () => {
  it('comes with its reason, and is taken back in the next run', async () => {
    const workerIds = [shop.workers[0]!]
    const give = (kind: 'bonus' | 'charge', amount: number, reason: string) =>
      write((scope) => addAdjustment(scope, { workerIds, businessDate: '2026-05-31', kind, amount, reason }))
    await give('bonus', 10_000, '全勤')
    await give('charge', 3000, '伙食')
    expect(await hers()).toMatchObject({ gross: 10_000, net: 7000 })
    await shop.closeRun()
    const [bonus] = await shop.store.reader.selectFrom('pay_adjustment').select('id').execute()
    await write((scope) => voidAdjustment(scope, bonus!.id))
    await shop.record(0, 0, 10, '2026-06-01')
    expect(await hers(june)).toMatchObject({ gross: -9150, net: 0 })
    await shop.closeRun(june)
  })

  it('advances are repaid as far as the pay goes, damage by a fifth at most and never below the minimum', async () => {
    const workerId = shop.workers[0]!
    const owe = (kind: 'advance' | 'damage', amount: number, instalment: number | null) =>
      write((scope) =>
        addDebt(scope, { workerId, businessDate: '2026-05-02', kind, amount, instalment, reason: '剪坏布' }),
      )
    for (let bundle = 0; bundle < 4; bundle++) await shop.record(0, bundle, 10)
    await owe('damage', 1000, null)
    await owe('advance', 5000, null)
    // 34.00 earned: 6.80 for damage, the rest for the advance.
    expect(await hers()).toMatchObject({
      net: 0,
      warnings: [
        { code: 'minimum-unchecked' },
        { code: 'damage-limited', taken: 680, left: 320 },
        { code: 'debt-left', kind: 'advance', left: 2280 },
      ],
    })
    await shop.closeRun()
    await hours(480, { workDate: '2026-06-02' })
    expect(await lines(june)).toEqual([
      ['top-up', 8806],
      ['debt', -2280],
    ])
  })
})

it('does not close what is not one month, lies ahead, was paid, or has changed since it was shown', async () => {
  await shop.record(0, 0, 10)
  const fails = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
  await fails(shop.closeRun({ from: '2026-05-01', to: '2026-06-10' }), 'payroll-month')
  await fails(shop.closeRun({ from: '2026-07-01', to: '2026-07-10' }), 'payroll-ahead')
  await fails(shop.closeAt(may, { gross: 1, net: 1 }), 'payroll-changed')
  await shop.closeRun()
  await fails(shop.closeRun({ from: '2026-05-01', to: '2026-05-20' }), 'payroll-behind')
  await fails(shop.closeRun(june), 'payroll-empty')
})

it('pays in parts, and says what is owed', async () => {
  await shop.record(0, 0, 10)
  await shop.closeRun()
  const [payslip] = await shop.store.reader.selectFrom('payslip').selectAll().execute()
  const pay = (amount: number) =>
    write((scope) =>
      payWages(scope, {
        payments: [{ payslipId: payslip!.id, amount }],
        businessDate: '2026-06-05',
        method: 'cash',
        note: '',
      }),
    )
  await pay(500)
  expect(await listOwed(shop.store.reader)).toMatchObject([{ owed: 350, debt: 0 }])
  await expect(pay(351)).rejects.toMatchObject({ code: 'wage-over' })
  await pay(350)
  expect(await listOwed(shop.store.reader)).toEqual([])
})
