import type { StoreDiagnosis } from '../../../db/repair/diagnose.ts'

/** What the care worker does for health and repair: all of it reads or writes the whole store. */
export interface UpkeepTasks {
  diagnose: { readonly input: { readonly dataDir: string }; readonly answer: StoreDiagnosis }
  /** Both want the store closed elsewhere. Give what SQLite says of it afterwards. */
  reindex: { readonly input: { readonly dataDir: string }; readonly answer: readonly string[] }
  vacuum: { readonly input: { readonly dataDir: string }; readonly answer: readonly string[] }
}
