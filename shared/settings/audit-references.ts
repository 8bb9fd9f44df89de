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
  'setting',
  'wave',
  'manifest',
  'receipt',
  'receipt_line',
  'expected_supply',
  'purchase_order',
  'supplier_return',
  'return_case',
  'return_line',
  'stock_count',
  'tracking_export',
  'worker',
  'operation',
  'batch',
  'lay',
  'bundle',
  'work_entry',
  'material',
  'material_use',
  'subcontractor',
  'subcontract_order',
  'subcontract_return',
  'incoming_job',
  'incoming_delivery',
  'hand_out',
  'shift',
  'inspection',
  'inspection_defect',
  'payroll_run',
  'payslip',
  'worker_debt',
  'pay_adjustment',
  'recurring_pay',
  'household',
  'course',
  'training_session',
  'shared_printer',
  'station',
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
  seconds_of: 'sku',
  style_id: 'style',
  shop_id: 'shop',
  customer_id: 'customer',
  supplier_id: 'supplier',
  location_id: 'location',
  carrier_id: 'carrier',
  packed_by: 'user',
  user_id: 'user',
  kept_by: 'user',
  import_file_id: 'import_file',
  wave_id: 'wave',
  manifest_id: 'manifest',
  receipt_id: 'receipt',
  receipt_line_id: 'receipt_line',
  expected_supply_id: 'expected_supply',
  purchase_order_id: 'purchase_order',
  supplier_return_id: 'supplier_return',
  return_case_id: 'return_case',
  stock_count_id: 'stock_count',
  tracking_export_id: 'tracking_export',
  worker_id: 'worker',
  fault_worker_id: 'worker',
  operation_id: 'operation',
  predecessor_id: 'operation',
  batch_id: 'batch',
  lay_id: 'lay',
  bundle_id: 'bundle',
  from_bundle_id: 'bundle',
  work_entry_id: 'work_entry',
  material_id: 'material',
  subcontractor_id: 'subcontractor',
  subcontract_order_id: 'subcontract_order',
  subcontract_return_id: 'subcontract_return',
  incoming_job_id: 'incoming_job',
  incoming_delivery_id: 'incoming_delivery',
  over_bundle_id: 'bundle',
  hand_out_id: 'hand_out',
  shift_id: 'shift',
  inspection_id: 'inspection',
  inspection_defect_id: 'inspection_defect',
  run_id: 'payroll_run',
  payslip_id: 'payslip',
  debt_id: 'worker_debt',
  adjustment_id: 'pay_adjustment',
  recurring_id: 'recurring_pay',
  household_id: 'household',
  course_id: 'course',
  training_session_id: 'training_session',
  shared_printer_id: 'shared_printer',
  station_id: 'station',
}

/** What a stock move's `reference_id` is a number of, by its `reference_kind`. */
const movedBy: Readonly<Record<string, NamedTable>> = {
  parcel: 'parcel',
  receipt: 'receipt',
  'receipt-correction': 'receipt',
  count: 'stock_count',
  'supplier-return': 'supplier_return',
  'return-line': 'return_line',
  'return-check': 'return_line',
  'material-use': 'material_use',
  'inspection-defect': 'inspection_defect',
}

/** The table that a column's numbers belong to, if they have names there; null where the value stands for itself. */
export function referenceOf(
  column: string,
  row: Readonly<Record<string, unknown>> | null = null,
): NamedTable | null {
  if (column === 'reference_id') return movedBy[String(row?.reference_kind)] ?? null
  return Object.hasOwn(references, column) ? references[column]! : null
}

/** Columns whose numbers tell nobody anything: of rows that have no name. */
export function isNumberOnly(column: string): boolean {
  return (
    column === 'reverses_id' ||
    column === 'attendance_id' ||
    column === 'settled_line_id' ||
    column === 'customer_entry_id' ||
    column === 'reference_id'
  )
}

/** How a name is looked up among those that come with an audit row. */
export function nameKey(table: NamedTable, id: number): string {
  return `${table} ${id}`
}

export function isNamed(table: string): table is NamedTable {
  return (namedTables as readonly string[]).includes(table)
}
