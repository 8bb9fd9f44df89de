import { swatchFor } from '../../shared/catalog/colours.ts'
import { compareSizes } from '../../shared/catalog/sizes.ts'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { CommandScope } from '../command.ts'
import { type SavedAliases, saveAliases } from './aliases.ts'
import { insertSku } from './insert-sku.ts'
import { skuLabels } from './lookups.ts'

export interface ListingSku {
  readonly shopId: number
  readonly matchKey: string
  /** Null: a new style of this number and name. */
  readonly styleId: number | null
  readonly styleNumber: string
  readonly styleName: string
  readonly colour: string
  readonly size: string
  readonly sellerCode: string
}

/**
 * Makes what a listing needs (style, colour, size, SKU: whatever is missing) and remembers that the listing means
 * it. The waiting lines follow, also other shops' with its seller code: `waitingMatches`. Raises already-exists (`style`, `sku`, `sellerCode`), not-found.
 */
export async function createFromListing(
  scope: CommandScope,
  input: ListingSku,
): Promise<{ skuId: number; styleId: number; saved: SavedAliases }> {
  await refuseTakenCode(scope, input.sellerCode)
  const styleId = input.styleId ?? (await newStyle(scope, input))
  const style = await scope.trx.selectFrom('style').select('id').where('id', '=', styleId).executeTakeFirst()
  if (!style) throw new YifangError('not-found', { what: 'style', id: styleId })
  const same = await scope.trx
    .selectFrom('sku')
    .select('id')
    .where('style_id', '=', styleId)
    .where('colour', '=', input.colour)
    .where('size', '=', input.size)
    .executeTakeFirst()
  if (same) {
    const label = (await skuLabels(scope.trx, [same.id])).get(same.id)!
    throw new YifangError('already-exists', { what: 'sku', name: skuText(label) })
  }
  await addName(scope, 'style_colour', styleId, input.colour)
  await addName(scope, 'style_size', styleId, input.size)
  const skuId = await insertSku(scope, {
    styleId,
    colour: input.colour,
    size: input.size,
    sellerCode: input.sellerCode,
    barcode: '',
    safetyStock: 0,
  })
  const saved = await saveAliases(scope, [{ shopId: input.shopId, matchKey: input.matchKey, means: skuId }])
  return { skuId, styleId, saved }
}

async function refuseTakenCode(scope: CommandScope, sellerCode: string): Promise<void> {
  if (sellerCode === '') return
  const taken = await scope.trx
    .selectFrom('sku')
    .select('id')
    .where('seller_code', '=', sellerCode)
    .where('seller_code', '<>', '')
    .executeTakeFirst()
  if (!taken) return
  const label = (await skuLabels(scope.trx, [taken.id])).get(taken.id)!
  throw new YifangError('already-exists', { what: 'sellerCode', name: `${sellerCode} (${skuText(label)})` })
}

async function newStyle(scope: CommandScope, input: ListingSku): Promise<number> {
  if (input.styleNumber === '')
    throw new YifangError('input-invalid', { fields: [{ path: 'styleNumber', message: 'required' }] })
  const same = await scope.trx
    .selectFrom('style')
    .select('id')
    .where('style_number', '=', input.styleNumber)
    .executeTakeFirst()
  if (same) throw new YifangError('already-exists', { what: 'style', name: input.styleNumber })
  return scope.insert('style', {
    style_number: input.styleNumber,
    name: input.styleName,
    name_initials: pinyinInitials(input.styleName),
  })
}

/**
 * A colour or size that is not among a style's own yet: a colour goes to the end; a size to where it belongs among sizes
 * that stand in their order, since orders name 120 before 110 as they come.
 */
export async function addName(
  scope: CommandScope,
  table: 'style_colour' | 'style_size',
  styleId: number,
  name: string,
): Promise<void> {
  const rows = await scope.trx
    .selectFrom(table)
    .select(['id', 'name', 'position'])
    .where('style_id', '=', styleId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  if (rows.some((row) => row.name === name)) return
  const end = Math.max(-1, ...rows.map((known) => known.position)) + 1
  if (table === 'style_colour') {
    await scope.insert(table, { style_id: styleId, name, position: end, swatch: swatchFor(name) })
    return
  }
  const isOrdered = rows.every((row, at) => at === 0 || compareSizes(rows[at - 1]!.name, row.name) <= 0)
  const behind = isOrdered ? rows.filter((row) => compareSizes(row.name, name) > 0) : []
  for (const row of behind) await scope.update(table, row.id, { position: row.position + 1 })
  await scope.insert(table, { style_id: styleId, name, position: behind[0]?.position ?? end })
}
