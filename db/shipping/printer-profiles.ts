import type { Kysely } from 'kysely'
import {
  type PrintDocument,
  type PrinterProfile,
  paperNames,
  printDocuments,
} from '../../shared/shipping/printer-profile.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { requireShared } from '../stations/print-jobs.ts'

/** The usual paper of each document, where a station never chose one. */
const usualPaper: Readonly<Record<PrintDocument, PrinterProfile['paper']>> = {
  addressLabel: '76x130',
  packingSlip: '76x130',
  pickSlip: '76x130',
  pickList: 'A4',
  manifest: 'A4',
  skuLabel: '60x40',
  bagLabel: '60x40',
  badge: '60x40',
  bundleTicket: '60x40',
  workSheet: 'A4',
  timeSheet: 'A4',
  payslip: 'A4',
  payslipGrid: 'A4',
  certificate: 'A4',
  roster: 'A4',
}

/** How a station prints each document, unset ones as they come. */
export async function listProfiles(db: Kysely<Database>, station: string): Promise<PrinterProfile[]> {
  const rows = await db.selectFrom('printer_profile').selectAll().where('station', '=', station).execute()
  return printDocuments.map((document) => {
    const row = rows.find((candidate) => candidate.document === document)
    const paper = paperNames.find((name) => name === row?.paper) ?? usualPaper[document]
    return {
      document,
      printerName: row?.printer_name ?? '',
      paper,
      offsetX: row?.offset_x ?? 0,
      offsetY: row?.offset_y ?? 0,
      scale: row?.scale ?? 1000,
      rotated: row?.rotated === 1,
      automatic: row?.automatic === 1,
      sharedPrinterId: row?.shared_printer_id ?? null,
      printsHere: row?.prints_here === 1,
    }
  })
}

/** Keeps how a station prints one document. Raises printer-not-shared. */
export async function saveProfile(
  scope: CommandScope,
  station: string,
  profile: PrinterProfile,
): Promise<Record<string, never>> {
  const values = {
    printer_name: profile.printerName,
    paper: profile.paper,
    offset_x: profile.offsetX,
    offset_y: profile.offsetY,
    scale: profile.scale,
    rotated: profile.rotated ? 1 : 0,
    automatic: profile.automatic ? 1 : 0,
    shared_printer_id: profile.sharedPrinterId,
    prints_here: profile.printsHere ? 1 : 0,
  } as const
  const row = await scope.trx
    .selectFrom('printer_profile')
    .select(['id', 'shared_printer_id'])
    .where('station', '=', station)
    .where('document', '=', profile.document)
    .executeTakeFirst()
  // One that is shared no more may stay named: the next print asks anew.
  if (profile.sharedPrinterId !== null && profile.sharedPrinterId !== row?.shared_printer_id)
    await requireShared(scope, profile.sharedPrinterId)
  if (row) await scope.update('printer_profile', row.id, values)
  else await scope.insert('printer_profile', { station, document: profile.document, ...values })
  return {}
}
