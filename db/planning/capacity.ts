import { type Kysely, sql } from 'kysely'
import type { WorkCalendar } from '../../shared/planning/calendar.ts'
import type { Capacity } from '../../shared/planning/contract.ts'
import {
  canDo,
  earlier,
  type Hand,
  type StepWork,
  scheduler,
  weeklyLoad,
} from '../../shared/planning/schedule.ts'
import { skillOf } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { stillOut } from '../subcontracting/out.ts'
import { readCalendar } from './calendar.ts'
import { readHands, usualHands } from './hands.ts'

const weeks = 12

interface BatchWork {
  readonly id: number
  readonly styleId: number
  readonly batchNumber: string
  readonly styleNumber: string
  readonly styleName: string
  readonly photoHash: string | null
  readonly due: string | null
  readonly performanceDate: string | null
  readonly seconds: number
  /** JSON list. */
  readonly untimed: string
  /** When the last of what is at partners is due back. */
  readonly back: string | null
}

/** All that a schedule is made of, read once: what else could be sent out is then only computed. */
export interface OpenWork {
  readonly calendar: WorkCalendar
  readonly hands: readonly Hand[]
  readonly batches: readonly (BatchWork & {
    /** The earlier of the due date and the performance. */
    readonly deadline: string | null
  })[]
  readonly steps: ReadonlyMap<number, readonly BatchStepWork[]>
}

/** What open batches still need, and who is there for it. */
export async function readOpenWork(
  db: Kysely<Database>,
  whatIf: { readonly overtimeMinutes: number; readonly moreHands: number } = usualHands,
): Promise<OpenWork> {
  const calendar = await readCalendar(db)
  return {
    calendar,
    hands: await readHands(db, calendar, whatIf),
    batches: (await openWork(db)).map((batch) => ({
      ...batch,
      deadline: earlier(batch.due, batch.performanceDate),
    })),
    steps: Map.groupBy(await stepSeconds(db, []), ({ batchId }) => batchId),
  }
}

/** What says when each batch that stays here is done, and whether that is too late. */
export type Schedule = (
  sentOut: readonly number[],
) => ReadonlyMap<number, { readonly finish: string | null; readonly late: boolean }>

/** The schedule of open work, to be asked for whatever is thought of as sent out. */
export function scheduleOf(work: OpenWork, today: string): Schedule {
  const finishDates = scheduler(work.calendar, work.hands, today)
  return (sentOut) => {
    const here = work.batches.filter(({ id }) => !sentOut.includes(id))
    const finish = finishDates(
      here.map(({ id, deadline }) => ({ id, due: deadline, steps: work.steps.get(id) ?? [] })),
    )
    return new Map(
      here.map(({ id, deadline, back }) => {
        const made = finish.get(id) ?? null
        const done = made !== null && back !== null && back > made ? back : made
        return [id, { finish: done, late: deadline !== null && (done === null || done > deadline) }]
      }),
    )
  }
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
  const work = await readOpenWork(db, input)
  const { calendar, hands, batches } = work
  const here = batches.filter(({ id }) => !input.sentOut.includes(id))
  const planned = scheduleOf(work, input.today)(input.sentOut)
  return {
    hands: Math.max(0, hands.length + Math.min(0, input.moreHands)),
    perDay: hands.reduce((sum, { seconds }) => sum + seconds, 0),
    steps: stepLoad(
      here.flatMap(({ id }) => work.steps.get(id) ?? []),
      hands,
    ),
    weeks: weeklyLoad(
      here.map(({ deadline, seconds }) => ({ due: deadline, seconds })),
      calendar,
      hands,
      input.today,
      weeks,
    ),
    batches: batches.map(({ untimed, styleId: _styleId, ...batch }) => ({
      ...batch,
      untimed: JSON.parse(untimed) as string[],
      finish: planned.get(batch.id)?.finish ?? null,
      late: planned.get(batch.id)?.late ?? false,
      sentOut: input.sentOut.includes(batch.id),
    })),
  }
}

/** Each skill's days if all who have it do nothing else: the longest is the bottleneck. */
export function stepLoad(
  steps: readonly { readonly name: string; readonly skill: string; readonly seconds: number }[],
  hands: readonly Hand[],
): Capacity['steps'] {
  return [...Map.groupBy(steps, ({ skill }) => skill)]
    .map(([skill, rows]) => {
      const seconds = rows.reduce((sum, row) => sum + row.seconds, 0)
      const able = hands.filter(({ skills }) => canDo(skills, skill))
      const perDay = able.reduce((sum, hand) => sum + hand.seconds, 0)
      return {
        skill,
        names: [...new Set(rows.map(({ name }) => name))],
        seconds,
        hands: able.length,
        days: perDay > 0 ? Math.round((seconds * 10) / perDay) / 10 : null,
      }
    })
    .toSorted((a, b) => (b.days ?? Number.POSITIVE_INFINITY) - (a.days ?? Number.POSITIVE_INFINITY))
}

/**
 * SQL: what open batches still need at each recorded step here, in pieces. Pieces at a partner for a step are not to be
 * done here; what is over at one size does not lessen another.
 */
const needed = sql`
  open AS (SELECT * FROM batch WHERE state = 'open'),
  planned AS (
    SELECT l.batch_id, sum(l.planned) AS pieces FROM open JOIN batch_line l ON l.batch_id = open.id GROUP BY l.batch_id),
  done AS (
    SELECT b.batch_id, p.operation_id, sum(p.good) AS good FROM open
    JOIN bundle b ON b.batch_id = open.id AND b.state IN ('live', 'done')
    JOIN bundle_progress p ON p.bundle_id = b.id GROUP BY b.batch_id, p.operation_id),
  away AS (
    SELECT s.batch_id, step.value AS operation_id, sum(${stillOut}) AS pieces
    FROM subcontract_order s JOIN subcontract_bundle sb ON sb.subcontract_order_id = s.id, json_each(s.operations) step
    WHERE s.state = 'open' GROUP BY s.batch_id, step.value),
  needed AS (
    SELECT open.id AS batch_id, o.name, ${skillOf} AS skill, o.standard_seconds,
      max(0, planned.pieces - coalesce(done.good, 0) - coalesce(away.pieces, 0)) AS pieces
    FROM open JOIN planned ON planned.batch_id = open.id
      JOIN batch_operation s ON s.batch_id = open.id AND s.recorded = 1 JOIN operation o ON o.id = s.operation_id
      LEFT JOIN done ON done.batch_id = open.id AND done.operation_id = o.id
      LEFT JOIN away ON away.batch_id = open.id AND away.operation_id = o.id)`

interface BatchStepWork extends StepWork {
  readonly batchId: number
  readonly name: string
}

/** What open batches still need at each of their steps, in standard seconds, and the skill it asks for. */
export async function stepSeconds(db: Kysely<Database>, sentOut: readonly number[]) {
  const { rows } = await sql<BatchStepWork>`
    WITH ${needed}
    SELECT batch_id AS batchId, name, skill, pieces * standard_seconds AS seconds FROM needed
    WHERE standard_seconds IS NOT NULL AND pieces > 0
      AND batch_id NOT IN (SELECT value FROM json_each(${JSON.stringify(sentOut)}))`.execute(db)
  return rows
}

async function openWork(db: Kysely<Database>): Promise<readonly BatchWork[]> {
  const { rows } = await sql<BatchWork>`
    WITH ${needed}
    SELECT open.id, open.style_id AS styleId, open.batch_number AS batchNumber, style.style_number AS styleNumber, style.name AS styleName,
      (SELECT content_hash FROM style_photo WHERE style_photo.style_id = style.id ORDER BY position LIMIT 1) AS photoHash,
      open.due_date AS due, open.performance_date AS performanceDate, coalesce(sum(needed.pieces * coalesce(standard_seconds, 0)), 0) AS seconds,
      json_group_array(needed.name) FILTER (WHERE standard_seconds IS NULL AND needed.pieces > 0) AS untimed,
      (SELECT max(s.due_date) FROM subcontract_order s WHERE s.batch_id = open.id AND s.state = 'open'
        AND EXISTS (SELECT 1 FROM subcontract_bundle sb WHERE sb.subcontract_order_id = s.id AND ${stillOut} > 0)) AS back
    FROM open JOIN style ON style.id = open.style_id JOIN needed ON needed.batch_id = open.id
    GROUP BY open.id ORDER BY open.due_date IS NULL, open.due_date, open.id`.execute(db)
  return rows
}
