import { openFile } from '../../db/backup/examine.ts'
import { planSheet } from '../../db/catalog/import-sheet.ts'
import { resolveOpeningRows } from '../../db/inventory/opening.ts'
import { storeFile } from '../../db/open.ts'
import { readSheet, type SheetProblem } from '../../shared/catalog/sku-sheet.ts'
import { type WrongSheetReason, whyNotSkus } from '../../shared/catalog/wrong-sheet.ts'
import { YifangError } from '../../shared/errors.ts'
import { isOpeningHeader, parseOpeningRows } from '../../shared/inventory/opening-rows.ts'
import { openTables } from '../../shared/orders/files/open-table.ts'
import { FileProblem, type SourceRow } from '../../shared/orders/files/types.ts'
import { isRosterHeader } from '../../shared/workers/roster-sheet.ts'

export interface SheetFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A workshop has a few thousand SKUs in stock; what is larger is another file. */
const mostOpeningRows = 20_000

export interface ReadRows {
  readonly header: readonly string[]
  readonly rows: readonly SourceRow[]
  /** Names of further sheets of the workbook that could be read as well: one sheet is taken at a time. */
  readonly otherSheets: readonly string[]
}

/** All rows of a sheet below its header. Raises FileProblem, also where there are more than `most`. */
export async function readRows(
  file: SheetFile,
  accepts: (header: readonly string[]) => boolean,
  most = Number.POSITIVE_INFINITY,
): Promise<ReadRows> {
  const tables = await openTables(file.name, file.bytes, { accepts })
  // Order files are known, too: one beside it is not what was meant.
  const fitting = tables.filter(({ header }) => accepts(header))
  const table = fitting[0] ?? tables[0]!
  const rows: SourceRow[] = []
  for await (const chunk of table.rows()) {
    rows.push(...chunk.rows)
    if (rows.length > most) throw new FileProblem('file-too-large', { rows: most })
  }
  return { header: table.header, rows, otherSheets: fitting.slice(1).map(({ sheet }) => sheet ?? '') }
}

/** As `readRows`. Raises file-unreadable, too, where `whyNot` gives a reason. */
export async function readSheetRows(
  file: SheetFile,
  whyNot: (header: readonly string[]) => WrongSheetReason | null,
  most = Number.POSITIVE_INFINITY,
): Promise<ReadRows> {
  const read = await readRows(file, (titles) => whyNot(titles) === null, most)
  const reason = whyNot(read.header)
  if (reason !== null) throw new YifangError('file-unreadable', { file: file.name, reason, detail: {} })
  return read
}

/** Rows of a sheet of styles and SKUs, XLSX or CSV. Raises file-unreadable, FileProblem. */
export async function readSkus(file: SheetFile) {
  const { header, rows, otherSheets } = await readSheetRows(file, whyNotSkus)
  return { ...readSheet(header, rows), otherSheets }
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

/** More than any workshop has workers. */
const mostWorkers = 5000

/** The rows of a list of workers. Raises file-unreadable, FileProblem. */
export async function rosterRows({ file }: { readonly file: SheetFile }): Promise<ReadRows> {
  const whyNot = (header: readonly string[]) => (isRosterHeader(header) ? null : 'not-a-worker-sheet')
  return readSheetRows(file, whyNot, mostWorkers)
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
    otherSheets: [...sheet.otherSheets],
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
