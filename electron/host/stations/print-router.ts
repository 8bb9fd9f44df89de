import {
  addPrintJob,
  concernsStation,
  listPrintJobs,
  settlePrintJob,
} from '../../../db/stations/print-jobs.ts'
import { listSharedPrinters, sharePrinter } from '../../../db/stations/shared-printers.ts'
import { dayMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'

const os = procedures.stations.printing

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
})
