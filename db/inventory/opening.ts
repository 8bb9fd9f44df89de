import { type Kysely, sql } from 'kysely'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { OpeningRow } from '../../shared/inventory/opening-contract.ts'
import type {
  OpeningProblem,
  OpeningProblemCode,
  ParsedOpeningRow,
} from '../../shared/inventory/opening-rows.ts'
import { findSku, skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { reallocate } from './allocate.ts'
import { postMove } from './ledger.ts'
import { requireLocation } from './locations.ts'
import { requirePieces } from './material-amounts.ts'

/**
 * Finds the SKU and the place of each row of a stock list: by seller code or barcode, else by style number (or
 * name) with colour and size; the place by code or name, else the one chosen for the whole file.
 */
export async function resolveOpeningRows(
  db: Kysely<Database>,
  parsed: readonly ParsedOpeningRow[],
  fallbackLocationId: number | null,
): Promise<{ rows: OpeningRow[]; problems: OpeningProblem[] }> {
  const locations = await db.selectFrom('location').selectAll().where('archived_at', 'is', null).execute()
  const catalog = await catalogIndex(db)
  const found: { row: ParsedOpeningRow; skuId: number; location: (typeof locations)[number] }[] = []
  const problems: OpeningProblem[] = []
  const seen = new Map<string, number>()
  for (const row of parsed) {
    const location =
      row.location === ''
        ? locations.find((place) => place.id === fallbackLocationId)
        : locations.find((place) => [place.code, place.name].some((text) => same(text, row.location)))
    const sku =
      catalog.byCode.get(plain(row.code)) ?? (await byPrintedCode(db, row.code)) ?? byStyle(catalog, row)
    const named = [row.code, row.style, row.colour, row.size].filter((text) => text !== '').join(' ')
    const problem = (code: OpeningProblemCode, value: string) =>
      problems.push({ row: row.row, sku: named, code, value })
    if (!sku) problem('sku-unknown', named)
    else if (sku.isSet) problem('sku-is-set', named)
    else if (!location) problem(row.location === '' ? 'location-missing' : 'location-unknown', row.location)
    else {
      const key = `${sku.id}:${location.id}`
      const before = seen.get(key)
      if (before !== undefined) problem('twice', String(before))
      else {
        seen.set(key, row.row)
        found.push({ row, skuId: sku.id, location })
      }
    }
  }
  const labels = await skuLabels(
    db,
    found.map((hit) => hit.skuId),
  )
  const levels = await sql<{ key: string; quantity: number }>`
    SELECT item_id || ':' || location_id AS key, quantity FROM stock_level`.execute(db)
  const onHand = new Map(levels.rows.map((level) => [level.key, level.quantity]))
  const opened = await openedBefore(
    db,
    found.map((hit) => hit.skuId),
  )
  const rows = found.map(({ row, skuId, location }) => ({
    row: row.row,
    sku: labels.get(skuId)!,
    locationId: location.id,
    locationName: location.name,
    quantity: row.quantity,
    value: row.unitCost === null ? null : row.unitCost * row.quantity,
    onHand: onHand.get(`${skuId}:${location.id}`) ?? 0,
    opened: opened.get(`${skuId}:${location.id}`) ?? 0,
  }))
  return { rows, problems: problems.toSorted((a, b) => a.row - b.row) }
}

/** Pieces that opening stock has brought to a place before, by "item:location". */
async function openedBefore(
  db: Kysely<Database>,
  itemIds: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ key: string; quantity: number }>`
    SELECT m.item_id || ':' || m.location_id AS key, sum(m.quantity) AS quantity
    FROM json_each(${JSON.stringify(itemIds)}) j CROSS JOIN stock_move m ON m.item_id = j.value
    WHERE m.reason = 'opening' GROUP BY m.item_id, m.location_id HAVING sum(m.quantity) > 0`.execute(db)
  return new Map(found.rows.map(({ key, quantity }) => [key, quantity]))
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
const same = (a: string, b: string) => plain(a) === plain(b)

interface CatalogSku {
  readonly id: number
  readonly isSet: boolean
}

async function catalogIndex(db: Kysely<Database>) {
  const rows = await db
    .selectFrom('sku')
    .innerJoin('style', 'style.id', 'sku.style_id')
    .select([
      'sku.id',
      'sku.colour',
      'sku.size',
      'sku.seller_code',
      'sku.barcode',
      'sku.is_set',
      'style.style_number',
      'style.name',
    ])
    .where('sku.archived_at', 'is', null)
    .execute()
  const byCode = new Map<string, CatalogSku>()
  const byStyleKey = new Map<string, CatalogSku>()
  for (const row of rows) {
    const sku = { id: row.id, isSet: row.is_set === 1 }
    for (const code of [row.barcode, row.seller_code]) if (code !== '') byCode.set(plain(code), sku)
    for (const style of [row.name, row.style_number])
      byStyleKey.set(styleKey(style, row.colour, row.size), sku)
  }
  return { byCode, byStyleKey }
}

const styleKey = (style: string, colour: string, size: string) =>
  JSON.stringify([style, colour, size].map(plain))

function byStyle(
  catalog: Awaited<ReturnType<typeof catalogIndex>>,
  row: ParsedOpeningRow,
): CatalogSku | undefined {
  return row.style === '' ? undefined : catalog.byStyleKey.get(styleKey(row.style, row.colour, row.size))
}

/** Our own printed code, scanned into the sheet. */
async function byPrintedCode(db: Kysely<Database>, code: string): Promise<CatalogSku | null> {
  return code === '' ? null : findSku(db, code).catch(() => null)
}

/**
 * Brings opening stock in: one 'opening' move a line, at the given value, else at the average or last cost
 * known. Then shares it among waiting orders. Raises set-has-no-stock, not-found, material-in-pieces.
 */
export async function postOpening(
  scope: CommandScope,
  input: {
    readonly fileName: string
    readonly lines: readonly {
      readonly itemId: number
      readonly locationId: number
      readonly quantity: number
      readonly value: number | null
    }[]
  },
): Promise<{ skus: number; pieces: number; losses: AllocationLoss[] }> {
  for (const locationId of new Set(input.lines.map((line) => line.locationId)))
    await requireLocation(scope, locationId)
  await requirePieces(
    scope.trx,
    input.lines.map((line) => line.itemId),
  )
  for (const line of input.lines)
    await postMove(scope, {
      itemId: line.itemId,
      locationId: line.locationId,
      quantity: line.quantity,
      cost: line.value === null ? { kind: 'average' } : { kind: 'value', value: line.value },
      reason: 'opening',
      reference: null,
      note: input.fileName,
    })
  const items = [...new Set(input.lines.map((line) => line.itemId))]
  return {
    skus: items.length,
    pieces: input.lines.reduce((sum, line) => sum + line.quantity, 0),
    losses: await reallocate(scope, items),
  }
}
