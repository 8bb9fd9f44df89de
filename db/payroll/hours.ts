import { YifangError } from '../../shared/errors.ts'
import type { OvertimeKind } from '../../shared/payroll/rules.ts'
import type { CommandScope } from '../command.ts'

export interface HoursInput {
  readonly workerId: number
  readonly workDate: string
  readonly minutes: number
  /** Paid by the hour; otherwise they say how long she worked for her pieces or her salary. */
  readonly paid: boolean
  readonly overtime: OvertimeKind
  readonly batchId: number | null
  readonly note: string
}

const dayMinutes = 1440

/** Keeps hours of a worker's day. Raises not-found, date-ahead, input-invalid (a day would have more than 24 hours). */
export async function addHours(
  scope: CommandScope,
  input: HoursInput,
  today: string,
): Promise<{ id: number }> {
  const { workerId, workDate, minutes, batchId } = input
  if (workDate > today) throw new YifangError('date-ahead', { date: workDate, today })
  const worker = await scope.trx
    .selectFrom('worker')
    .select('id')
    .where('id', '=', workerId)
    .executeTakeFirst()
  if (!worker) throw new YifangError('not-found', { what: 'worker', id: workerId })
  if (batchId !== null) {
    const batch = await scope.trx
      .selectFrom('batch')
      .select('id')
      .where('id', '=', batchId)
      .executeTakeFirst()
    if (!batch) throw new YifangError('not-found', { what: 'batch', id: batchId })
  }
  const day = await scope.trx
    .selectFrom('time_entry')
    .select(({ fn }) => fn.sum<number | null>('minutes').as('minutes'))
    .where('worker_id', '=', workerId)
    .where('work_date', '=', workDate)
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow()
  if ((day.minutes ?? 0) + minutes > dayMinutes)
    throw new YifangError('input-invalid', { fields: [{ path: 'minutes', message: 'day-full' }] })
  return {
    id: await scope.insert('time_entry', {
      worker_id: workerId,
      work_date: workDate,
      minutes,
      paid: input.paid ? 1 : 0,
      overtime: input.overtime,
      batch_id: batchId,
      note: input.note,
      at: scope.at,
    }),
  }
}

/** Takes hours back; what a closed run paid for them is taken from the next one. A second time changes nothing. Raises not-found. */
export async function voidHours(scope: CommandScope, id: number): Promise<null> {
  const row = await scope.trx
    .selectFrom('time_entry')
    .select('voided_at')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'hours', id })
  if (row.voided_at === null) await scope.update('time_entry', id, { voided_at: scope.at })
  return null
}
