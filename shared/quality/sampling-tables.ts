/**
 * Sampling by attributes, single plans: GB/T 2828.1 = ISO 2859-1 (tables of MIL-STD-105E, public domain). Lot sizes,
 * code letters, and for each letter and AQL the greatest number of defective pieces that is still accepted.
 */
export const inspectionLevels = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'] as const
export type InspectionLevel = (typeof inspectionLevels)[number]
export const aqls = ['1.0', '1.5', '2.5', '4.0', '6.5'] as const
export type Aql = (typeof aqls)[number]
export const codeLetters = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'Q',
  'R',
] as const
export type CodeLetter = (typeof codeLetters)[number]

/** Least lot size of a row, and the code letter of each inspection level in the order of `inspectionLevels`. */
export const lotLetters: readonly (readonly [from: number, letters: string])[] = [
  [2, 'AAAAAAB'],
  [9, 'AAAAABC'],
  [16, 'AABBBCD'],
  [26, 'ABBCCDE'],
  [51, 'BBCCCEF'],
  [91, 'BBCDDFG'],
  [151, 'BCDEEGH'],
  [281, 'BCDEFHJ'],
  [501, 'CCEFGJK'],
  [1201, 'CDEGHKL'],
  [3201, 'CDFGJLM'],
  [10001, 'CDFHKMN'],
  [35001, 'DEGJLNP'],
  [150001, 'DEGJMPQ'],
  [500001, 'DEHKNQR'],
]

/** Sample size of each code letter, in the order of `codeLetters`. */
export const sampleSizes: readonly number[] = [
  2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000,
]

/** What a cell says: accepted up to so many, or look at the next letter below or above in the table. */
export type PlanCell = number | 'down' | 'up'
export type PlanTable = Readonly<Record<Aql, readonly PlanCell[]>>

/** Normal inspection (table II-A), in the order of `codeLetters`. */
export const normalPlans: PlanTable = {
  '1.0': ['down', 'down', 'down', 'down', 0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 'up'],
  '1.5': ['down', 'down', 'down', 0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 'up', 'up'],
  '2.5': ['down', 'down', 0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 'up', 'up', 'up'],
  '4.0': ['down', 0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 'up', 'up', 'up', 'up'],
  '6.5': [0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 'up', 'up', 'up', 'up', 'up'],
}

/**
 * Tightened inspection (table II-B), from memory of the same standard and not yet compared with a printed copy: to be
 * checked, and editable in the workshop.
 */
export const tightenedPlans: PlanTable = {
  '1.0': ['down', 'down', 'down', 'down', 'down', 0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18, 'up'],
  '1.5': ['down', 'down', 'down', 'down', 0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18, 'up', 'up'],
  '2.5': ['down', 'down', 'down', 0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18, 'up', 'up', 'up'],
  '4.0': ['down', 'down', 0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18, 'up', 'up', 'up', 'up'],
  '6.5': ['down', 0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18, 'up', 'up', 'up', 'up', 'up'],
}
