import { z } from 'zod'

export const recipeProblemCodes = [
  'missing',
  'not-a-number',
  'too-large',
  'too-long',
  'not-a-date',
  'percent-unclear',
  'not-yes-no',
  'mangled',
  'row-slid',
  'unknown-unit',
  'unit-fixed',
  'not-by-length',
  'by-length',
  'unknown-style',
  'unknown-material',
  'unknown-colour',
  'unknown-size',
  'unknown-step',
  'archived',
  'ambiguous',
  'twice',
  'circle',
  'too-many',
] as const

/** What is wrong with a row of the file (its number there), by the title of the column. */
export const recipeProblemSchema = z.object({
  row: z.int(),
  problem: z.enum(recipeProblemCodes),
  text: z.string(),
})
export type RecipeProblem = z.infer<typeof recipeProblemSchema>
export type RecipeProblemCode = RecipeProblem['problem']

/** What a sheet says of one style, or of one material, and what it would change. */
export interface RecipeUnit<V> {
  readonly name: string
  /** Where it begins in the file. */
  readonly row: number
  readonly rows: number
  /** Null: one of its rows has a problem. It is left out whole, for without that row it would lose what the row says. */
  readonly value: V | null
  readonly fresh: number
  readonly changed: number
  readonly unchanged: number
  /** What the books have and the sheet leaves out: it goes. */
  readonly removed: readonly string[]
  /** The same lines in another order. */
  readonly isReordered: boolean
}

/** Whether anything would be written. */
export function isChange(unit: RecipeUnit<unknown>): boolean {
  return (
    unit.value !== null && (unit.fresh > 0 || unit.changed > 0 || unit.removed.length > 0 || unit.isReordered)
  )
}

/** A unit that is left out: its problems are told row by row. */
export function leftOut(unit: {
  readonly name: string
  readonly row: number
  readonly rows: number
}): RecipeUnit<never> {
  return { ...unit, value: null, fresh: 0, changed: 0, unchanged: 0, removed: [], isReordered: false }
}
