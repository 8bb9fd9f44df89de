import { readTrackingExport } from '../../../db/shipping/tracking-files.ts'
import { judgeNumbers, type NumberRow } from '../../../db/shipping/waybills.ts'
import { YifangError } from '../../../shared/errors.ts'
import { openTable } from '../../../shared/orders/files/open-table.ts'
import { isTrackingHeader, readTrackingFile } from '../../../shared/orders/files/tracking-file.ts'
import { FileProblem } from '../../../shared/orders/files/types.ts'
import { csvText } from '../../../shared/shipping/tracking-templates.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

/** The tracking file of a shop, as its platform's template wants it. */
export async function downloadTrackingFile(
  context: GuardedContext,
  id: number,
): Promise<{ fileName: string; file: File }> {
  const made = await readTrackingExport(context.host.store.reader, id)
  const { fileName, header, rows } = made
  if (made.fileType === 'xlsx') return { fileName, file: await xlsxFile(fileName, header, rows) }
  return { fileName, file: new File([csvText(header, rows)], fileName, { type: 'text/csv' }) }
}

/** Reads a file of order numbers and tracking numbers and judges its rows; nothing is written. Raises file-unreadable. */
export async function readNumbers(context: GuardedContext, file: File, shopId: number | null) {
  try {
    const table = await openTable(file.name, new Uint8Array(await file.arrayBuffer()), {
      accepts: isTrackingHeader,
    })
    const read = await readTrackingFile(table)
    const rows = read.rows.flatMap((row) =>
      row.trackingNumbers.map(
        (trackingNumber): NumberRow => ({
          row: row.row,
          orderNumber: row.orderNumber,
          trackingNumber,
          carrierName: row.carrier,
        }),
      ),
    )
    return {
      rows: await judgeNumbers(context.host.store.reader, shopId, rows),
      unread: read.problems
        .filter((problem) => !problem.kept)
        .map(({ row, code, value }) => ({ row, code, value })),
    }
  } catch (error) {
    if (error instanceof FileProblem)
      throw new YifangError('file-unreadable', { file: file.name, reason: error.code, detail: error.detail })
    throw error
  }
}
