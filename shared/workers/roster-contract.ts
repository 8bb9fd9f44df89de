import { z } from 'zod'
import { commandInput, exportedFileSchema, procedure } from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { rosterProblemCodes } from './roster-sheet.ts'

export const rosterPreviewSchema = z.object({
  fileName: z.string(),
  /** It has ID or bank numbers, and the data key is not open: it cannot be taken in like that. */
  needsKey: z.boolean(),
  rows: z.array(
    z.object({
      row: z.int(),
      name: z.string(),
      /** `left`: she was here and left; no list brings her back. */
      change: z.enum(['new', 'changed', 'same', 'left']),
      /** What would change, by the audit's names of columns. */
      fields: z.array(z.string()),
      /** Masked. */
      idNumber: z.string(),
      bankAccount: z.string(),
      village: z.string(),
      phone: z.string(),
    }),
  ),
  problems: z.array(
    z.object({
      row: z.int(),
      name: z.string(),
      code: z.enum(rosterProblemCodes),
      value: z.string(),
      kept: z.boolean(),
    }),
  ),
})
export type RosterPreview = z.infer<typeof rosterPreviewSchema>

/** A list of workers, XLSX or CSV. */
export const rosterContract = {
  template: procedure.input(z.object({ headers: languageSchema })).output(exportedFileSchema),
  /** What it would change; nothing is written. Raises file-unreadable. */
  preview: procedure.input(z.object({ file: z.file() })).output(rosterPreviewSchema),
  /** Takes it in, compared with the books once more. Raises data-key-none, data-key-locked where it has numbers. */
  commit: procedure
    .input(commandInput({ file: z.file() }))
    .output(z.object({ added: z.int(), changed: z.int(), unchanged: z.int() })),
}
