import { createHash, type KeyObject } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { removeFile, stubborn, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { compareVersions, isProgramVersion } from '../../../../shared/settings/program-version.ts'
import type { UpdateManifest } from '../../../../shared/settings/update-contract.ts'
import {
  believe,
  canonicalManifest,
  longestHeader,
  longestManifest,
  RefusedUpdate,
  readHeader,
  type SignedManifest,
} from './update-format.ts'

export const updateEnding = '.yifang-update'
const setupName = /^Yifang-Setup-\d{1,5}\.\d{1,5}\.\d{1,5}\.exe$/i
export const setupNameOf = (version: string) => `Yifang-Setup-${version}.exe`
/** Whether a file's name is one that an update may have. */
export const looksLikeUpdate = (name: string) => name.endsWith(updateEnding) || setupName.test(name)

const manifestBeside = (setup: string) => `${setup}.json`
const signatureBeside = (setup: string) => `${setup}.sig`
/** A setup with what vouches for it. */
export const setupFiles = (setup: string) => [setup, manifestBeside(setup), signatureBeside(setup)]

/** A file whose signed words are believed; its setup's bytes were not looked at yet. */
export interface UpdateFile extends SignedManifest {
  readonly path: string
  /** Where the setup's bytes begin. */
  readonly payloadAt: number
}

/**
 * Reads what a file says of itself and whether one of our keys signed it: a `.yifang-update`, or a bare setup with its two
 * companions. Cheap: of the setup only the size is looked at. Raises RefusedUpdate, or what the disk raises.
 */
export async function openUpdate(path: string, keys: readonly KeyObject[]): Promise<UpdateFile> {
  const isBare = !basename(path).endsWith(updateEnding) && setupName.test(basename(path))
  const header = isBare
    ? await companions(path, keys)
    : readHeader(await firstBytes(path, longestHeader), keys)
  const { size } = await stat(path)
  const expected = header.payloadAt + header.manifest.size
  if (size < expected) throw new RefusedUpdate('cut-off')
  if (size > expected) throw new RefusedUpdate('altered')
  return { path, ...header }
}

async function companions(setup: string, keys: readonly KeyObject[]) {
  const read = async (file: string, longest: number) => {
    const bytes = await firstBytes(file, longest + 1).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new RefusedUpdate('unsigned')
      throw error
    })
    if (bytes.length > longest) throw new RefusedUpdate('altered')
    return bytes
  }
  const text = await read(manifestBeside(setup), longestManifest)
  const signature = Buffer.from((await read(signatureBeside(setup), 200)).toString('latin1').trim(), 'base64')
  return { manifest: believe(text, signature, keys), signature, payloadAt: 0 }
}

async function firstBytes(path: string, longest: number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(longest)
    let length = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, longest - length, length)
      length += bytesRead
      if (bytesRead === 0 || length === longest) return buffer.subarray(0, length)
    }
  } finally {
    await handle.close()
  }
}

/** Takes the setup out of an update into a file of its own, then reads that file again. Constant memory. Raises RefusedUpdate. */
export async function copySetup(update: UpdateFile, target: string): Promise<void> {
  await removeFile(target)
  let bytes = 0
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      // The file grew under us: nothing beyond what was signed is written.
      if (bytes > update.manifest.size) done(new RefusedUpdate('altered'))
      else done(null, chunk)
    },
  })
  // Ours alone, and runnable where the system asks for that.
  const out = createWriteStream(target, { mode: 0o700 })
  await pipeline(
    createReadStream(update.path, { start: update.payloadAt, highWaterMark: 1 << 20 }),
    counted,
    out,
  )
  syncFile(target)
  await writeFile(manifestBeside(target), canonicalManifest(update.manifest))
  await writeFile(signatureBeside(target), update.signature.toString('base64'))
  for (const file of setupFiles(target).slice(1)) syncFile(file)
  await verifySetup(target, update.manifest)
}

/** Whether a setup is, byte for byte, the one that was signed. Raises RefusedUpdate. */
export async function verifySetup(file: string, manifest: UpdateManifest): Promise<void> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  if (bytes < manifest.size) throw new RefusedUpdate('cut-off')
  if (bytes > manifest.size || hash.digest('hex') !== manifest.sha256) throw new RefusedUpdate('altered')
}

/** Signature, size and every byte of a setup that is kept here. Raises RefusedUpdate, or what the disk raises. */
export async function verifyKeptSetup(file: string, keys: readonly KeyObject[]): Promise<UpdateManifest> {
  const { manifest } = await stubborn(() => openUpdate(file, keys))
  await verifySetup(file, manifest)
  return manifest
}

/** What a PC and its program are, for whether an update is for them. */
export interface ProgramHere {
  readonly version: string
  readonly platform: string
  readonly arch: string
}

/**
 * Whether an update may be installed here. An older version never, but for the one that is gone back to: `only` names it.
 * Raises RefusedUpdate.
 */
export function requireSuitable(
  manifest: UpdateManifest,
  here: ProgramHere,
  only: string | null = null,
): void {
  if (manifest.platform !== here.platform || manifest.arch !== here.arch)
    throw new RefusedUpdate('other-platform')
  if (only !== null) {
    if (manifest.version !== only) throw new RefusedUpdate('other-version')
    return
  }
  // A build that was never released has no place in the order.
  if (!isProgramVersion(here.version)) throw new RefusedUpdate('too-far')
  const order = compareVersions(manifest.version, here.version)
  if (order < 0) throw new RefusedUpdate('older')
  if (order === 0) throw new RefusedUpdate('same')
  if (compareVersions(here.version, manifest.minVersion) < 0) throw new RefusedUpdate('too-far')
}

/** What any failure to read an update means to the user; errors that are not about the file are raised again. */
export function refusalOf(error: unknown): RefusedUpdate {
  if (error instanceof RefusedUpdate) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ENOENT', 'EIO', 'EACCES', 'EPERM', 'EBUSY', 'ENXIO', 'ENODEV', 'UNKNOWN', 'EISDIR'].includes(code))
    return new RefusedUpdate('unreadable')
  throw error
}

/** What a manifest says of a file, in bytes read anew. */
export async function describeSetup(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return { size: (await stat(file)).size, sha256: hash.digest('hex') }
}

/** Reads a release note; both languages must be there. Used where releases are made. */
export async function readNotes(file: string): Promise<{ zh: string; en: string }> {
  const text = await readFile(file, 'utf8')
  const [zh, en] = text.split(/^---\s*$/m).map((part) => part.trim())
  if (!zh || !en) throw new Error(`${file}: Chinese notes, a line of ---, English notes`)
  return { zh, en }
}
