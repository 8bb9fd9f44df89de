import type { Query } from '@tanstack/react-query'

/**
 * Which modules' screens read a table. A table that is not named here refreshes everything: a screen that
 * asks once too often is slow, one that shows yesterday's stock is wrong.
 */
const readers: Readonly<Record<string, readonly string[]>> = {
  workshop: ['session', 'settings', 'shipping'],
  user: ['session', 'settings'],
  setting: ['session', 'settings', 'shipping', 'planning', 'quality'],
  shop: ['settings', 'orders', 'shipping'],
  shop_name: ['settings'],
  job: ['settings'],
  store_care: ['settings'],
  customer: ['orders'],
  customer_entry: ['orders'],
  import_file: ['settings', 'orders', 'shipping'],
  header_mapping: ['orders'],
  style: ['catalog', 'inventory', 'orders', 'shipping', 'production', 'planning'],
  style_photo: ['catalog', 'inventory', 'orders', 'shipping'],
  style_colour: ['catalog', 'inventory'],
  style_size: ['catalog', 'inventory'],
  sku: ['catalog', 'inventory', 'orders', 'shipping', 'settings', 'production', 'planning'],
  set_part: ['catalog', 'inventory', 'shipping'],
  listing_alias: ['catalog'],
  orders: ['orders', 'settings', 'catalog', 'inventory', 'shipping', 'planning'],
  order_line: ['orders', 'settings', 'catalog', 'inventory', 'shipping', 'planning'],
  order_edit: ['orders', 'settings'],
  location: ['inventory', 'shipping', 'planning'],
  stock_move: ['inventory', 'orders', 'settings', 'shipping'],
  stock_level: ['inventory', 'shipping', 'catalog', 'planning'],
  stock_shortage: ['inventory'],
  allocation: ['orders', 'inventory', 'settings', 'shipping', 'planning'],
  expected_supply: ['inventory', 'planning'],
  purchase_order: ['inventory'],
  supplier: ['inventory', 'subcontracting'],
  receipt: ['inventory'],
  receipt_line: ['inventory'],
  supplier_payment: ['inventory', 'subcontracting'],
  supplier_return: ['inventory'],
  supplier_return_line: ['inventory'],
  stock_count: ['inventory'],
  stock_count_line: ['inventory'],
  carrier: ['shipping'],
  wave: ['shipping', 'orders'],
  wave_order: ['shipping', 'orders'],
  manifest: ['shipping'],
  parcel: ['shipping', 'orders', 'settings', 'inventory'],
  parcel_line: ['shipping', 'inventory'],
  parcel_order: ['shipping', 'orders'],
  waybill: ['shipping', 'orders'],
  return_case: ['shipping', 'orders'],
  return_line: ['shipping'],
  printer_profile: ['shipping'],
  material: ['inventory', 'catalog', 'production'],
  bom_line: ['catalog'],
  batch_material: ['inventory', 'production'],
  material_use: ['inventory', 'production', 'subcontracting'],
  worker: ['workers', 'production', 'planning'],
  operation: ['production', 'planning'],
  operation_predecessor: ['production'],
  piece_rate: ['production'],
  batch: ['inventory', 'production', 'planning'],
  batch_line: ['production', 'planning'],
  batch_operation: ['production'],
  lay: ['production'],
  lay_colour: ['production'],
  lay_size: ['production'],
  bundle: ['production', 'planning', 'quality', 'subcontracting'],
  bundle_move: ['production'],
  bundle_opening: ['production'],
  bundle_origin: ['production'],
  bundle_progress: ['production', 'planning', 'subcontracting'],
  work_entry: ['production', 'quality'],
  subcontractor: ['subcontracting'],
  partner_key: ['subcontracting'],
  subcontract_order: ['subcontracting', 'inventory', 'production'],
  subcontract_bundle: ['subcontracting', 'production'],
  subcontract_return: ['subcontracting', 'inventory', 'production'],
  subcontract_return_line: ['subcontracting', 'production'],
  subcontract_report: ['subcontracting'],
  incoming_job: ['subcontracting', 'production'],
  incoming_delivery: ['subcontracting', 'orders'],
  hand_out: ['production'],
  batch_order: ['production'],
  season_target: ['planning'],
  scrap_sale: ['inventory'],
  batch_receipt: ['production'],
  worker_skill: ['workers', 'planning'],
  worker_away: ['workers', 'planning'],
  size_point: ['catalog'],
  inspection: ['quality'],
  inspection_defect: ['quality', 'production'],
  inspection_measure: ['quality'],
  tracking_template: ['shipping'],
}

/** Whether a query reads one of the tables that changed, by its procedure path (oRPC's key begins with it). */
export function readsTables(tables: readonly string[]): (query: Query) => boolean {
  const named = tables.map((table) => readers[table])
  if (named.includes(undefined)) return () => true
  const modules = new Set(named.flatMap((list) => list ?? []))
  return ({ queryKey }) => {
    const [module, part] = Array.isArray(queryKey[0]) ? (queryKey[0] as string[]) : []
    if (module === undefined) return false
    // The session changes rarely and everything on the screen hangs on it: only its own tables refresh it.
    return modules.has(module === 'settings' && part === 'session' ? 'session' : module)
  }
}
