import { z } from 'zod'
import { allocationLossSchema } from '../inventory/allocation-loss.ts'
import {
  businessDateSchema,
  commandInput,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'
import { languageSchema, platformSchema } from '../settings/contract.ts'
import { notGoodsKinds } from './not-goods.ts'
import { skuLabelSchema } from './sku-label.ts'
import { suggestionConflicts, suggestionReasons } from './suggest.ts'

const codeSchema = z.string().trim().max(60)
const nameSchema = z.string().trim().max(60)
const fileAnswer = z.object({ fileName: z.string(), file: z.file() })

/** What a change of the catalog did to waiting orders. */
export const matchResultSchema = z.object({
  lines: z.int(),
  orders: z.int(),
  /** Lines that were left as they are: their parcels are being picked, packed, or gone. */
  kept: z.int(),
  losses: z.array(allocationLossSchema),
})
export type MatchResult = z.infer<typeof matchResultSchema>

export const listingSchema = z.object({
  shopId: idSchema,
  shopName: z.string(),
  platform: platformSchema,
  matchKey: z.string(),
  title: z.string(),
  attributes: z.string(),
  sellerCode: z.string(),
  orders: z.int(),
  pieces: z.int(),
  earliestShipBy: instantSchema.nullable(),
  earliestPerformance: businessDateSchema.nullable(),
  /** Other unmatched variants of the same title in the same shop. */
  siblings: z.int(),
  /** Its words say that it is no goods. */
  notGoods: z.enum(notGoodsKinds).nullable(),
})
export type Listing = z.infer<typeof listingSchema>

export const suggestionSchema = z.object({
  sku: skuLabelSchema,
  /** 0 to 1. */
  score: z.number(),
  /** Nothing speaks against it and no other SKU comes near. */
  sure: z.boolean(),
  reasons: z.array(z.enum(suggestionReasons)),
  conflicts: z.array(z.enum(suggestionConflicts)),
})
export type Suggestion = z.infer<typeof suggestionSchema>

export const aliasSchema = z.object({
  id: idSchema,
  shopId: idSchema,
  shopName: z.string(),
  title: z.string(),
  attributes: z.string(),
  sellerCode: z.string(),
  /** Null: no goods. */
  sku: skuLabelSchema.nullable(),
  /** Lines of orders not yet over that carry it and may still be changed. */
  waitingLines: z.int(),
  /** Lines of orders not yet over that carry it and are being picked or packed, or partly gone. */
  fixedLines: z.int(),
})
export type Alias = z.infer<typeof aliasSchema>

/** What a listing is: a SKU, or no goods (postage, a deposit): nothing to make, store, pick or send. */
const meaningSchema = z.union([idSchema, z.literal('not-goods')])
const listingKey = { shopId: idSchema, matchKey: z.string().min(1).max(2000) } as const

/** What marketplaces call our goods. */
export const listingsContract = {
  list: procedure
    .input(z.object({ search: z.string().max(100).default(''), shopId: idSchema.optional(), ...pageInput }))
    .output(pageOf(listingSchema)),
  export: procedure
    .input(
      z.object({
        search: z.string().max(100).default(''),
        shopId: idSchema.optional(),
        headers: languageSchema,
      }),
    )
    .output(fileAnswer),
  suggest: procedure.input(z.object(listingKey)).output(z.array(suggestionSchema)),
  /**
   * Other variants of the listing whose SKU of the same style is sure once this one is known; null: another size of
   * its colour, which the style does not have yet.
   */
  siblings: procedure
    .input(z.object({ ...listingKey, title: z.string().min(1).max(400), skuId: idSchema }))
    .output(z.array(z.object({ listing: listingSchema, sku: skuLabelSchema.nullable() }))),
  match: procedure
    .input(
      commandInput({
        matches: z
          .array(z.object({ ...listingKey, means: meaningSchema }))
          .min(1)
          .max(500),
      }),
    )
    .output(matchResultSchema.extend({ aliasIds: z.array(idSchema) })),
  /** Makes the SKU (and its style) that a listing needs, and matches it. */
  createSku: procedure
    .input(
      commandInput({
        ...listingKey,
        styleId: idSchema.nullable(),
        styleNumber: z.string().trim().max(40),
        styleName: nameSchema,
        colour: nameSchema,
        size: nameSchema,
        sellerCode: codeSchema,
      }),
    )
    .output(z.object({ skuId: idSchema, styleId: idSchema, matched: matchResultSchema })),
  aliases: procedure
    .input(z.object({ search: z.string().max(100).default(''), shopId: idSchema.optional(), ...pageInput }))
    .output(pageOf(aliasSchema)),
  exportAliases: procedure
    .input(
      z.object({
        search: z.string().max(100).default(''),
        shopId: idSchema.optional(),
        headers: languageSchema,
      }),
    )
    .output(fileAnswer),
  /** Corrects an alias, or forgets it ("unknown"): its lines that may still change are unmatched again. */
  rematch: procedure
    .input(commandInput({ aliasId: idSchema, means: z.union([meaningSchema, z.literal('unknown')]) }))
    .output(matchResultSchema),
}
