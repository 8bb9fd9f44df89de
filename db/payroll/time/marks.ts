import type { BusinessDate } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { DayMark, FixedHours } from '../../../shared/payroll/time/day-hours.ts'
import { minuteOf } from '../../../shared/payroll/time/next-punch.ts'
import type { AwayKind } from '../../../shared/workers/contract.ts'
import type { CommandScope } from '../../command.ts'
import { addAway, cutAway } from './away.ts'
import { makeHours, requireAttendance } from './make-hours.ts'
import { requireDay } from './require-day.ts'

const noon = 12 * 60

/**
 * Ticks a day for workers; null takes the tick away. One mark a day: who came is not away, who is away did not come.
 * `left` without a minute: now, on an earlier day at noon. Raises date-ahead, not-found.
 */
export async function markDay(
  scope: CommandScope,
  input: {
    readonly workDate: BusinessDate
    readonly workerIds: readonly number[]
    readonly mark: DayMark | AwayKind | null
    readonly leftMinute: number | null
  },
  today: BusinessDate,
): Promise<null> {
  const { workDate, workerIds, mark } = input
  await requireDay(scope, workerIds, workDate, today)
  const isAway = mark === 'leave' || mark === 'season'
  const now = workDate === today ? minuteOf(scope.at, workDate) : noon
  for (const workerId of workerIds) {
    if (isAway) await addAway(scope, workerId, workDate, mark)
    else await cutAway(scope, workerId, workDate)
    const row = await scope.trx
      .selectFrom('attendance')
      .select('id')
      .where('worker_id', '=', workerId)
      .where('work_date', '=', workDate)
      .executeTakeFirst()
    const patch = {
      mark: isAway ? null : mark,
      left_minute: mark === 'left' ? (input.leftMinute ?? now) : null,
      // Whoever did not come worked no evening either.
      ...(mark === 'absent' || isAway ? { extra_minutes: 0 } : {}),
    }
    if (row) await scope.update('attendance', row.id, patch)
    else if (patch.mark !== null)
      await scope.insert('attendance', { worker_id: workerId, work_date: workDate, ...patch })
  }
  await makeHours(scope, { workerIds, from: workDate, to: workDate }, today)
  return null
}

interface OneDay {
  readonly workerId: number
  readonly workDate: BusinessDate
}

/** Minutes worked beside what the day came to. Raises date-ahead, not-found. */
export async function setExtra(
  scope: CommandScope,
  input: OneDay & { readonly minutes: number },
  today: BusinessDate,
): Promise<null> {
  return changeDay(scope, input, today, (id) =>
    scope.update('attendance', id, { extra_minutes: input.minutes }),
  )
}

/** The hours of a day as the office says them; null: as attendance says. Raises date-ahead, not-found. */
export async function fixDay(
  scope: CommandScope,
  input: OneDay & { readonly fixed: FixedHours | null; readonly note: string },
  today: BusinessDate,
): Promise<null> {
  const { fixed, note } = input
  return changeDay(scope, input, today, (id) =>
    scope.update('attendance', id, {
      fixed_normal: fixed?.normal ?? null,
      fixed_overtime: fixed?.overtime ?? null,
      fixed_kind: fixed?.kind ?? null,
      note,
    }),
  )
}

/** All work by the hour of a worker's day, on batches or on none. Raises date-ahead, not-found. */
export async function saveHourWork(
  scope: CommandScope,
  input: OneDay & {
    readonly work: readonly {
      readonly batchId: number | null
      readonly minutes: number
      readonly note: string
    }[]
  },
  today: BusinessDate,
): Promise<null> {
  const { workerId, workDate, work } = input
  return changeDay(scope, input, today, async () => {
    const before = await scope.trx
      .selectFrom('hour_work')
      .selectAll()
      .where('worker_id', '=', workerId)
      .where('work_date', '=', workDate)
      .orderBy('id')
      .execute()
    for (const [index, { batchId, minutes, note }] of work.entries()) {
      if (batchId !== null) await requireBatch(scope, batchId)
      const row = { batch_id: batchId, minutes, note }
      const same = before[index]
      if (same) await scope.update('hour_work', same.id, row)
      else await scope.insert('hour_work', { worker_id: workerId, work_date: workDate, ...row })
    }
    for (const { id } of before.slice(work.length)) await scope.remove('hour_work', id)
  })
}

async function changeDay(
  scope: CommandScope,
  { workerId, workDate }: OneDay,
  today: BusinessDate,
  change: (attendanceId: number) => Promise<unknown>,
): Promise<null> {
  await requireDay(scope, [workerId], workDate, today)
  await change(await requireAttendance(scope, workerId, workDate))
  await makeHours(scope, { workerIds: [workerId], from: workDate, to: workDate }, today)
  return null
}

async function requireBatch(scope: CommandScope, id: number): Promise<void> {
  const batch = await scope.trx.selectFrom('batch').select('id').where('id', '=', id).executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id })
}
