import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { RosterProblem, RosterProblemCode, RosterRow } from '../../shared/workers/roster-sheet.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { detailColumns, detailsOf } from './details.ts'
import { fingerprintsOf } from './personal-numbers.ts'
import { type DataKey, fingerprintOf } from './sealing.ts'
import { saveWorker } from './workers.ts'

/** What a row of a list would do. `left`: she was here and left; she is taken back by hand, never by an old list. */
export type RosterChange = 'new' | 'changed' | 'same' | 'left'

export interface PlannedWorker {
  readonly row: RosterRow
  readonly change: RosterChange
  /** Null: she is new. */
  readonly workerId: number | null
  /** What would change, by the names of the columns. */
  readonly fields: readonly string[]
}

/**
 * Compares a list of workers with the books: by ID number, else by name. `key` null: numbers are locked, and the list is
 * compared by names alone (it cannot be taken in then where it has numbers).
 */
export async function planRoster(
  db: Kysely<Database>,
  key: DataKey | null,
  rows: readonly RosterRow[],
): Promise<{ readonly planned: readonly PlannedWorker[]; readonly problems: readonly RosterProblem[] }> {
  const workers = await db.selectFrom('worker').selectAll().orderBy('id').execute()
  const skills = Map.groupBy(
    await db.selectFrom('worker_skill').selectAll().execute(),
    (row) => row.worker_id,
  )
  const numbers = await fingerprintsOf(db)
  const isHere = (worker: (typeof workers)[number]) => worker.archived_at === null
  // Later ones win: who is here before who left, of those the last.
  const ranked = workers.toSorted((a, b) => Number(isHere(a)) - Number(isHere(b)) || a.id - b.id)
  const byName = new Map(ranked.map((worker) => [worker.name, worker]))
  const byId = new Map(
    ranked.flatMap((worker) => {
      const known = numbers.get(worker.id)?.['id-number']
      return known === undefined ? [] : [[known, worker] as const]
    }),
  )
  const planned: PlannedWorker[] = []
  const problems: RosterProblem[] = []
  for (const row of rows) {
    const problem = (code: RosterProblemCode, value: string) =>
      problems.push({ row: row.row, name: row.name, code, value, kept: false })
    const idPrint = key && row.idNumber ? fingerprintOf(key, 'id-number', row.idNumber.number) : null
    const sameId = idPrint === null ? undefined : byId.get(idPrint)
    const sameName = byName.get(row.name)
    if (sameId && isHere(sameId) && sameId.name !== row.name) {
      problem('id-of-other', sameId.name)
      continue
    }
    const otherId = sameName && numbers.get(sameName.id)?.['id-number']
    const isOther = !sameId && idPrint !== null && otherId !== undefined && otherId !== idPrint
    if (isOther && isHere(sameName!)) {
      problem('name-taken', row.name)
      continue
    }
    const worker = sameId ?? (isOther ? undefined : sameName)
    if (!worker) {
      planned.push({ row, change: 'new', workerId: null, fields: [] })
      continue
    }
    if (!isHere(worker)) {
      planned.push({ row, change: 'left', workerId: worker.id, fields: [] })
      continue
    }
    const before = detailColumns(detailsOf(worker), undefined)
    const wanted = Object.entries(detailColumns(row.details, row.idNumber))
    const fields = wanted
      .filter(([column, value]) => value !== undefined && value !== before[column as keyof typeof before])
      .map(([column]) => column)
    if (row.kind && row.kind !== worker.kind) fields.push('kind')
    if (row.note !== undefined && row.note !== worker.note) fields.push('note')
    const able = new Set((skills.get(worker.id) ?? []).map(({ skill }) => skill))
    if (row.skills.some((skill) => !able.has(skill))) fields.push('skill')
    const known = numbers.get(worker.id)
    if (row.idNumber && idPrint !== known?.['id-number']) fields.push('id-number')
    if (
      row.bankAccount &&
      (!key || fingerprintOf(key, 'bank-account', row.bankAccount) !== known?.['bank-account'])
    )
      fields.push('bank-account')
    planned.push({ row, change: fields.length > 0 ? 'changed' : 'same', workerId: worker.id, fields })
  }
  return { planned, problems }
}

/** Takes a list in: new workers are added, those here get what the list says of them; nothing is ever emptied. */
export async function applyRoster(
  scope: CommandScope,
  key: DataKey | null,
  rows: readonly RosterRow[],
): Promise<{ added: number; changed: number; unchanged: number }> {
  if (!key && rows.some((row) => row.idNumber ?? row.bankAccount))
    throw new YifangError('data-key-locked', {})
  const { planned } = await planRoster(scope.trx, key, rows)
  const known = new Map(
    (await scope.trx.selectFrom('worker').selectAll().execute()).map((worker) => [worker.id, worker]),
  )
  const skillRows = await scope.trx.selectFrom('worker_skill').selectAll().execute()
  const count = { added: 0, changed: 0, unchanged: 0 }
  for (const { row, change, workerId, fields } of planned) {
    if (change === 'same' || change === 'left') {
      count.unchanged += 1
      continue
    }
    const worker = workerId === null ? undefined : known.get(workerId)
    const able = skillRows
      .filter(({ worker_id }) => worker_id === workerId)
      .map(({ skill, level }) => ({ skill, level }))
    const learnt = row.skills
      .filter((skill) => !able.some((one) => one.skill === skill))
      .map((skill) => ({ skill, level: 2 }))
    await saveWorker(
      scope,
      {
        id: workerId,
        name: row.name,
        kind: row.kind ?? worker?.kind ?? 'piece',
        note: row.note ?? worker?.note ?? '',
        archived: false,
        // Somebody who got her wages in cash although her card was known goes on to.
        details:
          row.bankAccount && (change === 'new' || fields.includes('bank-account'))
            ? { payMethod: 'bank', ...row.details }
            : row.details,
        ...(learnt.length > 0 && { skills: [...able, ...learnt] }),
      },
      // Somebody who left with this number under another name was told as left.
      { key, idNumber: row.idNumber, bankAccount: row.bankAccount },
    )
    count[change === 'new' ? 'added' : 'changed'] += 1
  }
  return count
}
