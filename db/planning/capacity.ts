import { type Kysely, sql } from 'kysely'
import {
  finishDates,
  type Hand,
  secondsPerDay,
  type WorkCalendar,
  weeklyLoad,
} from '../../shared/planning/calendar.ts'
import type { Capacity } from '../../shared/planning/contract.ts'
import type { Database } from '../schema.ts'
import { type Hands, readCalendar, readHands } from './calendar.ts'

const weeks = 12

interface BatchWork {
  readonly id: number
  readonly batchNumber: string
  readonly styleNumber: string
  readonly styleName: string
  readonly due: string | null
  readonly seconds: number
  /** JSON list. */
  readonly untimed: string
}

/**
 * What open batches still need, in standard seconds, against what the hands can do: by week, and when each batch will
 * be done. `overtimeMinutes` a day, `moreHands`, and batches thought of as `sentOut` show what would be if.
 */
export async function readCapacity(
  db: Kysely<Database>,
  input: {
    readonly overtimeMinutes: number
    readonly moreHands: number
    readonly sentOut: readonly number[]
    readonly today: string
  },
): Promise<Capacity> {
  const calendar = await readCalendar(db)
  const known = await readHands(db, calendar)
  const hands = Math.max(0, known.count + input.moreHands)
  const perDay = secondsPerDay(calendar, Math.max(0, known.days + input.moreHands), input.overtimeMinutes)
  const batches = await openWork(db)
  const here = batches.filter(({ id }) => !input.sentOut.includes(id))
  const steps = Map.groupBy(await stepSeconds(db, input.sentOut), ({ batchId }) => batchId)
  const finish = finishDates(
    here.map(({ id, due }) => ({ id, due, steps: steps.get(id) ?? [] })),
    calendar,
    handsOf(known, calendar, input),
    input.today,
  )
  return {
    hands,
    perDay,
    steps: stepLoad([...steps.values()].flat(), known, calendar, input.overtimeMinutes),
    weeks: weeklyLoad(here, calendar, perDay, input.today, weeks),
    batches: batches.map(({ untimed, ...batch }) => {
      const sentOut = input.sentOut.includes(batch.id)
      const done = finish.get(batch.id) ?? null
      return {
        ...batch,
        untimed: JSON.parse(untimed) as string[],
        finish: done,
        late: !sentOut && batch.due !== null && (done === null || done > batch.due),
        sentOut,
      }
    }),
  }
}

/** Those who work here by what they can do; more hands can do any step, fewer are missing from all alike. */
function handsOf(
  { people, days }: Hands,
  calendar: WorkCalendar,
  input: { readonly overtimeMinutes: number; readonly moreHands: number },
): Hand[] {
  const share = input.moreHands < 0 && days > 0 ? Math.max(0, days + input.moreHands) / days : 1
  const known = people.map(({ minutes, skills }) => ({
    skills,
    seconds: Math.floor(((minutes + input.overtimeMinutes) * 60 * calendar.efficiency * share) / 100),
  }))
  const more = Math.max(0, input.moreHands)
  return [...known, { skills: [], seconds: secondsPerDay(calendar, more, input.overtimeMinutes) }]
}

/** Each step's days if all who can do it do nothing else: the longest is the bottleneck. */
function stepLoad(
  steps: readonly { readonly name: string; readonly seconds: number }[],
  { people }: Hands,
  calendar: WorkCalendar,
  overtimeMinutes: number,
): Capacity['steps'] {
  return [...Map.groupBy(steps, ({ name }) => name)]
    .map(([name, rows]) => {
      const seconds = rows.reduce((sum, row) => sum + row.seconds, 0)
      const able = people.filter(({ skills }) => skills.length === 0 || skills.includes(name))
      const minutes = able.reduce((sum, person) => sum + person.minutes + overtimeMinutes, 0)
      const perDay = (minutes * 60 * calendar.efficiency) / 100
      return {
        name,
        seconds,
        hands: able.length,
        days: perDay > 0 ? Math.round((seconds * 10) / perDay) / 10 : null,
      }
    })
    .toSorted((a, b) => (b.days ?? Number.POSITIVE_INFINITY) - (a.days ?? Number.POSITIVE_INFINITY))
}

async function stepSeconds(db: Kysely<Database>, sentOut: readonly number[]) {
  const { rows } = await sql<{ batchId: number; name: string; seconds: number }>`
    WITH open AS (
      SELECT id FROM batch WHERE state = 'open' AND id NOT IN (SELECT value FROM json_each(${JSON.stringify(sentOut)}))),
    planned AS (
      SELECT l.batch_id, sum(l.planned) AS pieces FROM open JOIN batch_line l ON l.batch_id = open.id GROUP BY l.batch_id),
    done AS (
      SELECT b.batch_id, p.operation_id, sum(p.good) AS good FROM open
      JOIN bundle b ON b.batch_id = open.id AND b.state IN ('live', 'done')
      JOIN bundle_progress p ON p.bundle_id = b.id GROUP BY b.batch_id, p.operation_id)
    SELECT open.id AS batchId, o.name, max(0, planned.pieces - coalesce(done.good, 0)) * o.standard_seconds AS seconds
    FROM open JOIN planned ON planned.batch_id = open.id
      JOIN batch_operation s ON s.batch_id = open.id AND s.recorded = 1
      JOIN operation o ON o.id = s.operation_id AND o.standard_seconds IS NOT NULL
      LEFT JOIN done ON done.batch_id = open.id AND done.operation_id = o.id
    WHERE planned.pieces > coalesce(done.good, 0)`.execute(db)
  return rows
}

/** Pieces not yet good at a step × its standard time; what is over at one size does not lessen another. */
async function openWork(db: Kysely<Database>): Promise<readonly BatchWork[]> {
  const { rows } = await sql<BatchWork>`
    WITH open AS (SELECT * FROM batch WHERE state = 'open'),
    planned AS (
      SELECT l.batch_id, sum(l.planned) AS pieces FROM open JOIN batch_line l ON l.batch_id = open.id GROUP BY l.batch_id),
    done AS (
      SELECT b.batch_id, p.operation_id, sum(p.good) AS good FROM open
      JOIN bundle b ON b.batch_id = open.id AND b.state IN ('live', 'done')
      JOIN bundle_progress p ON p.bundle_id = b.id GROUP BY b.batch_id, p.operation_id)
    SELECT open.id, open.batch_number AS batchNumber, style.style_number AS styleNumber, style.name AS styleName,
      open.due_date AS due,
      coalesce(sum(max(0, planned.pieces - coalesce(done.good, 0)) * coalesce(o.standard_seconds, 0)), 0) AS seconds,
      json_group_array(o.name) FILTER (WHERE o.standard_seconds IS NULL AND planned.pieces > coalesce(done.good, 0)) AS untimed
    FROM open JOIN style ON style.id = open.style_id JOIN planned ON planned.batch_id = open.id
    JOIN batch_operation s ON s.batch_id = open.id AND s.recorded = 1 JOIN operation o ON o.id = s.operation_id
    LEFT JOIN done ON done.batch_id = open.id AND done.operation_id = o.id
    GROUP BY open.id ORDER BY open.due_date IS NULL, open.due_date, open.id`.execute(db)
  return rows
}
