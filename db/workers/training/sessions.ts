import { type Kysely, type Selectable, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { Attendance, Attendee, SessionRow } from '../../../shared/workers/training/contract.ts'
import type { CommandScope } from '../../command.ts'
import type { Database, TrainingAttendanceTable } from '../../schema.ts'
import { refuseStale } from '../changed-meanwhile.ts'

/** All sessions, the newest first; one of them if asked. */
export async function listSessions(db: Kysely<Database>, id: number | null = null): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    SELECT s.id, s.course_id AS courseId, c.name AS courseName, s.business_date AS date, s.minutes, s.trainer, s.place, s.note,
      count(a.id) AS invited, coalesce(sum(a.attended), 0) AS attended, count(a.id) FILTER (WHERE a.result = 'passed') AS passed
    FROM training_session s JOIN course c ON c.id = s.course_id
    LEFT JOIN training_attendance a ON a.training_session_id = s.id
    WHERE ${id} IS NULL OR s.id = ${id}
    GROUP BY s.id ORDER BY s.business_date DESC, s.id DESC`.execute(db)
  return rows
}

/** A session and all who are or were to come, by name. Raises not-found. */
export async function readSession(
  db: Kysely<Database>,
  id: number,
): Promise<{ session: SessionRow; attendees: Attendee[] }> {
  const [session] = await listSessions(db, id)
  if (!session) throw new YifangError('not-found', { what: 'training_session', id })
  const rows = await db
    .selectFrom('training_attendance as a')
    .innerJoin('worker', 'worker.id', 'a.worker_id')
    .where('a.training_session_id', '=', id)
    .orderBy('worker.name_initials')
    .orderBy('a.id')
    .select(['a.worker_id', 'worker.name', 'a.attended', 'a.result', 'a.skill', 'a.level'])
    .execute()
  return {
    session,
    attendees: rows.map((row) => ({
      workerId: row.worker_id,
      name: row.name,
      attended: row.attended === 1,
      result: row.result,
      granted: row.skill === '' ? null : { skill: row.skill, level: row.level },
    })),
  }
}

/**
 * Adds or changes a session with all who are to come. A pass grants the course's skill where she cannot do it as well yet;
 * a pass taken back takes it back, where her level is still what it granted. Raises date-ahead, changed-meanwhile (it is no longer
 * `before`) and not-found.
 */
export async function saveSession(
  scope: CommandScope,
  input: SessionDraft & { readonly id: number | null; readonly before?: SessionDraft | undefined },
  today: string,
): Promise<{ id: number }> {
  const { date } = input
  if (input.id !== null) await refuseLost(scope, input.id, input.before)
  if (date > today && input.attendees.some(({ attended }) => attended))
    throw new YifangError('date-ahead', { date, today })
  const course = await scope.trx
    .selectFrom('course')
    .selectAll()
    .where('id', '=', input.courseId)
    .executeTakeFirst()
  if (!course) throw new YifangError('not-found', { what: 'course', id: input.courseId })
  const row = {
    course_id: course.id,
    business_date: date,
    minutes: input.minutes,
    trainer: input.trainer,
    place: input.place,
    note: input.note,
  }
  let id = input.id
  if (id === null) id = await scope.insert('training_session', row)
  else await scope.update('training_session', id, row)
  const before = new Map(
    (
      await scope.trx
        .selectFrom('training_attendance')
        .selectAll()
        .where('training_session_id', '=', id)
        .execute()
    ).map((one) => [one.worker_id, one]),
  )
  for (const attendance of new Map(input.attendees.map((one) => [one.workerId, one])).values()) {
    const old = before.get(attendance.workerId)
    before.delete(attendance.workerId)
    const granted = await grant(scope, old, attendance, course)
    const values = { attended: attendance.attended ? 1 : 0, result: attendance.result, ...granted } as const
    if (old) await scope.update('training_attendance', old.id, values)
    else
      await scope.insert('training_attendance', {
        training_session_id: id,
        worker_id: attendance.workerId,
        ...values,
      })
  }
  for (const old of before.values()) {
    await takeBack(scope, old)
    await scope.remove('training_attendance', old.id)
  }
  return { id }
}

interface SessionDraft
  extends Pick<SessionRow, 'courseId' | 'date' | 'minutes' | 'trainer' | 'place' | 'note'> {
  readonly attendees: readonly Attendance[]
}

async function refuseLost(scope: CommandScope, id: number, before: SessionDraft | undefined): Promise<void> {
  const { session, attendees } = await readSession(scope.trx, id)
  const { courseId, date, minutes, trainer, place, note } = session
  const now: SessionDraft = {
    courseId,
    date,
    minutes,
    trainer,
    place,
    note,
    attendees: attendees.map(({ workerId, attended, result }) => ({ workerId, attended, result })),
  }
  const rows = [
    { table: 'training_session', where: 'id', id },
    { table: 'training_attendance', where: 'training_session_id', id },
  ]
  await refuseStale(scope, rows, now, before)
}

type Old = Selectable<TrainingAttendanceTable>

/** What an attendance grants now; a pass of before keeps what it granted. */
async function grant(
  scope: CommandScope,
  old: Old | undefined,
  { workerId, result }: Attendance,
  course: { readonly skill: string; readonly level: number },
): Promise<{ skill?: string; level?: number; level_before?: number }> {
  if (result === old?.result) return {}
  if (old?.result === 'passed') {
    await takeBack(scope, old)
    return { skill: '', level: 0, level_before: 0 }
  }
  if (result !== 'passed' || course.skill === '') return {}
  const has = await skillOfWorker(scope, workerId, course.skill)
  const levelBefore = has?.level ?? 0
  if (levelBefore >= course.level) return {}
  if (has) await scope.update('worker_skill', has.id, { level: course.level })
  else await scope.insert('worker_skill', { worker_id: workerId, skill: course.skill, level: course.level })
  return { skill: course.skill, level: course.level, level_before: levelBefore }
}

async function takeBack(scope: CommandScope, old: Old): Promise<void> {
  if (old.skill === '') return
  const has = await skillOfWorker(scope, old.worker_id, old.skill)
  // Whoever learnt more since, or was judged anew, keeps that.
  if (has?.level !== old.level) return
  if (old.level_before === 0) await scope.remove('worker_skill', has.id)
  else await scope.update('worker_skill', has.id, { level: old.level_before })
}

function skillOfWorker(scope: CommandScope, workerId: number, skill: string) {
  return scope.trx
    .selectFrom('worker_skill')
    .select(['id', 'level'])
    .where('worker_id', '=', workerId)
    .where('skill', '=', skill)
    .executeTakeFirst()
}

/** Removes a session nobody came to. Raises still-used where somebody did, and not-found. */
export async function removeSession(scope: CommandScope, id: number): Promise<null> {
  const rows = await scope.trx
    .selectFrom('training_attendance')
    .select(['id', 'attended'])
    .where('training_session_id', '=', id)
    .execute()
  const count = rows.filter(({ attended }) => attended === 1).length
  if (count > 0)
    throw new YifangError('still-used', { what: 'training_session', by: 'training_attendance', count })
  for (const row of rows) await scope.remove('training_attendance', row.id)
  await scope.remove('training_session', id)
  return null
}
