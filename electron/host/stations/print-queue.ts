import { v7 } from 'uuid'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import {
  askAboutPrinting,
  endPrintJob,
  nextPrintJob,
  oldPrintJobs,
  printingNow,
  readPrintJob,
  sweepPrintJobs,
  takePrintJob,
} from '../../../db/stations/print-jobs.ts'
import type { PrintJobContent, PrintJobEnd } from '../../../shared/stations/print-contract.ts'
import type { HostServices } from '../services.ts'

/** Gives a document to a printer of this PC without asking anybody. Never rejects. */
export type PrintOut = (job: PrintJobContent) => Promise<PrintJobEnd>

/** Prints for other stations: one document after the other, in the order in which they were asked for. */
export interface PrintQueue {
  /** From now on what waits for the printers of a station comes out. */
  begin(station: string, out: PrintOut): void
  /** Something may wait. */
  look(): void
  /** Whether the program at a station's printers runs now. */
  isHere(station: string): boolean
  /** The program on another PC has just asked what it shall print. */
  heard(station: string): void
  /** After the store was opened: what a program that is gone had given to a printer is asked about. */
  recover(): Promise<void>
  /** Gives up what lies there for days. */
  sweep(): Promise<void>
  /** Takes no more; the one on its way has a moment to end. */
  end(): Promise<void>
}

/** Milliseconds. What could not be taken (a doubtful clock, a restore) is tried again. */
const lookEvery = 15_000
/** Milliseconds that a closing program waits for the printer. */
const lastMoment = 3000
/** Milliseconds after which a program on another PC that asked nothing is taken to be closed. It asks every other second. */
const heardFor = 10_000

/** `services` is asked for each time: it is made together with this. */
export function createPrintQueue(services: () => HostServices): PrintQueue {
  let place: { readonly station: string; readonly out: PrintOut } | null = null
  let timer: NodeJS.Timeout | null = null
  let working: Promise<void> | null = null
  let isEnded = false
  const never = Number.NEGATIVE_INFINITY
  const heardAt = new Map<string, number>()

  /** What a printer said while the books could not be written (a full disk): told as soon as they can. */
  let untold: { readonly id: number; readonly end: PrintJobEnd } | null = null
  let isAsked = false

  async function run<A>(name: string, work: (scope: CommandScope) => Promise<A>): Promise<A> {
    const host = services()
    const call = { uuid: v7(), name, userId: null, station: place?.station ?? 'host', at: host.clock() }
    const result = await runCommand(host.store, { ...call, input: null }, work)
    host.changed(result.tables)
    return result.answer
  }

  /** As a call of its own: a restore waits for it. */
  async function runInTurn<A>(name: string, work: (scope: CommandScope) => Promise<A>): Promise<A> {
    const leave = await services().gate.enter()
    try {
      return await run(name, work)
    } finally {
      leave()
    }
  }

  /** False: nothing waits. */
  async function printNext({ station, out }: NonNullable<typeof place>): Promise<boolean> {
    const { store, clockGuard } = services()
    if (!store.isFilled || clockGuard.doubt() !== null) return false
    if (untold) {
      const { id, end } = untold
      await runInTurn('stations.printing.end', (scope) => endPrintJob(scope, id, end))
      untold = null
    }
    const id = await nextPrintJob(store.reader, station)
    if (id === null) return false
    const job = await readPrintJob(store.reader, id)
    // Claimed before the printer hears of it: whatever happens from here on, it is not printed a second time by itself.
    if (!(await runInTurn('stations.printing.take', (scope) => takePrintJob(scope, id)))) return true
    untold = { id, end: job ? await out(job) : { state: 'failed', reason: 'failed', detail: '' } }
    return true
  }

  async function work(at: NonNullable<typeof place>): Promise<void> {
    while (isAsked) {
      isAsked = false
      while (!isEnded && (await printNext(at)));
    }
  }

  const look = () => {
    isAsked = true
    if (working || isEnded || !place) return
    working = work(place)
      .catch((error: unknown) => {
        const { log } = services()
        log.bug(v7().slice(-8), error, { procedure: 'stations.printing' })
      })
      .finally(() => {
        working = null
      })
  }

  return {
    begin: (station, out) => {
      place = { station, out }
      timer ??= setInterval(look, lookEvery)
      timer.unref()
      look()
    },
    look,
    isHere: (station) =>
      place?.station === station || services().uptime() - (heardAt.get(station) ?? never) < heardFor,
    heard: (station) => {
      const { uptime, changed } = services()
      const wasHere = uptime() - (heardAt.get(station) ?? never) < heardFor
      heardAt.set(station, uptime())
      if (!wasHere) changed(['shared_printer'])
    },
    recover: async () => {
      if ((await printingNow(services().store.reader, null)).length > 0)
        await run('stations.printing.recover', (scope) => askAboutPrinting(scope))
    },
    sweep: async () => {
      const { store, clock } = services()
      if ((await oldPrintJobs(store.reader, clock())).length > 0)
        await runInTurn('stations.printing.sweep', sweepPrintJobs)
    },
    end: async () => {
      isEnded = true
      if (timer) clearInterval(timer)
      if (working) await Promise.race([working, new Promise((done) => setTimeout(done, lastMoment).unref())])
    },
  }
}
