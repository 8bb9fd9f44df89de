const marker = '订单文件里有一行没导入'

/**
 * Why an order is on hold that one of its rows was refused for: without that line it would be packed as complete.
 * In both languages, for it is stored as the hold's reason. `rows` are 1-based rows of the file.
 */
export function leftOutHold(rows: readonly number[]): string {
  const list = rows.slice(0, 5).join(', ')
  return `${marker}（第 ${list} 行） · Row ${list} of the order file was left out`
}

/** Whether a hold was set by `leftOutHold`: it ends when the order comes in whole. */
export function isLeftOutHold(reason: string | null): boolean {
  return reason?.startsWith(marker) ?? false
}
