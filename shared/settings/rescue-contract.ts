import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { againWordsSchema } from './again-list.ts'
import {
  backupSchema,
  backupSourceSchema,
  lookedSchema,
  restoredSchema,
  restoreInput,
} from './backup-contract.ts'
import { salvageStateSchema } from './salvage-contract.ts'

export const rescueStateSchema = z.object({
  /**
   * `damaged`: renamed aside; `missing`: backups are there and no database; `newer`: of a newer program; `update`: the new
   * version did not come up; `going-back`: the older version was not installed yet.
   */
  kind: z.enum(['damaged', 'missing', 'newer', 'update', 'going-back']),
  renamedTo: z.string().nullable(),
  version: z.string().nullable(),
  dataDir: z.string(),
  backups: z.array(backupSchema),
  /** The versions of an update that can be taken back from here; its own words where it failed. */
  update: z.object({ from: z.string(), to: z.string(), detail: z.string() }).nullable(),
})
export type RescueState = z.infer<typeof rescueStateSchema>

/** All that answers while the store cannot be opened; open to whoever sits at the PC, for nobody can be known. */
export const rescueContract = {
  state: procedure.output(rescueStateSchema.nullable()),
  look: procedure.input(backupSourceSchema).output(lookedSchema),
  restore: procedure.input(restoreInput).output(restoredSchema),
  startEmpty: procedure.output(z.object({})),
  /** Reads the damaged database as far as it goes, beside it; how far it is and what came of it tells the second. */
  salvage: procedure.output(z.object({})),
  salvageState: procedure.output(salvageStateSchema),
  /** Goes on with what was salvaged; the damaged file is kept. */
  takeSalvaged: procedure.output(restoredSchema),
  /** Opens the damaged database as it is once more. */
  putBack: procedure.output(z.object({})),
  /** Back to the version before an update; `file`: its setup, where none is kept; `words`: for the list of what to enter again. */
  goBack: procedure
    .input(z.object({ file: z.file().optional(), words: againWordsSchema }))
    .output(z.object({})),
  /** Stays with this version. */
  goOn: procedure.output(z.object({})),
}
