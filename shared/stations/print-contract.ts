import { z } from 'zod'
import { commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'
import { printDocuments, printerProfileSchema } from '../shipping/printer-profile.ts'

/** Characters of one document: some thousand labels. A larger one is printed in parts. */
export const mostJobCharacters = 8_000_000
/** Characters of all that waits. */
export const mostQueueCharacters = 64_000_000

export const sharedPrinterSchema = z.object({
  id: idSchema,
  /** Where it stands. */
  station: z.string(),
  printerName: z.string(),
  /** What people call it: "Labels". */
  name: z.string(),
  /** Whether the program there is open, so that a document comes out now. */
  isHere: z.boolean(),
  /** What is printed on it there, and how: paper and corrections are that printer's, whoever asks. */
  profiles: z.array(printerProfileSchema),
  /** Who has what printed on it. */
  users: z.array(z.object({ station: z.string(), document: z.enum(printDocuments) })),
})
export type SharedPrinter = z.infer<typeof sharedPrinterSchema>

/**
 * `asks`: it was given to the printer and nobody knows whether it came out, for the program or the power went in between.
 * Never printed again by itself.
 */
export const printJobStates = ['waiting', 'printing', 'printed', 'failed', 'asks', 'cancelled'] as const
export const printJobReasons = ['', 'printer-gone', 'timeout', 'failed', 'too-old'] as const

export const printJobSchema = z.object({
  id: idSchema,
  document: z.string(),
  pages: z.int(),
  /** The station that asked for it, and who there. */
  station: z.string(),
  userName: z.string(),
  at: instantSchema,
  state: z.enum(printJobStates),
  reason: z.enum(printJobReasons),
  /** The system's own words. */
  detail: z.string(),
  endedAt: instantSchema.nullable(),
  printer: z.object({ name: z.string(), station: z.string(), isHere: z.boolean() }),
  /** Whether the calling station asked for it. */
  isOwn: z.boolean(),
})
export type PrintJob = z.infer<typeof printJobSchema>

const paperMm = z.int().min(10).max(1000)

/** How a printer took a document. */
export const printJobEndSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('printed') }),
  z.object({
    state: z.literal('failed'),
    reason: z.enum(printJobReasons).exclude(['']),
    detail: z.string().max(500),
  }),
])
export type PrintJobEnd = z.infer<typeof printJobEndSchema>

/** What a printer is given. Paper in millimetres. */
export const printJobContentSchema = z.object({
  printerName: z.string(),
  html: z.string(),
  width: z.number(),
  height: z.number(),
  copies: z.int(),
})
export type PrintJobContent = z.infer<typeof printJobContentSchema>

export const newPrintJobSchema = {
  sharedPrinterId: idSchema,
  document: z.enum(printDocuments),
  pages: z.int().min(1).max(100_000),
  /** A whole document of renderer/print, with its pictures in it. */
  html: z.string().min(1),
  width: paperMm,
  height: paperMm,
  copies: z.int().min(1).max(99),
} as const

/** Documents of stations without a printer, which come out of another station's. */
export const printingContract = {
  /** Those that are shared now, of all stations. */
  printers: procedure.output(z.array(sharedPrinterSchema)),
  /** Shares a printer of the calling station under a name, or no more: what waits for it is cancelled. */
  share: procedure
    .input(
      commandInput({
        printerName: z.string().min(1).max(200),
        name: z.string().trim().min(1).max(40),
        on: z.boolean(),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Raises printer-not-shared, print-job-large, print-queue-full. */
  print: procedure.input(commandInput(newPrintJobSchema)).output(z.object({ id: idSchema })),
  /** Of the last day: what the calling station asked for and what its printers have to do; the owner sees all. */
  jobs: procedure.output(z.array(printJobSchema)),
  /**
   * Ends a question, a failure or waiting: it did come out, it shall be printed (again), or not at all. Raises not-found,
   * print-job-begun, not-allowed for others' jobs.
   */
  settle: procedure
    .input(commandInput({ id: idSchema, as: z.enum(['printed', 'again', 'cancelled']) }))
    .output(z.object({})),
  /*
   * How the program on another PC prints what its own station shares. They raise not-allowed to whoever is no paired station.
   * The first call of its run is `recover`: what a run before it had taken is asked about.
   */
  recover: procedure.input(commandInput({})).output(z.object({ asked: z.int() })),
  /** The next that waits for its printers; also tells that they are here. */
  next: procedure.output(z.object({ id: idSchema, content: printJobContentSchema.nullable() }).nullable()),
  /** Claims it before the printer hears of it. False: it was given up, or taken. */
  take: procedure.input(commandInput({ id: idSchema })).output(z.object({ taken: z.boolean() })),
  end: procedure.input(commandInput({ id: idSchema, end: printJobEndSchema })).output(z.object({})),
}
