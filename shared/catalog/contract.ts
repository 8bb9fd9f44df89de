import { z } from 'zod'
import { allocationLossSchema } from '../inventory/allocation-loss.ts'
import { commandInput, idSchema, pageInput, pageOf, procedure } from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { bomContract } from './bom-contract.ts'
import { listingsContract, matchResultSchema } from './listings-contract.ts'
import { recipesContract } from './recipe-sheets/contract.ts'
import { sizeChartContract } from './size-chart.ts'
import { skuLabelSchema } from './sku-label.ts'
import { sheetProblemSchema } from './sku-sheet.ts'

const photoHashSchema = z.string().regex(/^[0-9a-f]{64}$/)
const swatchSchema = z.string().regex(/^(#[0-9a-f]{6})?$/)
const codeSchema = z.string().trim().max(60)
const nameSchema = z.string().trim().max(60)

export const styleRowSchema = z.object({
  id: idSchema,
  styleNumber: z.string(),
  name: z.string(),
  note: z.string(),
  archived: z.boolean(),
  photoHash: z.string().nullable(),
  colours: z.array(z.object({ name: z.string(), swatch: z.string() })),
  sizes: z.array(z.string()),
  skuCount: z.int(),
  setCount: z.int(),
  /** SKUs that no marketplace can name: without a seller code. */
  withoutCode: z.int(),
  /** Pieces in sellable places. */
  onHand: z.int(),
})
export type StyleRow = z.infer<typeof styleRowSchema>

export const setPartSchema = z.object({ sku: skuLabelSchema, quantity: z.int().positive() })

export const styleSkuSchema = z.object({
  id: idSchema,
  colour: z.string(),
  size: z.string(),
  sellerCode: z.string(),
  barcode: z.string(),
  /** Our own Code 128, as printed on its label. */
  printedCode: z.string(),
  safetyStock: z.int(),
  archived: z.boolean(),
  onHand: z.int(),
  isSet: z.boolean(),
  /** Goods with a flaw: sold, but never made on purpose. */
  isSeconds: z.boolean(),
  parts: z.array(setPartSchema),
  /** Sets that this SKU is a part of. */
  usedInSets: z.int(),
})
export type StyleSku = z.infer<typeof styleSkuSchema>

export const styleDetailSchema = z.object({
  id: idSchema,
  styleNumber: z.string(),
  name: z.string(),
  note: z.string(),
  archived: z.boolean(),
  photos: z.array(z.object({ hash: photoHashSchema, mediaType: z.string(), colour: z.string() })),
  colours: z.array(z.object({ id: idSchema, name: z.string(), swatch: z.string() })),
  sizes: z.array(z.object({ id: idSchema, name: z.string() })),
  skus: z.array(styleSkuSchema),
})
export type StyleDetail = z.infer<typeof styleDetailSchema>

/** A style as it is typed: all of it, with the whole grid. SKUs left out are deleted, or archived once used. */
export const styleInputSchema = z.object({
  id: idSchema.nullable(),
  styleNumber: z.string().trim().min(1).max(40),
  name: nameSchema,
  note: z.string().trim().max(1000),
  photos: z.array(z.object({ hash: photoHashSchema, colour: nameSchema })).max(30),
  colours: z
    .array(z.object({ id: idSchema.nullable(), name: nameSchema, swatch: swatchSchema }))
    .min(1)
    .max(100),
  sizes: z
    .array(z.object({ id: idSchema.nullable(), name: nameSchema }))
    .min(1)
    .max(60),
  skus: z
    .array(
      z.object({
        id: idSchema.nullable(),
        colour: nameSchema,
        size: nameSchema,
        sellerCode: codeSchema,
        barcode: codeSchema,
        safetyStock: z.int().min(0).max(1_000_000),
      }),
    )
    .max(2000),
})
export type StyleInput = z.infer<typeof styleInputSchema>

const fileAnswer = z.object({ fileName: z.string(), file: z.file() })
const sheetSummarySchema = z.object({
  rows: z.int(),
  newStyles: z.int(),
  newSkus: z.int(),
  changedSkus: z.int(),
  unchangedSkus: z.int(),
})
export type SheetSummary = z.infer<typeof sheetSummarySchema>

const styleFilter = {
  search: z.string().max(100).default(''),
  archived: z.boolean().default(false),
  only: z.enum(['all', 'sets', 'no-photo', 'no-code']).default('all'),
} as const

export const catalogContract = {
  bom: bomContract,
  sizeChart: sizeChartContract,
  recipes: recipesContract,
  listings: listingsContract,
  styles: {
    list: procedure.input(z.object({ ...styleFilter, ...pageInput })).output(pageOf(styleRowSchema)),
    get: procedure.input(z.object({ id: idSchema })).output(styleDetailSchema),
    save: procedure
      .input(commandInput(styleInputSchema.shape))
      .output(z.object({ id: idSchema, archivedSkus: z.int(), matched: matchResultSchema })),
    archive: procedure
      .input(commandInput({ ids: z.array(idSchema).min(1).max(500), archived: z.boolean() }))
      .output(z.object({ changed: z.int() })),
  },
  skus: {
    /** For pickers: by style number, name, pinyin initials, colour, size, any code; several words narrow down. */
    search: procedure
      .input(
        z.object({
          search: z.string().max(100),
          withSets: z.boolean().default(true),
          limit: z.int().min(1).max(100).default(20),
        }),
      )
      .output(z.array(skuLabelSchema)),
    /** What a scanned or typed code means. */
    find: procedure.input(z.object({ code: z.string().min(1).max(100) })).output(skuLabelSchema),
    labels: procedure.input(z.object({ ids: z.array(idSchema).max(2000) })).output(z.array(skuLabelSchema)),
    /** Says what SKUs are made of; no parts: an ordinary SKU again. */
    saveSets: procedure
      .input(
        commandInput({
          sets: z
            .array(
              z.object({
                skuId: idSchema,
                parts: z.array(z.object({ skuId: idSchema, quantity: z.int().min(1).max(1000) })).max(30),
              }),
            )
            .min(1)
            .max(500),
        }),
      )
      .output(z.object({ losses: z.array(allocationLossSchema) })),
  },
  photos: {
    /** Takes a photo (at most 1600 px) and its thumbnail (320 px), both made in the page. */
    upload: procedure
      .input(z.object({ original: z.file().max(8_000_000), thumbnail: z.file().max(1_000_000) }))
      .output(z.object({ hash: photoHashSchema })),
  },
  photo: procedure
    .input(z.object({ hash: photoHashSchema, size: z.enum(['original', 'thumbnail']) }))
    .output(z.file()),
  sheet: {
    export: procedure.input(z.object({ ...styleFilter, headers: languageSchema })).output(fileAnswer),
    preview: procedure.input(z.object({ file: z.file() })).output(
      z.object({
        summary: sheetSummarySchema,
        /** Up to 200. */
        problems: z.array(sheetProblemSchema),
        problemCount: z.int(),
        /** Further sheets of the workbook that are of this kind: one is read at a time. */
        otherSheets: z.array(z.string()),
        samples: z.array(
          z.object({
            row: z.int(),
            styleNumber: z.string(),
            name: z.string(),
            colour: z.string(),
            size: z.string(),
            sellerCode: z.string(),
            change: z.enum(['new-style', 'new', 'changed', 'unchanged']),
          }),
        ),
      }),
    ),
    commit: procedure.input(commandInput({ file: z.file() })).output(z.object({ jobId: idSchema })),
  },
}
