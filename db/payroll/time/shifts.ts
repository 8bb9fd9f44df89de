import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { Shift, ShiftDraft } from '../../../shared/payroll/time/contract.ts'
import { type ShiftTimes, type Span, shiftMinutes, usualShift } from '../../../shared/payroll/time/shift.ts'
import type { WorkCalendar } from '../../../shared/planning/calendar.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'

/** The workshop's shifts in use by their beginning, each with those who have it as their own. */
export async function listShifts(db: Kysely<Database>): Promise<Shift[]> {
  const rows = await db
    .selectFrom('shift')
    .selectAll()
    .where('archived_at', 'is', null)
    .orderBy('starts')
    .orderBy('id')
    .execute()
  const workers = Map.groupBy(
    await db.selectFrom('worker_shift').select(['worker_id', 'shift_id']).execute(),
    ({ shift_id }) => shift_id,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    starts: row.starts,
    ends: row.ends,
    breaks: JSON.parse(row.breaks) as Span[],
    grace: row.grace,
    isUsual: row.is_usual === 1,
    workerIds: (workers.get(row.id) ?? []).map(({ worker_id }) => worker_id),
  }))
}

/**
 * Adds or changes a shift, and who has it as her own; the usual one is everybody else's. What was made of earlier days
 * stays. Raises not-found, and already-exists (`shift`) for a second one of that name.
 */
export async function saveShift(
  scope: CommandScope,
  input: ShiftDraft & { readonly id: number | null; readonly archived: boolean },
): Promise<{ id: number }> {
  const { trx } = scope
  const same = await trx
    .selectFrom('shift')
    .select('id')
    .where('name', '=', input.name)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (same && same.id !== input.id && !input.archived)
    throw new YifangError('already-exists', { what: 'shift', name: input.name })
  const isUsual = input.isUsual && !input.archived
  if (isUsual)
    for (const { id } of await trx
      .selectFrom('shift')
      .select('id')
      .where('is_usual', '=', 1)
      .where('id', '<>', input.id ?? 0)
      .execute())
      await scope.update('shift', id, { is_usual: 0 })
  const row = {
    name: input.name,
    starts: input.starts,
    ends: input.ends,
    breaks: JSON.stringify(input.breaks),
    grace: input.grace,
    is_usual: isUsual ? (1 as const) : (0 as const),
    archived_at: input.archived ? scope.at : null,
  }
  const id = input.id ?? (await scope.insert('shift', row))
  if (input.id !== null) await scope.update('shift', id, row)
  await saveWorkers(scope, id, input.archived ? [] : input.workerIds)
  return { id }
}

/** Who has a shift as her own; somebody who had another has this one now. */
async function saveWorkers(
  scope: CommandScope,
  shiftId: number,
  workerIds: readonly number[],
): Promise<void> {
  const wanted = new Set(workerIds)
  const before = await scope.trx.selectFrom('worker_shift').selectAll().execute()
  for (const row of before) {
    if (wanted.has(row.worker_id)) await scope.update('worker_shift', row.id, { shift_id: shiftId })
    else if (row.shift_id === shiftId) await scope.remove('worker_shift', row.id)
    wanted.delete(row.worker_id)
  }
  for (const workerId of wanted)
    await scope.insert('worker_shift', { worker_id: workerId, shift_id: shiftId })
}

export interface OwnShift {
  readonly shift: ShiftTimes
  /** Minutes of her whole working day. */
  readonly planned: number
}

/** Each worker's shift: her own, else the workshop's usual one, else eight o'clock and the calendar's hours. */
export async function readOwnShifts(
  db: Kysely<Database>,
  calendar: WorkCalendar,
): Promise<(workerId: number) => OwnShift> {
  const all = await listShifts(db)
  const usual = all.find(({ isUsual }) => isUsual) ?? usualShift(calendar.minutesPerDay)
  const own = new Map(all.flatMap((shift) => shift.workerIds.map((id) => [id, shift] as const)))
  const { rows } = await sql<{ id: number; minutes: number }>`
    SELECT id, daily_minutes AS minutes FROM worker WHERE daily_minutes IS NOT NULL`.execute(db)
  const daily = new Map(rows.map(({ id, minutes }) => [id, minutes]))
  return (workerId) => {
    const shift = own.get(workerId) ?? usual
    return { shift, planned: daily.get(workerId) ?? shiftMinutes(shift) }
  }
}
