import type { Selectable } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import { isBoundToWorker, isPaid, listReversed } from '../payroll/paid-entries.ts'
import type { Database } from '../schema.ts'
import { handOutFor } from './in-hand.ts'
import { undoWork } from './work.ts'
import { writtenWith } from './written-together.ts'

/**
 * Gives an entry, or so many of its good pieces, to the worker who really did them. What was done on the bundle stays,
 * so that this can be done whatever became of it since (split, merged, taken into stock). The change is in the audit.
 * `expected`: the entry's good pieces as they were shown, so that the same change typed at two stations is made once.
 * Raises not-found, entry-undone, too-many-pieces (more than the entry's good ones), entry-changed.
 */
export async function reassignWork(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly workerId: number
    readonly good: number
    readonly expected?: number
  },
): Promise<{ id: number }> {
  const { trx } = scope
  const entry = await trx
    .selectFrom('work_entry')
    .innerJoin('operation', 'operation.id', 'operation_id')
    .innerJoin('bundle', 'bundle.id', 'bundle_id')
    .selectAll('work_entry')
    .select(['operation.name', 'bundle_number'])
    .where('work_entry.id', '=', input.id)
    .executeTakeFirst()
  if (!entry) throw new YifangError('not-found', { what: 'entry', id: input.id })
  if (entry.voided_at !== null) throw new YifangError('entry-undone', { bundle: entry.bundle_number })
  const worker = await trx
    .selectFrom('worker')
    .select('id')
    .where('id', '=', input.workerId)
    .where((eb) => eb.or([eb('archived_at', 'is', null), eb('left_on', '>=', entry.work_date)]))
    .executeTakeFirst()
  if (!worker) throw new YifangError('not-found', { what: 'worker', id: input.workerId })
  if (input.expected !== undefined && input.expected !== entry.good)
    throw new YifangError('entry-changed', { bundle: entry.bundle_number, good: entry.good })
  // None of its pieces, where it has some, would be nobody's work.
  if (input.good === 0 && entry.good > 0)
    throw new YifangError('input-invalid', { fields: [{ path: 'good', message: 'needed' }] })
  if (input.good > entry.good)
    throw new YifangError('too-many-pieces', {
      bundle: entry.bundle_number,
      operation: entry.name,
      remaining: entry.good,
      wanted: input.good,
    })
  if (input.workerId === entry.worker_id) return { id: entry.id }
  const handOutId = await handOutFor(trx, {
    bundleId: entry.bundle_id,
    operationId: entry.operation_id,
    workerId: input.workerId,
  })
  const same = copyOf(entry)
  const isWhole = input.good === entry.good
  // What she spoilt among her own is whose they really are; what was only mended stays the fault it was.
  const isOwn = entry.good > 0 && entry.fault_worker_id === entry.worker_id
  const fault = { fault_worker_id: isOwn ? input.workerId : entry.fault_worker_id }
  const given = { ...same, ...fault, worker_id: input.workerId, hand_out_id: handOutId }
  const part = { ...given, good: input.good, rework: 0, scrap: 0, reason: '', fault_worker_id: null }
  const isPaidFor = await isPaid(scope, entry.id)
  // What a closed run paid, or knows by its worker, is taken back and written anew.
  if (isPaidFor || (isWhole && (await isBoundToWorker(scope, entry.id, input.workerId)))) {
    await scope.update('work_entry', entry.id, { voided_at: scope.at })
    await listReversed(scope, entry.id)
    const kept = await scope.insert(
      'work_entry',
      isWhole ? given : { ...same, good: entry.good - input.good },
    )
    await moveCauses(scope, entry.id, kept)
    return { id: isWhole ? kept : await scope.insert('work_entry', part) }
  }
  // Rework and scrap are hers who did the rest, unless all of it changes hands.
  if (isWhole) {
    await scope.update('work_entry', entry.id, {
      ...fault,
      worker_id: input.workerId,
      hand_out_id: handOutId,
    })
    return { id: entry.id }
  }
  await scope.update('work_entry', entry.id, { good: entry.good - input.good })
  return { id: await scope.insert('work_entry', part) }
}

/** An entry's columns without its id and what became of it. */
function copyOf(entry: Selectable<Database['work_entry']>) {
  return {
    worker_id: entry.worker_id,
    operation_id: entry.operation_id,
    bundle_id: entry.bundle_id,
    good: entry.good,
    rework: entry.rework,
    scrap: entry.scrap,
    reason: entry.reason,
    basis: entry.basis,
    work_date: entry.work_date,
    rate: entry.rate,
    at: entry.at,
    hand_out_id: entry.hand_out_id,
    fault_worker_id: entry.fault_worker_id,
  }
}

/** What an entry spoilt, and the defects that name it, belong to the one written in its place. */
async function moveCauses(scope: CommandScope, from: number, to: number): Promise<void> {
  for (const table of ['bundle_move', 'inspection_defect'] as const) {
    const rows = await scope.trx.selectFrom(table).select('id').where('work_entry_id', '=', from).execute()
    for (const { id } of rows) await scope.update(table, id, { work_entry_id: to })
  }
}

/**
 * Takes all live entries back that were written together with one, with what was given of them to other workers since.
 * Gives how many. Raises not-found and what `undoWork` raises.
 */
export async function undoTogether(scope: CommandScope, id: number): Promise<{ undone: number }> {
  const entries = await writtenWith(scope.trx, id)
  if (entries.length === 0) throw new YifangError('not-found', { what: 'entry', id })
  for (const entry of entries) await undoWork(scope, entry)
  return { undone: entries.length }
}
