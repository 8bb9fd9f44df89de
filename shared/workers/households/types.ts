import type { BusinessDate } from '../../dates.ts'

/**
 * What the county calls a household: registered poor and lifted out (脱贫户), the three kinds that are watched since 2021
 * (脱贫不稳定户, 边缘易致贫户, 突发严重困难户), on low income (低保), destitute (特困), with a disabled member, or ordinary.
 */
export const householdKinds = [
  'registered',
  'unstable',
  'marginal',
  'stricken',
  'low-income',
  'destitute',
  'disabled',
  'ordinary',
] as const
export type HouseholdKind = (typeof householdKinds)[number]

/** Kinds that are watched until their risk is cleared (风险已消除). */
export const monitoredKinds: readonly HouseholdKind[] = ['unstable', 'marginal', 'stricken']

/** What a member is to the head of the household. */
export const relations = [
  'head',
  'spouse',
  'child',
  'child-in-law',
  'parent',
  'parent-in-law',
  'grandchild',
  'grandparent',
  'sibling',
  'other',
] as const
export type Relation = (typeof relations)[number]

/** Days on which something holds, both included; null: open on that side. */
export interface Span {
  readonly from: BusinessDate | null
  readonly to: BusinessDate | null
}

/** Whether a span holds on a day. */
export function holdsOn(span: Span, day: BusinessDate): boolean {
  return (span.from === null || span.from <= day) && (span.to === null || day <= span.to)
}

/** Whether two spans share a day. */
export function overlap(a: Span, b: Span): boolean {
  return (
    (a.from === null || b.to === null || a.from <= b.to) &&
    (b.from === null || a.to === null || b.from <= a.to)
  )
}

export interface KindOn {
  readonly kind: HouseholdKind
  /** Of a watched kind: whether its risk is cleared by then; null of the others. */
  readonly cleared: boolean | null
}

/** What a household is on a day: it may be several things at once; nothing said of it: an ordinary one. */
export function kindsOn(
  types: readonly (Span & { readonly kind: HouseholdKind; readonly riskClearedOn: BusinessDate | null })[],
  day: BusinessDate,
): readonly KindOn[] {
  const kinds = types
    .filter((type) => holdsOn(type, day))
    .map(({ kind, riskClearedOn }) => ({
      kind,
      cleared: monitoredKinds.includes(kind) ? riskClearedOn !== null && riskClearedOn <= day : null,
    }))
  return kinds.length > 0 ? kinds : [{ kind: 'ordinary', cleared: null }]
}
