import { type Kysely, sql } from 'kysely'
import { isNamed, type NamedTable, nameKey, referenceOf } from '../../shared/settings/audit-references.ts'
import type { AuditRow } from '../../shared/settings/backup-contract.ts'
import type { Database } from '../schema.ts'

/** What a thing is called by people: one statement a table, `id` and `name`. */
const queries: Readonly<Record<NamedTable, string>> = {
  orders: 'SELECT id, order_number AS name FROM orders',
  order_line: `SELECT order_line.id, orders.order_number || ' · ' || iif(seller_code <> '', seller_code, title) AS name
    FROM order_line JOIN orders ON orders.id = order_line.order_id`,
  parcel: `SELECT parcel.id, iif(tracking_number <> '', tracking_number, (
      SELECT group_concat(order_number, ', ') FROM parcel_order JOIN orders ON orders.id = order_id
      WHERE parcel_id = parcel.id)) AS name FROM parcel`,
  sku: `SELECT sku.id, style_number || ' ' || colour || ' ' || size AS name
    FROM sku JOIN style ON style.id = sku.style_id`,
  style: "SELECT id, style_number || ' ' || name AS name FROM style",
  shop: 'SELECT id, name FROM shop',
  customer: 'SELECT id, name FROM customer',
  supplier: 'SELECT id, name FROM supplier',
  location: 'SELECT id, name FROM location',
  carrier: 'SELECT id, name FROM carrier',
  user: 'SELECT id, name FROM user',
  import_file: 'SELECT id, file_name AS name FROM import_file',
}

type Row = Pick<AuditRow, 'table' | 'rowId' | 'lastRowId' | 'before' | 'after'>

/**
 * The names of all things that audit rows are about or speak of, as they are called now, by `nameKey`. What is gone
 * has none. One statement for each table that occurs.
 */
export async function auditNames(db: Kysely<Database>, rows: readonly Row[]): Promise<Map<string, string>> {
  const wanted = new Map<NamedTable, Set<number>>()
  const want = (table: NamedTable, id: unknown) => {
    if (typeof id !== 'number') return
    const ids = wanted.get(table) ?? new Set()
    wanted.set(table, ids.add(id))
  }
  for (const { table, rowId, lastRowId, before, after } of rows) {
    if (isNamed(table) && rowId === lastRowId) want(table, rowId)
    for (const [column, value] of [...Object.entries(before ?? {}), ...Object.entries(after ?? {})]) {
      const reference = referenceOf(column)
      if (reference) want(reference, value)
    }
  }
  const names = new Map<string, string>()
  for (const [table, ids] of wanted) {
    // The statement's text is ours; ids go in as one JSON parameter.
    const found = await sql<{ id: number; name: string | null }>`
      ${sql.raw(queries[table])} WHERE ${sql.table(table)}.id IN (SELECT value FROM json_each(${JSON.stringify([...ids])}))`.execute(
      db,
    )
    for (const { id, name } of found.rows) if (name) names.set(nameKey(table, id), name)
  }
  return names
}

/** The names that one row needs. */
export function namesOf(row: Row, all: ReadonlyMap<string, string>): Record<string, string> {
  const keys = isNamed(row.table) ? [nameKey(row.table, row.rowId)] : []
  for (const [column, value] of [...Object.entries(row.before ?? {}), ...Object.entries(row.after ?? {})]) {
    const table = referenceOf(column)
    if (table && typeof value === 'number') keys.push(nameKey(table, value))
  }
  return Object.fromEntries(
    keys.flatMap((key) => {
      const name = all.get(key)
      return name === undefined ? [] : [[key, name] as const]
    }),
  )
}
