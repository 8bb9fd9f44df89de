import type { IdNumberForm } from '../../../shared/workers/households/contract.ts'
import type { GuardedContext } from '../services.ts'

/**
 * Workers' ID numbers for the papers of the county, masked or whole; none where a worker has none. The store keeps none yet.
 */
export async function idNumbers(
  _context: GuardedContext,
  _workerIds: readonly number[],
  _form: IdNumberForm,
): Promise<ReadonlyMap<number, string>> {
  return new Map()
}
