import type { Kysely } from 'kysely'
import { shareDay, type TimeSource } from '../../../shared/payroll/insight/share-day.ts'
import type { RatedPieces, StepWork } from '../../../shared/payroll/insight/step-work.ts'
import type { PayRules } from '../../../shared/payroll/rules.ts'
import type { Database } from '../../schema.ts'
import { type NamedStep, type Span, workerDays } from './work-days.ts'

type Counting<T> = { -readonly [K in keyof T]: T[K] }

interface StepCount {
  entries: number
  readonly workers: Set<number>
  readonly secondsBy: Counting<Record<TimeSource, number>>
  readonly rated: Map<number | null, Counting<RatedPieces>>
}

/**
 * Work that is paid by the piece, step by step, with the hours of its days shared over it. Pieces made
 * again are paid by the rule; what was in a worker's hands took its time in any case.
 */
export async function gatherSteps(
  db: Kysely<Database>,
  span: Span,
  steps: ReadonlyMap<number, NamedStep>,
  rework: PayRules['rework'],
): Promise<StepWork[]> {
  const counts = new Map<number, StepCount>()
  for await (const { workerId, pieceWork, pieceMinutes } of workerDays(db, span)) {
    const times = shareDay(
      pieceWork.map(({ operationId, good, rework, scrap }) => ({
        pieces: good + rework + scrap,
        standardSeconds: steps.get(operationId)!.standardSeconds,
      })),
      pieceMinutes,
    )
    for (const [at, { operationId, good, rework: again, rate, faultWorkerId }] of pieceWork.entries()) {
      const { seconds, source } = times[at]!
      const count = counts.get(operationId) ?? newCount()
      counts.set(operationId, count)
      count.entries++
      count.workers.add(workerId)
      count.secondsBy[source] += seconds
      const rated = count.rated.get(rate) ?? { rate, pieces: 0, timed: 0, seconds: 0 }
      count.rated.set(rate, rated)
      const isPaid = rework === 'all' || (rework === 'others' && faultWorkerId !== workerId)
      const paid = good + (isPaid ? again : 0)
      rated.pieces += paid
      if (source !== 'unknown') rated.timed += paid
      rated.seconds += seconds
    }
  }
  return [...counts].map(([operationId, { entries, workers, secondsBy, rated }]) => ({
    operationId,
    entries,
    workers: workers.size,
    secondsBy,
    rated: [...rated.values()],
  }))
}

function newCount(): StepCount {
  return {
    entries: 0,
    workers: new Set(),
    secondsBy: { shared: 0, byPieces: 0, standard: 0, unknown: 0 },
    rated: new Map(),
  }
}
