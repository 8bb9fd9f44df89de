import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { endOfDay, startOfDay } from '../../shared/dates.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { AuditRow, auditFilterSchema } from '../../shared/settings/audit-contract.ts'
import type { Database } from '../schema.ts'
import { auditNames, currenciesOf, namesOf } from './audit-names.ts'

export type AuditFilter = z.infer<typeof auditFilterSchema>

/**
 * Who changed what, newest first. `userId` 0 asks for what the program did by itself. Dates are days of the
 * workshop; both ends belong to the span. The total is counted up to `totalCap`.
 */
export async function listAudit(
  db: Kysely<Database>,
  filter: AuditFilter & { readonly offset: number; readonly limit: number },
): Promise<{ rows: AuditRow[]; total: number; more: boolean }> {
  const found = await matching(db, filter)
    .leftJoin('user', 'user.id', 'command.user_id')
    .leftJoin('user as keeper', (join) =>
      join.onRef('keeper.id', '=', 'command.kept_by').onRef('command.kept_by', '<>', 'command.user_id'),
    )
    .leftJoin('user as sender', (join) =>
      join.onRef('sender.id', '=', 'command.sent_by').onRef('command.sent_by', '<>', 'command.user_id'),
    )
    .select([
      'audit.id',
      'command.at',
      'user.name as userName',
      'command.station',
      'command.name as command',
      'audit.table_name as table',
      'audit.row_id as rowId',
      'audit.last_row_id as lastRowId',
      'audit.action',
      'audit.before',
      'audit.after',
      'command.kept_at as keptAt',
      'keeper.name as unprovenBy',
      'sender.name as sentBy',
    ])
    .orderBy('audit.id', 'desc')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  const counted = await db
    .selectFrom(
      matching(db, filter)
        .select('audit.id')
        .limit(totalCap + 1)
        .as('m'),
    )
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return {
    rows: await toAuditRows(db, found),
    total: Math.min(counted.n, totalCap),
    more: counted.n > totalCap,
  }
}

/** An audit row as it is stored. */
export interface StoredAuditRow
  extends Omit<AuditRow, 'userName' | 'before' | 'after' | 'names' | 'currency' | 'kept'> {
  readonly userName: string | null
  readonly keptAt?: number | null
  readonly unprovenBy?: string | null
  readonly sentBy?: string | null
  /** JSON */
  readonly before: string | null
  readonly after: string | null
}

/** Audit rows as people read them: no secrets, and what they speak of by its name. */
export async function toAuditRows(
  db: Kysely<Database>,
  found: readonly StoredAuditRow[],
): Promise<AuditRow[]> {
  const rows = found.map(({ before, after, userName, keptAt, unprovenBy, sentBy, ...row }) => ({
    ...row,
    kept: keptAt == null ? null : { at: keptAt, unprovenBy: unprovenBy ?? null, sentBy: sentBy ?? null },
    userName: userName ?? '',
    before: withoutSecrets(before),
    after: withoutSecrets(after),
  }))
  const names = await auditNames(db, rows)
  const currencies = await currenciesOf(db, rows)
  return rows.map((row, index) => ({ ...row, names: namesOf(row, names), currency: currencies[index]! }))
}

function matching(db: Kysely<Database>, filter: AuditFilter) {
  let query = db.selectFrom('audit').innerJoin('command', 'command.id', 'audit.command_id')
  if (filter.userId === 0) query = query.where('command.user_id', 'is', null)
  else if (filter.userId !== undefined) query = query.where('command.user_id', '=', filter.userId)
  if (filter.from !== undefined) query = query.where('command.at', '>=', startOfDay(filter.from))
  if (filter.to !== undefined) query = query.where('command.at', '<=', endOfDay(filter.to))
  if (filter.command !== undefined) query = query.where('command.name', '=', filter.command)
  if (filter.table !== undefined) query = query.where('audit.table_name', '=', filter.table)
  return query
}

/** That a PIN was changed is told, its hash is not. */
const secrets = new Set(['pin_hash'])

function withoutSecrets(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  const values = Object.entries(JSON.parse(text) as Record<string, unknown>)
  return Object.fromEntries(
    values.map(([name, value]) => [name, secrets.has(name) && value !== null ? '••••' : value]),
  )
}

/** What the filters offer: what has ever happened here. */
export async function auditChoices(db: Kysely<Database>) {
  const users = await db.selectFrom('user').select(['id', 'name']).orderBy('id').execute()
  // Skips from name to name by the index instead of reading every audit row.
  const tables = await sql<{ name: string }>`
    WITH RECURSIVE names (name) AS (
      SELECT min(table_name) FROM audit
      UNION ALL
      SELECT (SELECT min(table_name) FROM audit WHERE table_name > names.name) FROM names WHERE names.name IS NOT NULL)
    SELECT name FROM names WHERE name IS NOT NULL`.execute(db)
  const commands = await db.selectFrom('command').select('name').distinct().orderBy('name').execute()
  return { users, tables: tables.rows.map((row) => row.name), commands: commands.map((row) => row.name) }
}
