import { type Kysely, sql } from 'kysely'
import { draftFromListing } from '../../shared/catalog/listing-draft.ts'
import type { Listing, Suggestion } from '../../shared/catalog/listings-contract.ts'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import {
  type CandidateSku,
  type CandidateStyle,
  type ListingText,
  loose,
  rankSkus,
  readListing,
  scoreStyle,
} from '../../shared/catalog/suggest.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Database } from '../schema.ts'
import { listListings } from './listings.ts'
import { skuLabels } from './lookups.ts'
import { isUnmatched } from './waiting-matches.ts'

/** So many styles are looked at closely: those that the words name best. */
const closeStyles = 12

/** SKUs that a waiting listing may mean, best first; none where nothing waits for it any more (just matched). */
export async function suggestSkus(
  db: Kysely<Database>,
  shopId: number,
  matchKey: string,
): Promise<Suggestion[]> {
  const listing = await waitingListing(db, shopId, matchKey)
  if (!listing) return []
  const read = readListing(listing)
  const known = await knownStyles(db, shopId, listing.title)
  const byCode = await codeCandidates(db, listing.sellerCode)
  const styles = await allStyles(db)
  const scored = [...styles.values()]
    .map((style) => ({ id: style.id, score: scoreStyle(read, style, known.has(style.id)).score }))
    .filter((style) => style.score >= 0.1)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, closeStyles)
  const skus = new Map(
    [...byCode, ...(await skusOf(db, [...known, ...scored.map((style) => style.id)]))].map((sku) => [
      sku.id,
      sku,
    ]),
  )
  const ranked = rankSkus(read, styles, [...skus.values()], known, 9)
  const labels = await skuLabels(
    db,
    ranked.map((entry) => entry.skuId),
  )
  return ranked.flatMap(({ skuId, score, sure, reasons, conflicts }) => {
    const sku = labels.get(skuId)
    return sku ? [{ sku, score, sure, reasons: [...reasons], conflicts: [...conflicts] }] : []
  })
}

/** What a listing that waits is called; null: none waits. */
async function waitingListing(db: Kysely<Database>, shopId: number, matchKey: string) {
  const found = await sql<ListingText>`
    SELECT l.title, l.attributes, l.seller_code AS sellerCode FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
    WHERE o.unmatched_count > 0 AND o.shop_id = ${shopId} AND l.match_key = ${matchKey} AND ${isUnmatched}
    LIMIT 1`.execute(db)
  return found.rows[0] ?? null
}

/**
 * Once one variant of a listing is known, most others follow from their colour and size: those of which that
 * is sure, each with its SKU. Other sizes of the same colour that the style does not have yet come without one.
 */
export async function suggestSiblings(
  db: Kysely<Database>,
  input: {
    readonly shopId: number
    readonly matchKey: string
    readonly title: string
    readonly skuId: number
  },
): Promise<{ listing: Listing; sku: SkuLabel | null }[]> {
  const chosen = (await skuLabels(db, [input.skuId])).get(input.skuId)
  if (!chosen) throw new YifangError('not-found', { what: 'sku', id: input.skuId })
  const { rows } = await listListings(db, {
    search: '',
    shopId: input.shopId,
    title: input.title,
    offset: 0,
    limit: 200,
  })
  const style = { id: chosen.styleId, styleNumber: chosen.styleNumber, name: chosen.styleName }
  const known = new Set([style.id])
  const skus = await skusOf(db, [style.id])
  const newSizes = new Set<string>()
  const sure = rows.flatMap((listing): { listing: Listing; skuId: number | null }[] => {
    if (listing.matchKey === input.matchKey) return []
    const [first] = rankSkus(readListing(listing), new Map([[style.id, style]]), skus, known, 1)
    if (first?.sure === true) return [{ listing, skuId: first.skuId }]
    const wanted = draftFromListing(listing)
    const isNew =
      wanted.size !== '' &&
      wanted.colour === chosen.colour &&
      !chosen.isSet &&
      !newSizes.has(wanted.size) &&
      !skus.some((sku) => sku.colour === wanted.colour && sku.size === wanted.size)
    if (!isNew) return []
    newSizes.add(wanted.size)
    return [{ listing, skuId: null }]
  })
  const labels = await skuLabels(
    db,
    sure.flatMap((entry) => entry.skuId ?? []),
  )
  return sure.map(({ listing, skuId }) => ({
    listing,
    sku: skuId === null ? null : labels.get(skuId)!,
  }))
}

/** Styles that other variants of the same title in the same shop were matched to. */
async function knownStyles(
  db: Kysely<Database>,
  shopId: number,
  title: string,
): Promise<ReadonlySet<number>> {
  if (title === '') return new Set()
  const rows = await db
    .selectFrom('listing_alias')
    .innerJoin('sku', 'sku.id', 'listing_alias.sku_id')
    .select('sku.style_id')
    .distinct()
    .where('shop_id', '=', shopId)
    .where('title', '=', title)
    .execute()
  return new Set(rows.map((row) => row.style_id))
}

async function allStyles(db: Kysely<Database>): Promise<ReadonlyMap<number, CandidateStyle>> {
  const rows = await db
    .selectFrom('style')
    .select(['id', 'style_number as styleNumber', 'name'])
    .where('archived_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function skusOf(db: Kysely<Database>, styleIds: readonly number[]): Promise<CandidateSku[]> {
  const found = await sql<CandidateSku>`
    SELECT id, style_id AS styleId, colour, size, seller_code AS sellerCode FROM sku
    WHERE archived_at IS NULL AND style_id IN (SELECT value FROM json_each(${JSON.stringify(styleIds)}))`.execute(
    db,
  )
  return found.rows
}

/** As `loose` for the signs that codes are written with; the index sku_loose_code holds just this. */
const looseColumn = sql`upper(replace(replace(replace(replace(replace(seller_code, '-', ''), ' ', ''), '_', ''), '/', ''), '.', ''))`

/** SKUs whose seller code is the listing's, written otherwise, or the beginning of one in the other. */
async function codeCandidates(db: Kysely<Database>, sellerCode: string): Promise<CandidateSku[]> {
  const code = loose(sellerCode)
  if (code.length < 2) return []
  // From four letters on, codes of which one begins the other are looked at too.
  const beginnings = [...code].map((_sign, at) => code.slice(0, at + 1)).filter((part) => part.length >= 4)
  const longer =
    code.length >= 4 ? sql`${looseColumn} >= ${code} AND ${looseColumn} < ${`${code}\uffff`}` : sql`0`
  const columns = sql`id, style_id AS styleId, colour, size, seller_code AS sellerCode`
  const found = await sql<CandidateSku>`
    SELECT * FROM (
      SELECT ${columns} FROM sku WHERE seller_code <> '' AND archived_at IS NULL
        AND ${looseColumn} IN (SELECT value FROM json_each(${JSON.stringify([code, ...beginnings])}))
      UNION
      SELECT * FROM (SELECT ${columns} FROM sku WHERE seller_code <> '' AND archived_at IS NULL AND ${longer}
        ORDER BY ${looseColumn} LIMIT 200))`.execute(db)
  return found.rows
}
