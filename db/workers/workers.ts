import type { Kysely } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { Worker, WorkerSkill } from '../../shared/workers/contract.ts'
import type { CommandScope } from '../command.ts'
import { codeEpoch } from '../printed-code.ts'
import type { Database } from '../schema.ts'

/** Everybody who works or worked here, by name; who left comes last. */
export async function listWorkers(db: Kysely<Database>): Promise<Worker[]> {
  const epoch = await codeEpoch(db)
  const rows = await db.selectFrom('worker').selectAll().orderBy('name_initials').orderBy('id').execute()
  const skills = Map.groupBy(
    await db.selectFrom('worker_skill').selectAll().orderBy('id').execute(),
    ({ worker_id }) => worker_id,
  )
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      code: encodeCode({ kind: 'worker', epoch, id: row.id }),
      note: row.note,
      archived: row.archived_at !== null,
      photoHash: row.photo_hash,
      dailyMinutes: row.daily_minutes,
      skills: (skills.get(row.id) ?? []).map(({ operation_name, level }) => ({
        operation: operation_name,
        level,
      })),
    }))
    .toSorted((a, b) => Number(a.archived) - Number(b.archived))
}

/** Adds or changes a worker. Raises already-exists (an active one has that name) and not-found. */
export async function saveWorker(
  scope: CommandScope,
  input: Pick<Worker, 'name' | 'kind' | 'note' | 'archived'> & {
    readonly id: number | null
    readonly photoHash?: string | undefined
    readonly dailyMinutes?: number | null | undefined
    readonly skills?: readonly WorkerSkill[] | undefined
  },
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
  const row = {
    name,
    name_initials: pinyinInitials(name),
    kind,
    note,
    photo_hash: input.photoHash,
    daily_minutes: input.dailyMinutes,
  }
  if (input.id === null) {
    const id = await scope.insert('worker', row)
    await saveSkills(scope, id, input.skills)
    return { id }
  }
  await saveSkills(scope, input.id, input.skills)
  const before = await scope.update('worker', input.id, row)
  if ((before.archived_at !== null) !== input.archived)
    await scope.update('worker', input.id, { archived_at: input.archived ? scope.at : null })
  return { id: input.id }
}

/** What is left out stays; a step named twice counts once, by its last level. */
async function saveSkills(
  scope: CommandScope,
  workerId: number,
  skills: readonly WorkerSkill[] | undefined,
): Promise<void> {
  if (!skills) return
  const levels = new Map(skills.map(({ operation, level }) => [operation, level]))
  const before = await scope.trx
    .selectFrom('worker_skill')
    .selectAll()
    .where('worker_id', '=', workerId)
    .execute()
  for (const row of before) {
    const level = levels.get(row.operation_name)
    if (level === undefined) await scope.remove('worker_skill', row.id)
    else await scope.update('worker_skill', row.id, { level })
    levels.delete(row.operation_name)
  }
  for (const [operation_name, level] of levels)
    await scope.insert('worker_skill', { worker_id: workerId, operation_name, level })
}

/** Names of the steps of all routings in use, the commonest first. */
export async function stepNames(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('operation')
    .select(({ fn }) => ['name', fn.countAll<number>().as('n')])
    .where('archived_at', 'is', null)
    .groupBy('name')
    .orderBy('n', 'desc')
    .orderBy('name')
    .limit(300)
    .execute()
  return rows.map(({ name }) => name)
}
