import { z } from 'zod'
import { currencies } from '../money.ts'
import { businessDateSchema, idSchema, instantSchema, pageInput, pageOf, procedure } from '../rpc.ts'

export const auditRowSchema = z.object({
  id: idSchema,
  at: instantSchema,
  userName: z.string(),
  station: z.string(),
  command: z.string(),
  table: z.string(),
  rowId: z.int(),
  lastRowId: z.int(),
  action: z.enum(['insert', 'update', 'delete']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  /** What the row and the numbers in it are called now, by `nameKey` of audit-references.ts. */
  names: z.record(z.string(), z.string()),
  /**
   * It was kept by a device without a link: when; by whom as the device said, where the host did not take its word for it; and
   * who was signed in there as it was sent, where that was another. Null: it was not kept.
   */
  kept: z
    .object({ at: instantSchema, unprovenBy: z.string().nullable(), sentBy: z.string().nullable() })
    .nullable(),
  /** Of the amounts in it. */
  currency: z.enum(currencies),
})
export type AuditRow = z.infer<typeof auditRowSchema>

export const auditFilterSchema = z.object({
  userId: z.int().min(0).optional(),
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  command: z.string().max(80).optional(),
  table: z.string().max(60).optional(),
})

export const auditContract = {
  list: procedure.input(auditFilterSchema.extend(pageInput)).output(pageOf(auditRowSchema)),
  /** What there is to choose from. */
  choices: procedure.output(
    z.object({
      users: z.array(z.object({ id: z.int(), name: z.string() })),
      commands: z.array(z.string()),
      tables: z.array(z.string()),
    }),
  ),
}
