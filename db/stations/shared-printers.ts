import type { Kysely } from 'kysely'
import { printDocuments } from '../../shared/shipping/printer-profile.ts'
import type { SharedPrinter } from '../../shared/stations/print-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { listProfiles } from '../shipping/printer-profiles.ts'

/** The printers that stations share now, with what is printed on each where it stands, and for whom. */
export async function listSharedPrinters(db: Kysely<Database>): Promise<Omit<SharedPrinter, 'isHere'>[]> {
  const printers = await db
    .selectFrom('shared_printer')
    .selectAll()
    .where('stopped_at', 'is', null)
    .orderBy('id')
    .execute()
  if (printers.length === 0) return []
  const users = await db
    .selectFrom('printer_profile')
    .select(['station', 'document', 'shared_printer_id'])
    .where('shared_printer_id', 'is not', null)
    .orderBy('station')
    .orderBy('id')
    .execute()
  return Promise.all(
    printers.map(async ({ id, station, printer_name: printerName, name }) => ({
      id,
      station,
      printerName,
      name,
      profiles: (await listProfiles(db, station)).filter((profile) => profile.printerName === printerName),
      users: users
        .filter((user) => user.shared_printer_id === id)
        .flatMap((user) => {
          const document = printDocuments.find((known) => known === user.document)
          return document ? [{ station: user.station, document }] : []
        }),
    })),
  )
}

/** Shares a printer of a station under a name, or no more; what waits for it then is cancelled. */
export async function sharePrinter(
  scope: CommandScope,
  station: string,
  input: { readonly printerName: string; readonly name: string; readonly on: boolean },
): Promise<{ id: number }> {
  const { printerName, name, on } = input
  const known = await scope.trx
    .selectFrom('shared_printer')
    .select('id')
    .where('station', '=', station)
    .where('printer_name', '=', printerName)
    .executeTakeFirst()
  const stopped_at = on ? null : scope.at
  if (!known)
    return {
      id: await scope.insert('shared_printer', { station, printer_name: printerName, name, stopped_at }),
    }
  await scope.update('shared_printer', known.id, { name, stopped_at })
  if (!on) await cancelWaiting(scope, known.id)
  return { id: known.id }
}

async function cancelWaiting(scope: CommandScope, printerId: number): Promise<void> {
  const waiting = await scope.trx
    .selectFrom('print_job')
    .select('id')
    .where('shared_printer_id', '=', printerId)
    .where('state', '=', 'waiting')
    .execute()
  for (const { id } of waiting) {
    await scope.update('print_job', id, { state: 'cancelled', ended_at: scope.at })
    await scope.trx.deleteFrom('print_job_content').where('print_job_id', '=', id).execute()
  }
}
