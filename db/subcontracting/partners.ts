import { type Kysely, sql } from 'kysely'
import { addDays } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import type { SendOutSuggestion, Subcontractor } from '../../shared/subcontracting/contract.ts'
import type { CommandScope } from '../command.ts'
import { listSuppliers, saveSupplier } from '../inventory/suppliers.ts'
import { readCapacity } from '../planning/capacity.ts'
import type { Database } from '../schema.ts'
import { stillOut } from './out.ts'

/** Enterprises that take work, with what is there, owed, and how their work was. */
export async function listPartners(
  db: Kysely<Database>,
  today: string,
  money: boolean,
): Promise<Subcontractor[]> {
  const suppliers = new Map((await listSuppliers(db)).map((supplier) => [supplier.id, supplier]))
  const { rows } = await sql<Omit<Subcontractor, 'name' | 'phone' | 'note' | 'owed'>>`
    SELECT s.id, s.supplier_id AS supplierId, s.skills, s.lead_days AS leadDays, s.distance,
      coalesce((SELECT sum(${stillOut}) FROM subcontract_order o JOIN subcontract_bundle sb ON sb.subcontract_order_id = o.id
        WHERE o.subcontractor_id = s.id AND o.state = 'open'), 0) AS out,
      (SELECT count(*) FROM subcontract_order o WHERE o.subcontractor_id = s.id AND o.state = 'open' AND o.due_date < ${today}
        AND EXISTS (SELECT 1 FROM subcontract_bundle sb WHERE sb.subcontract_order_id = o.id AND ${stillOut} > 0)) AS lateOrders,
      coalesce(sum(l.good), 0) AS good, coalesce(sum(l.scrap + l.lost), 0) AS bad, coalesce(sum(l.rework), 0) AS rework
    FROM subcontractor s LEFT JOIN subcontract_order o ON o.subcontractor_id = s.id
      LEFT JOIN subcontract_return r ON r.subcontract_order_id = o.id AND r.voided_at IS NULL
      LEFT JOIN subcontract_return_line l ON l.subcontract_return_id = r.id
    GROUP BY s.id ORDER BY s.id`.execute(db)
  return rows.flatMap((row) => {
    const supplier = suppliers.get(row.supplierId)
    if (!supplier || supplier.archived) return []
    const { name, phone, note } = supplier
    return [{ ...row, name, phone, note, owed: money ? supplier.owed : null }]
  })
}

/** Adds or changes a partner; its account is that of a supplier of its name. Raises already-exists, not-found. */
export async function savePartner(
  scope: CommandScope,
  input: Pick<Subcontractor, 'name' | 'phone' | 'skills' | 'leadDays' | 'distance' | 'note'> & {
    readonly id: number | null
  },
): Promise<{ id: number }> {
  const { trx } = scope
  const row = { skills: input.skills, lead_days: input.leadDays, distance: input.distance }
  const { name, phone, note } = input
  if (input.id !== null) {
    const { supplier_id } = await scope.update('subcontractor', input.id, row)
    await saveSupplier(scope, { id: supplier_id, name, kind: 'supplier', phone, note })
    return { id: input.id }
  }
  // A supplier that sews for us too keeps its one account.
  const known = await trx.selectFrom('supplier').select('id').where('name', '=', name).executeTakeFirst()
  const used =
    known &&
    (await trx
      .selectFrom('subcontractor')
      .select('id')
      .where('supplier_id', '=', known.id)
      .executeTakeFirst())
  if (used) throw new YifangError('already-exists', { what: 'subcontractor', name })
  const supplierId =
    known?.id ?? (await saveSupplier(scope, { id: null, name, kind: 'supplier', phone, note })).id
  return { id: await scope.insert('subcontractor', { supplier_id: supplierId, ...row }) }
}

/**
 * Batches that will be late as things stand, the one whose going out helps most first, and which partners could still
 * make it by its due date (their lead time) and say they can do such work (a step's name among their skills).
 */
export async function sendOutSuggestions(db: Kysely<Database>, today: string): Promise<SendOutSuggestion[]> {
  const asIs = { overtimeMinutes: 0, moreHands: 0, today }
  const now = await readCapacity(db, { ...asIs, sentOut: [] })
  const late = now.batches.filter((batch) => batch.late)
  const partners = await listPartners(db, today, false)
  const suggestions: SendOutSuggestion[] = []
  for (const batch of late.slice(0, 20)) {
    const then = await readCapacity(db, { ...asIs, sentOut: [batch.id] })
    const { rows: steps } = await sql<{ name: string }>`
      SELECT o.name FROM batch_operation s JOIN operation o ON o.id = s.operation_id
      WHERE s.batch_id = ${batch.id} AND s.recorded = 1`.execute(db)
    suggestions.push({
      batchId: batch.id,
      batchNumber: batch.batchNumber,
      styleName: batch.styleName,
      due: batch.due,
      finish: batch.finish,
      seconds: batch.seconds,
      saves: late.length - then.batches.filter((one) => one.late).length,
      partners: partners
        .map(({ id, name, leadDays, skills }) => ({
          id,
          name,
          inTime: batch.due === null || addDays(today, leadDays) <= batch.due,
          skilled: steps.some((step) => skills.includes(step.name)),
        }))
        .toSorted((a, b) => Number(b.inTime) - Number(a.inTime) || Number(b.skilled) - Number(a.skilled)),
    })
  }
  return suggestions.toSorted((a, b) => b.saves - a.saves || b.seconds - a.seconds)
}
