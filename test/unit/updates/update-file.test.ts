import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publicKeyOf, writtenKey } from '../../../electron/host/settings/updates/release-key.ts'
import {
  copySetup,
  openUpdate,
  requireSuitable,
  verifyKeptSetup,
} from '../../../electron/host/settings/updates/update-file.ts'
import { RefusedUpdate, updateHeader } from '../../../electron/host/settings/updates/update-format.ts'
import { compareVersions } from '../../../shared/settings/program-version.ts'
import { manifestFor, newKey, putSetup, putUpdate, updateBytes } from '../../support/update-files.ts'

const key = newKey()
const keys = [key.publicKey]
const setup = Buffer.from('MZ this is the setup of a program. '.repeat(20))
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yifang-update-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Reads a file as an installation would: header, then every byte of its copy. Gives why it was refused. */
async function judge(bytes: Buffer, known = keys): Promise<string> {
  const file = join(dir, 'a.yifang-update')
  writeFileSync(file, bytes)
  try {
    await copySetup(await openUpdate(file, known), join(dir, 'Yifang-Setup-0.2.0.exe'))
    return 'installed'
  } catch (error) {
    if (error instanceof RefusedUpdate) return error.reason
    throw error
  }
}

test('a signed update gives its setup byte for byte, and the copy vouches for itself', async () => {
  const file = putUpdate(dir, key, setup)
  const update = await openUpdate(file, keys)
  expect(update.manifest.notes.en).toBe('Printing is faster.')
  const copy = join(dir, 'Yifang-Setup-0.2.0.exe')
  await copySetup(update, copy)
  expect(readFileSync(copy)).toEqual(setup)
  expect((await verifyKeptSetup(copy, keys)).version).toBe('0.2.0')
})

test('a bare setup is believed with its companions, and only with them', async () => {
  const file = putSetup(dir, key, setup)
  expect((await openUpdate(file, keys)).manifest.size).toBe(setup.length)
  rmSync(`${file}.sig`)
  await expect(openUpdate(file, keys)).rejects.toMatchObject({ reason: 'unsigned' })
})

test('any flipped bit is refused', async () => {
  const good = updateBytes(key, setup)
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const bad = Buffer.from(good)
      bad[at]! ^= 1 << bit
      expect(await judge(bad)).not.toBe('installed')
    }),
    { numRuns: 300 },
  )
  expect(await judge(good)).toBe('installed')
})

test('any cut and any addition is refused', async () => {
  const good = updateBytes(key, setup)
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), async (length) => {
      expect(await judge(good.subarray(0, length))).toBe(length === 0 ? 'not-an-update' : 'cut-off')
    }),
    { numRuns: 100 },
  )
  expect(await judge(Buffer.concat([good, Buffer.from('!')]))).toBe('altered')
})

test('each kind of bad file has its own reason', async () => {
  const manifest = manifestFor(setup)
  expect(await judge(Buffer.from('PK a backup or anything else, long enough to be looked at'))).toBe(
    'not-an-update',
  )
  expect(await judge(Buffer.concat([updateHeader(manifest, Buffer.alloc(64)), setup]))).toBe('unsigned')
  expect(await judge(updateBytes(newKey(), setup))).toBe('altered')
  expect(await judge(updateBytes(key, setup), [])).toBe('no-key')
  const newer = updateBytes(key, setup)
  newer.writeUInt16BE(2, 16)
  expect(await judge(newer)).toBe('newer-format')
  // Signed by us, and says more than this program understands.
  expect(await judge(updateBytes(key, setup, { channel: 'x' } as object))).toBe('newer-format')
})

test('a key that was changed is known beside the old one', async () => {
  const next = newKey()
  expect(await judge(updateBytes(next, setup), [key.publicKey, next.publicKey])).toBe('installed')
  expect(writtenKey(publicKeyOf(writtenKey(next.publicKey)))).toBe(writtenKey(next.publicKey))
})

test('only a newer version for this PC is installed, and going back takes the one version that is meant', () => {
  const here = { version: '0.2.0', platform: process.platform, arch: process.arch }
  const reason = (given: Parameters<typeof manifestFor>[1], only: string | null = null) => {
    try {
      requireSuitable(manifestFor(setup, given), here, only)
      return null
    } catch (error) {
      return (error as RefusedUpdate).reason
    }
  }
  expect(reason({ version: '0.10.0' })).toBe(null)
  expect(reason({ version: '0.1.9' })).toBe('older')
  expect(reason({ version: '0.2.0' })).toBe('same')
  expect(reason({ version: '0.3.0', minVersion: '0.2.1' })).toBe('too-far')
  expect(reason({ version: '0.3.0', arch: 'other' })).toBe('other-platform')
  expect(reason({ version: '0.1.0' }, '0.1.0')).toBe(null)
  expect(reason({ version: '0.1.1' }, '0.1.0')).toBe('other-version')
})

test('versions are compared as numbers', () => {
  const part = fc.nat(999)
  fc.assert(
    fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (a, b) => {
      const order = compareVersions(a.join('.'), b.join('.'))
      const expected = a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
      expect(Math.sign(order)).toBe(Math.sign(expected))
    }),
  )
})
