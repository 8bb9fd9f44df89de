import { sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type { Household, HouseholdDraft } from '../../../shared/workers/households/contract.ts'
import type { AuditedTable, CommandScope } from '../../command.ts'
import { refuseStale } from '../changed-meanwhile.ts'
import { readHouseholds } from './read.ts'

/**
 * Adds or changes a household, with its types, members and subsidies as a whole: what is unchanged keeps its row. Raises
 * already-exists (another has that number), member-elsewhere (a worker belongs to another at the same time), changed-meanwhile (it is no longer `before`), not-found.
 */
export async function saveHousehold(
  scope: CommandScope,
  input: HouseholdDraft & { readonly id: number | null; readonly before?: HouseholdDraft | undefined },
): Promise<{ id: number }> {
  if (input.id !== null) await refuseLost(scope, input.id, input.before)
  const same = await scope.trx
    .selectFrom('household')
    .select('id')
    .where('household_number', '=', input.number)
    .executeTakeFirst()
  if (same && same.id !== input.id)
    throw new YifangError('already-exists', { what: 'household', name: input.number })
  const row = {
    household_number: input.number,
    head: input.head,
    village: input.village,
    address: input.address,
    note: input.note,
  }
  let id = input.id
  if (id === null) id = await scope.insert('household', row)
  else {
    const before = await scope.update('household', id, row)
    if ((before.archived_at !== null) !== input.archived)
      await scope.update('household', id, { archived_at: input.archived ? scope.at : null })
  }
  await saveRows(scope, 'household_type', id, input.types.map(typeRow))
  await saveRows(scope, 'household_member', id, input.members.map(memberRow))
  await saveRows(scope, 'household_subsidy', id, input.subsidies.map(subsidyRow))
  await refuseDoubleMembers(scope, id)
  return { id }
}

async function refuseLost(
  scope: CommandScope,
  id: number,
  before: HouseholdDraft | undefined,
): Promise<void> {
  const [found] = await readHouseholds(scope.trx, id)
  if (!found) throw new YifangError('not-found', { what: 'household', id })
  const { id: _id, ...now } = found
  const parts = ['household_type', 'household_member', 'household_subsidy'].map((table) => ({
    table,
    where: 'household_id',
    id,
  }))
  await refuseStale(scope, [{ table: 'household', where: 'id', id }, ...parts], now, before)
}

const typeRow = (type: Household['types'][number]) => ({
  kind: type.kind,
  from_date: type.from,
  to_date: type.to,
  risk_cleared_on: type.riskClearedOn,
  note: type.note,
})

const memberRow = (member: Household['members'][number]) => ({
  worker_id: member.workerId,
  name: member.name,
  relation: member.relation,
  from_date: member.from,
  to_date: member.to,
})

const subsidyRow = (subsidy: Household['subsidies'][number]) => ({
  worker_id: subsidy.workerId,
  name: subsidy.name,
  business_date: subsidy.appliedOn,
  amount: subsidy.amount,
  received_on: subsidy.receivedOn,
  received_amount: subsidy.receivedAmount,
  note: subsidy.note,
})

type PartTable = Extract<AuditedTable, 'household_type' | 'household_member' | 'household_subsidy'>

/** Rows of a household as a whole: those that are as they were stay, changed ones are changed in their order, the rest goes. */
async function saveRows(
  scope: CommandScope,
  table: PartTable,
  householdId: number,
  rows: readonly Readonly<Record<string, string | number | null>>[],
): Promise<void> {
  const { rows: before } = await sql<Record<string, unknown> & { id: number }>`
    SELECT * FROM ${sql.table(table)} WHERE household_id = ${householdId} ORDER BY id`.execute(scope.trx)
  const isSame = (row: Readonly<Record<string, unknown>>, wanted: (typeof rows)[number]) =>
    Object.entries(wanted).every(([name, value]) => row[name] === value)
  const left = [...before]
  const changed = rows.filter((wanted) => {
    const at = left.findIndex((row) => isSame(row, wanted))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  for (const wanted of changed) {
    const old = left.shift()
    if (old) await scope.update(table, old.id, wanted)
    else await scope.insert(table, { household_id: householdId, ...wanted } as never)
  }
  for (const { id } of left) await scope.remove(table, id)
}

/** A wage is one household's: a worker belongs to no two that are kept on the same day. One that is not kept holds nobody. */
async function refuseDoubleMembers(scope: CommandScope, householdId: number): Promise<void> {
  const { rows } = await sql<{ household: string }>`
    SELECT h.household_number AS household FROM household_member a
    JOIN household_member b ON b.worker_id = a.worker_id AND b.id <> a.id
      AND coalesce(a.from_date, '') <= coalesce(b.to_date, '9999') AND coalesce(b.from_date, '') <= coalesce(a.to_date, '9999')
    JOIN household h ON h.id = b.household_id AND h.archived_at IS NULL
    JOIN household own ON own.id = a.household_id AND own.archived_at IS NULL
    WHERE a.household_id = ${householdId} LIMIT 1`.execute(scope.trx)
  if (rows[0]) throw new YifangError('member-elsewhere', rows[0])
}
