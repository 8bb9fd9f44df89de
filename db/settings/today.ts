import { type Kysely, sql } from 'kysely'
import { addDays, businessDate, dayMs, endOfDay, startOfDay } from '../../shared/dates.ts'
import type { Today } from '../../shared/settings/contract.ts'
import { countListings } from '../catalog/listings.ts'
import { countWithoutPrice } from '../inventory/read-receipts.ts'
import { countShortages } from '../inventory/shortages.ts'
import type { Database } from '../schema.ts'
import { readJobNotes } from './jobs.ts'

/** Counts beyond this are shown as "10,000+": nobody works through more in a day. */
const countCap = 10_000
/** Unshipped orders that are looked at row by row, the most urgent of each stage first. */
const scanCap = 20_000
/** A performance this near makes an order worthless soon; the order list's filter says the same. */
const performanceDays = 14

const unshipped = sql`stage IN ('open', 'picking', 'packed')`

/**
 * What the first screen shows, at an instant: what must leave today, what is short, what needs an answer.
 * Due counts come from the index (stage, ship_by) alone, the rest from one pass over the unshipped orders.
 */
export async function readToday(db: Kysely<Database>, now: number): Promise<Today> {
  const workshop = await db.selectFrom('workshop').select('time_zone').executeTakeFirst()
  const zone = workshop?.time_zone ?? 'Asia/Shanghai'
  const date = businessDate(now, zone)
  const [has, due, open, unmatched, short, shippedToday, staged, jobNotes, unpriced] = await Promise.all([
    readBeginnings(db),
    readDue(db, now, endOfDay(date, zone), endOfDay(addDays(date, 1), zone)),
    readOpen(db, date, addDays(date, performanceDays)),
    countListings(db),
    countShortages(db),
    countShippedSince(db, startOfDay(date, zone)),
    db
      .selectFrom('import_file')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'staged')
      // One that is still being read has no shop yet.
      .where('shop_id', 'is not', null)
      .executeTakeFirstOrThrow(),
    readJobNotes(db, now),
    countWithoutPrice(db),
  ])
  return {
    date,
    ...has,
    ...due,
    ...open,
    ready: Math.min(open.ready, countCap),
    // As the screens behind them count: an order that waits for something else is not in their sums.
    unmatchedListings: unmatched.listings,
    unmatchedOrders: unmatched.orders,
    shortOrders: short.orders,
    shortPieces: short.short,
    shippedToday,
    stagedImports: staged.count,
    jobNotes,
    unpricedReceipts: unpriced,
  }
}

async function readBeginnings(db: Kysely<Database>) {
  const { rows } = await sql<{ shops: number; orders: number; skus: number; stock: number; parcels: number }>`
    SELECT EXISTS (SELECT 1 FROM shop WHERE archived_at IS NULL) AS shops,
      EXISTS (SELECT 1 FROM orders) AS orders,
      EXISTS (SELECT 1 FROM sku WHERE archived_at IS NULL) AS skus,
      EXISTS (SELECT 1 FROM stock_move) AS stock,
      EXISTS (SELECT 1 FROM parcel WHERE state IN ('packed', 'shipped')) AS parcels`.execute(db)
  const row = rows[0]!
  return {
    hasShops: row.shops === 1,
    hasOrders: row.orders === 1,
    hasSkus: row.skus === 1,
    hasStock: row.stock === 1,
    hasParcels: row.parcels === 1,
  }
}

async function readDue(db: Kysely<Database>, now: number, todayEnd: number, tomorrowEnd: number) {
  const count = async (condition: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM (SELECT 1 FROM orders WHERE ${condition} LIMIT ${countCap})`.execute(db)
    return rows[0]!.count
  }
  return {
    overdue: await count(sql`${unshipped} AND ship_by < ${now}`),
    dueToday: await count(sql`${unshipped} AND ship_by BETWEEN ${now} AND ${todayEnd}`),
    dueTomorrow: await count(sql`${unshipped} AND ship_by > ${todayEnd} AND ship_by <= ${tomorrowEnd}`),
    noDate: await count(sql`${unshipped} AND ship_by IS NULL`),
    packed: await count(sql`stage = 'packed'`),
  }
}

interface OpenCounts {
  readonly performanceSoon: number
  readonly ready: number
  readonly addressDiffers: number
  readonly onHold: number
  readonly afterSale: number
}

async function readOpen(db: Kysely<Database>, today: string, performanceUntil: string): Promise<OpenCounts> {
  const { rows } = await sql<OpenCounts>`
    SELECT count(*) FILTER (WHERE performance_date BETWEEN ${today} AND ${performanceUntil}) AS performanceSoon,
      count(*) FILTER (WHERE stage = 'open' AND short_count = 0 AND unmatched_count = 0 AND piece_count > 0
        AND hold_reason IS NULL AND (after_sale NOT IN ('requested', 'refunded') OR after_sale_release IS NOT NULL)
        AND address_differs = 0) AS ready,
      count(*) FILTER (WHERE address_differs = 1) AS addressDiffers,
      count(*) FILTER (WHERE hold_reason IS NOT NULL) AS onHold,
      count(*) FILTER (WHERE after_sale <> 'none') AS afterSale
    FROM (SELECT * FROM orders INDEXED BY orders_stage WHERE ${unshipped} LIMIT ${scanCap})`.execute(db)
  return rows[0]!
}

/** Parcels handed over since an instant. No parcel waits longer than two weeks after it was packed. */
async function countShippedSince(db: Kysely<Database>, since: number): Promise<number> {
  const row = await db
    .selectFrom('parcel')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'shipped')
    .where('packed_at', '>=', since - 14 * dayMs)
    .where('shipped_at', '>=', since)
    .executeTakeFirstOrThrow()
  return row.count
}
