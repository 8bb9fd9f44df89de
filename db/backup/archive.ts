import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, type ZstdCompress } from 'node:zlib'
import yazl from 'yazl'
import type { Manifest } from '../../shared/settings/backup-contract.ts'
import type { SealingKey } from './seal.ts'
import { SealStream } from './seal-stream.ts'
import { syncFile } from './stubborn-files.ts'

/*
 * A `.yifang-backup` is a ZIP: any tool of any system opens it when we are gone. It is written with yazl, the
 * sister of yauzl (which reads order files here): small, kept for ten years, streams, ZIP64 beyond 4 GB. The database
 * lies in it packed with Zstandard (RFC 8878, `zstd -d`): three times as quick to write as by the ZIP's own method, twice to
 * read, and a tenth smaller. With a passphrase the ZIP is sealed (seal.ts).
 */

export interface ArchivePart {
  /** Name inside the archive: "yifang.db", "photos/…". */
  readonly name: string
  readonly file: string
}

/** The data key as a backup to be carried away brings it, in the open. */
export const keyPart = 'data-key.json'

/** Digests of the keys of devices that were shut out, see db/stations/shut-out.ts. */
export const shutOutPart = 'shut-out.txt'

export const databasePart = 'yifang.db'
/** The database as it lies in the archive; earlier versions put it in under its own name. */
export const packedDatabase = 'yifang.db.zst'
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
  const others = parts.filter(({ name }) => name !== databasePart)
  for (const { name, file } of others)
    measured.push({ name, bytes: statSync(file).size, sha256: await fileDigest(file) })
  if (dataKey) {
    const sha256 = createHash('sha256').update(dataKey).digest('hex')
    measured.push({ name: keyPart, bytes: dataKey.length, sha256 })
  }
  const zip = new yazl.ZipFile()
  const out = zip.outputStream as PassThrough
  zip.on('error', (error: Error) => out.destroy(error))
  for (const { name, file } of parts.filter(({ name }) => name === databasePart)) {
    const packed = packMeasured(file, (size) => measured.unshift({ name, ...size }))
    packed.on('error', (error) => out.destroy(error))
    // Its packed size is not known before; a few bytes of every gigabyte may be added to it.
    const forceZip64Format = statSync(file).size > 0xf000_0000
    zip.addReadStream(packed, packedDatabase, { compress: false, forceZip64Format })
  }
  // Behind the database, which is read once: its digest is known when it has passed.
  const manifest: Manifest = { ...about, parts: measured }
  zip.addReadStreamLazy(manifestPart, (give) =>
    give(null, Readable.from([Buffer.from(JSON.stringify(manifest))], { objectMode: false })),
  )
  if (dataKey) zip.addBuffer(dataKey, keyPart)
  // Photos are compressed already.
  for (const { name, file } of others) zip.addFile(file, name, { compress: false })
  zip.end()
  const written = createWriteStream(target, { highWaterMark: large })
  if (seal) await pipeline(out, new SealStream(seal, about), written)
  else await pipeline(out, written)
  syncFile(target)
  return manifest
}

/** A file packed with Zstandard as it is read; tells its size and digest once it has passed. */
function packMeasured(
  file: string,
  tell: (size: { readonly bytes: number; readonly sha256: string }) => void,
): ZstdCompress {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      done(null, chunk)
      // The packing has its thread: the digest is made meanwhile.
      hash.update(chunk)
    },
    flush: (done) => {
      tell({ bytes, sha256: hash.digest('hex') })
      done()
    },
  })
  // Level 1: a fifth of the size at the speed of a fast disk.
  const pack = createZstdCompress({ chunkSize: large, params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  pipeline(createReadStream(file, { highWaterMark: large }), measure, pack).catch((error: Error) =>
    pack.destroy(error),
  )
  return pack
}

const large = 1 << 20
