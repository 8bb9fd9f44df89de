import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import { addName } from './create-from-listing.ts'
import { insertSku } from './insert-sku.ts'

/** What tells seconds 次品 from the good ones in their colour's name and their seller code. */
const secondsMark = { colour: '次品', code: 'CP' } as const

/**
 * The SKU under which pieces of another are sold that have a flaw: of the same style and size, its colour named
 * "白 次品", its code ended by -CP where that is free. Made when it is first needed; taken out again where it was put away.
 * Of a SKU of seconds it is itself. Raises not-found.
 */
export async function secondsSku(scope: CommandScope, skuId: number): Promise<number> {
  const sku = await scope.trx.selectFrom('sku').selectAll().where('id', '=', skuId).executeTakeFirst()
  if (!sku) throw new YifangError('not-found', { what: 'sku', id: skuId })
  if (sku.seconds_of !== null) return skuId
  const colour = `${sku.colour} ${secondsMark.colour}`
  const known = await scope.trx
    .selectFrom('sku')
    .select('id')
    .where('style_id', '=', sku.style_id)
    .where((eb) =>
      // One that somebody made by hand under that name is meant by it.
      eb.or([
        eb('seconds_of', '=', skuId),
        eb.and([eb('colour', '=', colour), eb('size', '=', sku.size), eb('seconds_of', 'is', null)]),
      ]),
    )
    .orderBy('seconds_of', 'desc')
    .executeTakeFirst()
  if (known) {
    await scope.update('sku', known.id, { seconds_of: skuId, archived_at: null })
    return known.id
  }
  await addName(scope, 'style_colour', sku.style_id, colour)
  const id = await insertSku(scope, {
    styleId: sku.style_id,
    colour,
    size: sku.size,
    sellerCode: await freeCode(scope, sku.seller_code),
    barcode: '',
    safetyStock: 0,
  })
  await scope.update('sku', id, { seconds_of: skuId })
  return id
}

async function freeCode(scope: CommandScope, sellerCode: string): Promise<string> {
  const code = `${sellerCode}-${secondsMark.code}`
  if (sellerCode === '' || code.length > 60) return ''
  const taken = await scope.trx
    .selectFrom('sku')
    .select('id')
    .where('seller_code', '=', code)
    .where('seller_code', '<>', '')
    .executeTakeFirst()
  return taken ? '' : code
}
