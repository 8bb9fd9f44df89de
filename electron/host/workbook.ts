import writeXlsxFile from 'write-excel-file/node'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * A one-sheet workbook with a bold, fixed header. Texts stay texts (order numbers are never turned into
 * numbers); numbers are numbers, so that they can be summed. `comesBack`: somebody changes it and takes it in again; what
 * she types over texts, or into empty cells below them, stays text as well, where Excel would make a day of the size
 * "2-3" and a time of "110:56".
 */
export async function xlsxFile(
  fileName: string,
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  comesBack = false,
): Promise<File> {
  const isNumeric = header.map((_, column) => rows.some((row) => typeof row[column] === 'number'))
  const text = comesBack ? { type: String, format: '@' } : { type: String }
  const data = [
    header.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((value, column) => {
        if (typeof value === 'number') return { value, type: Number }
        if (value !== null) return { value, ...text }
        return comesBack && !isNumeric[column] ? text : null
      }),
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
