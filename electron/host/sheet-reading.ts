import { openFile } from '../../db/backup/examine.ts'
import { planSheet } from '../../db/catalog/import-sheet.ts'
import { resolveOpeningRows } from '../../db/inventory/opening.ts'
import { storeFile } from '../../db/open.ts'
import { isSkuSheet, readSheet, type SheetProblem } from '../../shared/catalog/sku-sheet.ts'
import { YifangError } from '../../shared/errors.ts'
import { isOpeningHeader, parseOpeningRows } from '../../shared/inventory/opening-rows.ts'
import { openTable } from '../../shared/orders/files/open-table.ts'
import { FileProblem, type SourceRow } from '../../shared/orders/files/types.ts'

export interface SheetFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A workshop has a few thousand SKUs in stock; what is larger is another file. */
const mostOpeningRows = 20_000

/** All rows of a sheet below its header. Raises FileProblem, also where there are more than `most`. */
export async function readRows(
  file: SheetFile,
  accepts: (header: readonly string[]) => boolean,
  most = Number.POSITIVE_INFINITY,
): Promise<{ header: readonly string[]; rows: readonly SourceRow[] }> {
  const table = await openTable(file.name, file.bytes, { accepts })
  const rows: SourceRow[] = []
  for await (const chunk of table.rows()) {
    rows.push(...chunk.rows)
    if (rows.length > most) throw new FileProblem('file-too-large', { rows: most })
  }
  return { header: table.header, rows }
}

/** Rows of a sheet of styles and SKUs, XLSX or CSV. Raises file-unreadable, FileProblem. */
export async function readSkus(file: SheetFile) {
  const { header, rows } = await readRows(file, isSkuSheet)
  if (!isSkuSheet(header))
    throw new YifangError('file-unreadable', { file: file.name, reason: 'not-a-sku-sheet', detail: {} })
  return readSheet(header, rows)
}

/** Runs work on a connection of its own that only reads. */
export async function withStore<A>(
  dataDir: string,
  work: (db: ReturnType<typeof openFile>['db']) => Promise<A>,
): Promise<A> {
  const { db } = openFile(storeFile(dataDir), true)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** What a sheet would change: counts, the first problems, some rows. */
export async function previewSkus({ dataDir, file }: { readonly dataDir: string; readonly file: SheetFile }) {
  const sheet = await readSkus(file)
  const plan = await withStore(dataDir, (db) => planSheet(db, sheet.rows))
  const problems = [...sheet.problems, ...plan.problems].sort((a, b) => a.row - b.row)
  const count = (change: (typeof plan.rows)[number]['change']) =>
    plan.rows.filter((planned) => planned.change === change).length
  return {
    summary: {
      rows: sheet.rows.length + sheet.problems.length,
      newStyles: count('new-style'),
      newSkus: count('new') + count('new-style'),
      changedSkus: count('changed'),
      unchangedSkus: count('unchanged'),
    },
    problems: problems.slice(0, 200) as SheetProblem[],
    problemCount: problems.length,
    samples: plan.rows
      .toSorted(
        (a, b) =>
          Number(a.change === 'unchanged') - Number(b.change === 'unchanged') || a.row.row - b.row.row,
      )
      .slice(0, 100)
      .map(({ row, change }) => ({
        row: row.row,
        styleNumber: row.styleNumber,
        name: row.name ?? '',
        colour: row.colour,
        size: row.size,
        sellerCode: row.sellerCode ?? '',
        change,
      })),
  }
}

/** The rows of a stock list with the SKUs and places they mean. */
export async function previewOpening({
  dataDir,
  file,
  locationId,
}: {
  readonly dataDir: string
  readonly file: SheetFile
  readonly locationId: number | null
}) {
  const source = await readRows(file, isOpeningHeader, mostOpeningRows)
  const parsed = parseOpeningRows(source.header, source.rows)
  const resolved = await withStore(dataDir, (db) => resolveOpeningRows(db, parsed.rows, locationId))
  return {
    fileName: file.name,
    rows: resolved.rows,
    problems: [...parsed.problems, ...resolved.problems].toSorted((a, b) => a.row - b.row),
    blank: parsed.blank,
  }
}
