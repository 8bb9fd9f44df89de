import { type Kysely, sql } from 'kysely'
import type { Alias, MatchResult } from '../../shared/catalog/contract.ts'
import { YifangError } from '../../shared/errors.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { skuLabels } from './lookups.ts'
import { mayChange, nothingMatched, unmatchedLines, writeMatches } from './match-lines.ts'

export interface ListingMatch {
  readonly shopId: number
  readonly matchKey: string
  readonly skuId: number
}

/**
 * Remembers what listings mean and gives the SKU to every line that waits for it. A listing that is known
 * already is corrected (see `rematchAlias`). Raises not-found for an unknown SKU, or a listing of which there
 * is no line.
 */
export async function matchListings(
  scope: CommandScope,
  matches: readonly ListingMatch[],
): Promise<MatchResult & { aliasIds: number[] }> {
  const results: MatchResult[] = []
  const aliasIds: number[] = []
  for (const match of matches) {
    const known = await scope.trx
      .selectFrom('listing_alias')
      .select('id')
      .where('shop_id', '=', match.shopId)
      .where('match_key', '=', match.matchKey)
      .executeTakeFirst()
    if (known) {
      aliasIds.push(known.id)
      results.push(await rematchAlias(scope, known.id, match.skuId))
      continue
    }
    await knownSku(scope, match.skuId)
    const words = await sql<{ title: string; attributes: string; seller_code: string }>`
      SELECT l.title, l.attributes, l.seller_code FROM order_line l CROSS JOIN orders o ON o.id = l.order_id
      WHERE l.match_key = ${match.matchKey} AND l.sku_id IS NULL AND o.shop_id = ${match.shopId}
      ORDER BY l.id DESC LIMIT 1`.execute(scope.trx)
    if (!words.rows[0])
      throw new YifangError('not-found', { what: 'listing', id: match.matchKey.slice(0, 200) })
    const aliasId = await scope.insert('listing_alias', {
      shop_id: match.shopId,
      match_key: match.matchKey,
      sku_id: match.skuId,
      ...words.rows[0],
    })
    aliasIds.push(aliasId)
    const lines = await unmatchedLines(scope, match.shopId, match.matchKey)
    results.push(
      await writeMatches(
        scope,
        lines.map((line) => ({ ...line, to: match.skuId, source: 'alias' as const })),
      ),
    )
  }
  return { ...results.reduce(addResults, nothingMatched), aliasIds }
}

function addResults(a: MatchResult, b: MatchResult): MatchResult {
  return {
    lines: a.lines + b.lines,
    orders: a.orders + b.orders,
    kept: a.kept + b.kept,
    losses: [...a.losses, ...b.losses],
  }
}

async function knownSku(scope: CommandScope, skuId: number): Promise<void> {
  const sku = await scope.trx.selectFrom('sku').select('id').where('id', '=', skuId).executeTakeFirst()
  if (!sku) throw new YifangError('not-found', { what: 'sku', id: skuId })
}

/**
 * Corrects what a listing means, or forgets it (`skuId` null). Lines that nobody picks, packs or has sent get
 * the new SKU, or wait for a match again; the others keep what was sent and are counted in `kept`. Raises not-found.
 */
export async function rematchAlias(
  scope: CommandScope,
  aliasId: number,
  skuId: number | null,
): Promise<MatchResult> {
  const alias = await scope.trx
    .selectFrom('listing_alias')
    .selectAll()
    .where('id', '=', aliasId)
    .executeTakeFirst()
  if (!alias) throw new YifangError('not-found', { what: 'listing_alias', id: aliasId })
  if (skuId === null) await scope.remove('listing_alias', aliasId)
  else {
    await knownSku(scope, skuId)
    await scope.update('listing_alias', aliasId, { sku_id: skuId })
  }
  const matched = await sql<{
    id: number
    order_id: number
    sku_id: number
    sku_source: string
    free: number
  }>`
    SELECT l.id, l.order_id, l.sku_id, l.sku_source, ${mayChange} AS free
    FROM order_line l CROSS JOIN orders o ON o.id = l.order_id
    WHERE l.sku_id = ${alias.sku_id} AND l.sku_source = 'alias' AND l.match_key = ${alias.match_key}
      AND o.shop_id = ${alias.shop_id}`.execute(scope.trx)
  const unmatched = await unmatchedLines(scope, alias.shop_id, alias.match_key)
  const source = skuId === null ? null : ('alias' as const)
  const lines = [...matched.rows.filter((line) => line.free === 1), ...unmatched].map((line) => ({
    ...line,
    to: skuId,
    source,
  }))
  const kept = skuId === alias.sku_id ? 0 : matched.rows.filter((line) => line.free === 0).length
  return { ...(await writeMatches(scope, lines)), kept }
}

/** Remembered listings, newest first, with what still hangs on them. */
export async function listAliases(
  db: Kysely<Database>,
  filter: {
    readonly search: string
    readonly shopId?: number | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: Alias[]; total: number; more: boolean }> {
  const words = filter.search.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 6)
  const conditions = words.map((word) => {
    const like = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return sql`(a.title LIKE ${like} ESCAPE '\\' OR a.attributes LIKE ${like} ESCAPE '\\' OR a.seller_code LIKE ${like} ESCAPE '\\'
      OR style.style_number LIKE ${like} ESCAPE '\\' OR style.name LIKE ${like} ESCAPE '\\' OR sku.seller_code LIKE ${like} ESCAPE '\\')`
  })
  if (filter.shopId !== undefined) conditions.push(sql`a.shop_id = ${filter.shopId}`)
  const where = conditions.length === 0 ? sql`1` : sql.join(conditions, sql` AND `)
  const from = sql`listing_alias a JOIN sku ON sku.id = a.sku_id JOIN style ON style.id = sku.style_id WHERE ${where}`
  const counted = await sql<{
    n: number
  }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${from} LIMIT ${totalCap + 1})`.execute(db)
  const total = counted.rows[0]?.n ?? 0
  const found = await sql<{
    id: number
    shop_id: number
    shop_name: string
    title: string
    attributes: string
    seller_code: string
    sku_id: number
    waiting: number
    fixed: number
  }>`
    WITH page AS MATERIALIZED (SELECT a.* FROM ${from} ORDER BY a.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}),
    line AS (
      SELECT page.id AS alias_id, ${mayChange} AS free FROM page
      JOIN order_line l ON l.sku_id = page.sku_id AND l.sku_source = 'alias' AND l.match_key = page.match_key
      JOIN orders o ON o.id = l.order_id AND o.shop_id = page.shop_id)
    SELECT page.id, page.shop_id, shop.name AS shop_name, page.title, page.attributes, page.seller_code, page.sku_id,
      (SELECT count(*) FROM line WHERE alias_id = page.id AND free = 1) AS waiting,
      (SELECT count(*) FROM line WHERE alias_id = page.id AND free = 0) AS fixed
    FROM page JOIN shop ON shop.id = page.shop_id ORDER BY page.id DESC`.execute(db)
  const labels = await skuLabels(
    db,
    found.rows.map((row) => row.sku_id),
  )
  return {
    rows: found.rows.map((row) => ({
      id: row.id,
      shopId: row.shop_id,
      shopName: row.shop_name,
      title: row.title,
      attributes: row.attributes,
      sellerCode: row.seller_code,
      sku: labels.get(row.sku_id)!,
      waitingLines: row.waiting,
      fixedLines: row.fixed,
    })),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}
