import { type Kysely, sql } from 'kysely'
import type { TrainingCertificate } from '../../../shared/workers/training/contract.ts'
import type { Database } from '../../schema.ts'

/**
 * The certificates of those who passed in a session, by name: with the days and hours of all sessions of the course that
 * each came to, up to this one. `workerIds` empty: of all of them.
 */
export async function readCertificates(
  db: Kysely<Database>,
  id: number,
  workerIds: readonly number[],
): Promise<Omit<TrainingCertificate, 'workshopName' | 'idNumber'>[]> {
  const { rows } = await sql<
    Omit<TrainingCertificate, 'workshopName' | 'idNumber' | 'number'> & { passId: number }
  >`
    SELECT a.id AS passId, a.worker_id AS workerId, worker.name, worker.photo_hash AS photoHash, c.name AS courseName, s.trainer, c.skill, c.level,
      min(before.business_date) AS "from", s.business_date AS "to", sum(before.minutes) AS minutes
    FROM training_attendance a JOIN training_session s ON s.id = a.training_session_id JOIN course c ON c.id = s.course_id
    JOIN worker ON worker.id = a.worker_id
    JOIN training_attendance came ON came.worker_id = a.worker_id AND came.attended = 1
    JOIN training_session before ON before.id = came.training_session_id AND before.course_id = s.course_id
      AND (before.business_date, before.id) <= (s.business_date, s.id)
    WHERE s.id = ${id} AND a.result = 'passed'
      AND (${workerIds.length} = 0 OR a.worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)})))
    GROUP BY a.id ORDER BY worker.name_initials, a.id`.execute(db)
  return rows.map(({ passId, ...row }) => ({
    ...row,
    number: `${row.to.slice(0, 4)}-${String(passId).padStart(4, '0')}`,
  }))
}
