/** Things that the audit calls by their name and not by their number. */
export const namedTables = [
  'orders',
  'order_line',
  'parcel',
  'sku',
  'style',
  'shop',
  'customer',
  'supplier',
  'location',
  'carrier',
  'user',
  'import_file',
] as const
export type NamedTable = (typeof namedTables)[number]

/** Columns that hold a number of another table, and which. */
const references: Readonly<Record<string, NamedTable>> = {
  order_id: 'orders',
  order_line_id: 'order_line',
  answers_line_id: 'order_line',
  parcel_id: 'parcel',
  sku_id: 'sku',
  item_id: 'sku',
  set_sku_id: 'sku',
  part_sku_id: 'sku',
  style_id: 'style',
  shop_id: 'shop',
  customer_id: 'customer',
  supplier_id: 'supplier',
  location_id: 'location',
  carrier_id: 'carrier',
  packed_by: 'user',
  user_id: 'user',
  import_file_id: 'import_file',
}

/** The table that a column's numbers belong to; null where the value stands for itself. */
export function referenceOf(column: string): NamedTable | null {
  return Object.hasOwn(references, column) ? references[column]! : null
}

/** How a name is looked up among those that come with an audit row. */
export function nameKey(table: NamedTable, id: number): string {
  return `${table} ${id}`
}

export function isNamed(table: string): table is NamedTable {
  return (namedTables as readonly string[]).includes(table)
}
