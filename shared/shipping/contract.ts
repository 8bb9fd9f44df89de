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

export const printDocuments = [
  'addressLabel',
  'packingSlip',
  'pickSlip',
  'pickList',
  'manifest',
  'skuLabel',
  'bagLabel',
  'badge',
  'bundleTicket',
  'workSheet',
  'timeSheet',
  'payslip',
  'payslipGrid',
  'certificate',
  'roster',
] as const
export type PrintDocument = (typeof printDocuments)[number]
export const paperNames = [
  '76x130',
  '100x150',
  '100x180',
  '80x200',
  '80x60',
  '60x40',
  '50x30',
  'A5',
  'A4',
] as const

/** How one station prints one document. */
export const printerProfileSchema = z.object({
  document: z.enum(printDocuments),
  /** Name of the system's printer; empty: the one the print dialog or the system offers. */
  printerName: z.string().max(200),
  paper: z.enum(paperNames),
  /** 1/100 mm, to the right and down. */
  offsetX: z.int().min(-2000).max(2000),
  offsetY: z.int().min(-2000).max(2000),
  /** 1/1000. */
  scale: z.int().min(500).max(1500),
  rotated: z.boolean(),
  /** Printed by itself when a parcel is closed. */
  automatic: z.boolean(),
})
export type PrinterProfile = z.infer<typeof printerProfileSchema>

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
