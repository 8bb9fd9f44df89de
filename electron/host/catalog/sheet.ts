import { createHash } from 'node:crypto'
import { applySheetRows, planSheet, sheetExport } from '../../../db/catalog/import-sheet.ts'
import { type StyleFilter, styleCondition } from '../../../db/catalog/styles.ts'
import { runCommand } from '../../../db/command.ts'
import {
  isSkuSheet,
  readSheet,
  type SheetProblem,
  type SheetRow,
  sheetFields,
  sheetHeaders,
} from '../../../shared/catalog/sku-sheet.ts'
import { YifangError } from '../../../shared/errors.ts'
import { openTable } from '../../../shared/orders/files/open-table.ts'
import { FileProblem } from '../../../shared/orders/files/types.ts'
import type { JobRun } from '../jobs.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

/** SKUs in one transaction: about 30 ms on the PCs we know, so that users' calls come in between. */
const slice = 100

/** Reads a sheet of styles and SKUs, XLSX or CSV. Raises file-unreadable. */
async function openSheet(
  file: File,
): Promise<{ rows: readonly SheetRow[]; problems: readonly SheetProblem[] }> {
  try {
    const table = await openTable(file.name, new Uint8Array(await file.arrayBuffer()), {
      accepts: isSkuSheet,
    })
    if (!isSkuSheet(table.header)) {
      throw new YifangError('file-unreadable', { file: file.name, reason: 'not-a-sku-sheet', detail: {} })
    }
    const source = []
    for await (const chunk of table.rows()) source.push(...chunk.rows)
    return readSheet(table.header, source)
  } catch (error) {
    if (error instanceof FileProblem) {
      throw new YifangError('file-unreadable', {
        file: file.name,
        reason: error.code,
        detail: { ...error.detail },
      })
    }
    throw error
  }
}

/** What a sheet would change; nothing is written. */
export async function previewSheet(context: GuardedContext, file: File) {
  const sheet = await openSheet(file)
  const plan = await planSheet(context.host.store.reader, sheet.rows)
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
    problems: problems.slice(0, 200),
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

/**
 * Applies a sheet as a job, some rows a transaction. Stopped half-way, what was written stays; the same sheet
 * again goes on from there, since every row is compared with what is known. The same call again changes nothing.
 */
export async function commitSheet(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string; readonly file: File },
): Promise<{ jobId: number }> {
  const { host, caller, connection } = context
  const { rows, problems } = await openSheet(input.file)
  const digest = createHash('sha256')
    .update(new Uint8Array(await input.file.arrayBuffer()))
    .digest('hex')
  const jobId = await host.jobs.start('catalog-import', null, async (run: JobRun) => {
    const total = {
      newStyles: 0,
      newSkus: 0,
      changedSkus: 0,
      unchangedSkus: 0,
      left: problems.length,
      matchedLines: 0,
    }
    for (let from = 0; from < rows.length; from += slice) {
      await run.progress(from, rows.length)
      const part = rows.slice(from, from + slice)
      const result = await runCommand(
        host.store,
        {
          uuid: `${input.commandId}/${from}`,
          name: path.join('.'),
          userId: caller.userId,
          station: connection.station,
          at: host.clock(),
          input: { digest, from },
        },
        (scope) => applySheetRows(scope, part),
      )
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += result.answer[name]
      if (result.tables.size > 0) host.changed(result.tables)
    }
    await run.progress(rows.length, rows.length)
    return total
  })
  return { jobId }
}

/** The filtered styles with all their SKUs; what `previewSheet` reads back. */
export async function exportSheet(context: GuardedContext, filter: StyleFilter, headers: 'zh-CN' | 'en') {
  const rows = await sheetExport(context.host.store.reader, styleCondition(filter))
  const fileName = headers === 'en' ? 'styles-and-skus.xlsx' : '款式规格.xlsx'
  const file = await xlsxFile(
    fileName,
    sheetFields.map((field) => sheetHeaders[headers][field]),
    rows.map((row) => sheetFields.map((field) => row[field])),
  )
  return { fileName, file }
}
