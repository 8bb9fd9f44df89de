import type { StoreDiagnosis } from '../../../db/repair/diagnose.ts'
import type { Salvaged } from '../../../db/repair/salvage.ts'

/** What the care worker does for health and repair: all of it reads or writes the whole store. */
export interface UpkeepTasks {
  diagnose: { readonly input: { readonly dataDir: string }; readonly answer: StoreDiagnosis }
  /** Both want the store closed elsewhere. Give what SQLite says of it afterwards. */
  reindex: { readonly input: { readonly dataDir: string }; readonly answer: readonly string[] }
  salvage: {
    readonly input: { readonly damaged: string; readonly folder: string; readonly at: number }
    readonly answer: Salvaged
  }
  vacuum: { readonly input: { readonly dataDir: string }; readonly answer: readonly string[] }
}
