import { z } from 'zod'
import { commandInput, exportedFileSchema, idSchema, procedure } from '../../rpc.ts'
import { recipeKinds } from './columns.ts'
import { recipeProblemSchema } from './problems.ts'

const kind = z.enum(recipeKinds)
const file = z.file()

/** What a sheet would do to one style, or one material. */
export const recipeChangeSchema = z.object({
  name: z.string(),
  /** Where it begins in the file. */
  row: z.int(),
  rows: z.int(),
  /** One of its rows has a problem: it is left out whole and stays as it is. */
  isLeftOut: z.boolean(),
  fresh: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Names of what the books have and the sheet does not. */
  removed: z.array(z.string()),
  isReordered: z.boolean(),
})
export type RecipeChange = z.infer<typeof recipeChangeSchema>

export const recipePreviewSchema = z.object({
  kind,
  /** Rows that hold anything. */
  rows: z.int(),
  /** Styles or materials: to be written, as they are already, left out. */
  toWrite: z.int(),
  same: z.int(),
  left: z.int(),
  /** Up to 500 of those to be written or left out. */
  changes: z.array(recipeChangeSchema),
  /** Up to 500. */
  problems: z.array(recipeProblemSchema),
  problemCount: z.int(),
  /** Titles of columns that nothing is read from, among them those the caller may not write. */
  ignored: z.array(z.string()),
  /** Further sheets of the workbook that are of these kinds: one is read at a time. */
  otherSheets: z.array(z.string()),
  /** Suppliers that nobody knows yet: they are added. */
  newSuppliers: z.array(z.string()),
  /** A digest of what the books have of each style or material to be written, by its first row. */
  read: z.record(z.string(), z.string()),
})
export type RecipePreview = z.infer<typeof recipePreviewSchema>

export const recipesContract = {
  /** All rows of a kind; columns of money that the caller may not see are left away. */
  export: procedure.input(z.object({ kind, headers: z.enum(['zh-CN', 'en']) })).output(exportedFileSchema),
  /** Reads a sheet of one of the kinds and compares it with the books; nothing is written. Raises file-unreadable. */
  preview: procedure.input(z.object({ file })).output(recipePreviewSchema),
  /**
   * Writes a sheet as a job: materials by name; BOMs, routings and size charts of each style as a whole, some styles a
   * transaction. What has a problem is left out, and so is what somebody changed since the preview gave `read`; the job's
   * result names it. Raises file-unreadable, job-running.
   */
  commit: procedure
    .input(commandInput({ file, read: z.record(z.string().max(10), z.string().max(64)) }))
    .output(z.object({ jobId: idSchema })),
}
