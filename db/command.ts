import { createHash } from 'node:crypto'
import type { Insertable, Selectable, Transaction, Updateable } from 'kysely'
import { sql } from 'kysely'
import { YifangError } from '../shared/errors.ts'
import type { Bulk, Store } from './open.ts'
import type { Database } from './schema.ts'

/** Tables whose rows name the command that last changed them: every change of them is audited (rule 9). */
export type AuditedTable = {
  [T in keyof Database]: Database[T] extends { command_id: number; id: unknown } ? T : never
}[keyof Database]

export interface CommandCall {
  /** UUIDv7 made by the caller: the same id again gets the first answer and changes nothing. */
  readonly uuid: string
  /** Procedure path, e.g. "orders.hold". */
  readonly name: string
  readonly userId: number | null
  readonly station: string
  readonly at: number
  readonly input: unknown
  /** A device had kept it: in whose name and when, as it says, and who was signed in there as it was sent. */
  readonly kept?: { readonly by: number | null; readonly at: number; readonly sentBy: number } | undefined
}

/** What a command may do: write rows, each change named in the audit. */
export interface CommandScope {
  readonly trx: Transaction<Database>
  /** For bulk paths; what it changes is named by recordInserted and recordUpdated. */
  readonly bulk: Bulk
  readonly commandId: number
  readonly at: number
  readonly userId: number | null
  /** Inserts one row; gives its id. */
  insert<T extends AuditedTable>(table: T, row: Omit<Insertable<Database[T]>, 'command_id'>): Promise<number>
  /** Changes the named columns of one row where they differ. Gives the row as it was. Raises not-found. */
  update<T extends AuditedTable>(
    table: T,
    id: number,
    patch: Omit<Updateable<Database[T]>, 'command_id' | 'id'>,
  ): Promise<Selectable<Database[T]>>
  /** Deletes a row that neither money nor stock hangs on. */
  remove(table: AuditedTable, id: number): Promise<void>
  /** Names rows that a bulk statement inserted: ids first…last, all carrying this command's id. */
  recordInserted(table: AuditedTable, first: number, last: number): Promise<void>
  /** Names a row that a bulk statement changed; `before` holds the columns that changed, as they were. */
  recordUpdated(table: AuditedTable, id: number, before: object, after: object): Promise<void>
  /** Names rows that a bulk statement deleted: ids first…last. */
  recordDeleted(table: AuditedTable, first: number, last: number): Promise<void>
  /** Tells open screens that something changed that no audited table shows (levels, allocations). */
  touch(table: keyof Database): void
}

export interface CommandResult<A> {
  readonly answer: A
  /** The call had been answered before; nothing was changed now. */
  readonly repeated: boolean
  readonly tables: ReadonlySet<keyof Database>
}

/**
 * Runs one command in one transaction and records it: who, when, what, and every row it changed.
 * Answers must be plain JSON. Raises command-differs where the id was used for another call.
 */
export async function runCommand<A>(
  store: Pick<Store, 'writer' | 'bulk'>,
  call: CommandCall,
  work: (scope: CommandScope) => Promise<A>,
): Promise<CommandResult<A>> {
  const digest = createHash('sha256')
    .update(call.name)
    .update(JSON.stringify(call.input) ?? '')
    .digest('base64url')
  return store.writer.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('command').selectAll().where('uuid', '=', call.uuid).executeTakeFirst()
    if (known) {
      if (known.input_digest !== digest) throw new YifangError('command-differs', { commandId: call.uuid })
      return { answer: JSON.parse(known.answer ?? 'null') as A, repeated: true, tables: new Set() }
    }
    const { id: commandId } = await trx
      .insertInto('command')
      .values({
        uuid: call.uuid,
        name: call.name,
        user_id: call.userId,
        station: call.station,
        at: call.at,
        input_digest: digest,
        ...(call.kept && { kept_by: call.kept.by, kept_at: call.kept.at, sent_by: call.kept.sentBy }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const tables = new Set<keyof Database>()
    const answer = await work(commandScope(trx, store.bulk, commandId, call, tables))
    await trx
      .updateTable('command')
      .set({ answer: JSON.stringify(answer ?? null) })
      .where('id', '=', commandId)
      .execute()
    return { answer, repeated: false, tables }
  })
}

/** Columns that hold a number nobody may read, sealed or not: the audit keeps that they changed, never what they held. */
const sealedColumns: ReadonlySet<string> = new Set([
  'sealed',
  'fingerprint',
  'key_check',
  'code_salt',
  'code_wrapped',
])

function withoutSealed(column: string, value: unknown): unknown {
  return sealedColumns.has(column) && value !== null ? '••••' : value
}

function commandScope(
  trx: Transaction<Database>,
  bulk: Bulk,
  commandId: number,
  call: CommandCall,
  tables: Set<keyof Database>,
): CommandScope {
  const record = async (
    table: AuditedTable,
    first: number,
    last: number,
    action: 'insert' | 'update' | 'delete',
    before: object | null,
    after: object | null,
  ) => {
    tables.add(table)
    const text = (row: object | null) => row && JSON.stringify(row, withoutSealed)
    await trx
      .insertInto('audit')
      .values({
        command_id: commandId,
        table_name: table,
        row_id: first,
        last_row_id: last,
        action,
        before: text(before),
        after: text(after),
      })
      .execute()
  }
  // Statements over "any audited table" are written as SQL: Kysely's types cannot follow a table parameter.
  const find = async (table: AuditedTable, id: number) => {
    const found = await sql<
      Record<string, unknown>
    >`SELECT * FROM ${sql.table(table)} WHERE id = ${id}`.execute(trx)
    const row = found.rows[0]
    if (!row) throw new YifangError('not-found', { what: table, id })
    return row
  }
  return {
    trx,
    bulk,
    commandId,
    at: call.at,
    userId: call.userId,
    insert: async (table, row) => {
      const entries = [...Object.entries(row), ['command_id', commandId] as const].filter(
        ([, value]) => value !== undefined,
      )
      const inserted = await sql<{ id: number }>`
        INSERT INTO ${sql.table(table)} (${sql.join(entries.map(([name]) => sql.ref(name)))})
        VALUES (${sql.join(entries.map(([, value]) => value))}) RETURNING id`.execute(trx)
      const id = inserted.rows[0]!.id
      await record(table, id, id, 'insert', null, row)
      return id
    },
    update: async (table, id, patch) => {
      const row = await find(table, id)
      const changed = Object.entries(patch).filter(
        ([name, value]) => value !== undefined && row[name] !== value,
      )
      if (changed.length > 0) {
        const sets = [...changed, ['command_id', commandId] as const].map(
          ([name, value]) => sql`${sql.ref(name)} = ${value}`,
        )
        await sql`UPDATE ${sql.table(table)} SET ${sql.join(sets)} WHERE id = ${id}`.execute(trx)
        const before = Object.fromEntries(changed.map(([name]) => [name, row[name]]))
        await record(table, id, id, 'update', before, Object.fromEntries(changed))
      }
      return row as Selectable<Database[typeof table]>
    },
    remove: async (table, id) => {
      const row = await find(table, id)
      await sql`DELETE FROM ${sql.table(table)} WHERE id = ${id}`.execute(trx)
      await record(table, id, id, 'delete', row, null)
    },
    recordInserted: (table, first, last) => record(table, first, last, 'insert', null, null),
    recordUpdated: (table, id, before, after) => record(table, id, id, 'update', before, after),
    recordDeleted: (table, first, last) => record(table, first, last, 'delete', null, null),
    touch: (table) => {
      tables.add(table)
    },
  }
}
