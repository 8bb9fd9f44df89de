import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib'
import yauzl from 'yauzl'
import { type Manifest, manifestSchema } from '../../shared/settings/backup-contract.ts'
import { databasePart, manifestPart, packedDatabase } from './archive.ts'
import { type BackupOpening, BrokenSeal, PassphraseNeeded, PassphraseWrong } from './seal.ts'
import { readHead, SealedReader } from './sealed-reader.ts'
import { takePart } from './take-part.ts'

/** The file is not a whole backup. The message says why, for the log. */
export class BrokenBackup extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenBackup'
  }
}

const maxManifestBytes = 200_000_000
/** What a backup may hold: nothing that could land outside the folder it is taken apart in. */
const partName =
  /^(?:yifang\.db|data-key\.json|shut-out\.txt|photos\/[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*)$/

/**
 * What a backup file says of itself, from its directory and manifest alone. Raises BrokenBackup; PassphraseNeeded,
 * PassphraseWrong where it is sealed.
 */
export async function readManifest(file: string, opening: BackupOpening = {}): Promise<Manifest> {
  return withZip(file, opening, async (zip) => {
    for await (const entry of entries(zip)) {
      if (entry.fileName !== manifestPart) continue
      if (entry.uncompressedSize > maxManifestBytes) throw new BrokenBackup('manifest too large')
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      const bytes = Buffer.concat(chunks)
      // yauzl compares sizes only, and nothing else vouches for the manifest itself.
      if (crc32(bytes) !== entry.crc32) throw new BrokenBackup('manifest is damaged')
      return parseManifest(bytes.toString('utf8'))
    }
    throw new BrokenBackup('no manifest')
  })
}

function parseManifest(text: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    throw new BrokenBackup('manifest cannot be read')
  }
}

/**
 * Takes a backup apart into a folder and compares every part with the manifest's size and SHA-256 as it
 * passes; `wanted` chooses parts (all are compared). Gives the manifest. Raises as `readManifest`.
 */
export async function extractBackup(
  file: string,
  folder: string,
  wanted: (name: string) => boolean = () => true,
  opening: BackupOpening = {},
): Promise<Manifest> {
  const manifest = await readManifest(file, opening)
  const expected = new Map(manifest.parts.map((part) => [part.name, part]))
  if (!expected.has(databasePart)) throw new BrokenBackup('no database')
  await withZip(file, opening, async (zip) => {
    for await (const entry of entries(zip)) {
      if (entry.fileName === manifestPart) continue
      const name = entry.fileName === packedDatabase ? databasePart : entry.fileName
      const part = expected.get(name)
      if (!part || !partName.test(name)) throw new BrokenBackup(`unexpected part ${name}`)
      expected.delete(name)
      const target = wanted(name) ? join(folder, name) : null
      if (target) mkdirSync(dirname(target), { recursive: true })
      const source = await zip.openReadStreamPromise(entry, { decodeFileData: false })
      const take = (chunks: AsyncIterable<Buffer>) =>
        takePart(chunks, target, part.bytes, () => new BrokenBackup(`${name} is larger than said`))
      const unpack = unpacker(entry)
      const { bytes, sha256 } = unpack ? await pipeline(source, unpack, take) : await pipeline(source, take)
      if (bytes !== part.bytes || sha256 !== part.sha256) throw new BrokenBackup(`${name} is damaged`)
    }
  })
  if (expected.size > 0) throw new BrokenBackup(`${expected.size} parts are missing`)
  return manifest
}

/** Stored, or by the ZIP's one method. */
const deflated = 8
const large = 1 << 20

/** What undoes the packing of an entry: in steps of a megabyte, for each of them goes through the thread pool. */
function unpacker(entry: yauzl.Entry): Transform | null {
  // Never asks for more than 128 MB of memory, whatever the file says.
  if (entry.fileName === packedDatabase) return createZstdDecompress({ chunkSize: large })
  // Databases were packed so by earlier versions.
  return entry.compressionMethod === deflated ? createInflateRaw({ chunkSize: large }) : null
}

async function withZip<R>(
  file: string,
  opening: BackupOpening,
  work: (zip: yauzl.ZipFile) => Promise<R>,
): Promise<R> {
  let zip: yauzl.ZipFile | undefined
  let sealed: SealedReader | undefined
  try {
    const head = await readHead(file)
    sealed = head ? await SealedReader.open(file, head, opening) : undefined
    zip = sealed
      ? await yauzl.fromRandomAccessReaderPromise(sealed, sealed.size, { autoClose: false })
      : await yauzl.openPromise(file, { lazyEntries: true, autoClose: false })
    return await work(zip)
  } catch (error) {
    if (
      error instanceof BrokenBackup ||
      error instanceof PassphraseNeeded ||
      error instanceof PassphraseWrong
    )
      throw error
    if (error instanceof BrokenSeal) throw new BrokenBackup(error.message)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // The disk's own errors keep their names; yauzl and zlib throw plain errors for a broken file.
    if (['ENOSPC', 'ENOENT', 'EACCES', 'EPERM', 'EIO', 'EBUSY'].includes(code)) throw error
    throw new BrokenBackup(error instanceof Error ? error.message : 'cannot be read')
  } finally {
    zip?.close()
    await sealed?.finish()
  }
}

async function* entries(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for await (const entry of zip.eachEntry()) yield entry
}
