import type { CommandScope } from '../command.ts'

export interface NewSku {
  readonly styleId: number
  readonly colour: string
  readonly size: string
  readonly sellerCode: string
  readonly barcode: string
  readonly safetyStock: number
}

/** Makes a SKU and the item that stock knows it by; both have one id. Codes must be free. */
export async function insertSku(scope: CommandScope, sku: NewSku): Promise<number> {
  const { id } = await scope.trx
    .insertInto('item')
    .values({ kind: 'sku' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await scope.insert('sku', {
    id,
    style_id: sku.styleId,
    colour: sku.colour,
    size: sku.size,
    seller_code: sku.sellerCode.trim(),
    barcode: sku.barcode.trim(),
    safety_stock: sku.safetyStock,
  })
  return id
}
