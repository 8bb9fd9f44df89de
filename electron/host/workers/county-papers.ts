import { readWorkshop } from '../../../db/settings/workshop.ts'
import { readIncomeCertificate, readRoster, recordExport } from '../../../db/workers/households/papers.ts'
import { businessDate } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import type { IdNumberForm, IncomeCertificate, Roster } from '../../../shared/workers/households/contract.ts'
import { command, type GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'
import { type Language, paperWords } from './county-words.ts'
import { givenNumbers } from './id-numbers.ts'

type Path = readonly string[]
interface RosterInput {
  readonly commandId: string
  readonly year: string
  readonly onlyProgramme: boolean
  readonly idNumbers: IdNumberForm
}

/** The roster of a year. That it was taken, by whom and with which ID numbers, is kept first: what is not kept is not given. */
export async function takeRoster(
  context: GuardedContext,
  path: Path,
  input: RosterInput,
  form: 'xlsx' | 'paper',
): Promise<Roster> {
  const { store, clock } = context.host
  const { day, rows, linesChecked } = await readRoster(store.reader, {
    ...input,
    today: businessDate(clock()),
  })
  const numbers = await givenNumbers(
    context,
    rows.map(({ workerId }) => workerId),
    'id-number',
    input.idNumbers,
  )
  await command(context, path, input, async (scope) => {
    await numbers.record(scope)
    return recordExport(scope, {
      document: 'roster',
      form,
      idNumbers: input.idNumbers,
      period: input.year,
      workerId: null,
      rowCount: rows.length,
    })
  })
  const ids = await numbers.read()
  const { name } = await readWorkshop(store.reader)
  return {
    workshopName: name,
    day,
    linesChecked,
    rows: rows.map(({ workerId, ...row }) => ({ ...row, idNumber: ids.get(workerId) ?? '' })),
  }
}

interface CertificateInput {
  readonly commandId: string
  readonly workerId: number
  readonly from: string
  readonly to: string
  readonly idNumbers: IdNumberForm
}

/** A worker's income certificate; that it was taken is kept first. Raises income-months and not-found. */
export async function takeCertificate(
  context: GuardedContext,
  path: Path,
  input: CertificateInput,
  form: 'xlsx' | 'paper',
): Promise<IncomeCertificate> {
  const { store, clock } = context.host
  const certificate = await readIncomeCertificate(store.reader, { ...input, today: businessDate(clock()) })
  const numbers = await givenNumbers(context, [input.workerId], 'id-number', input.idNumbers)
  await command(context, path, input, async (scope) => {
    await numbers.record(scope)
    return recordExport(scope, {
      document: 'certificate',
      form,
      idNumbers: input.idNumbers,
      period: `${input.from}—${input.to}`,
      workerId: input.workerId,
      rowCount: certificate.months.length,
    })
  })
  const ids = await numbers.read()
  const { name } = await readWorkshop(store.reader)
  return { ...certificate, workshopName: name, idNumber: ids.get(input.workerId) ?? '' }
}

const yuan = (fen: number | null) => (fen === null ? null : Number(toDecimal(fen)))

/** The roster as a county's spreadsheet: a row for each worker. */
export async function rosterFile(
  roster: Roster,
  { year, headers }: { readonly year: string; readonly headers: Language },
): Promise<{ fileName: string; file: File }> {
  const words = paperWords[headers]
  const fileName = `${words.roster}-${year}.xlsx`
  const rows = roster.rows.map((row, index) => [
    index + 1,
    row.householdNumber,
    row.head,
    row.name,
    words.relations[row.relation],
    row.idNumber,
    row.kinds
      .map(({ kind, cleared }) =>
        cleared === null ? words.kinds[kind] : `${words.kinds[kind]} ${cleared ? words.cleared : words.open}`,
      )
      .join(' / '),
    row.village,
    row.address,
    words.workerKinds[row.workerKind],
    row.months,
    yuan(row.gross),
    yuan(row.net),
    yuan(row.householdGross),
    row.persons,
    yuan(row.perPerson),
    yuan(row.line),
    row.line === null ? '' : row.above ? words.yes : words.no,
    row.since ?? '',
  ])
  return { fileName, file: await xlsxFile(fileName, words.rosterHeader, rows) }
}

/** The certificate's months, for whoever wants to reckon with them. */
export async function certificateFile(
  certificate: IncomeCertificate,
  { headers }: { readonly headers: Language },
): Promise<{ fileName: string; file: File }> {
  const words = paperWords[headers]
  const { months } = certificate
  const fileName = `${words.income}-${certificate.name}-${months[0]!.month}-${months.at(-1)!.month}.xlsx`
  const rows = months.map(({ month, days, gross, net }) => [
    certificate.name,
    certificate.idNumber,
    month,
    days,
    yuan(gross),
    yuan(net),
  ])
  const sum = [
    words.total,
    '',
    '',
    months.reduce((total, { days }) => total + days, 0),
    yuan(certificate.gross),
    yuan(certificate.net),
  ]
  return { fileName, file: await xlsxFile(fileName, words.incomeHeader, [...rows, sum]) }
}
