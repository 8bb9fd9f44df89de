import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import {
  type AgreedOrder,
  type PartnerPrice,
  type PriceProposal,
  proposedPrice,
} from '../../shared/subcontracting/prices.ts'
import type { CommandScope } from '../command.ts'
import { batchSteps } from '../production/progress.ts'
import type { Database } from '../schema.ts'

/** The price lists of all partners, in the order in which their rows were made. */
export async function readPrices(
  db: Kysely<Database>,
): Promise<ReadonlyMap<number, readonly PartnerPrice[]>> {
  const rows = await db.selectFrom('partner_price').selectAll().orderBy('id').execute()
  const lists = Map.groupBy(rows, (row) => row.subcontractor_id)
  return new Map(
    [...lists].map(([id, list]) => [
      id,
      list.map((row) => ({ step: row.operation_name, validFrom: row.valid_from, rate: row.rate })),
    ]),
  )
}

/** Keeps a partner's price list as a whole. Orders keep what was agreed. Raises already-exists (a step twice on a day). */
export async function savePrices(
  scope: CommandScope,
  partnerId: number,
  prices: readonly PartnerPrice[],
): Promise<void> {
  const before = await scope.trx
    .selectFrom('partner_price')
    .selectAll()
    .where('subcontractor_id', '=', partnerId)
    .execute()
  const kept = new Set<number>()
  for (const { step, validFrom, rate } of prices) {
    const row = before.find((one) => one.operation_name === step && one.valid_from === validFrom)
    if (row && kept.has(row.id))
      throw new YifangError('already-exists', { what: 'partner_price', name: step })
    if (row) {
      kept.add(row.id)
      await scope.update('partner_price', row.id, { rate })
      continue
    }
    const twice = prices.filter((one) => one.step === step && one.validFrom === validFrom).length > 1
    if (twice) throw new YifangError('already-exists', { what: 'partner_price', name: step })
    await scope.insert('partner_price', {
      subcontractor_id: partnerId,
      operation_name: step,
      valid_from: validFrom,
      rate,
    })
  }
  for (const { id } of before) if (!kept.has(id)) await scope.remove('partner_price', id)
}

/** What partners were paid for work of the given styles, the newest first, under "partner style". */
export async function agreedOrders(
  db: Kysely<Database>,
  styleIds: readonly number[],
): Promise<ReadonlyMap<string, readonly AgreedOrder[]>> {
  const { rows } = await sql<{
    partnerId: number
    styleId: number
    whole: number
    rate: number
    stepRates: string
    steps: string
    date: string
  }>`
    SELECT o.subcontractor_id AS partnerId, batch.style_id AS styleId, o.whole, o.price AS rate,
      o.step_prices AS stepRates, o.business_date AS date,
      (SELECT json_group_array(operation.name ORDER BY j.key) FROM json_each(o.operations) j
        JOIN operation ON operation.id = j.value) AS steps
    FROM subcontract_order o JOIN batch ON batch.id = o.batch_id
    WHERE batch.style_id IN (SELECT value FROM json_each(${JSON.stringify(styleIds)}))
    ORDER BY o.business_date DESC, o.id DESC LIMIT 5000`.execute(db)
  const orders = Map.groupBy(rows, ({ partnerId, styleId }) => `${partnerId} ${styleId}`)
  return new Map(
    [...orders].map(([key, list]) => [
      key,
      list.map((row) => ({
        steps: JSON.parse(row.steps) as string[],
        whole: row.whole === 1,
        rate: row.rate,
        stepRates: JSON.parse(row.stepRates) as number[],
        date: row.date,
      })),
    ]),
  )
}

/** What to propose for some steps of a batch, or (none) for all of it. Raises not-found. */
export async function proposePrice(
  db: Kysely<Database>,
  input: {
    readonly subcontractorId: number
    readonly batchId: number
    readonly operationIds: readonly number[]
    readonly today: string
  },
): Promise<PriceProposal> {
  const batch = await db
    .selectFrom('batch')
    .select('style_id')
    .where('id', '=', input.batchId)
    .executeTakeFirst()
  if (!batch) throw new YifangError('not-found', { what: 'batch', id: input.batchId })
  const recorded = (await batchSteps(db, input.batchId)).filter((step) => step.recorded)
  const whole = input.operationIds.length === 0
  const steps = recorded.filter(({ id }) => whole || input.operationIds.includes(id)).map(({ name }) => name)
  const orders = await agreedOrders(db, [batch.style_id])
  return proposedPrice(
    (await readPrices(db)).get(input.subcontractorId) ?? [],
    orders.get(`${input.subcontractorId} ${batch.style_id}`) ?? [],
    { steps, whole },
    input.today,
  )
}
