import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import { shareOf } from '../../../shared/inventory/valuation.ts'
import type { BatchCost } from '../../../shared/production/costs-contract.ts'
import { rateOn } from '../../../shared/production/piece-rates.ts'
import { realCost } from '../../../shared/production/real-cost.ts'
import type { Database } from '../../schema.ts'
import { dueCorrections } from './correct-cost.ts'
import { readCosting } from './costing.ts'
import { hourWages } from './hour-wages.ts'
import { batchSpend, paidWork } from './spend.ts'

/** What pieces of a batch cost by now, in fen; 0: nothing is known. */
export async function costOf(db: Kysely<Database>, batchId: number, pieces: number): Promise<number> {
  return realCost(await batchSpend(db, batchId), await readCosting(db), pieces)
}

const microPerFen = 10_000
const fen = (micro: number) => shareOf(micro, 1, microPerFen)

/** A batch's cost as planned and as it is, line by line, with what its pieces are booked at. Fen. Raises not-found. */
export async function readCost(db: Kysely<Database>, batchId: number, today: string): Promise<BatchCost> {
  const batch = await db.selectFrom('batch').select('id').where('id', '=', batchId).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: batchId })
  const spend = await batchSpend(db, batchId)
  const materials = await materialLines(db, batchId)
  const work = await workLines(db, batchId, today)
  const { sent } = await paidWork(db, batchId)
  const byHour = await hourWages(db, batchId)
  const { perPiece, ofWages } = await readCosting(db)
  const overheadOf = (pieces: number, micro: number) =>
    perPiece * pieces + shareOf(micro * ofWages, 1, 10_000_000)
  const plannedWork = work.reduce((sum, row) => sum + row.planned, 0)
  const wages = spend.wages.reduce((sum, { paid }) => sum + paid, 0)
  const { rows } = await sql<{
    missing: number
    deducted: number
    made: number
    booked: number
    expensed: number
  }>`
    SELECT (SELECT count(*) FROM bundle b JOIN work_entry e ON e.bundle_id = b.id WHERE b.batch_id = ${batchId}
        AND e.voided_at IS NULL AND e.rate IS NULL AND e.basis = 'piece') AS missing,
      (SELECT coalesce(sum(r.deduction), 0) FROM subcontract_order o JOIN subcontract_return r ON r.subcontract_order_id = o.id
        WHERE o.batch_id = ${batchId} AND r.voided_at IS NULL) AS deducted,
      (SELECT coalesce(-sum(m.quantity), 0) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id
        WHERE b.batch_id = ${batchId} AND m.kind IN ('finished', 'seconds')) AS made,
      coalesce(sum(value), 0) AS booked, coalesce(sum(expensed), 0) AS expensed
    FROM (
      SELECT value, expensed FROM batch_receipt WHERE batch_id = ${batchId} AND voided_at IS NULL
      UNION ALL
      SELECT d.value, d.expensed FROM bundle b JOIN inspection_defect d ON d.bundle_id = b.id
      WHERE b.batch_id = ${batchId} AND d.outcome = 'seconds' AND d.voided_at IS NULL)`.execute(db)
  const facts = rows[0]!
  const due = await dueCorrections(db, batchId)
  const sentOut = fen(sent.reduce((sum, { paid }) => sum + paid, 0))
  return {
    pieces: { planned: spend.planned, begun: spend.begun, received: facts.made, gone: spend.gone },
    materials: {
      planned: materials.reduce((sum, row) => sum + row.planned, 0),
      actual: materials.reduce((sum, row) => sum + row.actual, 0),
    },
    wages: { planned: fen(plannedWork), actual: fen(wages) },
    sentOut: sentOut + facts.deducted,
    deducted: facts.deducted,
    overhead: { planned: overheadOf(spend.planned, plannedWork), actual: overheadOf(spend.begun, wages) },
    materialLines: materials,
    hours: { minutes: byHour.minutes, actual: fen(byHour.paid) },
    workLines: work.map((row) => ({ ...row, planned: fen(row.planned), actual: fen(row.actual) })),
    ratesMissing: facts.missing,
    booked: facts.booked,
    correctionDue: due.reduce((sum, { reachable }) => sum + reachable, 0),
    leftWithSold: facts.expensed + due.reduce((sum, one) => sum + one.due - one.reachable, 0),
  }
}

/** Each material: what the BOM asked for at today's value against what was used at the value it was given for. */
async function materialLines(db: Kysely<Database>, batchId: number): Promise<BatchCost['materialLines']> {
  const { rows } = await sql<BatchCost['materialLines'][number]>`
    WITH used AS (
      SELECT material_id, sum(iif(kind = 'issued', quantity, -quantity)) AS quantity,
        sum(iif(kind = 'issued', value, -value)) AS value
      FROM material_use WHERE batch_id = ${batchId} AND voided_at IS NULL GROUP BY material_id),
    named AS (SELECT material_id FROM batch_material WHERE batch_id = ${batchId} UNION SELECT material_id FROM used)
    SELECT m.name, m.unit, coalesce(b.needed, 0) AS needed, coalesce(u.quantity, 0) AS used,
      CAST(round(coalesce(b.needed, 0) * coalesce(
        (SELECT CAST(sum(v.value) AS REAL) / sum(v.quantity) FROM stock_level v WHERE v.item_id = m.id AND v.quantity > 0),
        CAST(u.value AS REAL) / nullif(u.quantity, 0), m.price / 1000.0, 0)) AS INTEGER) AS planned,
      coalesce(u.value, 0) AS actual
    FROM named n JOIN material m ON m.id = n.material_id LEFT JOIN used u ON u.material_id = m.id
      LEFT JOIN batch_material b ON b.batch_id = ${batchId} AND b.material_id = m.id
    ORDER BY b.id IS NULL, b.id, m.id`.execute(db)
  return rows
}

/** Each step: its rate for all planned pieces against what was paid in piece wages. Amounts in 1/1,000,000 yuan. */
async function workLines(
  db: Kysely<Database>,
  batchId: number,
  today: string,
): Promise<readonly { name: string; good: number; planned: number; actual: number }[]> {
  const { rows: sizes } = await sql<{ size: string; planned: number }>`
    SELECT sku.size, sum(l.planned) AS planned FROM batch_line l JOIN sku ON sku.id = l.sku_id
    WHERE l.batch_id = ${batchId} GROUP BY sku.size`.execute(db)
  const { rows: steps } = await sql<{ id: number; name: string; rates: string }>`
    SELECT o.id, o.name, (SELECT json_group_array(json_object('validFrom', r.valid_from, 'size', r.size, 'rate', r.rate))
      FROM piece_rate r WHERE r.operation_id = o.id) AS rates
    FROM batch_operation s JOIN operation o ON o.id = s.operation_id
    WHERE s.batch_id = ${batchId} AND s.recorded = 1 ORDER BY s.position`.execute(db)
  const { wages } = await paidWork(db, batchId)
  return steps.map(({ id, name, rates }) => {
    const list = JSON.parse(rates) as { validFrom: string; size: string; rate: number }[]
    const paid = wages.find(({ operationId }) => operationId === id)
    return {
      name,
      good: paid?.good ?? 0,
      planned: sizes.reduce((sum, row) => sum + row.planned * (rateOn(list, row.size, today) ?? 0), 0),
      actual: paid?.paid ?? 0,
    }
  })
}
