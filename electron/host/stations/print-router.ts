import {
  addPrintJob,
  askAboutPrinting,
  concernsStation,
  endPrintJob,
  isPrintedAt,
  listPrintJobs,
  nextPrintJob,
  printingNow,
  readPrintJob,
  settlePrintJob,
  takePrintJob,
} from '../../../db/stations/print-jobs.ts'
import { listSharedPrinters, sharePrinter } from '../../../db/stations/shared-printers.ts'
import { dayMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { procedures } from '../procedures.ts'
import { type Connection, command } from '../services.ts'

const os = procedures.stations.printing

/** The station whose program on another PC calls. Raises not-allowed. */
function pairedStation({ paired, station }: Connection, path: readonly string[]): string {
  if (!paired) throw new YifangError('not-allowed', { procedure: path.join('.') })
  return station
}

export const printRouter = os.router({
  printers: os.printers.handler(async ({ context: { host } }) =>
    (await listSharedPrinters(host.store.reader)).map((printer) => ({
      ...printer,
      isHere: host.printQueue.isHere(printer.station),
    })),
  ),
  share: os.share.handler(async ({ context, input, path }) => {
    const { station } = context.connection
    const answer = await command(context, path, input, (scope) => sharePrinter(scope, station, input))
    context.host.printQueue.look()
    return answer
  }),
  print: os.print.handler(async ({ context, input, path }) => {
    const { station } = context.connection
    const answer = await command(context, path, input, (scope) => addPrintJob(scope, station, input))
    context.host.printQueue.look()
    return answer
  }),
  jobs: os.jobs.handler(async ({ context: { host, connection, caller } }) => {
    const { station } = connection
    const mine = caller.role === 'owner' ? null : station
    const jobs = await listPrintJobs(host.store.reader, host.clock() - dayMs, mine)
    return jobs.map((job) => ({
      ...job,
      isOwn: job.station === station,
      printer: { ...job.printer, isHere: host.printQueue.isHere(job.printer.station) },
    }))
  }),
  settle: os.settle.handler(async ({ context, input, path }) => {
    const { host, connection, caller } = context
    const isTheirs =
      caller.role !== 'owner' && !(await concernsStation(host.store.reader, input.id, connection.station))
    if (isTheirs) throw new YifangError('not-allowed', { procedure: path.join('.') })
    const answer = await command(context, path, input, (scope) => settlePrintJob(scope, input.id, input.as))
    host.printQueue.look()
    return answer
  }),
  recover: os.recover.handler(async ({ context, input, path }) => {
    const station = pairedStation(context.connection, path)
    // Nothing is written where there is nothing to ask.
    if ((await printingNow(context.host.store.reader, station)).length === 0) return { asked: 0 }
    return { asked: await command(context, path, input, (scope) => askAboutPrinting(scope, station)) }
  }),
  next: os.next.handler(async ({ context: { host, connection }, path }) => {
    const station = pairedStation(connection, path)
    host.printQueue.heard(station)
    if (host.clockGuard.doubt() !== null) return null
    const id = await nextPrintJob(host.store.reader, station)
    return id === null ? null : { id, content: await readPrintJob(host.store.reader, id) }
  }),
  take: os.take.handler(async ({ context, input, path }) => {
    const station = pairedStation(context.connection, path)
    if (!(await isPrintedAt(context.host.store.reader, input.id, station))) return { taken: false }
    return { taken: await command(context, path, input, (scope) => takePrintJob(scope, input.id)) }
  }),
  end: os.end.handler(async ({ context, input, path }) => {
    const station = pairedStation(context.connection, path)
    if (await isPrintedAt(context.host.store.reader, input.id, station))
      await command(context, path, input, (scope) => endPrintJob(scope, input.id, input.end))
    return {}
  }),
})
