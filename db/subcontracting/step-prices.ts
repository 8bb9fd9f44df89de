import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** The part of an order's price that a step is paid; 1/1,000,000 yuan a good piece. */
export interface StepPrice {
  readonly operationId: number
  readonly rate: number
}

/**
 * Keeps what each step of an order is paid. Nothing given: its price was agreed for all steps together.
 * Raises not-found, and step-prices-wrong where a step is left out or they do not add up to the order's price.
 */
export async function keepStepPrices(
  scope: CommandScope,
  orderId: number,
  prices: readonly StepPrice[],
): Promise<void> {
  if (prices.length === 0) return
  const order = await scope.trx
    .selectFrom('subcontract_order')
    .select(['operations', 'price'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'subcontract_order', id: orderId })
  const operations = JSON.parse(order.operations) as number[]
  const rates = operations.map((id) => prices.find((row) => row.operationId === id)?.rate ?? null)
  const isComplete = prices.length === operations.length && rates.every((rate) => rate !== null)
  if (!isComplete || rates.reduce((sum, rate) => sum + rate, 0) !== order.price)
    throw new YifangError('step-prices-wrong', {})
  await scope.update('subcontract_order', orderId, { step_prices: JSON.stringify(rates) })
}

/** What each step of an order is paid, in the order of its steps; empty where they were agreed together. */
export async function readStepPrices(db: Kysely<Database>, orderId: number): Promise<StepPrice[]> {
  const row = await db
    .selectFrom('subcontract_order')
    .select(['operations', 'step_prices'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (!row) return []
  const rates = JSON.parse(row.step_prices) as number[]
  return (JSON.parse(row.operations) as number[]).flatMap((operationId, index) => {
    const rate = rates[index]
    return rate === undefined ? [] : [{ operationId, rate }]
  })
}
