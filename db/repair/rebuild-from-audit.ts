import type RawDatabase from 'better-sqlite3'
import type { FreshTable } from './fresh-store.ts'
import type { Value } from './records.ts'
import type { Gap } from './trees.ts'

interface Change {
  readonly row_id: number
  readonly command_id: number
  readonly action: 'insert' | 'update' | 'delete'
  readonly after: string | null
}

/** What the audit says instead of a number that it may not know. */
const masked = '••••'

/**
 * Puts lost rows together from the audit, which keeps each single row as it was written and what of it changed
 * since. Rows that came in bulk (an order file's) are not in it, nor are numbers that it never knew. Gives how many.
 */
export function rebuildFromAudit(raw: RawDatabase.Database, table: FreshTable, gaps: readonly Gap[]): number {
  const names = new Set(table.columns.map(({ name }) => name))
  if (!names.has('id') || !names.has('command_id')) return 0
  const read = raw.prepare(
    `SELECT row_id, command_id, action, after FROM audit a
     WHERE table_name = ? AND row_id = last_row_id AND row_id BETWEEN ? AND ?
       AND NOT EXISTS (SELECT 1 FROM "${table.name}" t WHERE t.id = a.row_id) ORDER BY id`,
  )
  let rebuilt = 0
  for (const { low, high } of gaps) {
    const rows = new Map<number, Record<string, Value>>()
    for (const change of read.all(table.name, Math.max(low + 1, 1), high) as Change[])
      applyChange(rows, change)
    for (const [id, row] of rows) if (insertNamed(raw, table.name, names, { ...row, id })) rebuilt += 1
  }
  return rebuilt
}

function applyChange(rows: Map<number, Record<string, Value>>, change: Change): void {
  if (change.action === 'delete') {
    rows.delete(change.row_id)
    return
  }
  const base = change.action === 'insert' ? {} : rows.get(change.row_id)
  // Its beginning is not in the audit: what changed since makes no row.
  if (!base || change.after === null) return
  try {
    const after = JSON.parse(change.after) as Record<string, Value>
    rows.set(change.row_id, { ...base, ...after, command_id: change.command_id })
  } catch {
    rows.delete(change.row_id)
  }
}

function insertNamed(
  raw: RawDatabase.Database,
  table: string,
  names: ReadonlySet<string>,
  row: Record<string, Value>,
): boolean {
  const entries = Object.entries(row).filter(([name]) => names.has(name))
  if (entries.some(([, value]) => value === masked || (value !== null && typeof value === 'object')))
    return false
  try {
    raw
      .prepare(
        `INSERT INTO "${table}" (${entries.map(([name]) => `"${name}"`).join(', ')})
         VALUES (${entries.map(() => '?').join(', ')})`,
      )
      .run(...entries.map(([, value]) => value))
    return true
  } catch {
    // Something else is there by now, or a column is missing that a row must have.
    return false
  }
}
