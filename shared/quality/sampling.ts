import {
  type Aql,
  aqls,
  codeLetters,
  type InspectionLevel,
  inspectionLevels,
  lotLetters,
  normalPlans,
  type PlanTable,
  sampleSizes,
} from './sampling-tables.ts'

/** How strictly a lot is looked at: by a sample, by the plans for makers in doubt, or every piece. */
export const strictnesses = ['normal', 'tightened', 'full'] as const
export type Strictness = (typeof strictnesses)[number]

export const defectClasses = ['critical', 'major', 'minor'] as const
export type DefectClass = (typeof defectClasses)[number]

/** Pieces to look at, and how many defective ones of a class are still accepted; null: each is sorted out instead. */
export interface SamplingPlan {
  readonly sample: number
  readonly acceptMajor: number | null
  readonly acceptMinor: number | null
}

interface ClassPlan {
  readonly sample: number
  readonly accept: number
}

/** The code letter's place among `codeLetters` for a lot of so many pieces (1 or more). */
function letterOf(lot: number, level: InspectionLevel): number {
  const row = lotLetters.findLast(([from]) => lot >= from) ?? lotLetters[0]!
  return codeLetters.indexOf(row[1][inspectionLevels.indexOf(level)] as (typeof codeLetters)[number])
}

/** The single plan of one AQL: an arrow means the next letter's sample and its numbers. */
export function classPlan(lot: number, level: InspectionLevel, aql: Aql, table: PlanTable): ClassPlan {
  let place = letterOf(lot, level)
  const seen = new Set<number>()
  while (!seen.has(place)) {
    seen.add(place)
    const cell = table[aql][place]
    if (typeof cell === 'number') return { sample: sampleSizes[place]!, accept: cell }
    place += cell === 'down' ? 1 : -1
  }
  throw new RangeError(`the plans of AQL ${aql} lead nowhere`)
}

/** Whether a table can be used: an answer for each letter and AQL, and never fewer accepted in a larger sample. */
export function isPlanTable(table: PlanTable): boolean {
  return aqls.every((aql) => {
    const cells = table[aql]
    if (cells?.length !== codeLetters.length) return false
    const numbers = cells.filter((cell) => typeof cell === 'number')
    if (numbers.some((accept, index) => index > 0 && accept < numbers[index - 1]!)) return false
    return cells.every((_, start) => {
      const seen = new Set<number>()
      for (let place = start; ; ) {
        const cell = cells[place]
        if (typeof cell === 'number') return true
        if (cell === undefined || seen.has(place)) return false
        seen.add(place)
        place += cell === 'down' ? 1 : -1
      }
    })
  })
}

/**
 * The plan of a lot. Where the two classes ask for different samples the larger one is looked at and each class keeps
 * its own number: stricter than asked, never laxer. A sample as large as the lot is every piece. Critical: none ever.
 */
export function samplingPlan(input: {
  readonly lot: number
  readonly level: InspectionLevel
  readonly major: Aql
  readonly minor: Aql
  readonly strictness: Strictness
  readonly tightened: PlanTable
}): SamplingPlan {
  const { lot, level, strictness } = input
  if (strictness === 'full') return { sample: lot, acceptMajor: null, acceptMinor: null }
  const table = strictness === 'tightened' ? input.tightened : normalPlans
  const major = classPlan(lot, level, input.major, table)
  const minor = classPlan(lot, level, input.minor, table)
  return {
    sample: Math.min(lot, Math.max(major.sample, minor.sample)),
    acceptMajor: major.accept,
    acceptMinor: minor.accept,
  }
}

export type Verdict = 'accepted' | 'rejected'

/**
 * What a plan says of what was found (defective pieces by class): rejected as soon as one class has too many, even
 * before all are looked at; accepted once all are; null: go on looking.
 */
export function verdictOf(
  plan: SamplingPlan,
  inspected: number,
  found: Readonly<Record<DefectClass, number>>,
): Verdict | null {
  const isOver = (pieces: number, accept: number | null) => accept !== null && pieces > accept
  if (found.critical > 0 || isOver(found.major, plan.acceptMajor) || isOver(found.minor, plan.acceptMinor))
    return 'rejected'
  return inspected >= plan.sample ? 'accepted' : null
}

/**
 * How strictly the next lot is looked at, from the final checks before it, the oldest first: two of five or fewer
 * rejected in a row of normal ones → tightened; five tightened ones accepted in a row → normal; five tightened ones
 * rejected → every piece, until somebody says otherwise. Checks of every piece count for neither.
 */
export function nextStrictness(
  history: readonly { readonly strictness: Strictness; readonly verdict: Verdict }[],
): Strictness {
  let state: Strictness = 'normal'
  let recent: Verdict[] = []
  let rejected = 0
  for (const { strictness, verdict } of history) {
    if (strictness === 'full') continue
    if (strictness !== state) {
      state = strictness
      recent = []
      rejected = 0
    }
    recent = [...recent, verdict].slice(-5)
    if (state === 'normal' && recent.filter((one) => one === 'rejected').length >= 2) {
      state = 'tightened'
      recent = []
      rejected = 0
    } else if (state === 'tightened') {
      if (verdict === 'rejected') rejected += 1
      if (rejected >= 5) state = 'full'
      else if (recent.length === 5 && recent.every((one) => one === 'accepted')) {
        state = 'normal'
        recent = []
      }
    }
  }
  return state
}
