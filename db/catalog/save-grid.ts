import { type Selectable, sql } from 'kysely'
import type { StyleInput } from '../../shared/catalog/contract.ts'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { insertSku } from './insert-sku.ts'
import { skuLabels } from './lookups.ts'

type GridSku = StyleInput['skus'][number]

export interface GridChange {
  /** SKUs that were left out and had been used. */
  readonly archived: number
  /** SKUs whose seller code is new, or that came back from the archive. */
  readonly newCodes: readonly number[]
}

/**
 * Makes a style's SKUs what the grid says. A cell whose SKU was archived gets it back, with its id and history.
 * Raises already-exists (`sellerCode`, `barcode`) where another SKU has a code, not-found for a foreign SKU.
 */
export async function writeGrid(
  scope: CommandScope,
  styleId: number,
  styleNumber: string,
  cells: readonly GridSku[],
  renamed: Readonly<Record<'colour' | 'size', ReadonlyMap<string, string>>>,
): Promise<GridChange> {
  const rows = await scope.trx.selectFrom('sku').selectAll().where('style_id', '=', styleId).execute()
  const nameNow = (row: Cell): Cell => ({
    colour: renamed.colour.get(row.colour) ?? row.colour,
    size: renamed.size.get(row.size) ?? row.size,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byCell = new Map(rows.map((row) => [cellKey(nameNow(row)), row]))
  const targets = cells.map((cell) => ({
    cell,
    row: cell.id === null ? byCell.get(cellKey(cell)) : byId.get(cell.id),
  }))
  const foreign = targets.find(({ cell, row }) => cell.id !== null && row === undefined)
  if (foreign) throw new YifangError('not-found', { what: 'sku', id: foreign.cell.id ?? 0 })
  const kept = new Set(targets.map((target) => target.row?.id))
  const gone = rows.filter((row) => !kept.has(row.id))
  const used = await usedSkus(scope, gone)
  for (const row of gone) {
    if (used.has(row.id)) continue
    await scope.remove('sku', row.id)
    await scope.trx.deleteFrom('item').where('id', '=', row.id).execute()
  }
  await refuseTakenCodes(scope, styleId, styleNumber, cells)

  const changes: SkuChange[] = []
  for (const { cell, row } of targets) {
    if (row === undefined) continue
    changes.push({
      row,
      after: {
        colour: cell.colour,
        size: cell.size,
        seller_code: cell.sellerCode,
        barcode: cell.barcode,
        safety_stock: cell.safetyStock,
        archived_at: null,
      },
    })
  }
  // Archived before or now: it goes with its colour's and size's new names.
  for (const row of gone)
    if (used.has(row.id))
      changes.push({ row, after: { ...nameNow(row), archived_at: row.archived_at ?? scope.at } })
  const newCodes = await writeChanges(scope, changes)
  for (const { cell, row } of targets) {
    if (row !== undefined) continue
    const id = await insertSku(scope, { styleId, ...cell })
    if (cell.sellerCode !== '') newCodes.push(id)
  }
  return { archived: gone.filter((row) => used.has(row.id) && row.archived_at === null).length, newCodes }
}

type Cell = Pick<GridSku, 'colour' | 'size'>
type SkuRow = Selectable<Database['sku']>

interface SkuChange {
  readonly row: SkuRow
  readonly after: Partial<SkuRow>
}

/** Writes what differs, each row named in the audit. Gives the SKUs with a new code or back from the archive. */
async function writeChanges(scope: CommandScope, wanted: readonly SkuChange[]): Promise<number[]> {
  const changes = wanted.flatMap(({ row, after }) => {
    const names = (Object.keys(after) as (keyof SkuRow)[]).filter((name) => row[name] !== after[name])
    const pick = (values: Partial<SkuRow>) => Object.fromEntries(names.map((name) => [name, values[name]]))
    return names.length === 0
      ? []
      : [{ id: row.id, names, before: pick(row), after: pick(after), row: after }]
  })
  // Codes and places are unique: SKUs that exchange theirs step out of each other's way first.
  for (const { id, row } of changes)
    await scope.trx
      .updateTable('sku')
      .set({
        colour: `\u0001${id}`,
        ...(row.seller_code !== undefined && { seller_code: '' }),
        ...(row.barcode !== undefined && { barcode: '' }),
      })
      .where('id', '=', id)
      .execute()
  for (const { id, row, before, after } of changes) {
    await scope.trx
      .updateTable('sku')
      .set({ ...row, command_id: scope.commandId })
      .where('id', '=', id)
      .execute()
    await scope.recordUpdated('sku', id, before, after)
  }
  return changes
    .filter(
      ({ names, row }) =>
        row.archived_at === null && (names.includes('seller_code') || names.includes('archived_at')),
    )
    .map(({ id }) => id)
}

function cellKey(cell: Cell): string {
  return `${cell.colour}\n${cell.size}`
}

/** SKUs that anything names: those are archived, never deleted. */
async function usedSkus(scope: CommandScope, skus: readonly SkuRow[]): Promise<ReadonlySet<number>> {
  if (skus.length === 0) return new Set()
  // j.value: the stock tables have a column of that name.
  const found = await sql<{ id: number }>`
    SELECT j.value AS id FROM json_each(${JSON.stringify(skus.map((sku) => sku.id))}) j
    WHERE EXISTS (SELECT 1 FROM order_line WHERE sku_id = j.value)
      OR EXISTS (SELECT 1 FROM listing_alias WHERE sku_id = j.value)
      OR EXISTS (SELECT 1 FROM set_part WHERE part_sku_id = j.value OR set_sku_id = j.value)
      OR EXISTS (SELECT 1 FROM stock_move WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM stock_level WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM stock_shortage WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM allocation WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM expected_supply WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM receipt_line WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM stock_count_line WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM parcel_line WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM return_line WHERE item_id = j.value)
      OR EXISTS (SELECT 1 FROM sku s WHERE s.seconds_of = j.value)
      OR EXISTS (SELECT 1 FROM batch_line WHERE sku_id = j.value)
      OR EXISTS (SELECT 1 FROM bundle WHERE sku_id = j.value)
      OR EXISTS (SELECT 1 FROM season_target WHERE sku_id = j.value)`.execute(scope.trx)
  return new Set(found.rows.map((row) => row.id))
}

/** Raises already-exists where a code is given twice in the grid, or another style's SKU or an archived one has it. */
async function refuseTakenCodes(
  scope: CommandScope,
  styleId: number,
  styleNumber: string,
  cells: readonly GridSku[],
): Promise<void> {
  for (const [what, column] of [
    ['sellerCode', 'seller_code'],
    ['barcode', 'barcode'],
  ] as const) {
    const given = new Map<string, GridSku>()
    for (const cell of cells) {
      const key = what === 'sellerCode' ? cell.sellerCode.toUpperCase() : cell.barcode
      if (key === '') continue
      const before = given.get(key)
      if (before) {
        const name = `${cell[what]} (${skuText({ styleNumber, styleName: '', colour: before.colour, size: before.size })})`
        throw new YifangError('already-exists', { what, name })
      }
      given.set(key, cell)
    }
    if (given.size === 0) continue
    const kept = JSON.stringify(cells.map((cell) => `${cell.colour}\n${cell.size}`))
    const taken = await sql<{ id: number }>`
      SELECT sku.id FROM json_each(${JSON.stringify([...given.keys()])}) j
      JOIN sku ON sku.${sql.ref(column)} = j.value COLLATE NOCASE
      WHERE sku.${sql.ref(column)} <> '' AND (sku.style_id <> ${styleId} OR (sku.archived_at IS NOT NULL
        AND sku.colour || char(10) || sku.size NOT IN (SELECT value FROM json_each(${kept})))) LIMIT 1`.execute(
      scope.trx,
    )
    const id = taken.rows[0]?.id
    if (id === undefined) continue
    const sku = (await skuLabels(scope.trx, [id])).get(id)!
    throw new YifangError('already-exists', {
      what,
      name: `${what === 'sellerCode' ? sku.sellerCode : sku.barcode} (${skuText(sku)})`,
    })
  }
}
