import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../../shared/errors.ts'
import {
  type IdNumberForm,
  type IncomeCertificate,
  mostCertificateMonths,
  type RosterRow,
} from '../../../shared/workers/households/contract.ts'
import { householdIncome, lastDayOf, monthsFrom } from '../../../shared/workers/households/income.ts'
import { holdsOn, kindsOn, overlap } from '../../../shared/workers/households/types.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'
import { readIncomeLines } from './lines.ts'
import { readHouseholds, readPaid, readWagesOf } from './read.ts'

/** A row of the roster before its ID number is put in. */
export type PlainRosterRow = Omit<RosterRow, 'idNumber'> & { readonly workerId: number }

/**
 * Who of a household works or worked here in a year, with what she and her household were paid in it. `day` is the year's
 * last day, or today where the year is not over: types and members are those of that day. `onlyProgramme` leaves ordinary households out.
 */
export async function readRoster(
  db: Kysely<Database>,
  input: { readonly year: string; readonly onlyProgramme: boolean; readonly today: string },
): Promise<{ day: string; rows: PlainRosterRow[]; linesChecked: boolean }> {
  const { year, onlyProgramme, today } = input
  const day = today < `${year}-12-31` ? today : `${year}-12-31`
  const { lines, checked } = await readIncomeLines(db)
  const { paid, until } = await readPaid(db)
  const kindOf = new Map(
    (await db.selectFrom('worker').select(['id', 'kind']).execute()).map(({ id, kind }) => [id, kind]),
  )
  const wagesOf = await readWagesOf(db, paid)
  const end = until === null || until > `${year}-12` ? `${year}-12` : until
  const rows = (await readHouseholds(db)).flatMap((household): PlainRosterRow[] => {
    const kinds = kindsOn(household.types, day)
    if (onlyProgramme && kinds.every(({ kind }) => kind === 'ordinary')) return []
    const all = wagesOf(household)
    const income = householdIncome(household.members, all, lines, until === null ? null : end)
    const ofYear = income.years.find((one) => one.year === year)
    return household.members.flatMap((member) => {
      const { workerId } = member
      if (workerId === null) return []
      const wages = all.filter(
        (wage) => wage.workerId === workerId && wage.date.startsWith(year) && holdsOn(member, wage.date),
      )
      const isThere = !household.archived && overlap(member, { from: `${year}-01-01`, to: day })
      if (wages.length === 0 && !isThere) return []
      return {
        workerId,
        householdNumber: household.number,
        head: household.head,
        village: household.village,
        address: household.address,
        name: member.name,
        relation: member.relation,
        workerKind: kindOf.get(workerId)!,
        kinds: [...kinds],
        months: new Set(wages.map(({ date }) => date.slice(0, 7))).size,
        gross: wages.reduce((sum, { gross }) => sum + gross, 0),
        net: wages.reduce((sum, { net }) => sum + net, 0),
        householdGross: ofYear?.gross ?? 0,
        persons: ofYear?.persons ?? household.members.filter((one) => holdsOn(one, day)).length,
        perPerson: ofYear?.perPerson ?? null,
        line: ofYear?.line ?? null,
        above: ofYear?.above ?? false,
        since: income.since,
      }
    })
  })
  return { day, rows, linesChecked: checked }
}

/**
 * What a worker was paid in each month of a span, by the last days of its runs, and on how many days she worked. Raises
 * income-months where the span is none or longer than five years, and not-found.
 */
export async function readIncomeCertificate(
  db: Kysely<Database>,
  input: { readonly workerId: number; readonly from: string; readonly to: string; readonly today: string },
): Promise<Omit<IncomeCertificate, 'idNumber' | 'workshopName'>> {
  const { workerId, today } = input
  const months = monthsFrom(input.from, input.to)
  if (months.length === 0 || months.length > mostCertificateMonths)
    throw new YifangError('income-months', { most: mostCertificateMonths })
  const worker = await db
    .selectFrom('worker')
    .select(['name', 'kind'])
    .where('id', '=', workerId)
    .executeTakeFirst()
  if (!worker) throw new YifangError('not-found', { what: 'worker', id: workerId })
  const { paid } = await readPaid(db)
  const own = Map.groupBy(
    paid.filter((wage) => wage.workerId === workerId),
    ({ date }) => date.slice(0, 7),
  )
  const days = await daysWorked(db, workerId, `${months[0]}-01`, lastDayOf(months.at(-1)!))
  const rows = months.map((month) => ({
    month,
    days: days.get(month) ?? 0,
    gross: (own.get(month) ?? []).reduce((sum, { gross }) => sum + gross, 0),
    net: (own.get(month) ?? []).reduce((sum, { net }) => sum + net, 0),
  }))
  const household = (await readHouseholds(db)).find(
    ({ archived, members }) =>
      !archived && members.some((member) => member.workerId === workerId && holdsOn(member, today)),
  )
  return {
    day: today,
    name: worker.name,
    workerKind: worker.kind,
    household: household
      ? {
          number: household.number,
          head: household.head,
          village: household.village,
          address: household.address,
        }
      : null,
    months: rows,
    gross: rows.reduce((sum, { gross }) => sum + gross, 0),
    net: rows.reduce((sum, { net }) => sum + net, 0),
  }
}

/** Days of each month on which she did piece work or hours. */
async function daysWorked(
  db: Kysely<Database>,
  workerId: number,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ month: string; days: number }>`
    SELECT substr(day, 1, 7) AS month, count(*) AS days FROM (
      SELECT work_date AS day FROM work_entry WHERE worker_id = ${workerId} AND work_date BETWEEN ${from} AND ${to} AND voided_at IS NULL
      UNION SELECT work_date FROM time_entry WHERE worker_id = ${workerId} AND work_date BETWEEN ${from} AND ${to} AND voided_at IS NULL)
    GROUP BY 1`.execute(db)
  return new Map(rows.map(({ month, days }) => [month, days]))
}

/** Keeps who took incomes out of the program: the audit says who, when and from where. */
export async function recordExport(
  scope: CommandScope,
  taken: {
    readonly document: 'roster' | 'certificate'
    readonly form: 'xlsx' | 'paper'
    readonly idNumbers: IdNumberForm
    readonly period: string
    readonly workerId: number | null
    readonly rowCount: number
  },
): Promise<null> {
  await scope.insert('personal_export', {
    document: taken.document,
    form: taken.form,
    id_numbers: taken.idNumbers,
    period: taken.period,
    worker_id: taken.workerId,
    row_count: taken.rowCount,
  })
  return null
}
