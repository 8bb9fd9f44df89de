import { z } from 'zod'
import type { BusinessDate } from '../dates.ts'

/** What a partner asks for a good piece at a step from a day on; step '' is a whole garment, cutting included. */
export const partnerPriceSchema = z.object({
  step: z.string().trim().max(60),
  validFrom: z.iso.date(),
  /** 1/1,000,000 yuan. */
  rate: z.int().min(0).max(10_000_000_000),
})
export type PartnerPrice = z.infer<typeof partnerPriceSchema>

/** What is proposed for work that goes to a partner; rates in 1/1,000,000 yuan a good piece. */
export const priceProposalSchema = z.object({
  /** For all its steps; null: something of it was never agreed. */
  rate: z.int().nullable(),
  /** In the order of the steps asked for; null where a step's own price was never agreed. */
  steps: z.array(z.int().nullable()),
  /** `last`: the partner's last order of the same style and steps, of that day. `list`: its price list. */
  source: z.enum(['last', 'list']).nullable(),
  date: z.string().nullable(),
})
export type PriceProposal = z.infer<typeof priceProposalSchema>

/** The price of a step on a day: the newest agreed by then. Null: none. */
export function priceOn(prices: readonly PartnerPrice[], step: string, day: BusinessDate): number | null {
  return (
    prices
      .filter((row) => row.step === step && row.validFrom <= day)
      .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]?.rate ?? null
  )
}

/** The prices that hold on a day, the whole garment first, then the steps in the order in which they were listed. */
export function pricesOn(prices: readonly PartnerPrice[], day: BusinessDate): PartnerPrice[] {
  const newest = new Map<string, PartnerPrice>()
  for (const row of prices) {
    const known = newest.get(row.step)
    if (row.validFrom <= day && (!known || row.validFrom > known.validFrom)) newest.set(row.step, row)
  }
  return [...newest.values()].toSorted((a, b) => Number(b.step === '') - Number(a.step === ''))
}

/** An order as it was agreed: its price, and the part of it for each step where they were agreed apart. */
export interface AgreedOrder {
  readonly steps: readonly string[]
  readonly whole: boolean
  readonly rate: number
  readonly stepRates: readonly number[]
  readonly date: BusinessDate
}

/**
 * What to propose for steps of a style: the price of the last order of the same steps (`orders`: of this partner and
 * style, the newest first); else the list's price of a whole garment or the sum over the steps.
 */
export function proposedPrice(
  prices: readonly PartnerPrice[],
  orders: readonly AgreedOrder[],
  work: { readonly steps: readonly string[]; readonly whole: boolean },
  day: BusinessDate,
): PriceProposal {
  const last = orders.find(
    (order) =>
      order.whole === work.whole &&
      order.steps.length === work.steps.length &&
      work.steps.every((step) => order.steps.includes(step)),
  )
  if (last)
    return {
      rate: last.rate,
      steps: work.steps.map((step) => last.stepRates[last.steps.indexOf(step)] ?? null),
      source: 'last',
      date: last.date,
    }
  const steps = work.steps.map((step) => priceOn(prices, step, day))
  const garment = work.whole ? priceOn(prices, '', day) : null
  if (garment !== null) return { rate: garment, steps: steps.map(() => null), source: 'list', date: null }
  const isWhole = steps.length > 0 && steps.every((rate) => rate !== null)
  return {
    rate: isWhole ? steps.reduce<number>((sum, rate) => sum + (rate ?? 0), 0) : null,
    steps,
    source: steps.some((rate) => rate !== null) ? 'list' : null,
    date: null,
  }
}
