import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { SeasonRow, SeasonTargets } from '../../shared/planning/contract.ts'
import { purposes } from '../../shared/planning/purpose.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { itemFigures } from './item-figures.ts'
import { lackedPieces } from './lacks.ts'

/** What of a style is to lie in stock, and by when. */
export async function readSeason(db: Kysely<Database>, styleId: number): Promise<SeasonTargets> {
  const rows = await db
    .selectFrom('season_target as t')
    .innerJoin('sku', 'sku.id', 't.sku_id')
    .select(['t.sku_id', 't.quantity', 't.ready_by'])
    .where('sku.style_id', '=', styleId)
    .orderBy('t.id')
    .execute()
  return {
    readyBy: rows[0]?.ready_by ?? null,
    lines: rows.map((row) => ({ skuId: row.sku_id, quantity: row.quantity })),
  }
}

/** Keeps a style's targets as a whole; no day or no pieces takes them away. Raises not-found. */
export async function saveSeason(
  scope: CommandScope,
  input: SeasonTargets & { readonly styleId: number },
): Promise<null> {
  const skus = await scope.trx
    .selectFrom('sku')
    .select('id')
    .where('style_id', '=', input.styleId)
    .where('is_set', '=', 0)
    .where('seconds_of', 'is', null)
    .execute()
  const before = await scope.trx
    .selectFrom('season_target')
    .selectAll()
    .where(
      'sku_id',
      'in',
      skus.map(({ id }) => id),
    )
    .execute()
  const wanted = new Map(input.lines.map(({ skuId, quantity }) => [skuId, quantity]))
  for (const skuId of wanted.keys())
    if (!skus.some(({ id }) => id === skuId)) throw new YifangError('not-found', { what: 'sku', id: skuId })
  for (const row of before) {
    const quantity = wanted.get(row.sku_id)
    if (quantity === undefined || input.readyBy === null) await scope.remove('season_target', row.id)
    else await scope.update('season_target', row.id, { quantity, ready_by: input.readyBy })
    wanted.delete(row.sku_id)
  }
  if (input.readyBy !== null)
    for (const [sku_id, quantity] of wanted)
      await scope.insert('season_target', { sku_id, quantity, ready_by: input.readyBy })
  return null
}

/** All targets by style, with what of them is still missing; `today`: the workshop's business date. */
export async function listSeasons(db: Kysely<Database>, today: string): Promise<SeasonRow[]> {
  const rows = await db
    .selectFrom('season_target as t')
    .innerJoin('sku', 'sku.id', 't.sku_id')
    .innerJoin('style', 'style.id', 'sku.style_id')
    .select(['t.sku_id', 't.quantity', 't.ready_by', 'style.id', 'style.style_number', 'style.name'])
    .orderBy('t.ready_by')
    .orderBy('style.style_number')
    .execute()
  if (rows.length === 0) return []
  const short = new Map<number, number>()
  for (const lack of await lackedPieces(db))
    short.set(lack.itemId, (short.get(lack.itemId) ?? 0) + lack.short)
  const missing = new Map(
    (
      await itemFigures(
        db,
        rows.map(({ sku_id }) => sku_id),
        today,
      )
    ).map((row) => {
      const { forSafety, forSeason } = purposes({ ...row, short: short.get(row.id) ?? 0 })
      // The season's pieces hold the safety stock among them.
      return [row.id, row.season === 0 ? 0 : Math.min(row.season, forSafety + forSeason)]
    }),
  )
  return [...Map.groupBy(rows, ({ id, ready_by }) => `${id} ${ready_by}`).values()]
    .map((ofStyle): SeasonRow => {
      const { id, style_number, name, ready_by } = ofStyle[0]!
      return {
        styleId: id,
        styleNumber: style_number,
        styleName: name,
        readyBy: ready_by,
        quantity: ofStyle.reduce((sum, { quantity }) => sum + quantity, 0),
        missing: ofStyle.reduce((sum, { sku_id }) => sum + (missing.get(sku_id) ?? 0), 0),
        over: ready_by < today,
      }
    })
    .toSorted((a, b) => Number(a.over) - Number(b.over))
}
