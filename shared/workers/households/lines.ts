import { z } from 'zod'
import { businessDateSchema, moneySchema } from '../../rpc.ts'

/** The lines against which incomes are held, dated; the owner changes them. */
export const incomeLinesSchema = z.object({
  lines: z
    .array(
      z.object({
        from: businessDateSchema,
        /** Fen a year and person. */
        yearly: moneySchema.min(1),
        /** Whose line it is; empty: said by the program's own texts. */
        name: z.string().trim().max(60),
      }),
    )
    .max(50)
    .refine((lines) => new Set(lines.map(({ from }) => from)).size === lines.length),
  /** The owner has compared them with what her county says. */
  checked: z.boolean(),
})
export type IncomeLines = z.infer<typeof incomeLinesSchema>

/**
 * 2,300 yuan at prices of 2010, about 3,000 in 2016, 4,000 for 2020; from 2021 on each county watches by a line of its own:
 * 8,400 yuan is one county's and stands here until the owner enters hers. To be checked.
 */
export const usualLines: IncomeLines = {
  lines: [
    { from: '2011-01-01', yearly: 230_000, name: '' },
    { from: '2016-01-01', yearly: 300_000, name: '' },
    { from: '2020-01-01', yearly: 400_000, name: '' },
    { from: '2021-01-01', yearly: 840_000, name: '' },
  ],
  checked: false,
}
