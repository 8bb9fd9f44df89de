import { z } from 'zod'
import { rateSchema } from '../production/routing-contract.ts'
import { commandInput, exportedFileSchema, idSchema, moneySchema, procedure } from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { jobOrderSchema } from './job-file.ts'

export const incomingJobSchema = z.object({
  id: idSchema,
  customerId: idSchema,
  customer: z.string(),
  batchId: idSchema,
  batchNumber: z.string(),
  batchState: z.enum(['open', 'closed', 'cancelled']),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  orderNumber: z.string(),
  byFile: z.boolean(),
  /** That came along, as its file said. */
  materials: jobOrderSchema.shape.materials,
  dueDate: z.string().nullable(),
  price: rateSchema.nullable(),
  planned: z.int(),
  good: z.int(),
  delivered: z.int(),
  /** Bundles that are finished and may be delivered. */
  ready: z.array(z.object({ id: idSchema, bundleNumber: z.int(), pieces: z.int() })),
  deliveries: z.array(
    z.object({
      id: idSchema,
      businessDate: z.string(),
      pieces: z.int(),
      amount: moneySchema.nullable(),
      voided: z.boolean(),
    }),
  ),
})
export type IncomingJob = z.infer<typeof incomingJobSchema>

export const incomingContract = {
  list: procedure.output(z.array(incomingJobSchema)),
  /** The same list as XLSX. */
  export: procedure.input(z.object({ headers: languageSchema })).output(exportedFileSchema),
  /** Marks a batch as another's work, without a file. Raises not-found, batch-over, already-exists, batch-received. */
  add: procedure
    .input(
      commandInput({
        batchId: idSchema,
        customerName: z.string().trim().min(1).max(60),
        orderNumber: z.string().trim().max(60),
        price: rateSchema,
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Takes that mark back. Raises not-found (also for a job by file), batch-over, job-delivered. */
  remove: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  /** Finished bundles go to whom they belong, charged to his account. Raises not-found, bundle-over, bundle-unfinished, rework-open. */
  deliver: procedure
    .input(commandInput({ id: idSchema, bundleIds: z.array(idSchema).min(1).max(1000) }))
    .output(z.object({ pieces: z.int(), amount: moneySchema })),
  /** Takes a delivery back, with its charge. Raises not-found. */
  voidDelivery: procedure.input(commandInput({ deliveryId: idSchema })).output(z.null()),
  /** The signed progress file. Raises not-found. */
  file: procedure
    .input(commandInput({ id: idSchema }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
}
