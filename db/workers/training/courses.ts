import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { Course } from '../../../shared/workers/training/contract.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'

/** All courses by name, those no longer held last, with their sessions and how often they were passed. */
export async function listCourses(db: Kysely<Database>): Promise<Course[]> {
  const { rows } = await sql<Omit<Course, 'archived'> & { archived: number }>`
    SELECT c.id, c.name, c.skill, c.level, c.note, c.archived_at IS NOT NULL AS archived, count(DISTINCT s.id) AS sessions,
      count(a.id) FILTER (WHERE a.result = 'passed') AS passed
    FROM course c LEFT JOIN training_session s ON s.course_id = c.id
    LEFT JOIN training_attendance a ON a.training_session_id = s.id
    GROUP BY c.id ORDER BY archived, c.name, c.id`.execute(db)
  return rows.map((row) => ({ ...row, archived: row.archived === 1 }))
}

/** Adds or changes a course. Passes of before keep what they granted. Raises already-exists and not-found. */
export async function saveCourse(
  scope: CommandScope,
  input: Pick<Course, 'name' | 'skill' | 'level' | 'note' | 'archived'> & { readonly id: number | null },
): Promise<{ id: number }> {
  const { name, skill, level, note } = input
  const same = await scope.trx
    .selectFrom('course')
    .select('id')
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (same && same.id !== input.id && !input.archived)
    throw new YifangError('already-exists', { what: 'course', name })
  if (input.id === null) return { id: await scope.insert('course', { name, skill, level, note }) }
  const before = await scope.update('course', input.id, { name, skill, level, note })
  if ((before.archived_at !== null) !== input.archived)
    await scope.update('course', input.id, { archived_at: input.archived ? scope.at : null })
  return { id: input.id }
}
