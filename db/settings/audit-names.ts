import { type Kysely, sql } from 'kysely'
import type { Currency } from '../../shared/money.ts'
import { statedCurrency } from '../../shared/settings/audit-columns.ts'
import type { AuditRow } from '../../shared/settings/audit-contract.ts'
import { isNamed, type NamedTable, nameKey, referenceOf } from '../../shared/settings/audit-references.ts'
import type { Database } from '../schema.ts'

/** What a thing is called by people: one statement a table, `id` and `name`. */
const queries: Readonly<Record<NamedTable, string>> = {
  orders: 'SELECT id, order_number AS name FROM orders',
  order_line: `SELECT order_line.id, orders.order_number || ' · ' || iif(seller_code <> '', seller_code, title) AS name
    FROM order_line JOIN orders ON orders.id = order_line.order_id`,
  parcel: `SELECT parcel.id, iif(tracking_number <> '', tracking_number, (
      SELECT group_concat(order_number, ', ') FROM parcel_order JOIN orders ON orders.id = order_id
      WHERE parcel_id = parcel.id)) AS name FROM parcel`,
  // An item is one of the two.
  sku: `SELECT sku.id, sku.name FROM (
      SELECT s.id, style_number || ' ' || colour || ' ' || size AS name FROM sku s JOIN style ON style.id = s.style_id
      UNION ALL SELECT id, name FROM material) AS sku`,
  style: "SELECT id, style_number || ' ' || name AS name FROM style",
  shop: 'SELECT id, name FROM shop',
  customer: 'SELECT id, name FROM customer',
  supplier: 'SELECT id, name FROM supplier',
  location: 'SELECT id, name FROM location',
  carrier: 'SELECT id, name FROM carrier',
  user: 'SELECT id, name FROM user',
  import_file: 'SELECT id, file_name AS name FROM import_file',
  setting: 'SELECT id, key AS name FROM setting',
  // A pick list is called by its number, on paper too.
  wave: 'SELECT id, id AS name FROM wave',
  manifest: `SELECT manifest.id, concat_ws(' ', business_date, carrier.name) AS name
    FROM manifest LEFT JOIN carrier ON carrier.id = carrier_id`,
  receipt: `SELECT receipt.id, concat_ws(' ', business_date, supplier.name) AS name
    FROM receipt LEFT JOIN supplier ON supplier.id = supplier_id`,
  receipt_line: itemsOf('receipt_line'),
  expected_supply: itemsOf('expected_supply'),
  purchase_order: 'SELECT id, order_number AS name FROM purchase_order',
  supplier_return: `SELECT supplier_return.id, concat_ws(' ', business_date, supplier.name) AS name
    FROM supplier_return JOIN supplier ON supplier.id = supplier_id`,
  return_case: `SELECT return_case.id, coalesce(nullif(tracking_number, ''), order_number) AS name
    FROM return_case LEFT JOIN orders ON orders.id = order_id`,
  return_line: itemsOf('return_line'),
  stock_count: `SELECT stock_count.id, location.name FROM stock_count JOIN location ON location.id = location_id`,
  tracking_export: 'SELECT id, file_name AS name FROM tracking_export',
  worker: 'SELECT id, name FROM worker',
  shift: 'SELECT id, name FROM shift',
  operation: `SELECT operation.id, style_number || ' ' || operation.name AS name
    FROM operation JOIN style ON style.id = style_id`,
  material: 'SELECT id, name FROM material',
  material_use: `SELECT material_use.id, batch_number || ' ' || material.name AS name
    FROM material_use JOIN material ON material.id = material_id JOIN batch ON batch.id = batch_id`,
  batch: 'SELECT id, batch_number AS name FROM batch',
  lay: `SELECT lay.id, batch_number || ' / ' || lay_number AS name FROM lay JOIN batch ON batch.id = batch_id`,
  bundle: `SELECT bundle.id, batch_number || ' #' || bundle_number AS name
    FROM bundle JOIN batch ON batch.id = batch_id`,
  subcontractor:
    'SELECT subcontractor.id, supplier.name FROM subcontractor JOIN supplier ON supplier.id = supplier_id',
  subcontract_order: 'SELECT id, order_number AS name FROM subcontract_order',
  subcontract_return: `SELECT subcontract_return.id, order_number || ' ' || subcontract_return.business_date AS name
    FROM subcontract_return JOIN subcontract_order ON subcontract_order.id = subcontract_order_id`,
  incoming_job: `SELECT incoming_job.id, concat_ws(' ', customer.name, order_number) AS name
    FROM incoming_job JOIN customer ON customer.id = customer_id`,
  incoming_delivery: `SELECT incoming_delivery.id, concat_ws(' ', order_number, business_date) AS name
    FROM incoming_delivery JOIN incoming_job ON incoming_job.id = incoming_job_id`,
  hand_out: `SELECT hand_out.id, worker.name || ' ' || batch_number || ' #' || bundle_number AS name
    FROM hand_out JOIN worker ON worker.id = worker_id JOIN bundle ON bundle.id = bundle_id
    JOIN batch ON batch.id = bundle.batch_id`,
  inspection: `SELECT inspection.id, coalesce(batch_number, inspection.business_date) AS name
    FROM inspection LEFT JOIN batch ON batch.id = batch_id`,
  inspection_defect: 'SELECT id, name FROM inspection_defect',
  payroll_run: "SELECT id, from_date || ' – ' || to_date AS name FROM payroll_run",
  payslip: `SELECT payslip.id, worker_name || ' ' || from_date || ' – ' || to_date AS name
    FROM payslip JOIN payroll_run ON payroll_run.id = run_id`,
  worker_debt: `SELECT worker_debt.id, concat_ws(' ', worker.name, business_date, reason) AS name
    FROM worker_debt JOIN worker ON worker.id = worker_id`,
  pay_adjustment: `SELECT pay_adjustment.id, worker.name || ' ' || reason AS name
    FROM pay_adjustment JOIN worker ON worker.id = worker_id`,
  recurring_pay: `SELECT recurring_pay.id, worker.name || ' ' || reason AS name
    FROM recurring_pay JOIN worker ON worker.id = worker_id`,
  household: "SELECT id, household_number || ' ' || head AS name FROM household",
  course: 'SELECT id, name FROM course',
  station: 'SELECT id, name FROM station',
  shared_printer: "SELECT id, name || ' (' || station || ')' AS name FROM shared_printer",
  training_session: `SELECT training_session.id, business_date || ' ' || course.name AS name
    FROM training_session JOIN course ON course.id = course_id`,
  work_entry: `SELECT work_entry.id, worker.name || ' ' || batch_number || ' #' || bundle_number || ' ' || operation.name AS name
    FROM work_entry JOIN worker ON worker.id = worker_id JOIN operation ON operation.id = operation_id
    JOIN bundle ON bundle.id = bundle_id JOIN batch ON batch.id = batch_id`,
}

/** Rows of so many pieces of one SKU, or of so much of a material. */
function itemsOf(table: string): string {
  return `SELECT ${table}.id, coalesce(material.name || ' × ' || rtrim(rtrim(printf('%.3f', ${table}.quantity / 1000.0), '0'), '.'),
      style_number || ' ' || colour || ' ' || size || ' × ' || ${table}.quantity) AS name
    FROM ${table} LEFT JOIN material ON material.id = item_id LEFT JOIN sku ON sku.id = item_id
    LEFT JOIN style ON style.id = style_id`
}

/** Tables whose money is of their order's or their own currency; everything else here is paid in yuan. */
const currencies: Readonly<Record<string, string>> = {
  orders: 'SELECT orders.id, currency FROM orders',
  order_line: 'SELECT order_line.id, currency FROM order_line JOIN orders ON orders.id = order_id',
  customer_entry: 'SELECT customer_entry.id, currency FROM customer_entry',
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
      const reference = referenceOf(column, after ?? before)
      if (reference) want(reference, value)
    }
  }
  const names = new Map<string, string>()
  for (const [table, ids] of wanted) {
    // The statement's text is ours; ids go in as one JSON parameter.
    const found = await sql<{ id: number; name: string | number | null }>`
      ${sql.raw(queries[table])} WHERE ${sql.table(table)}.id IN (SELECT value FROM json_each(${JSON.stringify([...ids])}))`.execute(
      db,
    )
    for (const { id, name } of found.rows) if (name) names.set(nameKey(table, id), String(name))
  }
  return names
}

/** The names that one row needs. */
export function namesOf(row: Row, all: ReadonlyMap<string, string>): Record<string, string> {
  const keys = isNamed(row.table) ? [nameKey(row.table, row.rowId)] : []
  for (const [column, value] of [...Object.entries(row.before ?? {}), ...Object.entries(row.after ?? {})]) {
    const table = referenceOf(column, row.after ?? row.before)
    if (table && typeof value === 'number') keys.push(nameKey(table, value))
  }
  return Object.fromEntries(
    keys.flatMap((key) => {
      const name = all.get(key)
      return name === undefined ? [] : [[key, name] as const]
    }),
  )
}

/** The currency of each row's money, in the order of the rows. */
export async function currenciesOf(db: Kysely<Database>, rows: readonly Row[]): Promise<Currency[]> {
  const found = new Map<string, Currency>()
  for (const [table, query] of Object.entries(currencies)) {
    const ids = rows.filter((row) => row.table === table).map((row) => row.rowId)
    if (ids.length === 0) continue
    const known = await sql<{ id: number; currency: Currency }>`
      ${sql.raw(query)} WHERE ${sql.table(table)}.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(
      db,
    )
    for (const { id, currency } of known.rows) found.set(`${table} ${id}`, currency)
  }
  return rows.map((row) => statedCurrency(row) ?? found.get(`${row.table} ${row.rowId}`) ?? 'CNY')
}
