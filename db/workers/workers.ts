import type { Kysely } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import type { CommandScope } from '../command.ts'
import { codeEpoch } from '../printed-code.ts'
import type { Database } from '../schema.ts'

/** Everybody who works or worked here, by name; who left comes last. */
export async function listWorkers(db: Kysely<Database>): Promise<Worker[]> {
  const epoch = await codeEpoch(db)
  const rows = await db.selectFrom('worker').selectAll().orderBy('name_initials').orderBy('id').execute()
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      code: encodeCode({ kind: 'worker', epoch, id: row.id }),
      note: row.note,
      archived: row.archived_at !== null,
    }))
    .toSorted((a, b) => Number(a.archived) - Number(b.archived))
}

/** Adds or changes a worker. Raises already-exists (an active one has that name) and not-found. */
export async function saveWorker(
  scope: CommandScope,
  input: Omit<Worker, 'id' | 'code'> & { readonly id: number | null },
): Promise<{ id: number }> {
  const { name, kind, note } = input
  const same = await scope.trx
    .selectFrom('worker')
    .select('id')
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (same && same.id !== input.id && !input.archived)
    throw new YifangError('already-exists', { what: 'worker', name })
  const row = { name, name_initials: pinyinInitials(name), kind, note }
  if (input.id === null) return { id: await scope.insert('worker', row) }
  const before = await scope.update('worker', input.id, row)
  if ((before.archived_at !== null) !== input.archived)
    await scope.update('worker', input.id, { archived_at: input.archived ? scope.at : null })
  return { id: input.id }
}
