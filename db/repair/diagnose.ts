import { type Kysely, sql } from 'kysely'
import { checkStore } from '../check/index.ts'
import { migrations as known } from '../migrations/index.ts'
import type { Database } from '../schema.ts'

/** What a store says of its health, without a word out of its rows. */
export interface StoreDiagnosis {
  readonly migrations: readonly string[]
  readonly pages: Readonly<Record<string, number | string>>
  readonly quickCheck: readonly string[]
  readonly rules: readonly {
    readonly rule: number
    readonly name: string
    readonly count: number
    readonly found: readonly string[]
  }[]
  readonly counts: Readonly<Record<string, number>>
  readonly settings: Readonly<Record<string, number | null>>
}

/** More of one rule says nothing new. */
const shownOfRule = 20

/**
 * Reads versions, counts and findings. Nothing that a user or a marketplace wrote goes into it: findings keep their
 * words, each figure in them becomes "#" (amounts and order numbers are figures), and of the settings only the
 * two that are plain numbers of days and minutes are told.
 */
export async function diagnoseStore(db: Kysely<Database>): Promise<StoreDiagnosis> {
  const migrations = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db)
  const pages: Record<string, number | string> = {}
  for (const name of ['page_size', 'page_count', 'freelist_count', 'journal_mode', 'encoding'])
    Object.assign(pages, (await sql<object>`PRAGMA ${sql.raw(name)}`.execute(db)).rows[0])
  const said = await sql<{ quick_check: string }>`PRAGMA quick_check(50)`.execute(db)
  const quickCheck = said.rows.map((row) => row.quick_check)
  return {
    migrations: migrations.rows.map(({ name }) => (name in known ? name : '#')),
    pages,
    quickCheck: quickCheck.map((line) => line.replaceAll(/[^ -~]+/g, '#').slice(0, 200)),
    rules: await findings(db),
    counts: await countRows(db),
    settings: await plainSettings(db),
  }
}

async function findings(db: Kysely<Database>): Promise<StoreDiagnosis['rules']> {
  try {
    return (await checkStore(db)).map(({ rule, name, violations }) => ({
      rule,
      name,
      count: violations.length,
      found: [...new Set(violations.map(({ detail }) => withoutFigures(detail)))].slice(0, shownOfRule),
    }))
  } catch (error) {
    // A rule met a page that cannot be read: that is what the file is made for.
    return [{ rule: 0, name: 'the check stopped', count: 1, found: [errorCode(error)] }]
  }
}

async function countRows(db: Kysely<Database>): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`.execute(
    db,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables.rows) {
    try {
      const found = await sql<{ rows: number }>`SELECT count(*) AS rows FROM ${sql.table(name)}`.execute(db)
      counts[name] = found.rows[0]!.rows
    } catch {
      counts[name] = -1
    }
  }
  return counts
}

async function plainSettings(db: Kysely<Database>): Promise<Record<string, number | null>> {
  try {
    const found = await sql<{ lockAfterMinutes: unknown; keepPersonalDays: unknown; epoch: unknown }>`
      SELECT value ->> 'lockAfterMinutes' AS lockAfterMinutes, value ->> 'keepPersonalDays' AS keepPersonalDays,
        (SELECT restore_epoch FROM workshop) AS epoch
      FROM (SELECT 1) LEFT JOIN setting ON key = 'workshop'`.execute(db)
    return Object.fromEntries(
      Object.entries(found.rows[0] ?? {}).map(([name, value]) => [
        name,
        typeof value === 'number' ? value : null,
      ]),
    )
  } catch {
    return {}
  }
}

/** Our own findings are lower-case English: whatever else stands in them was written by somebody. */
function withoutFigures(text: string): string {
  return text.replaceAll(/\S*[^a-z_\s:;,.()/'-]\S*/g, '#').slice(0, 200)
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
