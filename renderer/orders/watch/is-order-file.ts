/** So much of a text file holds its header, title rows above it included. */
const headBytes = 64 * 1024
/** A workbook has its directory at its end and must be read whole; a larger one is told by its name. */
const largestWorkbook = 8 * 1024 * 1024
/** Names that marketplaces give their exports. */
const orderNames =
  /^(?:ExportOrder|orders_export|Order\.(?:toship|all|shipping|completed))|订单导出|导出订单/i

/** Whether a file's header is a known marketplace's; a large workbook is judged by its name. */
export async function isOrderFile(file: File): Promise<boolean> {
  try {
    const { openTable } = await import('../../../shared/orders/files/open-table.ts')
    const start = new Uint8Array(await file.slice(0, 4).arrayBuffer())
    const isZip = start[0] === 0x50 && start[1] === 0x4b
    if (isZip && file.size > largestWorkbook) return orderNames.test(file.name)
    const bytes = new Uint8Array(await (isZip ? file : file.slice(0, headBytes)).arrayBuffer())
    // Cut at a line's end: half a Chinese character could pass for another encoding.
    const end = isZip || bytes.length < headBytes ? bytes.length : bytes.lastIndexOf(0x0a) + 1 || bytes.length
    return (await openTable(file.name, bytes.subarray(0, end))).format !== null
  } catch {
    return false
  }
}
