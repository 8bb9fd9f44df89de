import { z } from 'zod'
import { commandInput, idSchema, procedure } from '../rpc.ts'
import { platformSchema } from '../settings/contract.ts'
import { afterSaleContract } from './after-sale-contract.ts'
import {
  manifestsContract,
  trackingFilesContract,
  trackingTemplateRowSchema,
  trackingTemplateSchema,
  waybillsContract,
} from './hand-over-contract.ts'
import { packContract } from './pack-contract.ts'
import { printerProfileSchema } from './printer-profile.ts'
import { returnsContract } from './returns-contract.ts'
import { wavesContract } from './wave-contract.ts'

export const carrierSchema = z.object({
  id: idSchema,
  /** ZTO, YTO…: chooses the number patterns of tracking.ts. */
  code: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(40),
  archived: z.boolean(),
})
export type CarrierRow = z.infer<typeof carrierSchema>

export const shippingContract = {
  pack: packContract,
  waves: wavesContract,
  manifests: manifestsContract,
  trackingFiles: trackingFilesContract,
  waybills: waybillsContract,
  returns: returnsContract,
  afterSale: afterSaleContract,
  carriers: {
    list: procedure.output(z.array(carrierSchema)),
    save: procedure
      .input(commandInput({ ...carrierSchema.shape, id: idSchema.nullable() }))
      .output(z.object({ id: idSchema })),
  },
  templates: {
    list: procedure.output(z.array(trackingTemplateRowSchema)),
    save: procedure
      .input(
        commandInput({ platform: platformSchema, template: trackingTemplateSchema, verified: z.boolean() }),
      )
      .output(z.object({})),
    /** Back to the template that came with the program. */
    reset: procedure.input(commandInput({ platform: platformSchema })).output(z.object({})),
  },
  printers: {
    /** Of the calling station; documents it never set come with the usual paper. */
    list: procedure.output(z.array(printerProfileSchema)),
    save: procedure.input(commandInput(printerProfileSchema.shape)).output(z.object({})),
  },
}
