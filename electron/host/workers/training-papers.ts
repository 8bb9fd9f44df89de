import { readWorkshop } from '../../../db/settings/workshop.ts'
import { recordExport } from '../../../db/workers/households/papers.ts'
import { readCertificates } from '../../../db/workers/training/certificates.ts'
import type { IdNumberForm } from '../../../shared/workers/households/contract.ts'
import type { TrainingCertificate } from '../../../shared/workers/training/contract.ts'
import { command, type GuardedContext } from '../services.ts'
import { givenNumbers } from './id-numbers.ts'

interface Asked {
  readonly id: number
  readonly workerIds: readonly number[]
}

/** Certificates of those who passed in a session, without ID numbers. */
export async function trainingCertificates(
  { host }: GuardedContext,
  { id, workerIds }: Asked,
  ids: ReadonlyMap<number, string> = new Map(),
): Promise<TrainingCertificate[]> {
  const { reader } = host.store
  const { name } = await readWorkshop(reader)
  const rows = await readCertificates(reader, id, workerIds)
  return rows.map((row) => ({ ...row, workshopName: name, idNumber: ids.get(row.workerId) ?? '' }))
}

/** The same with ID numbers. That they were taken, by whom and whether whole, is kept first: what is not kept is not given. */
export async function takeTrainingCertificates(
  context: GuardedContext,
  path: readonly string[],
  input: Asked & { readonly commandId: string; readonly idNumbers: IdNumberForm },
): Promise<TrainingCertificate[]> {
  const { id, workerIds, idNumbers } = input
  const rows = await readCertificates(context.host.store.reader, id, workerIds)
  const people = rows.map(({ workerId }) => workerId)
  const numbers = await givenNumbers(context, people, 'id-number', idNumbers)
  await command(context, path, input, async (scope) => {
    await numbers.record(scope)
    return recordExport(scope, {
      document: 'certificate',
      form: 'paper',
      idNumbers,
      period: rows[0]?.to ?? '',
      workerId: people.length === 1 ? people[0]! : null,
      rowCount: rows.length,
    })
  })
  return trainingCertificates(context, { id, workerIds: people }, await numbers.read())
}
