import { sql } from 'kysely'
import type { ParsedLine, RowProblem } from '../../../shared/orders/files/types.ts'
import type { AuditedTable, CommandScope } from '../../command.ts'
import { addListing } from '../search-index.ts'
import type { ImportTarget, SliceCounts } from './prepared.ts'

/** What writing one slice works with. */
export interface SliceContext {
  readonly scope: CommandScope
  readonly target: ImportTarget
  readonly counts: SliceCounts
  readonly problems: RowProblem[]
  readonly orders: InsertedRows
  readonly lines: InsertedRows
  readonly waybills: InsertedRows
  /** Orders of which this file told nothing new: only their `head_as_of` moves on. */
  readonly headConfirmed: number[]
  /** Orders whose lines were told by this file: their `lines_as_of` moves on. */
  readonly linesTold: number[]
  readonly findSku: SkuFinder
}

/** Ids that one transaction inserted into one table: contiguous, since there is one writer. */
export class InsertedRows {
  readonly #table: AuditedTable
  #first = 0
  #last = 0
  constructor(table: AuditedTable) {
    this.#table = table
  }
  add(id: number): void {
    if (this.#first === 0) this.#first = id
    this.#last = id
  }
  /** One audit row names them all. */
  async record(scope: CommandScope): Promise<void> {
    if (this.#first > 0) await scope.recordInserted(this.#table, this.#first, this.#last)
  }
}

export interface SkuMatch {
  /** Null: an alias says that the listing is no goods (postage, a deposit). */
  readonly skuId: number | null
  readonly source: 'alias' | 'code'
}
export type SkuFinder = (
  key: string,
  line: Pick<ParsedLine, 'sellerCode' | 'title' | 'attributes'>,
) => Promise<SkuMatch | null>

/** Alias first (the user said so), then our own seller code. Each listing is looked up once a slice. */
function skuFinder(scope: CommandScope, target: ImportTarget): SkuFinder {
  const known = new Map<string, SkuMatch | null>()
  return async (key, line) => {
    const cached = known.get(key)
    if (cached !== undefined) return cached
    addListing(scope.bulk, key, line)
    const result = await sql<{ sku_id: number | null; source: 'alias' | 'code' }>`
      SELECT sku_id, 'alias' AS source FROM listing_alias
      WHERE shop_id = ${target.shop.id} AND match_key = ${key} AND pending IS NOT 'forget'
      UNION ALL
      SELECT id, 'code' FROM sku WHERE seller_code = ${line.sellerCode} AND seller_code <> '' AND archived_at IS NULL
      LIMIT 1`.execute(scope.trx)
    const row = result.rows[0]
    const match = row ? { skuId: row.sku_id, source: row.source } : null
    known.set(key, match)
    return match
  }
}

export function sliceContext(
  scope: CommandScope,
  target: ImportTarget,
  counts: SliceCounts,
  problems: readonly RowProblem[],
): SliceContext {
  return {
    scope,
    target,
    counts,
    problems: [...problems],
    orders: new InsertedRows('orders'),
    lines: new InsertedRows('order_line'),
    waybills: new InsertedRows('waybill'),
    headConfirmed: [],
    linesTold: [],
    findSku: skuFinder(scope, target),
  }
}
