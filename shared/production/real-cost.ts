import { shareOf } from '../inventory/valuation.ts'
import type { Costing } from './costs-contract.ts'

/** What a batch was given and paid for so far. */
export interface BatchSpend {
  /** Closed: nothing more is made or spent. */
  readonly isEnded: boolean
  /** Pieces. */
  readonly planned: number
  readonly begun: number
  /** Scrapped and lost. */
  readonly gone: number
  /** Taken out as good or as seconds, or delivered. */
  readonly out: number
  /** Value in fen of what it was given and did not give back; amounts in 1/1000 of the unit. */
  readonly materials: readonly { readonly value: number; readonly used: number; readonly needed: number }[]
  /** Good pieces of each operation, and what was paid for them; and the pieces that bear the hours. 1/1,000,000 yuan. */
  readonly work: readonly { readonly good: number; readonly paid: number }[]
  /** Of it, wages. */
  readonly wages: readonly { readonly good: number; readonly paid: number }[]
}

const microPerFen = 10_000

/**
 * What pieces that come out of a batch cost, in fen; 0 where nothing is known.
 *
 * While it is open this is an estimate: of each material the share of a piece among the pieces that it was given for (by
 * the BOM, else all planned ones; at least those that are still in it), for each operation the average paid for a piece.
 * Once it is closed all that was spent is borne by what came out: pieces spoilt on the way make the good ones dearer.
 */
export function realCost(spend: BatchSpend, costing: Costing, pieces: number): number {
  const whole = spend.isEnded ? spend.out : null
  if (whole === 0) return 0
  const materials = spend.materials.reduce(
    (sum, { value, used, needed }) =>
      sum + shareOf(value, pieces, whole ?? coveredPieces(spend, used, needed)),
    0,
  )
  const share = (rows: BatchSpend['work']) =>
    rows.reduce((sum, { good, paid }) => sum + (good === 0 ? 0 : shareOf(paid, pieces, whole ?? good)), 0)
  const work = share(spend.work)
  // 1/1,000,000 yuan to fen at the end, so that nothing is rounded twice.
  const overhead =
    costing.perPiece * pieces + shareOf(share(spend.wages) * costing.ofWages, 1, 1000 * microPerFen)
  return materials + shareOf(work, 1, microPerFen) + (materials + work === 0 ? 0 : overhead)
}

/** For how many pieces a material was given. Given more than all of them need is borne by them, not by none. */
function coveredPieces({ planned, begun, gone }: BatchSpend, used: number, needed: number): number {
  const byBom = needed > 0 ? Math.ceil((planned * Math.max(0, used)) / needed) : planned
  return Math.max(1, begun - gone, Math.min(planned, byBom))
}
