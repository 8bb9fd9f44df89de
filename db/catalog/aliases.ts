import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { isUnmatched } from './waiting-matches.ts'

/** What a listing is: a SKU of ours, or no goods at all (postage, a deposit). */
export type ListingMeaning = number | 'not-goods'

export interface ListingMatch {
  readonly shopId: number
  readonly matchKey: string
  readonly means: ListingMeaning
}

/** Aliases whose lines are to be brought in line next (`waitingMatches`), then to be settled. */
export interface SavedAliases {
  readonly aliasIds: number[]
  /** Some meant something else before. */
  readonly corrected: boolean
  /** The command that saved them: only what it left is settled. */
  readonly savedBy: number
}

/**
 * Remembers what listings mean; a listing that is known already is corrected. Their lines follow in slices, since
 * thousands may wait: until `settleAliases` they are marked. Raises not-found for an unknown SKU, or a listing of
 * which there is no line.
 */
export async function saveAliases(
  scope: CommandScope,
  matches: readonly ListingMatch[],
): Promise<SavedAliases> {
  const aliasIds: number[] = []
  let corrected = false
  for (const match of matches) {
    const known = await scope.trx
      .selectFrom('listing_alias')
      .select('id')
      .where('shop_id', '=', match.shopId)
      .where('match_key', '=', match.matchKey)
      .executeTakeFirst()
    if (known) {
      await correctAlias(scope, known.id, match.means)
      aliasIds.push(known.id)
      corrected = true
      continue
    }
    const skuId = await knownSku(scope, match.means)
    const words = await wordsOf(scope, match)
    if (!words) throw new YifangError('not-found', { what: 'listing', id: match.matchKey.slice(0, 200) })
    const row = { shop_id: match.shopId, match_key: match.matchKey, sku_id: skuId, ...words }
    aliasIds.push(await scope.insert('listing_alias', { ...row, pending: 'apply' }))
  }
  return { aliasIds, corrected, savedBy: scope.commandId }
}

/** How the shop writes a listing that waits: its newest line's words. */
async function wordsOf(scope: CommandScope, match: ListingMatch) {
  const found = await sql<{ title: string; attributes: string; seller_code: string }>`
    SELECT l.title, l.attributes, l.seller_code FROM order_line l CROSS JOIN orders o ON o.id = l.order_id
    WHERE l.match_key = ${match.matchKey} AND ${isUnmatched} AND o.shop_id = ${match.shopId}
    ORDER BY l.id DESC LIMIT 1`.execute(scope.trx)
  return found.rows[0]
}

/** Null: no goods. Raises not-found. */
async function knownSku(scope: CommandScope, means: ListingMeaning): Promise<number | null> {
  if (means === 'not-goods') return null
  const sku = await scope.trx.selectFrom('sku').select('id').where('id', '=', means).executeTakeFirst()
  if (!sku) throw new YifangError('not-found', { what: 'sku', id: means })
  return sku.id
}

/**
 * Corrects what a listing means, or begins to forget it (`unknown`: settling it removes it). Lines that nobody
 * picks, packs or has sent follow in slices; the others keep what was sent. Raises not-found.
 */
export async function correctAlias(
  scope: CommandScope,
  aliasId: number,
  means: ListingMeaning | 'unknown',
): Promise<SavedAliases> {
  const change =
    means === 'unknown'
      ? ({ pending: 'forget' } as const)
      : ({ pending: 'apply', sku_id: await knownSku(scope, means) } as const)
  await scope.update('listing_alias', aliasId, change)
  return { aliasIds: [aliasId], corrected: true, savedBy: scope.commandId }
}

/** Their lines have followed: aliases that still stand as that command left them are done, forgotten ones go. */
export async function settleAliases(scope: CommandScope, saved: SavedAliases): Promise<void> {
  const rows = await sql<{ id: number; pending: string }>`
    SELECT id, pending FROM listing_alias WHERE pending IS NOT NULL
    AND id IN (SELECT value FROM json_each(${JSON.stringify(saved.aliasIds)})) AND command_id <= ${saved.savedBy}`.execute(
    scope.trx,
  )
  for (const row of rows.rows) {
    if (row.pending === 'forget') await scope.remove('listing_alias', row.id)
    else await scope.update('listing_alias', row.id, { pending: null })
  }
}

/** Aliases whose lines a power cut left behind. */
export async function pendingAliases(db: Kysely<Database>): Promise<number[]> {
  const rows = await db.selectFrom('listing_alias').select('id').where('pending', 'is not', null).execute()
  return rows.map((row) => row.id)
}
