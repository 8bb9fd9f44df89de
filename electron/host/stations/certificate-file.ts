import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const stationsFolder = (dataDir: string) => join(dataDir, 'stations')

/** The root to be installed on tablets; null before the first use. */
export async function readRootCertificate(dataDir: string): Promise<string | null> {
  return readFile(join(stationsFolder(dataDir), 'root.crt'), 'utf8').catch(() => null)
}
