// Written by build/schema-types.ts from db/migrations. Do not edit.
import type { Generated } from 'kysely'

export interface WorkshopTable {
  id: number
  site_id: string
  time_zone: string
  restore_epoch: number
  public_key: string
  private_key: string
  created_at: number
  code_mark: Generated<number>
}

export interface UserTable {
  id: Generated<number>
  name: string
  role: 'owner' | 'office' | 'packer' | 'recorder' | 'worker' | 'installer'
  language: 'zh-CN' | 'en' | null
  pin_hash: string | null
  failed_attempts: Generated<number>
  locked_until: number | null
  archived_at: number | null
  command_id: number
}

export interface CommandTable {
  id: Generated<number>
  uuid: string
  name: string
  user_id: number | null
  station: string
  at: number
  input_digest: string
  answer: string | null
  kept_by: number | null
  kept_at: number | null
  sent_by: number | null
}

export interface AuditTable {
  id: Generated<number>
  command_id: number
  table_name: string
  row_id: number
  last_row_id: number
  action: 'insert' | 'update' | 'delete'
  before: string | null
  after: string | null
}

export interface SettingTable {
  id: Generated<number>
  key: string
  value: string
  command_id: number
}

export interface JobTable {
  id: Generated<number>
  kind: string
  subject_id: number | null
  state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'
  done: Generated<number>
  total: Generated<number>
  result: string | null
  error: string | null
  started_at: number
  finished_at: number | null
}

export interface StyleTable {
  id: Generated<number>
  style_number: string
  name: string
  name_initials: string
  note: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface StylePhotoTable {
  id: Generated<number>
  style_id: number
  content_hash: string
  media_type: string
  colour: Generated<string>
  position: number
  command_id: number
}

export interface StyleColourTable {
  id: Generated<number>
  style_id: number
  name: string
  swatch: Generated<string>
  position: number
  command_id: number
}

export interface StyleSizeTable {
  id: Generated<number>
  style_id: number
  name: string
  position: number
  command_id: number
}

export interface ItemTable {
  id: Generated<number>
  kind: 'sku' | 'material'
}

export interface SkuTable {
  id: number
  style_id: number
  colour: string
  size: string
  seller_code: Generated<string>
  barcode: Generated<string>
  is_set: Generated<0 | 1>
  safety_stock: Generated<number>
  archived_at: number | null
  command_id: number
  seconds_of: number | null
}

export interface SetPartTable {
  id: Generated<number>
  set_sku_id: number
  part_sku_id: number
  quantity: number
  command_id: number
}

export interface ShopTable {
  id: Generated<number>
  platform: string
  name: string
  currency: string
  time_zone: string
  promise_hours: number | null
  sender: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface CustomerTable {
  id: Generated<number>
  name: string
  name_initials: string
  kind: 'direct' | 'seller'
  phone: Generated<string>
  note: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface ImportFileTable {
  id: Generated<number>
  batch: string
  shop_id: number | null
  file_name: string
  content_hash: string
  byte_count: number
  format: string
  header: string
  mapping: string | null
  exported_at: number
  export_source: 'name' | 'content' | 'user'
  state: 'staged' | 'applying' | 'done' | 'undone' | 'discarded'
  row_count: Generated<number>
  order_count: Generated<number>
  applied_to: Generated<string>
  summary: string | null
  staged_at: number
  finished_at: number | null
  command_id: number | null
  shop_names: Generated<string>
}

export interface OrdersTable {
  id: Generated<number>
  shop_id: number
  order_number: string
  customer_id: number | null
  import_file_id: number | null
  status: 'unpaid' | 'paid' | 'partly-shipped' | 'shipped' | 'completed' | 'closed' | 'unknown'
  platform_status: Generated<string>
  after_sale: Generated<'none' | 'requested' | 'refunded' | 'rejected'>
  head_as_of: Generated<number>
  lines_as_of: Generated<number>
  currency: string
  goods_amount: number | null
  postage_amount: number | null
  discount_amount: number | null
  paid_amount: number | null
  refund_amount: number | null
  buyer_id: Generated<string>
  buyer_note: Generated<string>
  seller_note: Generated<string>
  titles: Generated<string>
  invoice_title: Generated<string>
  invoice_state: Generated<'none' | 'asked' | 'sent'>
  stated_pieces: number | null
  recipient_name: Generated<string>
  recipient_phone: Generated<string>
  recipient_province: Generated<string>
  recipient_city: Generated<string>
  recipient_district: Generated<string>
  recipient_address: Generated<string>
  recipient_postcode: Generated<string>
  recipient_country: Generated<string>
  masked: Generated<0 | 1>
  created_at: number | null
  paid_at: number | null
  promised_at: number | null
  platform_shipped_at: number | null
  completed_at: number | null
  user_ship_by: number | null
  ship_by: number | null
  ship_by_source: 'user' | 'platform' | 'promise' | 'none'
  performance_date: string | null
  hold_reason: string | null
  note: Generated<string>
  address_differs: Generated<0 | 1>
  stage: 'waiting' | 'open' | 'picking' | 'packed' | 'shipped' | 'ended'
  piece_count: Generated<number>
  short_count: Generated<number>
  unmatched_count: Generated<number>
  ended_at: number | null
  blanked_at: number | null
  command_id: number
  after_sale_release: string | null
}

export interface OrderLineTable {
  id: Generated<number>
  order_id: number
  line_key: string
  kind: Generated<'sale' | 'resend' | 'exchange'>
  answers_line_id: number | null
  title: string
  attributes: Generated<string>
  seller_code: Generated<string>
  listing_id: Generated<string>
  listing_sku_id: Generated<string>
  match_key: string
  sku_id: number | null
  sku_source: 'code' | 'alias' | 'user' | null
  quantity: number
  cancelled: Generated<number>
  shipped: Generated<number>
  returned: Generated<number>
  unit_price: number | null
  paid_amount: number | null
  refund_amount: number | null
  platform_status: Generated<string>
  after_sale: Generated<'none' | 'requested' | 'refunded' | 'rejected'>
  custom_text: Generated<string>
  wearer: Generated<string>
  measurements: Generated<string>
  picture_hash: Generated<string>
  note: Generated<string>
  command_id: number
}

export interface OrderEditTable {
  id: Generated<number>
  order_id: number
  field: 'recipient'
  platform_value: string
  user_value: string
  differs: Generated<0 | 1>
  command_id: number
}

export interface OrderTermTable {
  term: string
  order_id: number
}

export interface ListingTable {
  id: Generated<number>
  match_key: string
}

export interface ImportRowTable {
  id: Generated<number>
  import_file_id: number
  row: number
  order_number: string | null
  shop_name: string | null
  cells: string
}

export interface ImportProblemTable {
  id: Generated<number>
  import_file_id: number
  row: number
  code: string
  column_name: string | null
  value: string
  kept: 0 | 1
}

export interface ImportCommandTable {
  import_file_id: number
  command_id: number
}

export interface HeaderMappingTable {
  id: Generated<number>
  signature: string
  mapping: string
  command_id: number
}

export interface CustomerEntryTable {
  id: Generated<number>
  customer_id: number
  order_id: number | null
  kind: 'charge' | 'deposit' | 'payment' | 'refund'
  currency: string
  amount: number
  note: Generated<string>
  business_date: string
  reverses_id: number | null
  command_id: number
}

export interface StockLevelTable {
  item_id: number
  location_id: number
  quantity: number
  value: number
}

export interface StockShortageTable {
  id: Generated<number>
  item_id: number
  location_id: number
  quantity: number
  reason: string
  closed_at: number | null
  command_id: number
}

export interface AllocationTable {
  id: Generated<number>
  order_line_id: number
  item_id: number
  quantity: number
  pinned: Generated<0 | 1>
}

export interface ExpectedSupplyTable {
  id: Generated<number>
  item_id: number
  kind: 'make' | 'buy' | 'wait'
  quantity: number
  received: Generated<number>
  expected_date: string | null
  supplier_id: number | null
  note: Generated<string>
  closed_at: number | null
  command_id: number
  batch_id: number | null
  purchase_order_id: number | null
  amount: number | null
  end_note: Generated<string>
}

export interface SupplierTable {
  id: Generated<number>
  name: string
  name_initials: string
  kind: 'supplier' | 'neighbour'
  phone: Generated<string>
  note: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface ReceiptTable {
  id: Generated<number>
  source: 'own' | 'supplier' | 'neighbour'
  supplier_id: number | null
  amount: number
  business_date: string
  note: Generated<string>
  voided_at: number | null
  command_id: number
}

export interface ReceiptLineTable {
  id: Generated<number>
  receipt_id: number
  item_id: number
  location_id: number
  quantity: number
  amount: number
  command_id: number
  dye_lot: Generated<string>
  price_due: Generated<0 | 1>
}

export interface ReceiptSupplyTable {
  id: Generated<number>
  receipt_line_id: number
  expected_supply_id: number
  quantity: number
  command_id: number
}

export interface SupplierPaymentTable {
  id: Generated<number>
  supplier_id: number
  receipt_id: number | null
  amount: number
  business_date: string
  note: Generated<string>
  reverses_id: number | null
  command_id: number
}

export interface StockCountTable {
  id: Generated<number>
  location_id: number
  state: 'open' | 'done' | 'cancelled'
  note: Generated<string>
  command_id: number
}

export interface StockCountLineTable {
  id: Generated<number>
  stock_count_id: number
  item_id: number
  counted: number
  expected: number
  command_id: number
}

export interface CarrierTable {
  id: Generated<number>
  code: string
  name: string
  archived_at: number | null
  command_id: number
}

export interface WaveTable {
  id: Generated<number>
  state: 'picking' | 'done' | 'cancelled'
  created_at: number
  command_id: number
}

export interface WaveOrderTable {
  id: Generated<number>
  wave_id: number
  order_id: number
  group_number: number
  command_id: number
}

export interface ManifestTable {
  id: Generated<number>
  carrier_id: number | null
  business_date: string
  handed_at: number
  courier_name: Generated<string>
  voided_at: number | null
  command_id: number
}

export interface ParcelTable {
  id: Generated<number>
  state: 'open' | 'packed' | 'shipped' | 'voided'
  carrier_id: number | null
  tracking_number: Generated<string>
  no_waybill_reason: Generated<string>
  weight_grams: number | null
  opened_at: number
  packed_at: number | null
  packed_by: number | null
  shipped_at: number | null
  manifest_id: number | null
  command_id: number
}

export interface ParcelLineTable {
  id: Generated<number>
  parcel_id: number
  order_line_id: number
  item_id: number
  quantity: number
  command_id: number
}

export interface TrackingExportTable {
  id: Generated<number>
  shop_id: number
  file_name: string
  row_count: number
  created_at: number
  command_id: number
}

export interface ParcelOrderTable {
  id: Generated<number>
  parcel_id: number
  order_id: number
  tracking_export_id: number | null
  command_id: number
}

export interface WaybillTable {
  id: Generated<number>
  order_id: number
  tracking_number: string
  carrier_name: Generated<string>
  source: 'order-file' | 'tracking-file' | 'typed'
  command_id: number
}

export interface PrinterProfileTable {
  id: Generated<number>
  station: string
  document: string
  printer_name: Generated<string>
  paper: string
  offset_x: Generated<number>
  offset_y: Generated<number>
  scale: Generated<number>
  rotated: Generated<0 | 1>
  automatic: Generated<0 | 1>
  command_id: number
  shared_printer_id: number | null
  prints_here: Generated<0 | 1>
}

export interface TrackingTemplateTable {
  id: Generated<number>
  platform: string
  template: string
  verified: Generated<0 | 1>
  command_id: number
}

export interface ReturnCaseTable {
  id: Generated<number>
  order_id: number | null
  tracking_number: Generated<string>
  reason: Generated<string>
  state: 'unchecked' | 'done' | 'voided'
  received_at: number
  command_id: number
}

export interface ReturnLineTable {
  id: Generated<number>
  return_case_id: number
  order_line_id: number | null
  earlier: Generated<0 | 1>
  item_id: number
  quantity: number
  restocked: Generated<number>
  seconds: Generated<number>
  scrapped: Generated<number>
  command_id: number
}

export interface ListingAliasTable {
  id: Generated<number>
  shop_id: number
  match_key: string
  sku_id: number | null
  pending: 'apply' | 'forget' | null
  title: string
  attributes: string
  seller_code: string
  command_id: number
}

export interface SupplierReturnTable {
  id: Generated<number>
  supplier_id: number
  amount: number
  business_date: string
  note: Generated<string>
  voided_at: number | null
  command_id: number
}

export interface SupplierReturnLineTable {
  id: Generated<number>
  supplier_return_id: number
  item_id: number
  location_id: number
  quantity: number
  amount: number
  command_id: number
  dye_lot: Generated<string>
}

export interface ShopNameTable {
  id: Generated<number>
  platform: string
  name: string
  shop_id: number
  command_id: number
}

export interface WorkerTable {
  id: Generated<number>
  name: string
  name_initials: string
  kind: 'piece' | 'hourly' | 'monthly' | 'casual' | 'home' | 'returning' | 'graduate' | 'student'
  photo_hash: Generated<string>
  note: Generated<string>
  archived_at: number | null
  command_id: number
  daily_minutes: number | null
  sex: Generated<'' | 'female' | 'male'>
  birth_date: string | null
  phone: Generated<string>
  village: Generated<string>
  address: Generated<string>
  emergency_name: Generated<string>
  emergency_phone: Generated<string>
  contract_from: string | null
  contract_to: string | null
  pay_method: Generated<'cash' | 'bank' | 'wechat' | 'alipay'>
  wechat_name: Generated<string>
  bank_name: Generated<string>
  account_holder: Generated<string>
  left_on: string | null
  left_reason: Generated<string>
}

export interface OperationTable {
  id: Generated<number>
  style_id: number
  name: string
  name_initials: string
  position: number
  standard_seconds: number | null
  recorded: Generated<0 | 1>
  archived_at: number | null
  command_id: number
  skill: Generated<string>
}

export interface OperationPredecessorTable {
  id: Generated<number>
  operation_id: number
  predecessor_id: number
  command_id: number
}

export interface PieceRateTable {
  id: Generated<number>
  operation_id: number
  valid_from: string
  size: Generated<string>
  rate: number
  command_id: number
}

export interface BatchTable {
  id: Generated<number>
  batch_number: string
  style_id: number
  state: 'open' | 'closed' | 'cancelled'
  business_date: string
  due_date: string | null
  performance_date: string | null
  note: Generated<string>
  closed_at: number | null
  command_id: number
  end_note: Generated<string>
}

export interface BatchLineTable {
  id: Generated<number>
  batch_id: number
  sku_id: number
  planned: number
  command_id: number
}

export interface BatchOperationTable {
  id: Generated<number>
  batch_id: number
  operation_id: number
  position: number
  recorded: 0 | 1
  predecessors: Generated<string>
  command_id: number
}

export interface LayTable {
  id: Generated<number>
  batch_id: number
  lay_number: number
  part: Generated<string>
  marker_length: number | null
  end_loss: number | null
  business_date: string
  voided_at: number | null
  command_id: number
  material_id: number | null
  remnant: number | null
}

export interface LayColourTable {
  id: Generated<number>
  lay_id: number
  colour: string
  dye_lot: Generated<string>
  layers: number
  command_id: number
}

export interface LaySizeTable {
  id: Generated<number>
  lay_id: number
  size: string
  ratio: number
  command_id: number
}

export interface BundleTable {
  id: Generated<number>
  batch_id: number
  lay_id: number | null
  sku_id: number
  bundle_number: number
  part: Generated<string>
  dye_lot: Generated<string>
  quantity: number
  held: number
  state: 'live' | 'split' | 'merged' | 'voided' | 'done'
  command_id: number
}

export interface BundleMoveTable {
  id: Generated<number>
  bundle_id: number
  kind: 'begun' | 'found' | 'over-received' | 'finished' | 'seconds' | 'scrapped' | 'lost' | 'split' | 'merged'
  quantity: number
  work_entry_id: number | null
  receipt_id: number | null
  reverses_id: number | null
  at: number
  command_id: number
  inspection_defect_id: number | null
  subcontract_return_id: number | null
  incoming_delivery_id: number | null
}

export interface BundleOpeningTable {
  id: Generated<number>
  bundle_id: number
  operation_id: number
  good: number
  command_id: number
}

export interface BundleOriginTable {
  id: Generated<number>
  bundle_id: number
  from_bundle_id: number
  quantity: number
  command_id: number
}

export interface WorkEntryTable {
  id: Generated<number>
  worker_id: number
  operation_id: number
  bundle_id: number
  good: number
  rework: Generated<number>
  scrap: Generated<number>
  reason: Generated<string>
  basis: Generated<'piece' | 'hour'>
  work_date: string
  rate: number | null
  at: number
  voided_at: number | null
  command_id: number
  hand_out_id: number | null
  fault_worker_id: number | null
}

export interface BundleProgressTable {
  bundle_id: number
  operation_id: number
  good: number
  rework: number
  scrap: number
}

export interface StockMoveTable {
  id: Generated<number>
  item_id: number
  location_id: number
  quantity: number
  value: number
  reason: 'opening' | 'receipt' | 'made' | 'count' | 'adjust' | 'transfer' | 'shipped' | 'unshipped' | 'returned' | 'cost' | 'packaging' | 'issued'
  reference_kind: string | null
  reference_id: number | null
  reverses_id: number | null
  note: Generated<string>
  at: number
  command_id: number
}

export interface MaterialTable {
  id: number
  name: string
  name_initials: string
  unit: 'm' | 'kg' | 'pc' | 'roll'
  width: number | null
  grams_per_area: number | null
  supplier_id: number | null
  price: number | null
  note: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface BomLineTable {
  id: Generated<number>
  style_id: number
  position: number
  part: Generated<string>
  material_id: number
  colours: Generated<string>
  usage: number
  usages: Generated<string>
  wastage: Generated<number>
  command_id: number
  typed: Generated<'unit' | 'length'>
}

export interface BatchMaterialTable {
  id: Generated<number>
  batch_id: number
  material_id: number
  needed: number
  command_id: number
}

export interface MaterialUseTable {
  id: Generated<number>
  batch_id: number
  material_id: number
  location_id: number
  kind: 'issued' | 'returned'
  quantity: number
  value: number
  note: Generated<string>
  at: number
  voided_at: number | null
  command_id: number
  subcontract_order_id: number | null
  hand_out_id: number | null
  dye_lot: Generated<string>
}

export interface SizePointTable {
  id: Generated<number>
  style_id: number
  position: number
  name: string
  minus: number
  plus: number
  sizes: Generated<string>
  command_id: number
}

export interface InspectionTable {
  id: Generated<number>
  kind: 'inline' | 'final' | 'receipt'
  batch_id: number | null
  receipt_id: number | null
  operation_id: number | null
  style_id: number | null
  lot: number
  level: string
  strictness: 'normal' | 'tightened' | 'full'
  major_aql: string
  minor_aql: string
  sample: number
  accept_major: number | null
  accept_minor: number | null
  inspected: Generated<number>
  state: 'open' | 'accepted' | 'rejected' | 'voided'
  business_date: string
  note: Generated<string>
  verdict_note: Generated<string>
  closed_at: number | null
  command_id: number
  subcontract_order_id: number | null
}

export interface InspectionDefectTable {
  id: Generated<number>
  inspection_id: number
  name: string
  class: 'critical' | 'major' | 'minor'
  pieces: number
  bundle_id: number | null
  operation_id: number | null
  worker_id: number | null
  outcome: 'noted' | 'rework' | 'seconds' | 'scrap'
  work_entry_id: number | null
  photo_hash: Generated<string>
  note: Generated<string>
  at: number
  voided_at: number | null
  command_id: number
  value: number | null
  corrected: Generated<number>
  expensed: Generated<number>
}

export interface InspectionMeasureTable {
  id: Generated<number>
  inspection_id: number
  piece: number
  size: string
  point: string
  target: number
  minus: number
  plus: number
  measured: number
  command_id: number
}

export interface SubcontractorTable {
  id: Generated<number>
  supplier_id: number
  skills: Generated<string>
  lead_days: Generated<number>
  distance: number | null
  command_id: number
  site_id: Generated<string>
}

export interface PartnerKeyTable {
  id: Generated<number>
  site_id: string
  name: string
  public_key: string
  confirmed_at: number
  command_id: number
}

export interface SubcontractOrderTable {
  id: Generated<number>
  order_number: string
  job_uuid: string
  subcontractor_id: number
  batch_id: number
  whole: 0 | 1
  operations: string
  price: number
  due_date: string | null
  state: 'open' | 'closed'
  business_date: string
  note: Generated<string>
  end_note: Generated<string>
  closed_at: number | null
  command_id: number
  step_prices: Generated<string>
}

export interface SubcontractBundleTable {
  id: Generated<number>
  subcontract_order_id: number
  bundle_id: number
  quantity: number
  withdrawn: Generated<number>
  command_id: number
}

export interface SubcontractReturnTable {
  id: Generated<number>
  subcontract_order_id: number
  business_date: string
  amount: number
  deduction: Generated<number>
  note: Generated<string>
  at: number
  voided_at: number | null
  command_id: number
}

export interface SubcontractReturnLineTable {
  id: Generated<number>
  subcontract_return_id: number
  bundle_id: number
  good: number
  scrap: Generated<number>
  lost: Generated<number>
  rework: Generated<number>
  over_bundle_id: number | null
  over: Generated<number>
  command_id: number
}

export interface SubcontractReportTable {
  id: Generated<number>
  subcontract_order_id: number
  sequence: number
  sent_at: number
  lines: string
  note: Generated<string>
  command_id: number
}

export interface IncomingJobTable {
  id: Generated<number>
  job_uuid: string
  customer_id: number
  batch_id: number
  order_number: string
  price: number
  site_id: Generated<string>
  content: Generated<string>
  sequence: Generated<number>
  command_id: number
}

export interface IncomingDeliveryTable {
  id: Generated<number>
  incoming_job_id: number
  pieces: number
  customer_entry_id: number | null
  business_date: string
  note: Generated<string>
  voided_at: number | null
  command_id: number
}

export interface HandOutTable {
  id: Generated<number>
  bundle_id: number
  operation_id: number
  worker_id: number
  pieces: number
  given_back: Generated<number>
  due_date: string | null
  business_date: string
  note: Generated<string>
  at: number
  command_id: number
}

export interface BatchReceiptTable {
  id: Generated<number>
  batch_id: number
  receipt_id: number
  sku_id: number
  location_id: number
  quantity: number
  value: number
  corrected: Generated<number>
  voided_at: number | null
  command_id: number
  expensed: Generated<number>
}

export interface WorkerSkillTable {
  id: Generated<number>
  worker_id: number
  skill: string
  level: number
  command_id: number
}

export interface BatchOrderTable {
  id: Generated<number>
  batch_id: number
  order_id: number
  command_id: number
}

export interface SeasonTargetTable {
  id: Generated<number>
  sku_id: number
  ready_by: string
  quantity: number
  command_id: number
}

export interface ScrapSaleTable {
  id: Generated<number>
  business_date: string
  weight_grams: number
  amount: number
  buyer: Generated<string>
  note: Generated<string>
  voided_at: number | null
  command_id: number
}

export interface WorkerAwayTable {
  id: Generated<number>
  worker_id: number
  from_date: string
  to_date: string
  note: Generated<string>
  command_id: number
  kind: Generated<'leave' | 'season'>
}

export interface PartnerPriceTable {
  id: Generated<number>
  subcontractor_id: number
  operation_name: string
  valid_from: string
  rate: number
  command_id: number
}

export interface PurchaseOrderTable {
  id: Generated<number>
  order_number: string
  supplier_id: number
  business_date: string
  note: Generated<string>
  command_id: number
}

export interface LocationTable {
  id: Generated<number>
  code: string
  name: string
  kind: 'sellable' | 'unchecked' | 'seconds' | 'scrap' | 'materials'
  archived_at: number | null
  command_id: number
}

export interface PayTermsTable {
  id: Generated<number>
  worker_id: number
  valid_from: string
  basis: 'piece' | 'hour' | 'month'
  hourly_rate: Generated<number>
  salary: Generated<number>
  minimum_applies: 0 | 1
  tax_as: 'wage' | 'labour' | 'none'
  social: Generated<number>
  special_deduction: Generated<number>
  command_id: number
}

export interface TimeEntryTable {
  id: Generated<number>
  worker_id: number
  work_date: string
  minutes: number
  paid: 0 | 1
  overtime: Generated<'none' | 'workday' | 'rest' | 'holiday'>
  batch_id: number | null
  note: Generated<string>
  at: number
  voided_at: number | null
  command_id: number
  attendance_id: number | null
}

export interface PayAdjustmentTable {
  id: Generated<number>
  worker_id: number
  business_date: string
  kind: 'allowance' | 'bonus' | 'charge' | 'deduction'
  amount: number
  reason: string
  at: number
  voided_at: number | null
  command_id: number
}

export interface PayrollRunTable {
  id: Generated<number>
  from_date: string
  to_date: string
  note: Generated<string>
  rules: string
  entries_until: number
  closed_at: number
  command_id: number
}

export interface PayslipTable {
  id: Generated<number>
  run_id: number
  worker_id: number
  worker_name: string
  terms: string
  gross: number
  normal_pay: number
  normal_minutes: number
  net: number
  warnings: string
  command_id: number
}

export interface WorkerDebtTable {
  id: Generated<number>
  worker_id: number
  business_date: string
  kind: 'advance' | 'damage' | 'carried'
  amount: number
  instalment: number | null
  reason: Generated<string>
  payslip_id: number | null
  at: number
  voided_at: number | null
  command_id: number
  work_entry_id: number | null
}

export interface DebtRepaymentTable {
  id: Generated<number>
  debt_id: number
  business_date: string
  amount: number
  note: Generated<string>
  at: number
  voided_at: number | null
  command_id: number
}

export interface PayslipLineTable {
  id: Generated<number>
  payslip_id: number
  kind: 'piece' | 'hour' | 'salary' | 'premium' | 'adjustment' | 'top-up' | 'social' | 'tax' | 'debt' | 'carry'
  why: Generated<'' | 'now' | 'late' | 'reversed'>
  style_number: Generated<string>
  style_name: Generated<string>
  operation_id: number | null
  operation_name: Generated<string>
  is_rework: Generated<0 | 1>
  quantity: Generated<number>
  rate: Generated<number>
  overtime: Generated<'none' | 'workday' | 'rest' | 'holiday'>
  base: Generated<number>
  adjustment_id: number | null
  debt_id: number | null
  note: Generated<string>
  amount: number
  command_id: number
  fault: Generated<'' | 'own' | 'other' | 'nobody'>
  recurring_id: number | null
}

export interface PayslipEntryTable {
  work_entry_id: number
  reversal: 0 | 1
  is_rework: 0 | 1
  payslip_line_id: number
  pieces: number
}

export interface PayslipTimeTable {
  time_entry_id: number
  reversal: 0 | 1
  payslip_id: number
  payslip_line_id: number | null
  minutes: number
}

export interface UnpaidEntryTable {
  id: Generated<number>
  work_entry_id: number
  why: 'no-rate' | 'reversed'
  settled_line_id: number | null
  command_id: number
}

export interface WagePaymentTable {
  id: Generated<number>
  payslip_id: number
  business_date: string
  amount: number
  method: 'cash' | 'bank' | 'wechat' | 'alipay'
  note: Generated<string>
  reverses_id: number | null
  at: number
  command_id: number
}

export interface DataKeyTable {
  id: Generated<number>
  key_id: string
  key_check: string
  code_salt: string
  code_wrapped: string
  made_at: number
  code_made_at: number
  command_id: number
}

export interface PersonalNumberTable {
  id: Generated<number>
  worker_id: number
  kind: 'id-number' | 'bank-account'
  sealed: string
  fingerprint: string
  command_id: number
}

export interface NumberLookTable {
  id: Generated<number>
  worker_id: number
  kind: 'id-number' | 'bank-account'
  command_id: number
}

export interface ShiftTable {
  id: Generated<number>
  name: string
  starts: number
  ends: number
  breaks: Generated<string>
  grace: Generated<number>
  is_usual: Generated<0 | 1>
  archived_at: number | null
  command_id: number
}

export interface WorkerShiftTable {
  id: Generated<number>
  worker_id: number
  shift_id: number
  command_id: number
}

export interface PunchTable {
  id: Generated<number>
  worker_id: number
  work_date: string
  way: 'in' | 'out'
  at: number
  by_hand: 0 | 1
  voided_at: number | null
  command_id: number
}

export interface AttendanceTable {
  id: Generated<number>
  worker_id: number
  work_date: string
  mark: 'came' | 'half' | 'left' | 'absent' | null
  left_minute: number | null
  extra_minutes: Generated<number>
  fixed_normal: number | null
  fixed_overtime: number | null
  fixed_kind: 'workday' | 'rest' | 'holiday' | null
  note: Generated<string>
  command_id: number
}

export interface HourWorkTable {
  id: Generated<number>
  worker_id: number
  work_date: string
  batch_id: number | null
  minutes: number
  note: Generated<string>
  command_id: number
}

export interface HouseholdTable {
  id: Generated<number>
  household_number: string
  head: string
  village: Generated<string>
  address: Generated<string>
  note: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface HouseholdTypeTable {
  id: Generated<number>
  household_id: number
  kind: 'registered' | 'unstable' | 'marginal' | 'stricken' | 'low-income' | 'destitute' | 'disabled' | 'ordinary'
  from_date: string
  to_date: string | null
  risk_cleared_on: string | null
  note: Generated<string>
  command_id: number
}

export interface HouseholdMemberTable {
  id: Generated<number>
  household_id: number
  worker_id: number | null
  name: string
  relation: 'head' | 'spouse' | 'child' | 'child-in-law' | 'parent' | 'parent-in-law' | 'grandchild' | 'grandparent' | 'sibling' | 'other'
  from_date: string | null
  to_date: string | null
  command_id: number
}

export interface HouseholdSubsidyTable {
  id: Generated<number>
  household_id: number
  worker_id: number | null
  name: string
  business_date: string
  amount: number
  received_on: string | null
  received_amount: number | null
  note: Generated<string>
  command_id: number
}

export interface PersonalExportTable {
  id: Generated<number>
  document: 'roster' | 'certificate'
  form: 'xlsx' | 'paper'
  id_numbers: 'masked' | 'unmasked'
  period: string
  worker_id: number | null
  row_count: number
  command_id: number
}

export interface CourseTable {
  id: Generated<number>
  name: string
  skill: Generated<string>
  level: Generated<number>
  note: Generated<string>
  archived_at: number | null
  command_id: number
}

export interface TrainingSessionTable {
  id: Generated<number>
  course_id: number
  business_date: string
  minutes: number
  trainer: Generated<string>
  place: Generated<string>
  note: Generated<string>
  command_id: number
}

export interface TrainingAttendanceTable {
  id: Generated<number>
  training_session_id: number
  worker_id: number
  attended: 0 | 1
  result: 'undecided' | 'passed' | 'failed'
  skill: Generated<string>
  level: Generated<number>
  level_before: Generated<number>
  command_id: number
}

export interface RecurringPayTable {
  id: Generated<number>
  worker_id: number
  kind: 'allowance' | 'charge'
  per: 'day' | 'month'
  amount: number
  reason: string
  from_date: string
  to_date: string | null
  at: number
  command_id: number
}

export interface PayslipRecurringTable {
  recurring_id: number
  work_date: string
  payslip_line_id: number
  days: -1 | 1
}

export interface PayslipPremiumTable {
  payslip_id: number
  work_date: string
  overtime: 'workday' | 'rest' | 'holiday'
  percent: number
  base: number
}

export interface StationTable {
  id: Generated<number>
  name: string
  place: string
  role: 'office' | 'packer' | 'recorder' | 'worker'
  kiosk: 'pay' | 'time' | 'wall' | null
  user_id: number
  public_key: string
  paired_at: number
  revoked_at: number | null
  command_id: number
}

export interface SharedPrinterTable {
  id: Generated<number>
  station: string
  printer_name: string
  name: string
  stopped_at: number | null
  command_id: number
}

export interface PrintJobTable {
  id: Generated<number>
  shared_printer_id: number
  station: string
  user_id: number | null
  document: string
  pages: number
  at: number
  restore_epoch: number
  state: 'waiting' | 'printing' | 'printed' | 'failed' | 'asks' | 'cancelled'
  reason: Generated<'' | 'printer-gone' | 'timeout' | 'failed' | 'too-old'>
  detail: Generated<string>
  ended_at: number | null
  command_id: number
}

export interface PrintJobContentTable {
  print_job_id: number
  html: string
  width: number
  height: number
  copies: number
}

export interface StationSignInTable {
  id: Generated<number>
  station_id: number
  user_id: number | null
  at: number
  command_id: number
}

export interface PutAwayRecordTable {
  id: Generated<number>
  station_id: number
  procedure_name: string
  words: string
  kept_by: number | null
  kept_at: number
  refused_at: number
  error: string
  error_data: string
  user_id: number
  at: number
  seen_at: number | null
  command_id: number
}

export interface StationPinTable {
  id: Generated<number>
  station_id: number
  user_id: number
  failed_attempts: number
  locked_until: number | null
  command_id: number
}

export interface Database {
  workshop: WorkshopTable
  user: UserTable
  command: CommandTable
  audit: AuditTable
  setting: SettingTable
  job: JobTable
  style: StyleTable
  style_photo: StylePhotoTable
  style_colour: StyleColourTable
  style_size: StyleSizeTable
  item: ItemTable
  sku: SkuTable
  set_part: SetPartTable
  shop: ShopTable
  customer: CustomerTable
  import_file: ImportFileTable
  orders: OrdersTable
  order_line: OrderLineTable
  order_edit: OrderEditTable
  order_term: OrderTermTable
  listing: ListingTable
  import_row: ImportRowTable
  import_problem: ImportProblemTable
  import_command: ImportCommandTable
  header_mapping: HeaderMappingTable
  customer_entry: CustomerEntryTable
  stock_level: StockLevelTable
  stock_shortage: StockShortageTable
  allocation: AllocationTable
  expected_supply: ExpectedSupplyTable
  supplier: SupplierTable
  receipt: ReceiptTable
  receipt_line: ReceiptLineTable
  receipt_supply: ReceiptSupplyTable
  supplier_payment: SupplierPaymentTable
  stock_count: StockCountTable
  stock_count_line: StockCountLineTable
  carrier: CarrierTable
  wave: WaveTable
  wave_order: WaveOrderTable
  manifest: ManifestTable
  parcel: ParcelTable
  parcel_line: ParcelLineTable
  tracking_export: TrackingExportTable
  parcel_order: ParcelOrderTable
  waybill: WaybillTable
  printer_profile: PrinterProfileTable
  tracking_template: TrackingTemplateTable
  return_case: ReturnCaseTable
  return_line: ReturnLineTable
  listing_alias: ListingAliasTable
  supplier_return: SupplierReturnTable
  supplier_return_line: SupplierReturnLineTable
  shop_name: ShopNameTable
  worker: WorkerTable
  operation: OperationTable
  operation_predecessor: OperationPredecessorTable
  piece_rate: PieceRateTable
  batch: BatchTable
  batch_line: BatchLineTable
  batch_operation: BatchOperationTable
  lay: LayTable
  lay_colour: LayColourTable
  lay_size: LaySizeTable
  bundle: BundleTable
  bundle_move: BundleMoveTable
  bundle_opening: BundleOpeningTable
  bundle_origin: BundleOriginTable
  work_entry: WorkEntryTable
  bundle_progress: BundleProgressTable
  stock_move: StockMoveTable
  material: MaterialTable
  bom_line: BomLineTable
  batch_material: BatchMaterialTable
  material_use: MaterialUseTable
  size_point: SizePointTable
  inspection: InspectionTable
  inspection_defect: InspectionDefectTable
  inspection_measure: InspectionMeasureTable
  subcontractor: SubcontractorTable
  partner_key: PartnerKeyTable
  subcontract_order: SubcontractOrderTable
  subcontract_bundle: SubcontractBundleTable
  subcontract_return: SubcontractReturnTable
  subcontract_return_line: SubcontractReturnLineTable
  subcontract_report: SubcontractReportTable
  incoming_job: IncomingJobTable
  incoming_delivery: IncomingDeliveryTable
  hand_out: HandOutTable
  batch_receipt: BatchReceiptTable
  worker_skill: WorkerSkillTable
  batch_order: BatchOrderTable
  season_target: SeasonTargetTable
  scrap_sale: ScrapSaleTable
  worker_away: WorkerAwayTable
  partner_price: PartnerPriceTable
  purchase_order: PurchaseOrderTable
  location: LocationTable
  pay_terms: PayTermsTable
  time_entry: TimeEntryTable
  pay_adjustment: PayAdjustmentTable
  payroll_run: PayrollRunTable
  payslip: PayslipTable
  worker_debt: WorkerDebtTable
  debt_repayment: DebtRepaymentTable
  payslip_line: PayslipLineTable
  payslip_entry: PayslipEntryTable
  payslip_time: PayslipTimeTable
  unpaid_entry: UnpaidEntryTable
  wage_payment: WagePaymentTable
  data_key: DataKeyTable
  personal_number: PersonalNumberTable
  number_look: NumberLookTable
  shift: ShiftTable
  worker_shift: WorkerShiftTable
  punch: PunchTable
  attendance: AttendanceTable
  hour_work: HourWorkTable
  household: HouseholdTable
  household_type: HouseholdTypeTable
  household_member: HouseholdMemberTable
  household_subsidy: HouseholdSubsidyTable
  personal_export: PersonalExportTable
  course: CourseTable
  training_session: TrainingSessionTable
  training_attendance: TrainingAttendanceTable
  recurring_pay: RecurringPayTable
  payslip_recurring: PayslipRecurringTable
  payslip_premium: PayslipPremiumTable
  station: StationTable
  shared_printer: SharedPrinterTable
  print_job: PrintJobTable
  print_job_content: PrintJobContentTable
  station_sign_in: StationSignInTable
  put_away_record: PutAwayRecordTable
  station_pin: StationPinTable
}
