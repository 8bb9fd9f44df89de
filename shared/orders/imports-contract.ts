import { z } from 'zod'
import { errorData } from '../errors.ts'
import { commandInput, idSchema, instantSchema, pageInput, pageOf, procedure } from '../rpc.ts'
import { platformSchema } from '../settings/contract.ts'
import { rowProblemCodes } from './files/types.ts'

export const rowProblemSchema = z.object({
  file: z.string(),
  row: z.int(),
  code: z.enum(rowProblemCodes),
  column: z.string().nullable(),
  value: z.string(),
  kept: z.boolean(),
})

export const importSummarySchema = z.object({
  orders: z.object({ added: z.int(), updated: z.int(), unchanged: z.int() }),
  /** Unchanged orders of which the file says something else that newer files have settled. Imports of before: 0. */
  overtaken: z.int().default(0),
  lines: z.object({ added: z.int(), updated: z.int(), unchanged: z.int() }),
  masked: z.int(),
  unmatchedLines: z.int(),
  /** Rows left out. */
  problemRows: z.int(),
  /** Orders whose user-edited address the platform now says otherwise. */
  addressDiffers: z.int(),
})
export type ImportSummary = z.infer<typeof importSummarySchema>

export const importFileSchema = z.object({
  id: idSchema,
  batch: z.string(),
  fileName: z.string(),
  format: z.string(),
  /** Whose orders its layout holds; null: an ERP's, which carries those of several. */
  platform: platformSchema.nullable(),
  shopId: idSchema.nullable(),
  shopName: z.string().nullable(),
  state: z.enum(['staged', 'applying', 'done', 'undone', 'discarded']),
  rowCount: z.int(),
  orderCount: z.int(),
  exportedAt: instantSchema,
  exportSource: z.enum(['name', 'content', 'user']),
  unknownColumns: z.array(z.string()),
  summary: importSummarySchema.nullable(),
  stagedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** The same bytes were imported before, at this time. */
  sameAsAt: instantSchema.nullable(),
  /** Staged: the export time of the newest file that its shop has, where that is newer than this one. */
  newerAt: instantSchema.nullable(),
})
export type ImportFile = z.infer<typeof importFileSchema>

/** What a file calls a shop (file-shops.ts). */
const namedShop = {
  /** Null: an ERP's file, which carries orders of several. */
  platform: platformSchema.nullable(),
  /** A table of the user's own making. */
  mapped: z.boolean(),
  /** As the file has it; '' where it names none. */
  shopName: z.string(),
} as const

/** What a file does not say: it is staged once that is answered. A file may ask about several shops. */
export const importQuestionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('shop'),
    fileName: z.string(),
    ...namedShop,
    /** Whose shops may take it. */
    platforms: z.array(platformSchema),
  }),
  z.object({
    kind: z.literal('mapping'),
    fileName: z.string(),
    signature: z.string(),
    header: z.array(z.string()),
    samples: z.array(z.array(z.string())),
    suggestion: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('export-time'), fileName: z.string() }),
])
export type ImportQuestion = z.infer<typeof importQuestionSchema>

/** A file that was not taken, with its error: the others were. */
export const fileRefusalSchema = z.discriminatedUnion('code', [
  z.object({
    fileName: z.string(),
    code: z.literal('file-unreadable'),
    data: errorData['file-unreadable'],
  }),
  z.object({
    fileName: z.string(),
    code: z.literal('file-other-platform'),
    data: errorData['file-other-platform'],
  }),
])
export type FileRefusal = z.infer<typeof fileRefusalSchema>

export const mappingSchema = z.object({
  platform: platformSchema,
  /** Our field → their header text. */
  columns: z.record(z.string(), z.string()),
})

const batchInput = { batch: z.string().min(1).max(60) } as const

export const importsContract = {
  /** Reads files and stages them; nothing of the shop's books changes. Files that need an answer
   * come back as questions, those that cannot be taken as refused; the others stay staged. */
  stage: procedure
    .input(
      z.object({
        ...batchInput,
        files: z.array(z.file()).min(1).max(20),
        /** The shop the user chose for all of them, whatever name a file gives to its only one. */
        shopId: idSchema.nullable(),
        /** Answers to questions about shops. Null: rows of that name are left out, as problems; a file that
         * has no others is left out whole. */
        shops: z
          .array(z.object({ ...namedShop, shopId: idSchema.nullable() }))
          .max(200)
          .default([]),
        exportedAt: instantSchema.nullable(),
      }),
    )
    .output(
      z.object({
        staged: z.array(importFileSchema),
        questions: z.array(importQuestionSchema),
        refused: z.array(fileRefusalSchema),
      }),
    ),
  preview: procedure.input(z.object(batchInput)).output(
    z.object({
      files: z.array(importFileSchema),
      summary: importSummarySchema,
      /** Rows left out, and rows taken with a doubt. */
      problemCount: z.int(),
      /** Up to 200; the rest by `problems`. */
      problems: z.array(rowProblemSchema),
      samples: z.array(
        z.object({
          orderNumber: z.string(),
          change: z.enum(['added', 'updated', 'unchanged', 'overtaken']),
          pieces: z.int(),
          titles: z.string(),
          changes: z.array(z.string()),
        }),
      ),
    }),
  ),
  problems: procedure.input(z.object({ ...batchInput, ...pageInput })).output(pageOf(rowProblemSchema)),
  commit: procedure.input(commandInput(batchInput)).output(z.object({ jobId: idSchema })),
  /** Takes away what was previewed and not imported: a batch, or (null) all that wait; gives how many files. */
  discard: procedure
    .input(commandInput({ batch: batchInput.batch.nullable() }))
    .output(z.object({ files: z.int() })),
  undo: procedure.input(commandInput({ importId: idSchema })).output(z.object({ orders: z.int() })),
  list: procedure
    .input(
      z.object({
        ...pageInput,
        /** Only those that were previewed and not imported. */
        waiting: z.boolean().default(false),
        /** That one alone. */
        id: idSchema.optional(),
      }),
    )
    .output(pageOf(importFileSchema)),
  saveMapping: procedure
    .input(commandInput({ signature: z.string(), mapping: mappingSchema }))
    .output(z.object({})),
  exportProblems: procedure
    .input(z.object({ importId: idSchema }))
    .output(z.object({ fileName: z.string(), file: z.file() })),
}
