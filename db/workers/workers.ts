import { type Kysely, sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { Worker, WorkerAway, WorkerSkill } from '../../shared/workers/contract.ts'
import type { WorkerDetails } from '../../shared/workers/details-contract.ts'
import type { CommandScope } from '../command.ts'
import { codeStamp, codesOf } from '../printed-code.ts'
import { skillOf } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { detailColumns, type GivenNumbers, refuseKnown, saveNumbers } from './details.ts'

/** Everybody who works or worked here, by name; who left comes last. */
export async function listWorkers(db: Kysely<Database>): Promise<Worker[]> {
  const stamp = await codeStamp(db)
  const rows = await db.selectFrom('worker').selectAll().orderBy('name_initials').orderBy('id').execute()
  const skills = Map.groupBy(
    await db.selectFrom('worker_skill').selectAll().orderBy('id').execute(),
    ({ worker_id }) => worker_id,
  )
  const away = Map.groupBy(
    await db.selectFrom('worker_away').selectAll().orderBy('from_date').execute(),
    ({ worker_id }) => worker_id,
  )
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      ...codesOf('worker', row.id, stamp),
      note: row.note,
      archived: row.archived_at !== null,
      leftOn: row.left_on,
      photoHash: row.photo_hash,
      dailyMinutes: row.daily_minutes,
      skills: (skills.get(row.id) ?? []).map(({ skill, level }) => ({ skill, level })),
      away: (away.get(row.id) ?? []).map((days) => ({
        from: days.from_date,
        to: days.to_date,
        kind: days.kind,
        note: days.note,
      })),
    }))
    .toSorted((a, b) => Number(a.archived) - Number(b.archived))
}

/**
 * Adds or changes a worker. Raises already-exists (an active one has that name), worker-known or worker-was-here (that ID
 * number is here already) and not-found.
 */
export async function saveWorker(
  scope: CommandScope,
  input: Pick<Worker, 'name' | 'kind' | 'note' | 'archived'> & {
    readonly id: number | null
    readonly photoHash?: string | undefined
    readonly dailyMinutes?: number | null | undefined
    readonly skills?: readonly WorkerSkill[] | undefined
    readonly away?: readonly WorkerAway[] | undefined
    readonly details?: Partial<WorkerDetails> | undefined
  },
  numbers: GivenNumbers = { key: null },
): Promise<{ id: number }> {
  const { name, kind, note } = input
  if (!input.archived) await refuseName(scope, name, input.id)
  await refuseKnown(scope, input.id, numbers)
  const row = {
    ...detailColumns(input.details ?? {}, numbers.idNumber),
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
    await saveAway(scope, id, input.away)
    await saveNumbers(scope, id, numbers)
    return { id }
  }
  await saveSkills(scope, input.id, input.skills)
  await saveAway(scope, input.id, input.away)
  const before = await scope.update('worker', input.id, row)
  await saveNumbers(scope, input.id, numbers)
  if ((before.archived_at !== null) !== input.archived)
    await scope.update('worker', input.id, standing(scope, input.archived ? businessDate(scope.at) : null))
  return { id: input.id }
}

/** Two of one name who work here need a mark (大, 小), or nobody knows whose bundle it is. */
export async function refuseName(scope: CommandScope, name: string, id: number | null): Promise<void> {
  const same = await scope.trx
    .selectFrom('worker')
    .select('id')
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (same && same.id !== id) throw new YifangError('already-exists', { what: 'worker', name })
}

/** The columns of somebody who left on a day, or is here. */
export function standing(scope: CommandScope, leftOn: string | null, reason = '') {
  return { archived_at: leftOn === null ? null : scope.at, left_on: leftOn, left_reason: reason }
}

/** What is left out stays; a skill named twice counts once, by its last level. */
async function saveSkills(
  scope: CommandScope,
  workerId: number,
  skills: readonly WorkerSkill[] | undefined,
): Promise<void> {
  if (!skills) return
  const levels = new Map(skills.map(({ skill, level }) => [skill, level]))
  const before = await scope.trx
    .selectFrom('worker_skill')
    .selectAll()
    .where('worker_id', '=', workerId)
    .execute()
  for (const row of before) {
    const level = levels.get(row.skill)
    if (level === undefined) await scope.remove('worker_skill', row.id)
    else await scope.update('worker_skill', row.id, { level })
    levels.delete(row.skill)
  }
  for (const [skill, level] of levels)
    await scope.insert('worker_skill', { worker_id: workerId, skill, level })
}

/** Her days away as a whole; where they are left out they stay. */
async function saveAway(
  scope: CommandScope,
  workerId: number,
  away: readonly WorkerAway[] | undefined,
): Promise<void> {
  if (!away) return
  const before = await scope.trx
    .selectFrom('worker_away')
    .selectAll()
    .where('worker_id', '=', workerId)
    .execute()
  const keyOf = (days: WorkerAway) => `${days.from} ${days.to} ${days.kind} ${days.note}`
  const wanted = new Map(away.map((days) => [keyOf(days), days]))
  for (const { id, from_date, to_date, kind, note } of before)
    if (!wanted.delete(keyOf({ from: from_date, to: to_date, kind, note })))
      await scope.remove('worker_away', id)
  for (const { from, to, kind, note } of wanted.values())
    await scope.insert('worker_away', { worker_id: workerId, from_date: from, to_date: to, kind, note })
}

/** Skills that the steps of all routings in use ask for, the commonest first. */
export async function skillNames(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ skill: string }>`
    SELECT ${skillOf} AS skill FROM operation o WHERE archived_at IS NULL
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 300`.execute(db)
  return rows.map(({ skill }) => skill)
}
