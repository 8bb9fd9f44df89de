import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import type {
  Household,
  HouseholdIncomeShown,
  HouseholdRow,
} from '../../../shared/workers/households/contract.ts'
import { householdIncome, type PaidWage } from '../../../shared/workers/households/income.ts'
import { holdsOn, kindsOn } from '../../../shared/workers/households/types.ts'
import type { Database } from '../../schema.ts'
import { readIncomeLines } from './lines.ts'

/** Every closed payslip by the last day of its run, and the month of the last run of all. */
export async function readPaid(
  db: Kysely<Database>,
): Promise<{ readonly paid: readonly PaidWage[]; readonly until: string | null }> {
  const { rows: paid } = await sql<PaidWage>`
    SELECT p.worker_id AS workerId, r.to_date AS date, sum(p.gross) AS gross, sum(p.net) AS net
    FROM payslip p JOIN payroll_run r ON r.id = p.run_id GROUP BY p.worker_id, r.to_date`.execute(db)
  const last = paid.reduce<string | null>(
    (latest, { date }) => (latest === null || date > latest ? date : latest),
    null,
  )
  return { paid, until: last?.slice(0, 7) ?? null }
}

/** Households with all that is said of them, by their numbers, those no longer kept last; one of them if asked. */
export async function readHouseholds(db: Kysely<Database>, id: number | null = null): Promise<Household[]> {
  const only = <T extends 'id' | 'household_id'>(column: T) =>
    id === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = ${id}`
  const rows = await db
    .selectFrom('household')
    .selectAll()
    .where(only('id'))
    .orderBy('household_number')
    .execute()
  const parts = async <T extends 'household_type' | 'household_member' | 'household_subsidy'>(
    table: T,
    order: string,
  ) => {
    const { rows: found } = await sql<PartRow[T]>`
      SELECT * FROM ${sql.table(table)} WHERE ${only('household_id')} ORDER BY ${sql.ref(order)}, id`.execute(
      db,
    )
    return Map.groupBy(found, ({ household_id }) => household_id)
  }
  const types = await parts('household_type', 'from_date')
  const members = await parts('household_member', 'id')
  const subsidies = await parts('household_subsidy', 'business_date')
  return rows
    .map(
      (row): Household => ({
        id: row.id,
        number: row.household_number,
        head: row.head,
        village: row.village,
        address: row.address,
        note: row.note,
        archived: row.archived_at !== null,
        types: (types.get(row.id) ?? []).map((type) => ({
          kind: type.kind,
          from: type.from_date,
          to: type.to_date,
          riskClearedOn: type.risk_cleared_on,
          note: type.note,
        })),
        members: (members.get(row.id) ?? []).map((member) => ({
          workerId: member.worker_id,
          name: member.name,
          relation: member.relation,
          from: member.from_date,
          to: member.to_date,
        })),
        subsidies: (subsidies.get(row.id) ?? []).map((subsidy) => ({
          workerId: subsidy.worker_id,
          name: subsidy.name,
          appliedOn: subsidy.business_date,
          amount: subsidy.amount,
          receivedOn: subsidy.received_on,
          receivedAmount: subsidy.received_amount,
          note: subsidy.note,
        })),
      }),
    )
    .toSorted((a, b) => Number(a.archived) - Number(b.archived))
}

type Row<T extends keyof Database> = import('kysely').Selectable<Database[T]>
interface PartRow {
  readonly household_type: Row<'household_type'>
  readonly household_member: Row<'household_member'>
  readonly household_subsidy: Row<'household_subsidy'>
}

/**
 * What the workers of a household were ever paid; who left and came back is among its members twice. Of one that is no longer
 * kept, what is not a kept one's by now: no wage is in two of them.
 */
export async function readWagesOf(
  db: Kysely<Database>,
  paid: readonly PaidWage[],
): Promise<(household: Pick<Household, 'members' | 'archived'>) => PaidWage[]> {
  const wages = Map.groupBy(paid, ({ workerId }) => workerId)
  const kept = Map.groupBy(
    await db
      .selectFrom('household_member as m')
      .innerJoin('household as h', 'h.id', 'm.household_id')
      .select(['m.worker_id as workerId', 'm.from_date as from', 'm.to_date as to'])
      .where('m.worker_id', 'is not', null)
      .where('h.archived_at', 'is', null)
      .execute(),
    ({ workerId }) => workerId,
  )
  const isKept = ({ workerId, date }: PaidWage) =>
    kept.get(workerId)?.some((span) => holdsOn(span, date)) === true
  return ({ members, archived }) => {
    const own = new Set(members.flatMap(({ workerId }) => workerId ?? []))
    const all = [...own].flatMap((workerId) => wages.get(workerId) ?? [])
    return archived ? all.filter((wage) => !isKept(wage)) : all
  }
}

/** All households as a list shows them on a day, and the workers that belong to none. */
export async function listHouseholds(
  db: Kysely<Database>,
  today: string,
): Promise<{ rows: HouseholdRow[]; without: { id: number; name: string }[]; linesChecked: boolean }> {
  const households = await readHouseholds(db)
  const { lines, checked } = await readIncomeLines(db)
  const { paid, until } = await readPaid(db)
  const wagesOf = await readWagesOf(db, paid)
  const rows = households.map((household): HouseholdRow => {
    const here = household.members.filter((member) => holdsOn(member, today))
    const income = householdIncome(household.members, wagesOf(household), lines, until)
    return {
      id: household.id,
      number: household.number,
      head: household.head,
      village: household.village,
      archived: household.archived,
      kinds: [...kindsOn(household.types, today)],
      workers: here.filter(({ workerId }) => workerId !== null).map(({ name }) => name),
      persons: here.length,
      last: income.months.at(-1) ?? null,
      since: income.since,
    }
  })
  const without = await db
    .selectFrom('worker')
    .select(['id', 'name'])
    .where('archived_at', 'is', null)
    .where('id', 'not in', (query) =>
      query
        .selectFrom('household_member as m')
        .innerJoin('household as h', 'h.id', 'm.household_id')
        .select('m.worker_id')
        .where('m.worker_id', 'is not', null)
        .where('h.archived_at', 'is', null)
        .where(
          sql<boolean>`coalesce(m.from_date, '') <= ${today} AND coalesce(m.to_date, '9999') >= ${today}`,
        ),
    )
    .orderBy('name_initials')
    .execute()
  return { rows, without: without.map(({ id, name }) => ({ id, name })), linesChecked: checked }
}

/** One household, and what this workshop paid it. Raises not-found. */
export async function readHousehold(
  db: Kysely<Database>,
  id: number,
): Promise<{ household: Household; income: HouseholdIncomeShown }> {
  const [household] = await readHouseholds(db, id)
  if (!household) throw new YifangError('not-found', { what: 'household', id })
  const { lines, checked } = await readIncomeLines(db)
  const { paid, until } = await readPaid(db)
  const wages = (await readWagesOf(db, paid))(household)
  const income = householdIncome(household.members, wages, lines, until)
  const workers = household.members.flatMap((member) => {
    const { workerId, name } = member
    if (workerId === null) return []
    const own = wages.filter((wage) => wage.workerId === workerId && holdsOn(member, wage.date))
    const months = [...Map.groupBy(own, ({ date }) => date.slice(0, 7))].map(([month, wages]) => ({
      month,
      gross: wages.reduce((sum, wage) => sum + wage.gross, 0),
      net: wages.reduce((sum, wage) => sum + wage.net, 0),
    }))
    return [{ workerId, name, months }]
  })
  return {
    household,
    income: {
      months: [...income.months],
      years: [...income.years],
      since: income.since,
      workers,
      linesChecked: checked,
    },
  }
}
