import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listBackups } from '../../../db/backup/backup-folder.ts'
import { makeBackup } from '../../../db/backup/make-backup.ts'
import { discardRestore, prepareRestore } from '../../../db/backup/restore.ts'
import { chunkBytes, makeSealingKey, type SealingKey, tagBytes } from '../../../db/backup/seal.ts'
import { SealStream } from '../../../db/backup/seal-stream.ts'
import { readHead, SealedReader } from '../../../db/backup/sealed-reader.ts'
import type { Store } from '../../../db/open.ts'
import { fillStore, openTestStore, testFolder, testTime } from './support.ts'

const passphrase = '骆驼 hump 2026'
const label = {
  createdAt: 1,
  reason: 'manual',
  siteId: 's',
  program: '1',
  schema: 'x',
  lastCommandId: 1,
} as const
let dir: string
let store: Store
let key: SealingKey

beforeEach(async () => {
  dir = testFolder()
  store = await openTestStore(dir)
  await fillStore(store)
  key = await makeSealingKey(passphrase)
})
afterEach(async () => {
  await store.close().catch(() => {})
  rmSync(dir, { recursive: true, force: true })
})

const sealedBackup = () =>
  makeBackup({
    dataDir: dir,
    target: null,
    photos: false,
    reason: 'manual',
    program: '0.1.0',
    at: testTime,
    seal: key,
    madeBy: '阿珍',
  })

const opened = (file: string, typed?: string) => prepareRestore(dir, file, 'x', { passphrase: typed })

async function seal(bytes: Buffer): Promise<string> {
  const file = join(dir, 'sealed')
  const parts: Buffer[] = []
  const collect = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part)
      done()
    },
  })
  await pipeline(Readable.from([bytes], { objectMode: false }), new SealStream(key, label), collect)
  writeFileSync(file, Buffer.concat(parts))
  return file
}

async function unseal(file: string, start = 0, end?: number): Promise<Buffer> {
  const reader = await SealedReader.open(file, (await readHead(file))!, { keys: [key] })
  try {
    const to = end ?? reader.size
    if (to === start) return Buffer.alloc(0)
    const parts: Buffer[] = []
    for await (const part of reader._readStreamForRange(start, to)) parts.push(part as Buffer)
    return Buffer.concat(parts)
  } finally {
    await reader.finish()
  }
}

test('a copy with a passphrase is opened by it, and by nothing else', async () => {
  const { file } = await sealedBackup()
  await expect(opened(file)).rejects.toMatchObject({ code: 'backup-passphrase-needed' })
  await expect(opened(file, '骆驼 Hump 2026')).rejects.toMatchObject({ code: 'backup-passphrase-wrong' })
  const prepared = await opened(file, passphrase)
  expect(prepared.manifest).toMatchObject({ madeBy: '阿珍', counts: { orders: 2 } })
  expect(prepared.manifest.newestOrder).toMatchObject({ number: '4182937465012345679' })
  await discardRestore(prepared)
  // Full-width letters are what a Chinese input method makes of them.
  await discardRestore(await opened(file, '骆驼 ｈｕｍｐ ２０２６'))
})

test('what is sealed shows nothing of what is in it, and the list says that it is sealed', async () => {
  const { file, manifest } = await sealedBackup()
  const bytes = readFileSync(file)
  expect(bytes.includes('4182937465012345678')).toBe(false)
  expect(bytes.includes('yifang.db')).toBe(false)
  expect(await listBackups(dir, manifest.siteId)).toMatchObject([
    { state: 'good', sealed: true, manifest: null, createdAt: testTime, reason: 'manual' },
  ])
  expect(await listBackups(dir, 'another')).toMatchObject([{ state: 'other-site' }])
})

test('one flipped bit anywhere is damage, and never a wrong passphrase', async () => {
  const { file } = await sealedBackup()
  const { size } = statSync(file)
  const head = (await readHead(file))!.length
  const places = [20, 40, 70, head - 33, head, head + 10, size - tagBytes - 5, size - 1]
  for (const at of places) {
    flip(file, at)
    await expect(opened(file, passphrase)).rejects.toMatchObject({ code: 'backup-damaged' })
    flip(file, at)
  }
  await discardRestore(await opened(file, passphrase))
})

function flip(file: string, at: number): void {
  const handle = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  readSync(handle, byte, 0, 1, at)
  byte[0] = byte[0]! ^ 4
  writeSync(handle, byte, 0, 1, at)
  closeSync(handle)
}

test('a file that was cut off anywhere does not open', async () => {
  const { file } = await sealedBackup()
  const { size } = statSync(file)
  const whole = readFileSync(file)
  const head = (await readHead(file))!.length
  for (const length of [10, head - 1, head, head + 5, head + chunkBytes + tagBytes, size - 1]) {
    truncateSync(file, length)
    await expect(opened(file, passphrase)).rejects.toMatchObject({ code: 'backup-damaged' })
    writeFileSync(file, whole)
  }
})

test('whatever is sealed comes back, whole and at any place', async () => {
  const length = fc.oneof(
    fc.integer({ min: 1, max: 3 * chunkBytes }),
    fc.constantFrom(1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes, 40 * chunkBytes),
  )
  await fc.assert(
    fc.asyncProperty(length, fc.double({ min: 0, max: 1, noNaN: true }), async (bytes, share) => {
      const plain = Buffer.alloc(bytes)
      for (let at = 0; at < bytes; at++) plain[at] = (at * 31 + (at >> 8)) & 255
      const file = await seal(plain)
      expect((await unseal(file)).equals(plain)).toBe(true)
      const from = Math.floor(share * (bytes - 1))
      expect((await unseal(file, from, bytes)).equals(plain.subarray(from))).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('chunks that were swapped, repeated or left out at their borders do not open', async () => {
  const file = await seal(Buffer.alloc(4 * chunkBytes + 100, 7))
  const whole = readFileSync(file)
  const head = (await readHead(file))!.length
  const chunk = (at: number) =>
    whole.subarray(head + at * (chunkBytes + tagBytes)).subarray(0, chunkBytes + tagBytes)
  const start = whole.subarray(0, head)
  const orders = [
    [1, 0, 2, 3, 4],
    [0, 0, 1, 2, 3, 4],
    [0, 2, 3, 4],
    [0, 1, 2, 3],
    [4, 0, 1, 2, 3],
  ]
  for (const order of orders) {
    writeFileSync(file, Buffer.concat([start, ...order.map(chunk)]))
    await expect(unseal(file)).rejects.toThrow()
  }
  // Chunks of another file under the same passphrase.
  const other = readFileSync(await seal(Buffer.alloc(4 * chunkBytes + 100, 7)))
  writeFileSync(file, Buffer.concat([start, other.subarray(head)]))
  await expect(unseal(file)).rejects.toThrow()
})
