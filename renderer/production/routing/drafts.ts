import { formatRate } from '../../../shared/production/piece-rates.ts'
import type { Operation } from '../../../shared/production/routing-contract.ts'
import { today } from '../../ui/today.ts'

/** An operation as somebody edits it. */
export interface Draft {
  readonly key: number
  readonly id: number | null
  readonly name: string
  readonly standardSeconds: number | null
  readonly skill: string
  readonly recorded: boolean
  /** Keys of the operations right before it. */
  readonly predecessors: readonly number[]
  /** In yuan as typed; what holds today. Rates by size are kept as they are. */
  readonly rate: string
}

export function draftsOf(operations: readonly Operation[]): Draft[] {
  const key = (id: number) => operations.findIndex((operation) => operation.id === id)
  return operations.map((operation, index) => ({
    key: index,
    id: operation.id,
    name: operation.name,
    standardSeconds: operation.standardSeconds,
    skill: operation.skill,
    recorded: operation.recorded,
    predecessors: operation.predecessors.map(key),
    rate: rateNow(operation),
  }))
}

const nextKey = (drafts: readonly Draft[]) => Math.max(-1, ...drafts.map((draft) => draft.key)) + 1

/** With one more, which follows the last. */
export function withNew(drafts: readonly Draft[]): Draft[] {
  const last = drafts.at(-1)
  return [
    ...drafts,
    {
      key: nextKey(drafts),
      id: null,
      name: '',
      standardSeconds: null,
      skill: '',
      recorded: true,
      predecessors: last ? [last.key] : [],
      rate: '',
    },
  ]
}

/** With another style's operations of names not yet there. */
export function withCopied(drafts: readonly Draft[], found: readonly Operation[]): Draft[] {
  const first = nextKey(drafts)
  const names = new Set(drafts.map(({ name }) => name.trim()))
  const fresh = found.filter(({ name }) => !names.has(name))
  const keyOf = new Map(fresh.map(({ id }, index) => [id, first + index]))
  return [
    ...drafts,
    ...fresh.map((operation) => ({
      key: keyOf.get(operation.id)!,
      id: null,
      name: operation.name,
      standardSeconds: operation.standardSeconds,
      skill: operation.skill,
      recorded: operation.recorded,
      predecessors: operation.predecessors.flatMap((id) => keyOf.get(id) ?? []),
      rate: rateNow(operation),
    })),
  ]
}

/** Without one, which nothing follows any more. */
export function without(drafts: readonly Draft[], key: number): Draft[] {
  return drafts
    .filter((draft) => draft.key !== key)
    .map((draft) => ({ ...draft, predecessors: draft.predecessors.filter((other) => other !== key) }))
}

/** With one moved up or down by a place. */
export function moved(drafts: readonly Draft[], key: number, by: -1 | 1): Draft[] {
  const from = drafts.findIndex((draft) => draft.key === key)
  const to = from + by
  const [one, other] = [drafts[from], drafts[to]]
  return one && other ? drafts.with(from, other).with(to, one) : [...drafts]
}

/** The general rate of the newest price list that holds today; '' where there is none. */
export function rateNow(operation: Operation | undefined): string {
  const row = operation?.rates.find((rate) => rate.validFrom <= today() && rate.size === '')
  return row ? formatRate(row.rate) : ''
}

/** Sizes that the newest price list pays a rate of their own. */
export function ownRates(operation: Operation | undefined): Operation['rates'] {
  const newest = operation?.rates[0]?.validFrom
  return (operation?.rates ?? []).filter((row) => row.validFrom === newest && row.size !== '')
}
