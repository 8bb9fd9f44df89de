import { type Kysely, sql } from 'kysely'
import { businessDate } from '../../shared/dates.ts'
import type { Proposal, ProposalCell } from '../../shared/planning/contract.ts'
import { type Purposes, purposes } from '../../shared/planning/purpose.ts'
import { canDo, earlier, finishDates, latestStart, type StepWork } from '../../shared/planning/schedule.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { styleAxes } from '../inventory/stock-list.ts'
import { skillOf } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { readCalendar } from './calendar.ts'
import { stepSeconds } from './capacity.ts'
import { readHands } from './hands.ts'
import { itemFigures } from './item-figures.ts'
import { lackedPieces, namedOrders, unansweredLacks, waitingOrders } from './lacks.ts'
import { missingMaterials } from './missing-materials.ts'

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
  const unanswered = new Map(
    figures.map((row) => [
      row.id,
      unansweredLacks(byItem.get(row.id) ?? [], Math.max(0, row.free) + row.expected),
    ]),
  )
  const purposeOf = new Map<number, Purposes>()
  const cells = figures.map(({ id, readyBy: _readyBy, ...row }) => {
    const short = (byItem.get(id) ?? []).reduce((sum, lack) => sum + lack.short, 0)
    const purpose = purposes({ ...row, short })
    purposeOf.set(id, purpose)
    const proposed = purpose.forOrders + purpose.forSafety + purpose.forSeason
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
    const waiting = waitingOrders(ofStyle.flatMap(({ skuId }) => unanswered.get(skuId) ?? []))
    const sumFor = (purpose: keyof Purposes) =>
      ofStyle.reduce((sum, { skuId }) => sum + purposeOf.get(skuId)![purpose], 0)
    const shipBys = waiting.flatMap(({ shipBy }) => (shipBy === null ? [] : [businessDate(shipBy)]))
    const shows = waiting.flatMap(({ performanceDate }) =>
      performanceDate === null ? [] : [performanceDate],
    )
    const seasons = figures.flatMap(({ id, readyBy }) =>
      readyBy !== null && labels.get(id)!.styleId === styleId && purposeOf.get(id)!.forSeason > 0
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
      forOrders: sumFor('forOrders'),
      forSafety: sumFor('forSafety'),
      forSeason: sumFor('forSeason'),
      seasonBy: seasons.toSorted()[0] ?? null,
      orders: waiting.length,
      waiting: namedOrders(waiting),
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
      hasBom: short.has(styleId),
      missing: [...(short.get(styleId) ?? [])],
    }
  })
  // Begun today, each in its turn among the open batches and the other proposals.
  const open = Map.groupBy(await stepSeconds(db, []), ({ batchId }) => batchId)
  const dueOf = new Map(
    (
      await db
        .selectFrom('batch')
        .select(['id', 'due_date', 'performance_date'])
        .where('state', '=', 'open')
        .execute()
    ).map((row) => [row.id, earlier(row.due_date, row.performance_date)]),
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

/** The steps of one piece by style, in standard seconds; styles without a routing are left out. */
async function styleSteps(db: Kysely<Database>): Promise<ReadonlyMap<number, readonly StepWork[]>> {
  const { rows } = await sql<StepWork & { styleId: number }>`
    SELECT style_id AS styleId, ${skillOf} AS skill, coalesce(standard_seconds, 0) AS seconds FROM operation o
    WHERE archived_at IS NULL AND recorded = 1`.execute(db)
  return Map.groupBy(rows, ({ styleId }) => styleId)
}
