import { type Kysely, sql } from 'kysely'
import { addDays, type BusinessDate, endOfDay, type Instant, startOfDay } from '../../shared/dates.ts'
import { carrierCodeOf, guessCarrierCode } from '../../shared/shipping/carrier-codes.ts'
import { suggestMerges } from '../../shared/shipping/merges.ts'
import { type WaveRefusal, waveRefusal } from '../../shared/shipping/refusal.ts'
import { byPackUrgency, performanceNearDays } from '../../shared/shipping/urgency.ts'
import type { WaveCandidate, WaveFilter } from '../../shared/shipping/wave-contract.ts'
import type { Database } from '../schema.ts'
import { readShipOrders, type ShipOrder } from './ship-orders.ts'

/** Orders looked at for one wave; a workshop with more open ones narrows its filter. */
const looked = 3000

export interface Candidates {
  readonly rows: WaveCandidate[]
  readonly ready: number
  readonly more: boolean
  readonly excluded: { reason: WaveRefusal; orders: number }[]
  readonly suggestions: { orderIds: number[]; reason: 'buyer' | 'recipient' }[]
}

/** Orders that a wave may take now, the most urgent first; how many are left out and why; what may be merged. */
export async function waveCandidates(
  db: Kysely<Database>,
  filter: WaveFilter & { readonly limit: number },
  now: Instant,
  today: BusinessDate,
): Promise<Candidates> {
  const conditions = [sql`o.stage IN ('open', 'picking')`]
  if (filter.shopId !== null) conditions.push(sql`o.shop_id = ${filter.shopId}`)
  if (filter.due === 'overdue') conditions.push(sql`o.ship_by < ${now}`)
  if (filter.due === 'today') conditions.push(sql`o.ship_by <= ${endOfDay(today)}`)
  if (filter.due === 'tomorrow')
    conditions.push(
      sql`o.ship_by BETWEEN ${startOfDay(addDays(today, 1))} AND ${endOfDay(addDays(today, 1))}`,
    )
  if (filter.performanceNear)
    conditions.push(sql`o.performance_date <= ${addDays(today, performanceNearDays)}`)
  const found = await sql<{ id: number }>`
    SELECT o.id FROM orders o WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY o.performance_date IS NULL, o.performance_date, o.ship_by IS NOT NULL, o.ship_by, o.id LIMIT ${looked}`.execute(
    db,
  )
  const judged = await judgeOrders(
    db,
    found.rows.map((row) => row.id),
  )
  const carrier =
    filter.carrierId === null
      ? undefined
      : await db
          .selectFrom('carrier')
          .select(['code', 'name'])
          .where('id', '=', filter.carrierId)
          .executeTakeFirst()
  const kept = judged.filter(({ candidate }) => {
    if (filter.single && candidate.kinds !== 1) return false
    if (!carrier) return true
    if (candidate.carrierName === carrier.name) return true
    const code = carrierCodeOf(candidate.carrierName) ?? guessCarrierCode(candidate.trackingNumber)
    return code === carrier.code
  })
  const ready = kept.filter(({ candidate }) => candidate.refusal === null)
  ready.sort((a, b) => byPackUrgency(today)(a.candidate, b.candidate))
  const excluded = new Map<WaveRefusal, number>()
  for (const { candidate } of kept) {
    if (candidate.refusal !== null)
      excluded.set(candidate.refusal, (excluded.get(candidate.refusal) ?? 0) + 1)
  }
  const suggestions = suggestMerges(
    ready.slice(0, filter.limit).map(({ order }) => ({
      orderId: order.id,
      platform: order.platform,
      buyerId: order.buyerId,
      name: order.recipient.name,
      phone: order.recipient.phone,
      address: order.recipient.address,
    })),
  )
  const rest = kept.filter(({ candidate }) => candidate.refusal !== null)
  return {
    rows: [...ready, ...rest].slice(0, filter.limit).map(({ candidate }) => candidate),
    ready: ready.length,
    more: found.rows.length === looked,
    excluded: [...excluded].map(([reason, orders]) => ({ reason, orders })),
    suggestions: suggestions.map(({ orderIds, reason }) => ({ orderIds: [...orderIds], reason })),
  }
}

/** Orders with whether a wave may take them. */
export async function judgeOrders(
  db: Kysely<Database>,
  orderIds: readonly number[],
): Promise<{ order: ShipOrder; candidate: WaveCandidate }[]> {
  const orders = await readShipOrders(db, orderIds)
  const facts = await sql<{
    id: number
    in_wave: number
    in_parcel: number
    number: string | null
    carrier: string | null
  }>`
    SELECT j.value AS id,
      EXISTS (SELECT 1 FROM wave_order x JOIN wave w ON w.id = x.wave_id
        WHERE x.order_id = j.value AND w.state = 'picking') AS in_wave,
      EXISTS (SELECT 1 FROM parcel_order x JOIN parcel p ON p.id = x.parcel_id
        WHERE x.order_id = j.value AND p.state IN ('open', 'packed')) AS in_parcel,
      (SELECT tracking_number FROM waybill WHERE order_id = j.value ORDER BY id DESC LIMIT 1) AS number,
      (SELECT carrier_name FROM waybill WHERE order_id = j.value ORDER BY id DESC LIMIT 1) AS carrier
    FROM json_each(${JSON.stringify(orderIds)}) j`.execute(db)
  const byId = new Map(facts.rows.map((row) => [row.id, row]))
  return orders.map((order) => {
    const own = byId.get(order.id)
    const left = order.lines.filter((line) => line.quantity - line.cancelled > line.shipped)
    return {
      order,
      candidate: {
        orderId: order.id,
        orderNumber: order.orderNumber,
        shopId: order.shopId,
        shopName: order.shopName,
        platform: order.platform,
        shipBy: order.shipBy,
        performanceDate: order.performanceDate,
        titles: order.titles || left.map((line) => line.title).join(' / '),
        pieces: left.reduce((sum, line) => sum + line.quantity - line.cancelled - line.shipped, 0),
        kinds: new Set(left.map((line) => line.skuId)).size,
        region: order.region,
        masked: order.masked,
        carrierName: own?.carrier ?? '',
        trackingNumber: own?.number ?? '',
        answering: left.some((line) => line.kind !== 'sale'),
        remark: [order.sellerNote, order.buyerNote, order.note].filter(Boolean).join(' | '),
        refusal: waveRefusal({
          ...order,
          inWave: own?.in_wave === 1,
          inParcel: own?.in_parcel === 1,
          unmatched: order.unmatchedCount,
          short: order.shortCount,
        }),
      },
    }
  })
}
