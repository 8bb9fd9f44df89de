import { z } from 'zod'
import { commandInput, idSchema, procedure } from '../rpc.ts'

/** An order whose refund was settled is let go with a reason; a file that changes the after-sale state ends it. */
export const afterSaleContract = {
  /** `dropLineIds`: lines that are not sent any more. Raises after-sale-none. */
  release: procedure
    .input(
      commandInput({
        orderId: idSchema,
        reason: z.string().trim().min(1).max(200),
        dropLineIds: z.array(idSchema).max(200).default([]),
      }),
    )
    .output(z.object({})),
  withdraw: procedure.input(commandInput({ orderId: idSchema })).output(z.object({})),
}
