import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupFolder, listBackups, thinOutBackups } from '../../../db/backup/backup-folder.ts'
import { type BackupOrder, makeBackup } from '../../../db/backup/make-backup.ts'
import { applyRestore, discardRestore, finishRestore, prepareRestore } from '../../../db/backup/restore.ts'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { openStore, type Store, storeFile } from '../../../db/open.ts'
import { breakStore, fillStore, openTestStore, testFolder, testTime, write } from './support.ts'

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

const order = (more: Partial<BackupOrder> = {}): BackupOrder => ({
  dataDir: dir,
  target: null,
  photos: false,
  reason: 'manual',
  program: '0.1.0',
  at: testTime,
  ...more,
})

async function restore(file: string, at = testTime + 1000) {
  const prepared = await prepareRestore(dir, file, 'x')
  await store.close()
  const done = await applyRestore(dir, prepared, at)
  store = await openStore(dir, async () => {})
  return done
}

const orderNumbers = async () =>
  (await store.reader.selectFrom('orders').select('order_number').orderBy('id').execute()).map(
    (row) => row.order_number,
  )

const addOrder = (number: string) =>
  write(store, (scope) =>
    scope.insert('orders', {
      shop_id: 1,
      order_number: number,
      status: 'paid',
      currency: 'CNY',
      ship_by_source: 'none',
      stage: 'open',
    }),
  )

test('a backup of a store in use is one whole file with what it holds', async () => {
  const { file, manifest, problems } = await makeBackup(order())
  expect(problems).toEqual([])
  expect(manifest).toMatchObject({
    counts: { orders: 2, skus: 3, parcels: 1 },
    restoreEpoch: 1,
    photos: false,
  })
  expect(manifest.parts.map((part) => part.name)).toEqual(['yifang.db'])
  expect(readdirSync(backupFolder(dir))).toEqual(['yifang-20260520-100000-manual.yifang-backup'])
  expect(await listBackups(dir, manifest.siteId)).toMatchObject([
    { state: 'good', bytes: statSync(file).size },
  ])
  expect(await listBackups(dir, 'another')).toMatchObject([{ state: 'other-site' }])
})

test('a restore brings back what was there, says what is lost, keeps what was replaced', async () => {
  const { file } = await makeBackup(order())
  await addOrder('after-the-backup')
  const done = await restore(file)
  expect(await orderNumbers()).toEqual(['4182937465012345678', '4182937465012345679'])
  expect(done.lost).toEqual({ commands: 1, orders: 1, parcels: 0, from: testTime, until: testTime })
  expect(existsSync(join(dir, done.keptAs!))).toBe(true)
  expect(isSound(await checkStore(store.reader))).toBe(true)
  expect(readdirSync(dir).filter((name) => name.startsWith('.restore') || name.includes('plan'))).toEqual([])
})

test('codes given out after the backup are never given out again, restore after restore', async () => {
  const { file } = await makeBackup(order())
  const lost = await addOrder('printed-and-lost')
  const first = await restore(file)
  expect(first.epoch).toBe(2)
  const next = await addOrder('after-restore')
  expect(next).toBe(1_000_001)
  expect(next).not.toBe(lost)
  // A table that was empty when the backup was taken jumps too.
  const wave = await write(store, (scope) => scope.insert('wave', { state: 'picking', created_at: 1 }))
  expect(wave).toBe(1_000_001)
  const second = await restore(file, testTime + 2000)
  expect(second.epoch).toBe(3)
  expect(await addOrder('again')).toBe(2_000_001)
})

test('epoch and ids go on even where the replaced database cannot be read', async () => {
  const { file } = await makeBackup(order())
  await restore(file)
  await addOrder('x')
  await store.close()
  writeFileSync(storeFile(dir), 'this is no database')
  const prepared = await prepareRestore(dir, file, 'x')
  const done = await applyRestore(dir, prepared, testTime + 3000)
  expect(done).toMatchObject({ epoch: 3, lost: { commands: null, orders: null } })
  expect(readFileSync(join(dir, done.keptAs!), 'utf8')).toBe('this is no database')
  store = await openStore(dir, async () => {})
  expect(await addOrder('y')).toBe(2_000_001)
})

test('photos travel, are never overwritten, and stay when a copy without them is restored', async () => {
  mkdirSync(join(dir, 'photos', 'ab'), { recursive: true })
  writeFileSync(join(dir, 'photos', 'ab', 'abc123'), 'picture')
  const { file, manifest } = await makeBackup(
    order({ photos: true, target: join(dir, 'away.yifang-backup') }),
  )
  expect(manifest.parts.map((part) => part.name)).toEqual(['yifang.db', 'photos/ab/abc123'])
  rmSync(join(dir, 'photos'), { recursive: true })
  expect(await restore(file)).toMatchObject({ photos: 1 })
  expect(readFileSync(join(dir, 'photos', 'ab', 'abc123'), 'utf8')).toBe('picture')
})

test('a damaged file is refused before anything changes: no byte of what it holds can differ', async () => {
  const { file, manifest } = await makeBackup(order())
  const whole = readFileSync(file)
  const places = Array.from({ length: 60 }, (_, index) => Math.floor((index * (whole.length - 1)) / 59))
  let refused = 0
  for (const at of places) {
    const bytes = Buffer.from(whole)
    bytes[at] = bytes[at]! ^ 0xff
    writeFileSync(file, bytes)
    try {
      // Damage to a time stamp or a flag of the archive changes nothing that is restored.
      const prepared = await prepareRestore(dir, file, 'mine')
      expect(prepared.manifest).toEqual(manifest)
      await discardRestore(prepared)
    } catch (error) {
      expect(error, `byte ${at}`).toMatchObject({ code: 'backup-damaged', data: { file: 'mine' } })
      refused += 1
    }
  }
  expect(refused).toBeGreaterThan(50)
  for (const bytes of [Buffer.alloc(0), Buffer.from('not a zip'), whole.subarray(0, whole.length / 2)]) {
    writeFileSync(file, bytes)
    await expect(prepareRestore(dir, file, 'mine')).rejects.toMatchObject({ code: 'backup-damaged' })
  }
  expect(readdirSync(dir).filter((name) => name.startsWith('.restore'))).toEqual([])
  expect(await orderNumbers()).toHaveLength(2)
})

test('a backup of a newer program is refused by name', async () => {
  await store.writer
    .insertInto('kysely_migration' as never)
    .values({ name: '9999-later', timestamp: '2030-01-01T00:00:00Z' } as never)
    .execute()
  await expect(makeBackup(order())).rejects.toMatchObject({ name: 'NewerStore', version: '9999-later' })
})

test('a restore cut off between its renames is finished at the next start', async () => {
  const { file } = await makeBackup(order())
  await addOrder('later')
  const prepared = await prepareRestore(dir, file, 'x')
  await store.close()
  // As the plan stood on the disk when the power failed: the present database renamed, the new one not yet.
  const kept = 'yifang.before-restore-x.db'
  writeFileSync(
    join(dir, 'restore-plan.json'),
    JSON.stringify({ fresh: join(prepared.folder.slice(dir.length + 1), 'yifang.db'), keptAs: kept }),
  )
  await import('node:fs/promises').then((fs) => fs.rename(storeFile(dir), join(dir, kept)))
  await finishRestore(dir)
  await finishRestore(dir)
  store = await openStore(dir, async () => {})
  expect(await orderNumbers()).toHaveLength(2)
  expect(existsSync(join(dir, kept))).toBe(true)
})

test('a plan that was half written changes nothing', async () => {
  await store.close()
  writeFileSync(join(dir, 'restore-plan.json'), '{"fresh":"')
  await finishRestore(dir)
  store = await openStore(dir, async () => {})
  expect(await orderNumbers()).toHaveLength(2)
})

test.each([
  ['in the middle', 0.5],
  ['at the end, where a migration may have put pages of the schema', 1],
])('a store with damaged pages %s gets no backup that would push out the good ones', async (_where, part) => {
  const good = await makeBackup(order())
  await store.close()
  const bytes = readFileSync(storeFile(dir))
  const end = Math.floor((bytes.length * part) / 4096) * 4096
  bytes.fill(0xaa, end - 8192, end)
  writeFileSync(storeFile(dir), bytes)
  await expect(makeBackup(order({ at: testTime + 1000 }))).rejects.toMatchObject({ code: 'store-unsound' })
  expect(readdirSync(backupFolder(dir))).toEqual([good.file.split('/').at(-1)])
  await discardRestore({ folder: join(dir, '.restore-none') })
})

test('a broken rule is told and the backup made all the same', async () => {
  await store.close()
  breakStore(dir, 'UPDATE stock_level SET quantity = quantity + 1 WHERE item_id = 1')
  const { problems } = await makeBackup(order())
  expect(problems).toEqual([expect.stringMatching(/^§5\.1: .*level 5/)])
})

test('automatic backups are thinned out, those made by hand stay', async () => {
  for (let hour = 0; hour < 4; hour += 1) {
    await makeBackup(order({ reason: 'start', at: testTime - hour * 3_600_000 }))
    await makeBackup(order({ reason: 'import', at: testTime - hour * 3_600_000 - 60_000 }))
  }
  await makeBackup(order({ reason: 'manual', at: testTime - 90_000 }))
  // Of each hour the newest, and the three newest in any case.
  expect(await thinOutBackups(dir)).toBe(2)
  expect(await listBackups(dir, null)).toHaveLength(7)
})
