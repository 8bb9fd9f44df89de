import { z } from 'zod'
import { commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'
import { jobOrderSchema, jobProgressSchema } from './job-file.ts'

const fileText = z.string().min(1).max(8_000_000)

const readHead = {
  from: z.string(),
  fingerprint: z.string(),
  /** Whether its key was confirmed before; `changed`: another key of the same workshop was. */
  trust: z.enum(['known', 'new', 'changed']),
  /** The key of that workshop until now, or keys of workshops of the same name: it may have been installed anew. */
  before: z.array(z.object({ name: z.string(), fingerprint: z.string(), confirmedAt: instantSchema })),
  sentAt: instantSchema,
}

/** What a file says, before anything is kept of it. */
export const readJobSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), ...readHead, order: jobOrderSchema }),
  z.object({
    kind: z.literal('progress'),
    ...readHead,
    orderId: idSchema,
    /** The partner that has the order, and whether its files are known to be signed by this sender. */
    partner: z.string(),
    bound: z.boolean(),
    progress: jobProgressSchema,
  }),
])
export type ReadJob = z.infer<typeof readJobSchema>

export const jobFilesContract = {
  /** Reads a `.yifang-job`. Raises job-unreadable, job-newer, job-altered, job-own, job-known, job-foreign, job-sender-differs. */
  read: procedure.input(z.object({ name: z.string().max(200), text: fileText })).output(readJobSchema),
  /** Takes the key of a file's sender in place of one it had before, by that one's fingerprint. Raises as `read`, not-found. */
  trustKey: procedure
    .input(commandInput({ name: z.string().max(200), text: fileText, replaces: z.string().max(40) }))
    .output(z.null()),
  /**
   * Keeps it: an order becomes a batch here, progress is kept with its order. `confirmed`: the fingerprint was compared,
   * and a first progress file is the partner's. Raises as `read`, job-key-new, job-key-changed, job-partner-new.
   */
  accept: procedure
    .input(commandInput({ name: z.string().max(200), text: fileText, confirmed: z.boolean() }))
    .output(
      z.object({
        kind: z.enum(['order', 'progress']),
        batchId: idSchema.nullable(),
        orderId: idSchema.nullable(),
      }),
    ),
}
