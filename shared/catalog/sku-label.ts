import { z } from 'zod'
import { idSchema } from '../rpc.ts'

/** How a SKU is named wherever it is shown: in orders, stock, pick lists, on labels. */
export const skuLabelSchema = z.object({
  id: idSchema,
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  colour: z.string(),
  size: z.string(),
  sellerCode: z.string(),
  barcode: z.string(),
  isSet: z.boolean(),
  archived: z.boolean(),
  /** The colour's own photo, else the style's first; null where there is none. */
  photoHash: z.string().nullable(),
  /** `#rrggbb`, or '' where the colour has no swatch. */
  swatch: z.string(),
})
export type SkuLabel = z.infer<typeof skuLabelSchema>

/** A SKU in one line of text: "DY-001 小兔 · 白色 · 110cm". */
export function skuText(sku: Pick<SkuLabel, 'styleNumber' | 'styleName' | 'colour' | 'size'>): string {
  const style = sku.styleName === '' ? sku.styleNumber : `${sku.styleNumber} ${sku.styleName}`
  return [style, sku.colour, sku.size].filter((part) => part !== '').join(' · ')
}
