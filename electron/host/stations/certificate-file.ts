import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stationsFolder } from '../../../db/stations/shut-out.ts'

/** The root to be installed on tablets; null before the first use. */
export async function readRootCertificate(dataDir: string): Promise<string | null> {
  return readFile(join(stationsFolder(dataDir), 'root.crt'), 'utf8').catch(() => null)
}
