import { sql } from 'kysely'
import type { StyleInput } from '../../shared/catalog/contract.ts'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
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
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byCell = new Map(rows.map((row) => [cellKey(row), row]))
  const targets: { readonly cell: GridSku; readonly row: (typeof rows)[number] | undefined }[] = []
  for (const cell of cells) {
    const row = cell.id === null ? byCell.get(cellKey(cell)) : byId.get(cell.id)
    if (cell.id !== null && row === undefined) throw new YifangError('not-found', { what: 'sku', id: cell.id })
    targets.push({ cell, row })
  }
  const kept = new Set(targets.map((target) => target.row?.id))
  const gone = rows.filter((row) => !kept.has(row.id))
  const archived = await dropSkus(scope, gone, renamed)
  await refuseTakenCodes(scope, styleId, styleNumber, cells)
  const newCodes: number[] = []
  const changes = targets.flatMap(({ cell, row }) => {
    if (row === undefined) return []
    const after = {
      colour: cell.colour,
      size: cell.size,
      seller_code: cell.sellerCode,
      barcode: cell.barcode,
      safety_stock: cell.safetyStock,
      archived_at: null,
    }
    const names = (Object.keys(after) as (keyof typeof after)[]).filter((name) => row[name] !== after[name])
    if (names.length === 0) return []
    if (names.includes('seller_code') || names.includes('archived_at')) newCodes.push(row.id)
    return [{ row, names, after }]
  })
  // Codes and places are unique: SKUs that exchange theirs step out of each other's way first.
  const moving = JSON.stringify(changes.map(({ row }) => row.id))
  await sql`UPDATE sku SET colour = char(1) || id, seller_code = '', barcode = ''
    WHERE id IN (SELECT value FROM json_each(${moving}))`.execute(scope.trx)
  for (const { row, names, after } of changes) {
    await scope.trx
      .updateTable('sku')
      .set({ ...after, command_id: scope.commandId })
      .where('id', '=', row.id)
      .execute()
    const pick = (values: object) => Object.fromEntries(Object.entries(values).filter(([name]) => (names as string[]).includes(name)))
    await scope.recordUpdated('sku', row.id, pick(row), pick(after))
  }
  for (const { cell, row } of targets) {
    if (row !== undefined) continue
    const id = await insertSku(scope, { styleId, ...cell })
    if (cell.sellerCode !== '') newCodes.push(id)
  }
  return { archived, newCodes }
}

function cellKey(cell: { readonly colour: string; readonly size: string }): string {
  return `${cell.colour}\n${cell.size}`
}

interface GoneSku {
  readonly id: number
  readonly colour: string
  readonly size: string
  readonly archived_at: number | null
}

/** Takes SKUs out of the grid. Gives how many were archived because something hangs on them. */
async function dropSkus(
  scope: CommandScope,
  gone: readonly GoneSku[],
  renamed: Readonly<Record<'colour' | 'size', ReadonlyMap<string, string>>>,
): Promise<number> {
  let archived = 0
  const used = await usedSkus(scope, gone)
  for (const row of gone) {
    if (!used.has(row.id)) {
      await scope.remove('sku', row.id)
      await scope.trx.deleteFrom('item').where('id', '=', row.id).execute()
      continue
    }
    // Archived before or now: it goes with its colour's and size's new names.
    await scope.update('sku', row.id, {
      colour: renamed.colour.get(row.colour) ?? row.colour,
      size: renamed.size.get(row.size) ?? row.size,
      archived_at: row.archived_at ?? scope.at,
    })
    if (row.archived_at === null) archived += 1
  }
  return archived
}

/** SKUs that anything names: those are archived, never deleted. */
async function usedSkus(scope: CommandScope, skus: readonly GoneSku[]): Promise<ReadonlySet<number>> {
  if (skus.length === 0) return new Set()
  const found = await sql<{ id: number }>`
    SELECT value AS id FROM json_each(${JSON.stringify(skus.map((sku) => sku.id))})
    WHERE EXISTS (SELECT 1 FROM order_line WHERE sku_id = value)
      OR EXISTS (SELECT 1 FROM listing_alias WHERE sku_id = value)
      OR EXISTS (SELECT 1 FROM set_part WHERE part_sku_id = value OR set_sku_id = value)
      OR EXISTS (SELECT 1 FROM stock_move WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM stock_level WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM stock_shortage WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM allocation WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM expected_supply WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM receipt_line WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM stock_count_line WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM parcel_line WHERE item_id = value)
      OR EXISTS (SELECT 1 FROM return_line WHERE item_id = value)`.execute(scope.trx)
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
        AND sku.colour || char(10) || sku.size NOT IN (SELECT value FROM json_each(${kept})))) LIMIT 1`.execute(scope.trx)
    const id = taken.rows[0]?.id
    if (id === undefined) continue
    const sku = (await skuLabels(scope.trx, [id])).get(id)!
    throw new YifangError('already-exists', {
      what,
      name: `${what === 'sellerCode' ? sku.sellerCode : sku.barcode} (${skuText(sku)})`,
    })
  }
}
