import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { type MaskedNumber, type NumberKind, numberKinds } from '../../shared/workers/details-contract.ts'
import { maskedNumber } from '../../shared/workers/id-number.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { type DataKey, fingerprintOf, seal, unseal } from './sealing.ts'

/** A number that opens for one worker and one use only. */
const purposeOf = (workerId: number, kind: NumberKind) => `worker ${workerId} ${kind}`

/** Keeps a worker's ID or bank number, sealed. Changes nothing where it is the one that is there. */
export async function saveNumber(
  scope: CommandScope,
  key: DataKey,
  workerId: number,
  kind: NumberKind,
  number: string,
): Promise<void> {
  const fingerprint = fingerprintOf(key, kind, number)
  const known = await numberRow(scope.trx, workerId, kind)
  if (known?.fingerprint === fingerprint) return
  const row = { sealed: seal(key, purposeOf(workerId, kind), number), fingerprint }
  if (known) await scope.update('personal_number', known.id, row)
  else await scope.insert('personal_number', { worker_id: workerId, kind, ...row })
}

export async function removeNumber(scope: CommandScope, workerId: number, kind: NumberKind): Promise<void> {
  const known = await numberRow(scope.trx, workerId, kind)
  if (known) await scope.remove('personal_number', known.id)
}

/** Whoever has this ID number here, who left among them; those still here first. */
export async function holdersOf(
  db: Kysely<Database>,
  key: DataKey,
  idNumber: string,
): Promise<{ id: number; name: string; isHere: boolean; leftOn: string | null }[]> {
  const rows = await db
    .selectFrom('personal_number')
    .innerJoin('worker', 'worker.id', 'personal_number.worker_id')
    .select(['worker.id', 'worker.name', 'worker.archived_at', 'worker.left_on'])
    .where('personal_number.kind', '=', 'id-number')
    .where('fingerprint', '=', fingerprintOf(key, 'id-number', idNumber))
    .orderBy('worker.id', 'desc')
    .execute()
  return rows
    .map((row) => ({ id: row.id, name: row.name, isHere: row.archived_at === null, leftOn: row.left_on }))
    .toSorted((a, b) => Number(b.isHere) - Number(a.isHere))
}

/** Every worker's numbers as lists show them. `key` null: it is locked, and only that they are there is told. */
export async function maskedNumbers(
  db: Kysely<Database>,
  key: DataKey | null,
): Promise<(workerId: number, kind: NumberKind) => MaskedNumber> {
  const rows = await db
    .selectFrom('personal_number')
    .select(['worker_id', 'kind', 'sealed'])
    .orderBy('id')
    .execute()
  const shown = new Map<string, MaskedNumber>()
  for (const { worker_id, kind, sealed } of rows) {
    const number = key && unseal(key, purposeOf(worker_id, kind), sealed)
    const state = number ? 'masked' : key ? 'unreadable' : 'locked'
    shown.set(purposeOf(worker_id, kind), { state, text: number ? maskedNumber(number) : '' })
  }
  return (workerId, kind) => shown.get(purposeOf(workerId, kind)) ?? { state: 'none', text: '' }
}

/** The whole numbers of one kind of these workers: for what the owner asked for, after `recordLooks`. */
export async function wholeNumbers(
  db: Kysely<Database>,
  key: DataKey,
  workerIds: readonly number[],
  kind: NumberKind,
): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('personal_number')
    .select(['worker_id', 'sealed'])
    .where('kind', '=', kind)
    .execute()
  const wanted = new Set(workerIds)
  return new Map(
    rows
      .filter(({ worker_id }) => wanted.has(worker_id))
      .flatMap(({ worker_id, sealed }) => {
        const number = unseal(key, purposeOf(worker_id, kind), sealed)
        return number === null ? [] : [[worker_id, number] as const]
      }),
  )
}

/** Which of these workers have a number of a kind. */
export async function whoHasNumber(
  db: Kysely<Database>,
  workerIds: readonly number[],
  kind: NumberKind,
): Promise<number[]> {
  const rows = await db.selectFrom('personal_number').select('worker_id').where('kind', '=', kind).execute()
  const wanted = new Set(workerIds)
  return rows.map(({ worker_id }) => worker_id).filter((id) => wanted.has(id))
}

/** Writes down that these workers' numbers were shown or given out in full: who and when is the command's. */
export async function recordLooks(
  scope: CommandScope,
  workerIds: readonly number[],
  kind: NumberKind,
): Promise<null> {
  for (const workerId of workerIds) {
    const worker = await scope.trx
      .selectFrom('worker')
      .select('id')
      .where('id', '=', workerId)
      .executeTakeFirst()
    if (!worker) throw new YifangError('not-found', { what: 'worker', id: workerId })
    await scope.insert('number_look', { worker_id: workerId, kind })
  }
  return null
}

/** Which numbers of a worker are there, by kind, as fingerprints. */
export async function fingerprintsOf(
  db: Kysely<Database>,
): Promise<ReadonlyMap<number, Partial<Record<NumberKind, string>>>> {
  const rows = await db
    .selectFrom('personal_number')
    .select(['worker_id', 'kind', 'fingerprint'])
    .where('kind', 'in', [...numberKinds])
    .execute()
  const known = new Map<number, Partial<Record<NumberKind, string>>>()
  for (const { worker_id, kind, fingerprint } of rows)
    known.set(worker_id, { ...known.get(worker_id), [kind]: fingerprint })
  return known
}

async function numberRow(db: Kysely<Database>, workerId: number, kind: NumberKind) {
  return db
    .selectFrom('personal_number')
    .select(['id', 'fingerprint'])
    .where('worker_id', '=', workerId)
    .where('kind', '=', kind)
    .executeTakeFirst()
}
