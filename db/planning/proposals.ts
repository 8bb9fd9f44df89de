import { type Kysely, sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import type { Proposal, ProposalCell } from '../../shared/planning/contract.ts'
import { canDo, finishDates, latestStart, type StepWork } from '../../shared/planning/schedule.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { needTables, stockItems } from '../inventory/needs.ts'
import { styleAxes, wantedItems } from '../inventory/stock-list.ts'
import { skillOf } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { readCalendar } from './calendar.ts'
import { stepSeconds } from './capacity.ts'
import { readHands } from './hands.ts'
import { missingMaterials } from './missing-materials.ts'

interface Lack {
  readonly itemId: number
  readonly orderId: number
  readonly short: number
  readonly shipBy: number | null
  readonly performanceDate: string | null
}

/**
 * What to make, by style with its colour × size grid: what orders lack and the safety stock, less what is free and
 * what is expected. A style whose latest start is nearest comes first. `today`: the workshop's business date.
 */
export async function listProposals(
  db: Kysely<Database>,
  input: { readonly search: string; readonly offset: number; readonly limit: number; readonly today: string },
): Promise<{ rows: Proposal[]; total: number; pieces: number }> {
  const lacks = await lackedPieces(db)
  const byItem = Map.groupBy(lacks, ({ itemId }) => itemId)
  const figures = await itemFigures(db, [...byItem.keys()], input.today)
  const cells = figures.map(({ id, readyBy: _readyBy, ...row }) => {
    const short = (byItem.get(id) ?? []).reduce((sum, lack) => sum + lack.short, 0)
    const proposed = Math.max(
      0,
      short + Math.max(row.safetyStock, row.season) - Math.max(0, row.free) - row.expected,
    )
    return { skuId: id, short, proposed, ...row }
  })
  const labels = await skuLabels(
    db,
    cells.map(({ skuId }) => skuId),
  )
  const calendar = await readCalendar(db)
  const hands = await readHands(db, calendar)
  const styles = [...Map.groupBy(cells, ({ skuId }) => labels.get(skuId)!.styleId)].filter(([, ofStyle]) =>
    ofStyle.some(({ proposed }) => proposed > 0),
  )
  const axes = await styleAxes(
    db,
    styles.map(([styleId]) => styleId),
  )
  const times = await styleSteps(db)
  const short = await missingMaterials(
    db,
    styles.map(([styleId, ofStyle]) => ({
      styleId,
      pieces: ofStyle.map(({ skuId, proposed }) => {
        const { colour, size } = labels.get(skuId)!
        return { colour, size, quantity: proposed }
      }),
    })),
  )
  const drafts = styles.map(([styleId, ofStyle]) => {
    const label = labels.get(ofStyle[0]!.skuId)!
    const waiting = ofStyle.flatMap(({ skuId, proposed: missing }) =>
      missing > 0 ? (byItem.get(skuId) ?? []) : [],
    )
    const shipBys = waiting.flatMap(({ shipBy }) => (shipBy === null ? [] : [businessDate(shipBy)]))
    const shows = waiting.flatMap(({ performanceDate }) =>
      performanceDate === null ? [] : [performanceDate],
    )
    const seasons = figures.flatMap(({ id, season, readyBy }) =>
      readyBy !== null && season > 0 && ofStyle.some((cell) => cell.skuId === id && cell.proposed > 0)
        ? [readyBy]
        : [],
    )
    const due = [...shipBys, ...shows, ...seasons].toSorted()[0] ?? null
    const proposed = ofStyle.reduce((sum, cell) => sum + cell.proposed, 0)
    const steps = (times.get(styleId) ?? []).map(({ skill, seconds }) => ({
      skill,
      seconds: seconds * proposed,
    }))
    const workSeconds = steps.reduce((sum, { seconds }) => sum + seconds, 0)
    const start = due === null ? null : latestStart(steps, calendar, hands, due)
    const named = ofStyle.map((cell): ProposalCell => {
      const { colour, size } = labels.get(cell.skuId)!
      return { ...cell, colour, size }
    })
    return {
      styleId,
      styleNumber: label.styleNumber,
      styleName: label.styleName,
      photoHash: label.photoHash,
      ...axes.order(styleId, named),
      cells: named,
      proposed,
      short: ofStyle.reduce((sum, cell) => sum + cell.short, 0),
      orders: new Set(waiting.map(({ orderId }) => orderId)).size,
      due,
      performanceDate: shows.toSorted()[0] ?? null,
      latestStart: start,
      finish: null,
      late: false,
      steps,
      workSeconds,
      nobodyCan: steps.flatMap(({ skill, seconds }) =>
        seconds > 0 && hands.length > 0 && !hands.some(({ skills }) => canDo(skills, skill)) ? [skill] : [],
      ),
      hasRouting: times.has(styleId),
      missing: [...(short.get(styleId) ?? [])],
    }
  })
  // Begun today, each in its turn among the open batches and the other proposals.
  const open = Map.groupBy(await stepSeconds(db, []), ({ batchId }) => batchId)
  const dueOf = new Map(
    (await db.selectFrom('batch').select(['id', 'due_date']).where('state', '=', 'open').execute()).map(
      (row) => [row.id, row.due_date],
    ),
  )
  const finish = finishDates(
    [
      ...[...open].map(([id, steps]) => ({ id, due: dueOf.get(id) ?? null, steps })),
      ...drafts.map(({ styleId, due, steps }) => ({ id: -styleId, due, steps })),
    ],
    calendar,
    hands,
    input.today,
  )
  const all = drafts.map(({ steps: _steps, ...draft }): Proposal => {
    const end = draft.workSeconds === 0 ? null : (finish.get(-draft.styleId) ?? null)
    const { latestStart: start, due } = draft
    const isLate = due !== null && ((start !== null && start < input.today) || (end !== null && end > due))
    return { ...draft, finish: end, late: isLate }
  })
  const needle = input.search.normalize('NFKC').trim().toLowerCase()
  const found = all
    .filter(({ styleNumber, styleName }) => `${styleNumber} ${styleName}`.toLowerCase().includes(needle))
    .toSorted(
      (a, b) => sortKey(a).localeCompare(sortKey(b)) || b.proposed - a.proposed || a.styleId - b.styleId,
    )
  return {
    rows: found.slice(input.offset, input.offset + input.limit),
    total: found.length,
    pieces: found.reduce((sum, { proposed }) => sum + proposed, 0),
  }
}

function sortKey({ latestStart: start, due }: Proposal): string {
  return start ?? due ?? '9999'
}

async function lackedPieces(db: Kysely<Database>): Promise<readonly Lack[]> {
  const items = await stockItems(db, await wantedItems(db))
  if (items.length === 0) return []
  const { rows } = await sql<Lack>`
    WITH ${needTables(items, 'short')}
    SELECT item_id AS itemId, order_id AS orderId, need - allocated AS short, ship_by AS shipBy,
      performance_date AS performanceDate
    FROM need WHERE open AND need > allocated`.execute(db)
  return rows
}

type ItemFigures = Pick<ProposalCell, 'free' | 'expected' | 'safetyStock' | 'season'> & {
  readonly id: number
  readonly readyBy: string | null
}

/** Of all SKUs of the styles of the given items, and of those that keep a safety stock: sums over small tables. */
async function itemFigures(
  db: Kysely<Database>,
  ids: readonly number[],
  today: string,
): Promise<readonly ItemFigures[]> {
  const { rows } = await sql<ItemFigures>`
    WITH there AS (
      SELECT v.item_id, sum(v.quantity) AS quantity FROM stock_level v
      JOIN location p ON p.id = v.location_id AND p.kind = 'sellable' GROUP BY v.item_id),
    promised AS (SELECT item_id, sum(quantity) AS quantity FROM allocation GROUP BY item_id),
    coming AS (
      SELECT item_id, sum(quantity - received) AS quantity FROM expected_supply WHERE closed_at IS NULL
      GROUP BY item_id)
    SELECT sku.id, sku.safety_stock AS safetyStock, coalesce(target.quantity, 0) AS season, target.ready_by AS readyBy,
      coalesce(there.quantity, 0) - coalesce(promised.quantity, 0) AS free, coalesce(coming.quantity, 0) AS expected
    FROM sku LEFT JOIN there ON there.item_id = sku.id LEFT JOIN promised ON promised.item_id = sku.id
    LEFT JOIN coming ON coming.item_id = sku.id
    LEFT JOIN season_target target ON target.sku_id = sku.id AND target.ready_by >= ${today}
    WHERE sku.is_set = 0 AND sku.seconds_of IS NULL AND sku.archived_at IS NULL
      AND sku.style_id IN (
        SELECT style_id FROM sku
        WHERE safety_stock > 0 OR id IN (SELECT sku_id FROM season_target WHERE ready_by >= ${today})
          OR id IN (SELECT value FROM json_each(${JSON.stringify(ids)})))`.execute(db)
  return rows
}

/** The steps of one piece by style, in standard seconds; styles without a routing are left out. */
async function styleSteps(db: Kysely<Database>): Promise<ReadonlyMap<number, readonly StepWork[]>> {
  const { rows } = await sql<StepWork & { styleId: number }>`
    SELECT style_id AS styleId, ${skillOf} AS skill, coalesce(standard_seconds, 0) AS seconds FROM operation o
    WHERE archived_at IS NULL AND recorded = 1`.execute(db)
  return Map.groupBy(rows, ({ styleId }) => styleId)
}
