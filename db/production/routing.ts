import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import { findCycle } from '../../shared/production/routing.ts'
import type { Operation, OperationInput } from '../../shared/production/routing-contract.ts'
import { refuseStale } from '../catalog/changed-meanwhile.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** SQL: what an operation `o` asks of its worker. */
export const skillOf = sql<string>`iif(o.skill = '', o.name, o.skill)`

/** A style's operations in their order, with their price lists (newest first) where the caller may see rates. */
export async function readRouting(
  db: Kysely<Database>,
  styleId: number,
  withRates: boolean,
): Promise<Operation[]> {
  const operations = await db
    .selectFrom('operation')
    .selectAll()
    .where('style_id', '=', styleId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .execute()
  const ids = operations.map((row) => row.id)
  const before = await db
    .selectFrom('operation_predecessor')
    .select(['operation_id', 'predecessor_id'])
    .where('operation_id', 'in', ids)
    .orderBy('predecessor_id')
    .execute()
  const rates = withRates
    ? await db
        .selectFrom('piece_rate')
        .selectAll()
        .where('operation_id', 'in', ids)
        .orderBy('valid_from', 'desc')
        .orderBy('size')
        .execute()
    : []
  return operations.map((row) => ({
    id: row.id,
    name: row.name,
    standardSeconds: row.standard_seconds,
    skill: row.skill,
    recorded: row.recorded === 1,
    predecessors: before.filter((one) => one.operation_id === row.id).map((one) => one.predecessor_id),
    rates: rates
      .filter((one) => one.operation_id === row.id)
      .map((one) => ({ validFrom: one.valid_from, size: one.size, rate: one.rate })),
  }))
}

/**
 * Saves a style's routing as a whole, in the order given; what is left out is archived, since work hangs on it.
 * Batches that were begun keep the routing they were begun with. `read`: what it was when somebody began to change it.
 * Gives the operations' ids. Raises already-exists (`operation`), routing-circle, not-found and changed-meanwhile.
 */
export async function saveRouting(
  scope: CommandScope,
  styleId: number,
  operations: readonly OperationInput[],
  read?: readonly Omit<Operation, 'rates'>[],
): Promise<number[]> {
  const { trx } = scope
  const style = await trx.selectFrom('style').select('id').where('id', '=', styleId).executeTakeFirst()
  if (!style) throw new YifangError('not-found', { what: 'style', id: styleId })
  const now = await readRouting(trx, styleId, false)
  await refuseStale(scope, styleId, 'operation', now.map(withoutRates), read?.map(withoutRates))
  refuseRepeats(operations)
  const known = await trx
    .selectFrom('operation')
    .select(['id', 'name'])
    .where('style_id', '=', styleId)
    .where('archived_at', 'is', null)
    .execute()
  const kept = new Set(operations.map(({ id }) => id))
  for (const { id } of operations)
    if (id !== null && !known.some((row) => row.id === id))
      throw new YifangError('not-found', { what: 'operation', id })
  for (const { id } of known)
    if (!kept.has(id)) await scope.update('operation', id, { archived_at: scope.at })
  // Two operations may exchange their names: each steps aside first.
  for (const { id, name } of operations) {
    if (id !== null && known.some((row) => row.id !== id && row.name === name))
      await scope.update('operation', id, { name: `${name} (${id})` })
  }
  const ids: number[] = []
  for (const [position, { id, name, standardSeconds, skill, recorded }] of operations.entries()) {
    const row = {
      name,
      name_initials: pinyinInitials(name),
      position,
      standard_seconds: standardSeconds,
      skill,
      recorded: recorded ? 1 : 0,
    } as const
    if (id === null) ids.push(await scope.insert('operation', { style_id: styleId, ...row }))
    else {
      await scope.update('operation', id, row)
      ids.push(id)
    }
  }
  const steps = operations.map(({ predecessors }, index) => ({
    id: ids[index]!,
    predecessors: [...new Set(predecessors)].map((place) => {
      const predecessor = ids[place]
      if (predecessor === undefined) throw new YifangError('not-found', { what: 'operation', id: place })
      return predecessor
    }),
  }))
  const circle = findCycle(steps)
  if (circle !== null)
    throw new YifangError('routing-circle', { operation: operations[ids.indexOf(circle)]?.name ?? '' })
  await savePredecessors(scope, steps)
  return ids
}

/** What `saveRouting` writes of an operation. */
function withoutRates({
  id,
  name,
  standardSeconds,
  skill,
  recorded,
  predecessors,
}: Omit<Operation, 'rates'>) {
  return { id, name, standardSeconds, skill, recorded, predecessors: predecessors.toSorted((a, b) => a - b) }
}

async function savePredecessors(
  scope: CommandScope,
  steps: readonly { readonly id: number; readonly predecessors: readonly number[] }[],
): Promise<void> {
  const rows = await scope.trx
    .selectFrom('operation_predecessor')
    .select(['id', 'operation_id', 'predecessor_id'])
    .where(
      'operation_id',
      'in',
      steps.map(({ id }) => id),
    )
    .execute()
  for (const { id, predecessors } of steps) {
    const mine = rows.filter((row) => row.operation_id === id)
    for (const row of mine)
      if (!predecessors.includes(row.predecessor_id)) await scope.remove('operation_predecessor', row.id)
    for (const predecessor of predecessors)
      if (!mine.some((row) => row.predecessor_id === predecessor))
        await scope.insert('operation_predecessor', { operation_id: id, predecessor_id: predecessor })
  }
}

function refuseRepeats(operations: readonly OperationInput[]): void {
  const seen = new Set<string>()
  for (const { name } of operations) {
    if (seen.has(name)) throw new YifangError('already-exists', { what: 'operation', name })
    seen.add(name)
  }
}

/**
 * Sets the price list of an operation that holds from a date, in place of what that date had; no rows take it away.
 * Entries keep the rate they were recorded with. Raises not-found and already-exists (`size`).
 */
export async function setRates(
  scope: CommandScope,
  input: {
    readonly operationId: number
    readonly validFrom: string
    readonly rates: readonly { readonly size: string; readonly rate: number }[]
  },
): Promise<null> {
  const { operationId, validFrom, rates } = input
  const { trx } = scope
  const operation = await trx
    .selectFrom('operation')
    .select('id')
    .where('id', '=', operationId)
    .executeTakeFirst()
  if (!operation) throw new YifangError('not-found', { what: 'operation', id: operationId })
  const rows = await trx
    .selectFrom('piece_rate')
    .select(['id', 'size'])
    .where('operation_id', '=', operationId)
    .where('valid_from', '=', validFrom)
    .execute()
  const named = new Set<string>()
  for (const { size, rate } of rates) {
    if (named.has(size)) throw new YifangError('already-exists', { what: 'size', name: size })
    named.add(size)
    const row = rows.find((one) => one.size === size)
    if (row) await scope.update('piece_rate', row.id, { rate })
    else await scope.insert('piece_rate', { operation_id: operationId, valid_from: validFrom, size, rate })
  }
  for (const row of rows) if (!named.has(row.size)) await scope.remove('piece_rate', row.id)
  return null
}
