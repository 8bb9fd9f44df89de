import { type Kysely, sql } from 'kysely'
import {
  keepSpelling,
  knownNames,
  knownTexts,
  type Names,
  nameKey,
  plainText,
} from '../../shared/catalog/recipe-sheets/names.ts'
import type { SheetField, SheetProblem, SheetRow } from '../../shared/catalog/sku-sheet.ts'
import { hasLostLetters } from '../../shared/catalog/spoilt-names.ts'
import type { Database } from '../schema.ts'

/** A row with its names as the books spell them; what is new is spelt plainly. */
export interface ResolvedRow extends SheetRow {
  readonly colour: string
  readonly size: string
}

export interface KnownSku {
  readonly id: number
  readonly style_id: number
  readonly name: string
  readonly note: string
  readonly colour: string
  readonly size: string
  readonly seller_code: string
  readonly barcode: string
  readonly safety_stock: number
  readonly archived: number
}

interface KnownStyle {
  readonly id: number
  readonly number: string
  readonly name: string
  readonly note: string
  readonly colours: Names<string>
  readonly sizes: Names<string>
  readonly skus: readonly KnownSku[]
}

export interface FoundRow {
  readonly row: ResolvedRow
  readonly styleId: number | null
  readonly sku: KnownSku | undefined
}

/**
 * Finds the style and SKU that each row means, by names that are the same but for brackets, blanks and case. A sheet
 * without a column for colours or sizes, or an empty cell of it where all of the style's have names, means the SKU of its
 * code, else the only one that fits.
 */
export async function resolveRows(
  db: Kysely<Database>,
  rows: readonly SheetRow[],
): Promise<{ readonly rows: FoundRow[]; readonly problems: SheetProblem[] }> {
  const numbers = await db.selectFrom('style').select(['id', 'style_number']).execute()
  const byNumber = knownNames(numbers.map((style) => [style.style_number, style.id] as const))
  const ids = [...new Set(rows.map((row) => byNumber.find(row.styleNumber)).filter((id) => id !== null))]
  const styles = await loadStyles(db, ids)
  const problems: SheetProblem[] = []
  const found: FoundRow[] = []
  for (const row of rows) {
    const wrong = (code: SheetProblem['code'], field: SheetField, value: string) =>
      problems.push({ row: row.row, code, field, value: value.slice(0, 100), with: '' })
    if (byNumber.isAmbiguous(row.styleNumber)) {
      wrong('ambiguous', 'styleNumber', row.styleNumber)
      continue
    }
    const style = styles.get(byNumber.find(row.styleNumber) ?? 0)
    const odd = (['colour', 'size'] as const).find((what) => style?.[`${what}s`].isAmbiguous(row[what] ?? ''))
    if (odd) {
      wrong('ambiguous', odd, row[odd] ?? '')
      continue
    }
    const spelt = (what: 'colour' | 'size') => {
      const written = row[what]
      if (written === null || (written === '' && style && isNamed(style, what))) return null
      return style?.[`${what}s`].find(written) ?? plainText(written)
    }
    const cell = { colour: spelt('colour'), size: spelt('size') }
    const lost = style
      ? (['colour', 'size'] as const).find(
          (what) => isNew(style, what, cell[what]) && hasLostLetters(cell[what]!),
        )
      : (['styleNumber', 'colour', 'size'] as const).find((what) => hasLostLetters(row[what] ?? ''))
    if (lost) {
      wrong('mangled', lost, row[lost] ?? '')
      continue
    }
    const all = style?.skus.filter((sku) => fits(sku, cell)) ?? []
    const live = all.filter((sku) => sku.archived === 0)
    const fitting = live.length > 0 ? live : all
    const sku = theOne(fitting, row)
    const isUnclear =
      fitting.length > 1 || (style !== undefined && (cell.colour === null || cell.size === null))
    if (sku === undefined && isUnclear) {
      wrong('which-sku', 'sellerCode', row.sellerCode ?? '')
      continue
    }
    found.push({ row: resolved(row, cell, style, sku), styleId: style?.id ?? null, sku })
  }
  return { rows: found, problems }
}

interface Cell {
  readonly colour: string | null
  readonly size: string | null
}

const isNew = (style: KnownStyle, what: 'colour' | 'size', name: string | null) =>
  name !== null && style[`${what}s`].find(name) === null

/** Whether all colours, or sizes, of a style have names: an empty cell then means none of no name. */
const isNamed = (style: KnownStyle, what: 'colour' | 'size') =>
  style.skus.length > 0 && style.skus.every((sku) => sku[what] !== '')

const fits = (sku: KnownSku, { colour, size }: Cell) =>
  (colour === null || sku.colour === colour) && (size === null || sku.size === size)

function theOne(fitting: readonly KnownSku[], row: SheetRow): KnownSku | undefined {
  if (fitting.length === 1) return fitting[0]
  const code = nameKey(row.sellerCode ?? '')
  return code === '' ? undefined : fitting.find((sku) => nameKey(sku.seller_code) === code)
}

function resolved(
  row: SheetRow,
  cell: Cell,
  style: KnownStyle | undefined,
  sku: KnownSku | undefined,
): ResolvedRow {
  const text = (written: string | null, known: string | undefined) =>
    written === null ? null : keepSpelling(plainText(written), known)
  return {
    ...row,
    styleNumber: style?.number ?? plainText(row.styleNumber),
    colour: sku?.colour ?? cell.colour ?? '',
    size: sku?.size ?? cell.size ?? '',
    name: text(row.name, style?.name),
    // A note may have lines.
    note: row.note === null ? null : keepSpelling(row.note, style?.note),
    sellerCode: text(row.sellerCode, sku?.seller_code),
    barcode: text(row.barcode, sku?.barcode),
  }
}

async function loadStyles(
  db: Kysely<Database>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, KnownStyle>> {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const styles = await sql<{ id: number; number: string; name: string; note: string }>`
    SELECT id, style_number AS number, name, note FROM style WHERE id IN ${wanted}`.execute(db)
  const skus = await sql<KnownSku>`
    SELECT sku.id, sku.style_id, style.name, style.note, sku.colour, sku.size, sku.seller_code, sku.barcode,
      sku.safety_stock, sku.archived_at IS NOT NULL AS archived
    FROM sku JOIN style ON style.id = sku.style_id WHERE sku.style_id IN ${wanted}`.execute(db)
  const names = await sql<{ styleId: number; what: 'colour' | 'size'; name: string }>`
    SELECT style_id AS styleId, 'colour' AS what, name FROM style_colour WHERE style_id IN ${wanted}
    UNION ALL SELECT style_id, 'size', name FROM style_size WHERE style_id IN ${wanted}`.execute(db)
  const ofStyle = Map.groupBy(skus.rows, (sku) => sku.style_id)
  const namesOf = Map.groupBy(names.rows, (row) => `${row.styleId} ${row.what}`)
  return new Map(
    styles.rows.map((style) => {
      const own = ofStyle.get(style.id) ?? []
      const texts = (what: 'colour' | 'size') =>
        knownTexts([
          ...own.map((sku) => sku[what]),
          ...(namesOf.get(`${style.id} ${what}`) ?? []).map(({ name }) => name),
        ])
      return [style.id, { ...style, colours: texts('colour'), sizes: texts('size'), skus: own }]
    }),
  )
}
