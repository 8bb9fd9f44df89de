import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { type BatchCost, type Costing, costingSchema } from '../../shared/production/costs-contract.ts'
import { rateOn } from '../../shared/production/piece-rates.ts'
import type { CommandScope } from '../command.ts'
import { postCost } from '../inventory/ledger.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from '../settings/settings.ts'
import { materialCost } from './batch-materials.ts'

const key = 'production.costing'

/** What every piece and every yuan of wages bears of rent, power and the like; nothing until somebody says so. */
export async function readCosting(db: Kysely<Database>): Promise<Costing> {
  const stored = costingSchema.safeParse(await readSetting(db, key))
  return stored.success ? stored.data : { perPiece: 0, ofWages: 0 }
}

export async function saveCosting(scope: CommandScope, costing: Costing): Promise<null> {
  await writeSetting(scope, key, costing)
  return null
}

interface Paid {
  readonly operationId: number
  readonly good: number
  /** 1/1,000,000 yuan. */
  readonly paid: number
}

/** Good pieces and what was paid for them by operation: piece wages, and prices of work sent out at its first one. */
async function paidWork(db: Kysely<Database>, batchId: number) {
  const { rows: wages } = await sql<Paid>`
    SELECT e.operation_id AS operationId, sum(e.good) AS good, sum(e.good * e.rate) AS paid
    FROM bundle b JOIN work_entry e ON e.bundle_id = b.id
    WHERE b.batch_id = ${batchId} AND e.voided_at IS NULL AND e.basis = 'piece' AND e.rate IS NOT NULL AND e.good > 0
    GROUP BY e.operation_id`.execute(db)
  const { rows: sent } = await sql<Paid>`
    SELECT step.value AS operationId, sum(l.good) AS good, sum(iif(step.key = 0, l.good * o.price, 0)) AS paid
    FROM subcontract_order o JOIN subcontract_return r ON r.subcontract_order_id = o.id AND r.voided_at IS NULL
      JOIN subcontract_return_line l ON l.subcontract_return_id = r.id AND l.good > 0 JOIN json_each(o.operations) step
    WHERE o.batch_id = ${batchId} GROUP BY step.value`.execute(db)
  return { wages, sent }
}

async function piecesBegun(db: Kysely<Database>, batchId: number): Promise<number> {
  const { rows } = await sql<{ begun: number }>`
    SELECT coalesce(sum(m.quantity), 0) AS begun FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id
    WHERE b.batch_id = ${batchId} AND m.kind IN ('begun', 'over-received', 'found')`.execute(db)
  return rows[0]!.begun
}

/**
 * What finished pieces of a batch cost, in fen: their share of the materials the batch was given (over all pieces
 * begun), for each operation the average paid for it in this batch, and the overhead. Work whose rate is missing, by the
 * hour or not recorded counts nothing yet. 0: nothing is known.
 */
export async function realCost(db: Kysely<Database>, batchId: number, pieces: number): Promise<number> {
  const begun = await piecesBegun(db, batchId)
  const materials = begun === 0 ? 0 : shareOf(await materialCost(db, batchId), pieces, begun)
  const { wages, sent } = await paidWork(db, batchId)
  const { perPiece, ofWages } = await readCosting(db)
  const work = [...Map.groupBy([...wages, ...sent], ({ operationId }) => operationId).values()].reduce(
    (sum, rows) => {
      const good = rows.reduce((total, row) => total + row.good, 0)
      const paid = rows.reduce((total, row) => total + row.paid, 0)
      return sum + shareOf(paid, pieces, good)
    },
    0,
  )
  const own = wages.reduce((sum, { good, paid }) => sum + shareOf(paid, pieces, good), 0)
  // 1/1,000,000 yuan to fen at the end, so that nothing is rounded twice.
  const overhead = perPiece * pieces + shareOf(own * ofWages, 1, 10_000_000)
  return materials + shareOf(work, 1, 10_000) + (materials + work === 0 ? 0 : overhead)
}

/**
 * Brings what was booked for a batch's pieces to what they cost by now (late strips, rates agreed later, claims), by
 * moves of quantity 0: as far as the pieces are still there, the rest went with those that left. Gives fen corrected.
 */
export async function correctCost(scope: CommandScope, batchId: number): Promise<{ corrected: number }> {
  const receipts = await scope.trx
    .selectFrom('batch_receipt')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('voided_at', 'is', null)
    .execute()
  let sum = 0
  for (const row of receipts) {
    const now = await realCost(scope.trx, batchId, row.quantity)
    // Nothing known: it came in at the average and stays there.
    if (now === 0 || now === row.value) continue
    const posted = await postCost(scope, {
      itemId: row.sku_id,
      locationId: row.location_id,
      value: now - row.value,
      pieces: row.quantity,
      reference: { kind: 'receipt', id: row.receipt_id },
    })
    await scope.update('batch_receipt', row.id, { value: now, corrected: row.corrected + posted })
    sum += posted
  }
  return { corrected: sum }
}

/** A batch's cost as planned and as it is, with what its receipts were booked at. Fen. Raises not-found. */
export async function readCost(db: Kysely<Database>, batchId: number, today: string): Promise<BatchCost> {
  const batch = await db.selectFrom('batch').select('id').where('id', '=', batchId).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: batchId })
  const { rows: sizes } = await sql<{ size: string; planned: number }>`
    SELECT sku.size, sum(l.planned) AS planned FROM batch_line l JOIN sku ON sku.id = l.sku_id
    WHERE l.batch_id = ${batchId} GROUP BY sku.size`.execute(db)
  const planned = sizes.reduce((sum, row) => sum + row.planned, 0)
  const { rows: needs } = await sql<{ fen: number }>`
    SELECT coalesce(sum(b.needed * coalesce(
        (SELECT CAST(sum(v.value) AS REAL) / sum(v.quantity) FROM stock_level v WHERE v.item_id = m.id AND v.quantity > 0),
        m.price / 1000.0, 0)), 0) AS fen
    FROM batch_material b JOIN material m ON m.id = b.material_id WHERE b.batch_id = ${batchId}`.execute(db)
  const { rows: rates } = await sql<{ operationId: number; validFrom: string; size: string; rate: number }>`
    SELECT r.operation_id AS operationId, r.valid_from AS validFrom, r.size, r.rate
    FROM batch_operation s JOIN piece_rate r ON r.operation_id = s.operation_id WHERE s.batch_id = ${batchId}`.execute(
    db,
  )
  const plannedWork = [...Map.groupBy(rates, ({ operationId }) => operationId).values()].reduce(
    (sum, list) =>
      sum + sizes.reduce((total, row) => total + row.planned * (rateOn(list, row.size, today) ?? 0), 0),
    0,
  )
  const { wages, sent } = await paidWork(db, batchId)
  const wage = wages.reduce((sum, { paid }) => sum + paid, 0)
  const { perPiece, ofWages } = await readCosting(db)
  const overheadOf = (pieces: number, micro: number) =>
    perPiece * pieces + shareOf(micro * ofWages, 1, 10_000_000)
  const begun = await piecesBegun(db, batchId)
  const { rows: facts } = await sql<{ missing: number; deducted: number; made: number }>`
    SELECT (SELECT count(*) FROM bundle b JOIN work_entry e ON e.bundle_id = b.id WHERE b.batch_id = ${batchId}
        AND e.voided_at IS NULL AND e.rate IS NULL AND e.basis = 'piece') AS missing,
      (SELECT coalesce(sum(r.deduction), 0) FROM subcontract_order o JOIN subcontract_return r ON r.subcontract_order_id = o.id
        WHERE o.batch_id = ${batchId} AND r.voided_at IS NULL) AS deducted,
      (SELECT coalesce(-sum(m.quantity), 0) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id
        WHERE b.batch_id = ${batchId} AND m.kind = 'finished') AS made`.execute(db)
  const receipts = await db
    .selectFrom('batch_receipt')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('voided_at', 'is', null)
    .execute()
  let due = 0
  for (const row of receipts) {
    const now = await realCost(db, batchId, row.quantity)
    if (now !== 0) due += now - row.value
  }
  return {
    pieces: { planned, begun, received: facts[0]!.made },
    materials: { planned: Math.round(needs[0]!.fen), actual: await materialCost(db, batchId) },
    wages: { planned: shareOf(plannedWork, 1, 10_000), actual: shareOf(wage, 1, 10_000) },
    sentOut: shareOf(
      sent.reduce((sum, { paid }) => sum + paid, 0),
      1,
      10_000,
    ),
    deducted: facts[0]!.deducted,
    overhead: { planned: overheadOf(planned, plannedWork), actual: overheadOf(begun, wage) },
    ratesMissing: facts[0]!.missing,
    booked: receipts.reduce((sum, { value }) => sum + value, 0),
    correctionDue: due,
  }
}
