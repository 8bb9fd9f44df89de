import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Subcontractor } from '../../shared/subcontracting/partners-contract.ts'
import type { PartnerPrice } from '../../shared/subcontracting/prices.ts'
import type { CommandScope } from '../command.ts'
import { listSuppliers, saveSupplier } from '../inventory/suppliers.ts'
import type { Database } from '../schema.ts'
import { stillOut } from './out.ts'
import { readPrices, savePrices } from './prices.ts'

/** Enterprises that take work, with what is there, owed, and how their work was. */
export async function listPartners(
  db: Kysely<Database>,
  today: string,
  money: boolean,
): Promise<Subcontractor[]> {
  const suppliers = new Map((await listSuppliers(db)).map((supplier) => [supplier.id, supplier]))
  const prices = money ? await readPrices(db) : null
  const { rows } = await sql<Omit<Subcontractor, 'name' | 'phone' | 'note' | 'owed' | 'prices'>>`
    SELECT s.id, s.supplier_id AS supplierId, s.skills, s.lead_days AS leadDays, s.distance,
      (SELECT k.name FROM partner_key k WHERE k.site_id = s.site_id) AS signedBy,
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
    return [
      {
        ...row,
        name,
        phone,
        note,
        owed: money ? supplier.owed : null,
        prices: prices && [...(prices.get(row.id) ?? [])],
      },
    ]
  })
}

/**
 * Adds or changes a partner, and (where given) its price list as a whole; its account is that of a supplier of its name,
 * which stays the neighbour that it is. Raises already-exists, not-found.
 */
export async function savePartner(
  scope: CommandScope,
  input: Pick<Subcontractor, 'name' | 'phone' | 'skills' | 'leadDays' | 'distance' | 'note'> & {
    readonly id: number | null
    readonly prices?: readonly PartnerPrice[] | undefined
  },
): Promise<{ id: number }> {
  const { trx } = scope
  const row = { skills: input.skills, lead_days: input.leadDays, distance: input.distance }
  const { name, phone, note } = input
  let { id } = input
  if (id !== null) {
    const { supplier_id } = await scope.update('subcontractor', id, row)
    const { kind } = await trx
      .selectFrom('supplier')
      .select('kind')
      .where('id', '=', supplier_id)
      .executeTakeFirstOrThrow()
    await saveSupplier(scope, { id: supplier_id, name, kind, phone, note })
  } else id = await addPartner(scope, row, { name, phone, note })
  if (input.prices) await savePrices(scope, id, input.prices)
  return { id }
}

/** Raises already-exists. */
async function addPartner(
  scope: CommandScope,
  row: { readonly skills: string; readonly lead_days: number; readonly distance: number | null },
  given: { readonly name: string; readonly phone: string; readonly note: string },
): Promise<number> {
  const { trx } = scope
  const { name } = given
  // A supplier that sews for us too keeps its one account, and what is known of it where nothing else was said.
  const known = await trx.selectFrom('supplier').selectAll().where('name', '=', name).executeTakeFirst()
  if (!known) {
    const { id } = await saveSupplier(scope, { id: null, kind: 'supplier', ...given })
    return scope.insert('subcontractor', { supplier_id: id, ...row })
  }
  const used = await trx
    .selectFrom('subcontractor')
    .select('id')
    .where('supplier_id', '=', known.id)
    .executeTakeFirst()
  if (used) throw new YifangError('already-exists', { what: 'subcontractor', name })
  await saveSupplier(scope, {
    id: known.id,
    name,
    kind: known.kind,
    phone: given.phone || known.phone,
    note: given.note || known.note,
    archived: false,
  })
  return scope.insert('subcontractor', { supplier_id: known.id, ...row })
}
