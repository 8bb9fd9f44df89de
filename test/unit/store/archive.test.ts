import {
  createWriteStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import yauzl from 'yauzl'
import yazl from 'yazl'
import { databasePart, manifestPart, packedDatabase, writeArchive } from '../../../db/backup/archive.ts'
import { makeBackup } from '../../../db/backup/make-backup.ts'
import { extractBackup, readManifest } from '../../../db/backup/read-archive.ts'
import { applyRestore, discardRestore, prepareRestore } from '../../../db/backup/restore.ts'
import { openStore, type Store } from '../../../db/open.ts'
import type { Manifest } from '../../../shared/settings/backup-contract.ts'
import { fillStore, openTestStore, testFolder, testTime } from './support.ts'

let dir: string
let store: Store

beforeEach(async () => {
  dir = testFolder()
  store = await openTestStore(dir)
  await fillStore(store)
})
afterEach(async () => {
  await store.close().catch(() => {})
  rmSync(dir, { recursive: true, force: true })
})

const made = () =>
  makeBackup({ dataDir: dir, target: null, photos: false, reason: 'manual', program: '0.1.0', at: testTime })

/** A backup's database and manifest, as they come out of it. */
async function takenApart(): Promise<{ readonly manifest: Manifest; readonly database: Buffer }> {
  const { file } = await made()
  const out = join(dir, 'out')
  mkdirSync(out, { recursive: true })
  const manifest = await extractBackup(file, out)
  return { manifest, database: readFileSync(join(out, databasePart)) }
}

async function archiveOf(
  entries: readonly { readonly name: string; readonly bytes: Buffer; readonly level: number }[],
): Promise<string> {
  const file = join(dir, 'brought.yifang-backup')
  const zip = new yazl.ZipFile()
  for (const { name, bytes, level } of entries) zip.addBuffer(bytes, name, { compressionLevel: level })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
  return file
}

const said = (manifest: Manifest) => ({
  name: manifestPart,
  bytes: Buffer.from(JSON.stringify(manifest)),
  level: 6,
})

test('a backup as earlier versions wrote it, the database deflated under its own name, is restored', async () => {
  const { manifest, database } = await takenApart()
  const file = await archiveOf([said(manifest), { name: databasePart, bytes: database, level: 1 }])
  expect(await readManifest(file)).toEqual(manifest)
  const prepared = await prepareRestore(dir, file, 'x')
  await store.close()
  await applyRestore(dir, prepared, testTime + 1000)
  store = await openStore(dir, async () => {})
  expect(await store.reader.selectFrom('orders').select('id').execute()).toHaveLength(2)
})

test('a ZIP program and zstd alone give the database: nobody needs us for it', async () => {
  const { file, manifest } = await made()
  const zip = await yauzl.fromBufferPromise(readFileSync(file), { lazyEntries: true })
  const inside = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
    inside.set(entry.fileName, Buffer.concat(parts))
  }
  expect([...inside.keys()]).toEqual([packedDatabase, manifestPart])
  const database = zstdDecompressSync(inside.get(packedDatabase)!)
  expect(database.subarray(0, 15).toString()).toBe('SQLite format 3')
  expect(database.length).toBe(manifest.parts[0]!.bytes)
  expect(statSync(file).size).toBeLessThan(database.length / 2)
})

test('a database that swells beyond what was said is refused before it is on the disk', async () => {
  const { manifest } = await takenApart()
  const said10MB = { ...manifest, parts: [{ ...manifest.parts[0]!, bytes: 10_000_000 }] }
  const bomb = zstdCompressSync(Buffer.alloc(400_000_000), {
    params: { [constants.ZSTD_c_compressionLevel]: 1 },
  })
  expect(bomb.length).toBeLessThan(100_000)
  const file = await archiveOf([said(said10MB), { name: packedDatabase, bytes: bomb, level: 0 }])
  const out = join(dir, 'bomb')
  mkdirSync(out)
  await expect(extractBackup(file, out)).rejects.toThrow(/larger than said/)
  expect(statSync(join(out, databasePart)).size).toBeLessThanOrEqual(10_000_000)
})

test.each([
  ['cut off', (packed: Buffer) => packed.subarray(0, packed.length - 10)],
  ['without a byte', () => Buffer.alloc(0)],
  ['no zstd', (packed: Buffer) => Buffer.from(packed).fill(7)],
])('a packed database that is %s is damage', async (_how, change) => {
  const { manifest, database } = await takenApart()
  const bytes = change(zstdCompressSync(database))
  const file = await archiveOf([said(manifest), { name: packedDatabase, bytes, level: 0 }])
  await expect(prepareRestore(dir, file, 'mine')).rejects.toMatchObject({ code: 'backup-damaged' })
})

test('a database that lies in it under both names is refused', async () => {
  const { manifest, database } = await takenApart()
  const file = await archiveOf([
    said(manifest),
    { name: packedDatabase, bytes: zstdCompressSync(database), level: 0 },
    { name: databasePart, bytes: database, level: 1 },
  ])
  await expect(prepareRestore(dir, file, 'mine')).rejects.toMatchObject({ code: 'backup-damaged' })
  expect(readdirSync(dir).filter((name) => name.startsWith('.restore'))).toEqual([])
})

test('a database larger than a flush is written whole, and comes back to the byte', async () => {
  const { manifest } = await takenApart()
  const file = join(dir, 'large')
  const bytes = Buffer.alloc(150_000_001)
  for (let at = 0; at < bytes.length; at += 997) bytes[at] = at & 255
  writeFileSync(file, bytes)
  const target = join(dir, 'large.yifang-backup')
  const { parts: _parts, ...about } = manifest
  await writeArchive(target, [{ name: databasePart, file }], about)
  const out = join(dir, 'large-out')
  mkdirSync(out)
  await extractBackup(target, out)
  expect(readFileSync(join(out, databasePart)).equals(bytes)).toBe(true)
  await discardRestore({ folder: out })
})

test('a part that cannot be read ends the writing with what the disk said', async () => {
  const { manifest } = await takenApart()
  const { parts: _parts, ...about } = manifest
  // A folder has a size like a file, and no bytes.
  mkdirSync(join(dir, 'no-file'))
  const parts = [{ name: databasePart, file: join(dir, 'no-file') }]
  await expect(writeArchive(join(dir, 'x'), parts, about)).rejects.toMatchObject({ code: 'EISDIR' })
})
