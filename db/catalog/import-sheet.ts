import { type Kysely, sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import type { SheetProblem, SheetRow } from '../../shared/catalog/sku-sheet.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { addName } from './create-from-listing.ts'
import { insertSku } from './insert-sku.ts'
import { skuLabels } from './lookups.ts'
import { type KnownSku, type ResolvedRow, resolveRows } from './resolve-sheet.ts'

export type SheetChange = 'new-style' | 'new' | 'changed' | 'unchanged'

export interface PlannedRow {
  readonly row: ResolvedRow
  readonly change: SheetChange
  readonly styleId: number | null
  readonly skuId: number | null
}

export interface SheetPlan {
  readonly rows: readonly PlannedRow[]
  readonly problems: readonly SheetProblem[]
}

/**
 * What rows of a sheet would change. A row whose code or barcode belongs to another SKU is a problem and is
 * left out. Codes that two SKUs of one sheet exchange are refused too: give one of them a new code first.
 */
export async function planSheet(db: Kysely<Database>, source: readonly SheetRow[]): Promise<SheetPlan> {
  const { rows, problems } = await resolveRows(db, source)
  const owners = await codeOwners(
    db,
    rows.map(({ row }) => row),
  )
  const planned: PlannedRow[] = []
  const clashes: { row: SheetRow; field: 'sellerCode' | 'barcode'; owner: number }[] = []
  const seenStyles = new Set<string>()
  const seenSkus = new Map<string, number>()
  for (const { row, styleId, sku } of rows) {
    const skuId = sku?.id ?? null
    const cell = [row.styleNumber.toUpperCase(), row.colour, row.size].join('\n')
    const above = seenSkus.get(cell)
    if (above !== undefined) {
      problems.push({
        row: row.row,
        code: 'sku-repeated',
        field: 'size',
        value: row.size,
        with: String(above),
      })
      continue
    }
    seenSkus.set(cell, row.row)
    const codeOwner = row.sellerCode === null ? undefined : owners.codes.get(row.sellerCode.toUpperCase())
    const barcodeOwner = row.barcode === null ? undefined : owners.barcodes.get(row.barcode)
    if (codeOwner !== undefined && codeOwner !== skuId) {
      clashes.push({ row, field: 'sellerCode', owner: codeOwner })
      continue
    }
    if (barcodeOwner !== undefined && barcodeOwner !== skuId) {
      clashes.push({ row, field: 'barcode', owner: barcodeOwner })
      continue
    }
    const newStyle = styleId === null && !seenStyles.has(row.styleNumber.toUpperCase())
    seenStyles.add(row.styleNumber.toUpperCase())
    const change = newStyle
      ? 'new-style'
      : sku === undefined
        ? 'new'
        : differs(row, sku)
          ? 'changed'
          : 'unchanged'
    planned.push({ row, change, styleId, skuId })
  }
  const labels = await skuLabels(
    db,
    clashes.map((clash) => clash.owner),
  )
  for (const { row, field, owner } of clashes) {
    const label = labels.get(owner)
    problems.push({
      row: row.row,
      code: field === 'sellerCode' ? 'code-taken' : 'barcode-taken',
      field,
      value: row[field] ?? '',
      with: label ? skuText(label) : '',
    })
  }
  return { rows: planned, problems: problems.toSorted((a, b) => a.row - b.row) }
}

function differs(row: ResolvedRow, sku: KnownSku): boolean {
  return (
    sku.archived === 1 ||
    (row.name !== null && row.name !== sku.name) ||
    (row.note !== null && row.note !== sku.note) ||
    (row.sellerCode !== null && row.sellerCode !== sku.seller_code) ||
    (row.barcode !== null && row.barcode !== sku.barcode) ||
    (row.safetyStock !== null && row.safetyStock !== sku.safety_stock)
  )
}

async function codeOwners(db: Kysely<Database>, rows: readonly SheetRow[]) {
  const codes = JSON.stringify(rows.map((row) => row.sellerCode).filter((code) => code !== null))
  const barcodes = JSON.stringify(rows.map((row) => row.barcode).filter((code) => code !== null))
  const byCode = await sql<{ id: number; code: string }>`
    SELECT sku.id, sku.seller_code AS code FROM json_each(${codes}) j
    CROSS JOIN sku ON sku.seller_code = j.value COLLATE NOCASE AND sku.seller_code <> ''`.execute(db)
  const byBarcode = await sql<{ id: number; code: string }>`
    SELECT sku.id, sku.barcode AS code FROM json_each(${barcodes}) j
    CROSS JOIN sku ON sku.barcode = j.value AND sku.barcode <> ''`.execute(db)
  return {
    codes: new Map(byCode.rows.map((row) => [row.code.toUpperCase(), row.id])),
    barcodes: new Map(byBarcode.rows.map((row) => [row.code, row.id])),
  }
}

/**
 * Applies rows of a sheet (a part of it: whole styles need not be together). Plans them anew, since the store may
 * have changed since the preview. Empty cells leave what is known. Archived SKUs that are named come back.
 */
export async function applySheetRows(
  scope: CommandScope,
  rows: readonly SheetRow[],
): Promise<{
  newStyles: number
  newSkus: number
  changedSkus: number
  unchangedSkus: number
  left: number
  /** SKUs whose seller codes are new: waiting lines are matched by them next (`waitingMatches`). */
  newCodes: number[]
}> {
  const plan = await planSheet(scope.trx, rows)
  const counts = { newStyles: 0, newSkus: 0, changedSkus: 0, unchangedSkus: 0, left: plan.problems.length }
  const styles = new Map<string, number>()
  const coded: number[] = []
  for (const { row, change, styleId, skuId } of plan.rows) {
    if (change === 'unchanged') {
      counts.unchangedSkus += 1
      continue
    }
    const number = row.styleNumber.toUpperCase()
    let style = styleId ?? styles.get(number)
    if (style === undefined) {
      style = await scope.insert('style', {
        style_number: row.styleNumber,
        name: row.name ?? '',
        name_initials: pinyinInitials(row.name ?? ''),
        note: row.note ?? '',
      })
      counts.newStyles += 1
    } else if (row.name !== null || row.note !== null) {
      await scope.update('style', style, {
        ...(row.name !== null && { name: row.name, name_initials: pinyinInitials(row.name) }),
        ...(row.note !== null && { note: row.note }),
      })
    }
    styles.set(number, style)
    await addName(scope, 'style_colour', style, row.colour)
    await addName(scope, 'style_size', style, row.size)
    if (skuId === null) {
      coded.push(
        await insertSku(scope, {
          styleId: style,
          colour: row.colour,
          size: row.size,
          sellerCode: row.sellerCode ?? '',
          barcode: row.barcode ?? '',
          safetyStock: row.safetyStock ?? 0,
        }),
      )
      counts.newSkus += 1
      continue
    }
    const before = await scope.update('sku', skuId, {
      ...(row.sellerCode !== null && { seller_code: row.sellerCode }),
      ...(row.barcode !== null && { barcode: row.barcode }),
      ...(row.safetyStock !== null && { safety_stock: row.safetyStock }),
      archived_at: null,
    })
    if (row.sellerCode !== null && before.seller_code !== row.sellerCode) coded.push(skuId)
    else if (before.archived_at !== null) coded.push(skuId)
    counts.changedSkus += 1
  }
  return { ...counts, newCodes: coded }
}

/** Rows for the exported sheet: every SKU of the given styles that is not archived, in the grid's order. */
export async function sheetExport(
  db: Kysely<Database>,
  styles: ReturnType<typeof sql<boolean>>,
): Promise<SheetRow[]> {
  const found = await sql<SheetRow>`
    SELECT 0 AS "row", style.style_number AS styleNumber, style.name, coalesce(sku.colour, '') AS colour,
      coalesce(sku.size, '') AS size, coalesce(sku.seller_code, '') AS sellerCode, coalesce(sku.barcode, '') AS barcode,
      coalesce(sku.safety_stock, 0) AS safetyStock, style.note
    FROM style LEFT JOIN sku ON sku.style_id = style.id AND sku.archived_at IS NULL
    LEFT JOIN style_colour c ON c.style_id = style.id AND c.name = sku.colour
    LEFT JOIN style_size z ON z.style_id = style.id AND z.name = sku.size
    WHERE ${styles} ORDER BY style.style_number, c.position, z.position, sku.id`.execute(db)
  return found.rows
}
