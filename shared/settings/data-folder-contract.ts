import { z } from 'zod'
import { idSchema, instantSchema, procedure } from '../rpc.ts'

/** The setting `last-move`: how the last move of the data folder ended. */
export const lastMoveSchema = z.object({
  done: z.object({ from: z.string(), to: z.string(), at: instantSchema, bytes: z.int() }).optional(),
  failed: z
    .object({
      to: z.string(),
      /** An error of shared/errors.ts. */
      code: z.string(),
      data: z.record(z.string(), z.unknown()),
      at: instantSchema,
    })
    .optional(),
})

export const dataFolderStateSchema = z.object({
  folder: z.string(),
  bytes: z.int(),
  lastMove: lastMoveSchema.shape.done.unwrap().nullable(),
  failed: lastMoveSchema.shape.failed.unwrap().nullable(),
  /** Whether other users of this PC are kept out of it; a stick formatted as FAT cannot. */
  isPrivate: z.boolean(),
  /** The copies that still lie where the workshop was before. */
  old: z.object({ folder: z.string(), bytes: z.int() }).nullable(),
})
export type DataFolderState = z.infer<typeof dataFolderStateSchema>

const placeSchema = z.object({
  disk: z.string(),
  folder: z.string(),
  freeBytes: z.int(),
  totalBytes: z.int(),
  /** The workshop lies on it now. */
  isPresent: z.boolean(),
})
export type DataFolderPlace = z.infer<typeof placeSchema>

export const dataFolderContract = {
  state: procedure.output(dataFolderStateSchema),
  /** Disks of the PC that the host runs on, with the folder that a move to each would take. */
  places: procedure.output(z.array(placeSchema)),
  /** Copies, verifies, switches, and starts the program again; a job up to the switch. */
  move: procedure
    .input(z.object({ folder: z.string().trim().min(1).max(240) }))
    .output(z.object({ jobId: idSchema })),
  clearOld: procedure.output(z.object({})),
}
