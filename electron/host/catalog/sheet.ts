import { createHash } from 'node:crypto'
import { applySheetRows, sheetExport } from '../../../db/catalog/import-sheet.ts'
import { type StyleFilter, styleCondition } from '../../../db/catalog/styles.ts'
import { runCommand } from '../../../db/command.ts'
import { sheetFields, sheetHeaders } from '../../../shared/catalog/sku-sheet.ts'
import type { JobRun } from '../jobs.ts'
import type { GuardedContext } from '../services.ts'
import { runSheetTask, sheetFile } from '../sheet-tasks.ts'
import { xlsxFile } from '../workbook.ts'
import { applyMatches } from './apply-matches.ts'

/** SKUs in one transaction: about 30 ms on the PCs we know, so that users' calls come in between. */
const slice = 100

/** What a sheet would change; nothing is written. Raises file-unreadable. */
export async function previewSheet({ host }: GuardedContext, file: File) {
  return runSheetTask('skuPreview', { dataDir: host.dataDir, file: await sheetFile(file) })
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
  host.clockGuard.require()
  const sheet = await sheetFile(input.file)
  const { rows, problems } = await runSheetTask('skus', { file: sheet })
  const digest = createHash('sha256').update(sheet.bytes).digest('hex')
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
      const { newCodes, ...counts } = result.answer
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) total[name] += counts[name]
      if (result.tables.size > 0) host.changed(result.tables)
      const author = { userId: caller.userId, station: connection.station }
      const matched = await applyMatches(host, author, { aliasIds: [], corrected: false, codesOf: newCodes })
      total.matchedLines += matched.lines
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
    true,
  )
  return { fileName, file }
}
