import { copyFileSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeFile } from '../../db/open.ts'

/** A store of the newest version without a row, made once a run: every migration costs more than most tests. */
export const emptyStore = () => join(tmpdir(), 'empty.db')

/** A data folder of its own, as if the program had just made its store there. */
export function newDataFolder(prefix = 'yifang-'): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  if (existsSync(emptyStore())) copyFileSync(emptyStore(), storeFile(folder))
  return folder
}
