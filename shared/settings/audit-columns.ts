import type { Currency } from '../money.ts'

/** What an audited column holds, and so how people read it; `technical`: nothing that anybody could read. */
export type ColumnKind =
  | 'money'
  | 'rate'
  | 'moment'
  | 'yes-no'
  | 'word'
  | 'joined'
  | 'parts'
  | 'technical'
  | 'plain'

const kinds: Readonly<Record<Exclude<ColumnKind, 'plain'>, readonly string[]>> = {
  money: [
    'amount',
    'received_amount',
    'corrected',
    'deduction',
    'goods_amount',
    'postage_amount',
    'discount_amount',
    'paid_amount',
    'refund_amount',
    'unit_price',
    'price',
    'value',
    'salary',
    'social',
    'special_deduction',
    'gross',
    'normal_pay',
    'net',
    'instalment',
  ],
  rate: ['rate', 'hourly_rate'],
  moment: ['at', 'ship_by', 'user_ship_by', 'locked_until', 'head_as_of', 'lines_as_of'],
  'yes-no': [
    'is_set',
    'whole',
    'masked',
    'address_differs',
    'differs',
    'earlier',
    'rotated',
    'automatic',
    'verified',
    'recorded',
    'by_hand',
    'is_usual',
    'minimum_applies',
    'is_rework',
    'paid',
    'attended',
    'prints_here',
    'price_due',
  ],
  word: [
    'after_sale',
    'basis',
    'class',
    'document',
    'export_source',
    'field',
    'form',
    'format',
    'id_numbers',
    'invoice_state',
    'kind',
    'kiosk',
    'language',
    'no_waybill_reason',
    'outcome',
    'pending',
    'per',
    'platform',
    'reason',
    'relation',
    'result',
    'role',
    'ship_by_source',
    'sku_source',
    'source',
    'stage',
    'state',
    'status',
    'strictness',
    'typed',
    'unit',
    'way',
    'mark',
    'fixed_kind',
    'tax_as',
    'overtime',
    'why',
    'method',
    'sex',
    'pay_method',
  ],
  joined: ['breaks', 'platform_value', 'user_value', 'colours', 'usages', 'lines'],
  parts: ['sender'],
  technical: [
    'applied_to',
    'batch',
    'byte_count',
    'content',
    'content_hash',
    'header',
    'job_uuid',
    'key',
    'line_key',
    'listing_id',
    'listing_sku_id',
    'mapping',
    'match_key',
    'media_type',
    'name_initials',
    'photo_hash',
    'picture_hash',
    'position',
    'predecessors',
    'operations',
    'step_prices',
    'public_key',
    'site_id',
    'reference_kind',
    'shop_names',
    'signature',
    'summary',
    'swatch',
    'template',
    'rules',
    'terms',
    'warnings',
    'base',
    'entries_until',
    'procedure_name',
    'words',
    'error',
    'error_data',
    'sealed',
    'fingerprint',
    'key_id',
    'key_check',
    'code_salt',
    'code_wrapped',
    'restore_epoch',
  ],
}
const byName = new Map(Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => [name, kind])))

/** Settings that the program keeps for itself: what was done says all there is to say. */
const ownSettings: readonly string[] = ['last-restore', 'last-levels-rebuild', 'jobs.put-away']

/**
 * What a column holds. `value` is money in the stock ledger and a text of parts among the settings; `price` is money of
 * a material and a rate of a piece of work.
 */
export function columnKind(table: string, column: string): ColumnKind {
  if (column === 'value' && table === 'setting') return 'parts'
  if (column === 'price' && (table === 'subcontract_order' || table === 'incoming_job')) return 'rate'
  if (column.endsWith('_at')) return 'moment'
  return (byName.get(column) as ColumnKind | undefined) ?? 'plain'
}

/** A column, or a part of one, as it was and as it became. */
export interface ColumnChange {
  readonly column: string
  readonly kind: ColumnKind
  readonly before: unknown
  readonly after: unknown
}

interface Row {
  readonly table: string
  readonly action: 'insert' | 'update' | 'delete'
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/**
 * What people are told of an audit row: texts of several parts one by one and only those that differ, no empty
 * columns of a new row, and technical columns only where nothing else changed. `setting`: the setting's key.
 */
export function columnChanges(row: Row, setting: string): readonly ColumnChange[] {
  const { before, after, table, action } = row
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const all = names.flatMap((column): ColumnChange[] => {
    const kind = columnKind(table, column)
    const change = { column, kind, before: before?.[column], after: after?.[column] }
    if (kind !== 'parts') return [change]
    return ownSettings.includes(setting) ? [] : partsOf(change)
  })
  const told = all.filter(
    (change) =>
      change.kind !== 'technical' && (action === 'update' || !isEmpty(change.after ?? change.before)),
  )
  return told.length > 0 || action !== 'update' ? told : all
}

function partsOf({ column, before, after }: ColumnChange): ColumnChange[] {
  const [old, fresh] = [parsed(before), parsed(after)]
  if (!isObject(old) && !isObject(fresh)) return [{ column, kind: 'joined', before, after }]
  const [was, is] = [isObject(old) ? old : {}, isObject(fresh) ? fresh : {}]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => was[name] !== is[name])
    .map((name) => ({ column: name, kind: 'plain', before: was[name], after: is[name] }))
}

/** The readable pieces of a stored JSON text, one after the other; any other text as it is. */
export function joinedText(value: unknown): string {
  const content = parsed(value)
  const pieces = Array.isArray(content) ? content : isObject(content) ? Object.values(content) : [content]
  // A yes or no without its name says nothing.
  return pieces.filter((piece) => !isEmpty(piece) && typeof piece !== 'boolean').join(' ')
}

/** Nothing that could be shown. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

/** The currency that money in a row is of, where the row itself says it. */
export function statedCurrency(row: Pick<Row, 'before' | 'after'>): Currency | null {
  const stated = row.after?.currency ?? row.before?.currency
  return typeof stated === 'string' ? (stated as Currency) : null
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
