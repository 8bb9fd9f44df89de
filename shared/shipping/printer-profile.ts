import { z } from 'zod'
import { idSchema } from '../rpc.ts'

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
  /** Printed at another station, on the printer that it shares; null: here, or not said yet. */
  sharedPrinterId: idSchema.nullable().default(null),
  /** Whether it was said that it is printed here, although others share a printer for it. */
  printsHere: z.boolean().default(false),
})
export type PrinterProfile = z.infer<typeof printerProfileSchema>
