import { type Kysely, sql } from 'kysely'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { CountDetail, CountLine, CountRow } from '../../shared/inventory/counts-contract.ts'
import { issueValue, valueAt } from '../../shared/inventory/valuation.ts'
import { totalCap } from '../../shared/rpc.ts'
import { findSku, skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { unknownCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { reallocate } from './allocate.ts'
import { refuseCountChanged } from './count-changed.ts'
import { postMove, readLevel } from './ledger.ts'
import { requireLocation } from './locations.ts'
import { requirePieces } from './material-amounts.ts'
import { packedAt } from './packed.ts'

/** Begins the count of a place, or gives the one that is open there already. Raises not-found. */
export async function startCount(
  scope: CommandScope,
  input: { readonly locationId: number; readonly note: string },
): Promise<{ id: number }> {
  await requireLocation(scope, input.locationId)
  const open = await scope.trx
    .selectFrom('stock_count')
    .select('id')
    .where('location_id', '=', input.locationId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (open) return { id: open.id }
  return {
    id: await scope.insert('stock_count', { location_id: input.locationId, state: 'open', note: input.note }),
  }
}

/** One piece more of a scanned SKU. Raises code-unknown, code-old-epoch, set-has-no-stock, not-found. */
export async function scanCount(
  scope: CommandScope,
  input: { readonly id: number; readonly code: string },
): Promise<{ sku: SkuLabel; counted: number; expected: number }> {
  const sku = await findSku(scope.trx, input.code)
  if (!sku) throw await unknownCode(scope.trx, input.code)
  if (sku.isSet) throw new YifangError('set-has-no-stock', { sku: skuText(sku) })
  const line = await readLine(scope, input.id, sku.id)
  const counted = (line?.counted ?? 0) + 1
  const { expected } = await writeLine(scope, input.id, sku.id, counted)
  return { sku, counted, expected }
}

/**
 * Sets what was counted of a SKU; null takes it back to "not counted". `before`: what was on the screen; left out: nobody
 * looked. Raises not-found, and count-changed with both numbers where somebody else counted it meanwhile.
 */
export async function setCounted(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly itemId: number
    readonly counted: number | null
    readonly before?: number | null | undefined
  },
): Promise<Record<string, never>> {
  await requireOpen(scope, input.id)
  await refuseCountChanged(scope, input)
  if (input.counted === null) {
    const line = await readLine(scope, input.id, input.itemId)
    if (line) await scope.remove('stock_count_line', line.id)
  } else await writeLine(scope, input.id, input.itemId, input.counted)
  return {}
}

/**
 * What is expected on the shelf is the level at the time of counting less what lies packed in boxes: packing
 * between counting and closing takes from neither the difference nor the level, shipping lowers level and
 * packed pieces alike, so that the difference stays true.
 */
async function writeLine(scope: CommandScope, countId: number, itemId: number, counted: number) {
  const count = await requireOpen(scope, countId)
  await requirePieces(scope.trx, [itemId])
  const packed = await packedAt(scope.trx, count.location_id, [itemId])
  const expected = (await readLevel(scope, itemId, count.location_id)).quantity - (packed.get(itemId) ?? 0)
  const line = await readLine(scope, countId, itemId)
  if (line) await scope.update('stock_count_line', line.id, { counted, expected })
  else await scope.insert('stock_count_line', { stock_count_id: countId, item_id: itemId, counted, expected })
  return { expected }
}

function readLine(scope: CommandScope, countId: number, itemId: number) {
  return scope.trx
    .selectFrom('stock_count_line')
    .selectAll()
    .where('stock_count_id', '=', countId)
    .where('item_id', '=', itemId)
    .executeTakeFirst()
}

async function requireOpen(scope: CommandScope, id: number) {
  const count = await scope.trx
    .selectFrom('stock_count')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (!count) throw new YifangError('not-found', { what: 'count', id })
  return count
}

/**
 * Ends a count: a 'count' move for each difference. SKUs of the place that nobody counted are taken as gone
 * ('zero') or left alone; what lies packed in boxes is not gone. Gives how many SKUs changed and who lost pieces.
 * Raises not-found; stock-below-zero where more was shipped meanwhile than can be there, without a reason.
 */
export async function closeCount(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly unscanned: 'zero' | 'leave'
    readonly shortageReason?: string | undefined
  },
): Promise<{ changed: number; losses: AllocationLoss[] }> {
  const count = await requireOpen(scope, input.id)
  const lines = await scope.trx
    .selectFrom('stock_count_line')
    .select(['item_id', 'counted', 'expected'])
    .where('stock_count_id', '=', input.id)
    .execute()
  const differences = lines.map((line) => ({ itemId: line.item_id, quantity: line.counted - line.expected }))
  if (input.unscanned === 'zero') {
    const counted = new Set(lines.map((line) => line.item_id))
    for (const { itemId, quantity } of await onShelf(scope.trx, count.location_id))
      if (!counted.has(itemId)) differences.push({ itemId, quantity: -quantity })
  }
  const changed = differences.filter((difference) => difference.quantity !== 0)
  for (const { itemId, quantity } of changed)
    await postMove(scope, {
      itemId,
      locationId: count.location_id,
      quantity,
      reason: 'count',
      reference: { kind: 'count', id: input.id },
      note: count.note,
      ...(input.shortageReason && { shortageReason: input.shortageReason }),
    })
  await scope.update('stock_count', input.id, { state: 'done' })
  const losses = await reallocate(
    scope,
    changed.map((difference) => difference.itemId),
  )
  return { changed: changed.length, losses }
}

/** Gives a count up; nothing of it is posted. Raises not-found. */
export async function cancelCount(scope: CommandScope, id: number): Promise<Record<string, never>> {
  await requireOpen(scope, id)
  await scope.update('stock_count', id, { state: 'cancelled' })
  return {}
}

function placeLevels(db: Kysely<Database>, locationId: number) {
  return (
    db
      .selectFrom('stock_level')
      // Materials are counted by themselves: a count of pieces must not take unscanned fabric as gone.
      .innerJoin('sku', 'sku.id', 'stock_level.item_id')
      .select(['item_id', 'quantity', 'value'])
      .where('location_id', '=', locationId)
      .where('quantity', '<>', 0)
      .execute()
  )
}

/** What should lie on the shelf: the levels of a place less what is packed of them. */
async function onShelf(db: Kysely<Database>, locationId: number) {
  const packed = await packedAt(db, locationId)
  return (await placeLevels(db, locationId)).map((level) => ({
    itemId: level.item_id,
    quantity: level.quantity - (packed.get(level.item_id) ?? 0),
  }))
}

interface CountFacts {
  readonly id: number
  readonly location_id: number
  readonly location_name: string
  readonly state: CountRow['state']
  readonly note: string
  readonly at: number
  readonly user_name: string | null
  readonly skus: number
  readonly pieces: number
}

/** The command that began a count is in its audit row: the count's own command is the last that changed it. */
const countColumns = sql<CountFacts>`
  s.id, s.location_id, location.name AS location_name, s.state, s.note, c.at, user.name AS user_name,
  (SELECT count(*) FROM stock_count_line WHERE stock_count_id = s.id) AS skus,
  (SELECT coalesce(sum(counted), 0) FROM stock_count_line WHERE stock_count_id = s.id) AS pieces
  FROM stock_count s JOIN location ON location.id = s.location_id
  JOIN audit a ON a.table_name = 'stock_count' AND a.row_id = s.id AND a.action = 'insert'
  JOIN command c ON c.id = a.command_id LEFT JOIN user ON user.id = c.user_id`

function toCountRow(row: CountFacts): CountRow {
  return {
    id: row.id,
    locationId: row.location_id,
    locationName: row.location_name,
    state: row.state,
    note: row.note,
    startedAt: row.at,
    userName: row.user_name ?? '',
    skus: row.skus,
    pieces: row.pieces,
  }
}

export async function listCounts(
  db: Kysely<Database>,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: CountRow[]; total: number; more: boolean }> {
  const found = await sql<CountFacts>`
    SELECT ${countColumns} ORDER BY s.state = 'open' DESC, s.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(
    db,
  )
  const count = await db
    .selectFrom('stock_count')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return { rows: found.rows.map(toCountRow), total: Math.min(count.n, totalCap), more: count.n > totalCap }
}

/**
 * A count with every SKU of its place, counted or not; of a finished one only what was counted.
 * The value of a difference is what closing would post. Raises not-found.
 */
export async function readCount(db: Kysely<Database>, id: number, money: boolean): Promise<CountDetail> {
  const found = await sql<CountFacts>`SELECT ${countColumns} WHERE s.id = ${id}`.execute(db)
  const row = found.rows[0]
  if (!row) throw new YifangError('not-found', { what: 'count', id })
  const lines = await db
    .selectFrom('stock_count_line')
    .selectAll()
    .where('stock_count_id', '=', id)
    .orderBy('id', 'desc')
    .execute()
  const levels = new Map((await placeLevels(db, row.location_id)).map((level) => [level.item_id, level]))
  const counted = new Set(lines.map((line) => line.item_id))
  const shelf = new Map(
    row.state === 'open'
      ? (await onShelf(db, row.location_id)).map(({ itemId, quantity }) => [itemId, quantity])
      : [],
  )
  const uncounted = [...shelf.keys()].filter((itemId) => !counted.has(itemId))
  const packed = row.state === 'open' ? await packedAt(db, row.location_id) : new Map<number, number>()
  const labels = await skuLabels(db, [...counted, ...uncounted])
  const nothing = { quantity: 0, value: 0 }
  const toLine = (itemId: number, quantity: number | null, expected: number): CountLine[] => {
    const sku = labels.get(itemId)
    if (!sku) return []
    const difference = quantity === null ? null : quantity - expected
    const level = levels.get(itemId) ?? nothing
    const differenceValue =
      difference === null || !money
        ? null
        : difference < 0
          ? issueValue(level, -difference, nothing)
          : valueAt(level, difference)
    return [
      { sku, counted: quantity, expected, packed: packed.get(itemId) ?? 0, difference, differenceValue },
    ]
  }
  return {
    ...toCountRow(row),
    lines: [
      ...lines.flatMap((line) => toLine(line.item_id, line.counted, line.expected)),
      ...uncounted.flatMap((itemId) => toLine(itemId, null, shelf.get(itemId)!)),
    ],
  }
}
