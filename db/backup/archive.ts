import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import type { Manifest } from '../../shared/settings/backup-contract.ts'
import type { SealingKey } from './seal.ts'
import { SealStream } from './seal-stream.ts'
import { syncFile } from './stubborn-files.ts'

/*
 * A `.yifang-backup` is a ZIP: any tool of any system opens it when we are gone. It is written with yazl, the
 * sister of yauzl (which reads order files here): small, kept for ten years, streams, ZIP64 beyond 4 GB. With a
 * passphrase the ZIP is sealed (seal.ts).
 */

export interface ArchivePart {
  /** Name inside the archive: "yifang.db", "photos/…". */
  readonly name: string
  readonly file: string
}

/** The data key as a backup to be carried away brings it, in the open. */
export const keyPart = 'data-key.json'

export const databasePart = 'yifang.db'
export const manifestPart = 'manifest.json'

/** Every photo of a data folder, as parts. */
export function photoParts(dataDir: string): ArchivePart[] {
  const folder = join(dataDir, 'photos')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return { name: `photos/${file.slice(folder.length + 1).replaceAll('\\', '/')}`, file }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** SHA-256 of a file's bytes, hexadecimal. */
export async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Writes a backup file whole, sealed where there is a key, on the disk when it resolves. The manifest's parts are measured here. */
export async function writeArchive(
  target: string,
  parts: readonly ArchivePart[],
  about: Omit<Manifest, 'parts'>,
  dataKey: Buffer | null = null,
  seal: SealingKey | null = null,
): Promise<Manifest> {
  const measured: Manifest['parts'] = []
  for (const { name, file } of parts)
    measured.push({ name, bytes: statSync(file).size, sha256: await fileDigest(file) })
  if (dataKey) {
    const sha256 = createHash('sha256').update(dataKey).digest('hex')
    measured.push({ name: keyPart, bytes: dataKey.length, sha256 })
  }
  const manifest: Manifest = { ...about, parts: measured }
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), manifestPart)
  if (dataKey) zip.addBuffer(dataKey, keyPart)
  for (const { name, file } of parts) {
    // Photos are compressed already. Level 1: a fifth of the size at the speed of a slow disk.
    const compress = name === databasePart
    zip.addFile(file, name, compress ? { compress, compressionLevel: 1 } : { compress })
  }
  zip.end()
  const written = createWriteStream(target, { highWaterMark: 1 << 20 })
  if (seal) await pipeline(zip.outputStream, new SealStream(seal, about), written)
  else await pipeline(zip.outputStream, written)
  syncFile(target)
  return manifest
}
