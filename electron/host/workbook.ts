import writeXlsxFile from 'write-excel-file/node'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * A one-sheet workbook with a bold, fixed header. Texts stay texts (order numbers are never turned into
 * numbers); numbers are numbers, so that they can be summed.
 */
export async function xlsxFile(
  fileName: string,
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Promise<File> {
  const data = [
    header.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((value) =>
        value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String },
      ),
    ),
  ]
  const columns = header.map((text, index) => ({
    width: Math.min(
      50,
      Math.max(8, text.length * 2, ...rows.slice(0, 100).map((row) => String(row[index] ?? '').length + 2)),
    ),
  }))
  const buffer = await writeXlsxFile(data, { columns, stickyRowsCount: 1 }).toBuffer()
  return new File([new Uint8Array(buffer)], fileName, { type: xlsxType })
}
