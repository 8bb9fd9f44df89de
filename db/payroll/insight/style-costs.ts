import { type Kysely, sql } from 'kysely'
import type { StyleCost } from '../../../shared/payroll/insight/contract.ts'
import { fenOf } from '../../../shared/payroll/insight/step-work.ts'
import { type RateRow, rateOn } from '../../../shared/production/piece-rates.ts'
import { hourWages } from '../../production/costs/hour-wages.ts'
import type { Database } from '../../schema.ts'
import type { Span } from './work-days.ts'

interface BatchRow {
  readonly id: number
  readonly begun: string
  readonly styleId: number
  readonly styleNumber: string
  readonly styleName: string
  readonly hasHours: 0 | 1
}

/** Amounts in 1/1,000,000 yuan. */
type BatchLabour = Pick<
  StyleCost,
  'planned' | 'plan' | 'planSoFar' | 'recorded' | 'hours' | 'stepsUnrated' | 'entriesUnrated'
> & { readonly paid: number }

/**
 * Wages of the batches begun in a span, by style, against their plan: the rates agreed by the day a batch began (else the
 * first that were agreed later) for the pieces planned, and for the pieces recorded. Cancelled batches are left out. The
 * dearest first.
 */
export async function readStyleCosts(db: Kysely<Database>, span: Span, today: string): Promise<StyleCost[]> {
  const { rows: batches } = await sql<BatchRow>`
    SELECT b.id, b.business_date AS begun, s.id AS styleId, s.style_number AS styleNumber, s.name AS styleName,
      EXISTS (SELECT 1 FROM time_entry t WHERE t.batch_id = b.id) AS hasHours
    FROM batch b JOIN style s ON s.id = b.style_id
    WHERE b.business_date BETWEEN ${span.from} AND ${span.to} AND b.state <> 'cancelled' ORDER BY b.id`.execute(
    db,
  )
  const { rows: rates } = await sql<RateRow & { operationId: number }>`
    SELECT operation_id AS operationId, valid_from AS validFrom, size, rate FROM piece_rate`.execute(db)
  const ratesOf = Map.groupBy(rates, ({ operationId }) => operationId)
  const found: StyleCost[] = []
  for (const list of Map.groupBy(batches, ({ styleId }) => styleId).values()) {
    const labours: BatchLabour[] = []
    for (const batch of list) labours.push(await labourOf(db, batch, ratesOf, today))
    const sum = (key: keyof BatchLabour) => labours.reduce((total, labour) => total + labour[key], 0)
    const { styleId, styleNumber, styleName } = list[0]!
    found.push({
      styleId,
      styleNumber,
      styleName,
      batches: list.length,
      planned: sum('planned'),
      plan: fenOf(sum('plan')),
      planSoFar: fenOf(sum('planSoFar')),
      recorded: fenOf(sum('recorded')),
      hours: fenOf(sum('hours')),
      paid: fenOf(sum('paid')),
      stepsUnrated: sum('stepsUnrated'),
      entriesUnrated: sum('entriesUnrated'),
    })
  }
  return found.toSorted((a, b) => b.recorded + b.hours - a.recorded - a.hours || a.styleId - b.styleId)
}

/** Batch by batch: one grouped query over all of them would sort a million rows. */
async function labourOf(
  db: Kysely<Database>,
  batch: BatchRow,
  ratesOf: ReadonlyMap<number, readonly RateRow[]>,
  today: string,
): Promise<BatchLabour> {
  const planRate = (operationId: number, size: string) => {
    const list = ratesOf.get(operationId) ?? []
    const agreed = rateOn(list, size, batch.begun)
    if (agreed !== null) return agreed
    const first = list.map(({ validFrom }) => validFrom).toSorted()[0]
    return first === undefined || first > today ? null : rateOn(list, size, first)
  }
  const { rows: sizes } = await sql<{ size: string; planned: number }>`
    SELECT sku.size, sum(l.planned) AS planned FROM batch_line l JOIN sku ON sku.id = l.sku_id
    WHERE l.batch_id = ${batch.id} GROUP BY sku.size`.execute(db)
  const { rows: steps } = await sql<{ id: number }>`
    SELECT operation_id AS id FROM batch_operation WHERE batch_id = ${batch.id} AND recorded = 1`.execute(db)
  const { rows: work } = await sql<{
    operationId: number
    size: string
    rate: number | null
    good: number
    entries: number
  }>`
    SELECT e.operation_id AS operationId, sku.size, e.rate, sum(e.good) AS good, count(*) AS entries
    FROM bundle b JOIN sku ON sku.id = b.sku_id JOIN work_entry e ON e.bundle_id = b.id
    WHERE b.batch_id = ${batch.id} AND e.voided_at IS NULL AND e.basis = 'piece'
    GROUP BY e.operation_id, sku.size, e.rate`.execute(db)
  const { rows: slips } = await sql<{ paid: number }>`
    SELECT coalesce(sum(p.pieces * l.rate), 0) AS paid
    FROM bundle b JOIN work_entry e ON e.bundle_id = b.id JOIN payslip_entry p ON p.work_entry_id = e.id
      JOIN payslip_line l ON l.id = p.payslip_line_id
    WHERE b.batch_id = ${batch.id}`.execute(db)
  const rated = work.filter(({ rate }) => rate !== null)
  return {
    planned: sizes.reduce((sum, { planned }) => sum + planned, 0),
    plan: steps.reduce(
      (sum, { id }) =>
        sum + sizes.reduce((ofStep, row) => ofStep + row.planned * (planRate(id, row.size) ?? 0), 0),
      0,
    ),
    planSoFar: rated.reduce(
      (sum, { operationId, size, rate, good }) => sum + good * (planRate(operationId, size) ?? rate!),
      0,
    ),
    recorded: rated.reduce((sum, { rate, good }) => sum + good * rate!, 0),
    hours: batch.hasHours === 1 ? (await hourWages(db, batch.id)).paid : 0,
    paid: slips[0]!.paid,
    stepsUnrated: steps.filter(({ id }) => sizes.some(({ size }) => planRate(id, size) === null)).length,
    entriesUnrated: work.reduce((sum, { rate, entries }) => sum + (rate === null ? entries : 0), 0),
  }
}
