import {
  cpSync,
  existsSync,
  mkdirSync,
  openAsBlob,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeFile } from '../../../db/open.ts'
import { systemDrives } from '../../../electron/host/drives.ts'
import { dayMs } from '../../../shared/dates.ts'
import { plain } from '../workers/support.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

type Opened = Awaited<ReturnType<typeof openTestHost>>
let dir: string
let drives: string
let open: Opened
let otherDisk = ''
let now = Date.UTC(2026, 4, 20, 2)

const openHere = () =>
  openTestHost(dir, () => now, {
    drives: {
      roots: async () => readdirSync(drives).map((name) => join(drives, name)),
      // One disk, until a test puts a second in.
      diskOf: (folder) => (otherDisk !== '' && folder.startsWith(otherDisk) ? 2 : 1),
    },
  })

beforeEach(async () => {
  now = Date.UTC(2026, 4, 20, 2)
  otherDisk = ''
  dir = testFolder()
  drives = testFolder()
  mkdirSync(join(drives, 'E'))
  open = await openHere()
})
afterEach(async () => {
  await open.host.close().catch(() => {})
  for (const made of [dir, drives]) rmSync(made, { recursive: true, force: true })
})

const backup = () => open.client.settings.backup
const stick = (letter: string) => join(drives, letter, 'yifang-backups')
const copiesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.yifang-backup'))
const addShop = (name: string) =>
  open.client.settings.shops.save({ commandId: v7(), id: null, platform: 'taobao', name, promiseHours: 48 })
const shopNames = async (from = open) => (await from.client.settings.shops.list()).map((shop) => shop.name)
const add = (path: string, isDrive = true, sameDisk = true) =>
  backup().plan.add({ commandId: v7(), path, isDrive, sameDisk })
const placeOf = async (id: string) => (await backup().plan.get()).places.find((place) => place.id === id)!
const copyAll = (evenSame = false) => open.host.services.places.copyAll(evenSame)

test('a stick is known by its marker, under whatever letter, and gets what it lacks', async () => {
  const { id } = await add(join(drives, 'E'))
  await addShop('丁家')
  expect(await copyAll()).toMatchObject({ copied: 1, failure: null })
  expect(await copyAll()).toMatchObject({ copied: 0 })
  expect(copiesIn(stick('E'))).toHaveLength(1)
  renameSync(join(drives, 'E'), join(drives, 'G'))
  expect(await open.host.services.places.look()).toEqual([id])
  expect(await placeOf(id)).toMatchObject({ isHere: true, folder: stick('G'), newest: now, count: 1 })
  renameSync(join(drives, 'G'), join(dir, 'pocket'))
  await open.host.services.places.look()
  // Away, it still says when its last copy was made.
  expect(await placeOf(id)).toMatchObject({ isHere: false, newest: now })
  expect(await copyAll()).toMatchObject({ copied: 0, failure: null })
})

test('a place that was just chosen, or was given a passphrase, waits for no later hour: the next look copies to it', async () => {
  await add(join(drives, 'E'))
  const { places } = open.host.services
  // Whoever looks in between takes nothing from it.
  await places.look()
  expect(places.isAwaited()).toBe(true)
  expect(await copyAll()).toMatchObject({ copied: 1 })
  expect(places.isAwaited()).toBe(false)
  await backup().plan.setPassphrase({ commandId: v7(), passphrase: '丁楼村东头的老槐树' })
  expect(places.isAwaited()).toBe(true)
  expect(await copyAll()).toMatchObject({ copied: 1 })
  expect(places.isAwaited()).toBe(false)
})

test('a second stick of this workshop takes its turn, one of another workshop gets nothing', async () => {
  await add(join(drives, 'E'))
  cpSync(join(drives, 'E'), join(drives, 'F'), { recursive: true })
  const marker = (letter: string) => join(stick(letter), 'yifang-place.json')
  const { siteId } = await open.host.services.store.reader
    .selectFrom('workshop')
    .select('site_id as siteId')
    .executeTakeFirstOrThrow()
  writeFileSync(
    marker('F'),
    JSON.stringify({ format: 1, siteId, id: '0b5fa5f5-43f6-4a0c-9c7c-111111111111' }),
  )
  cpSync(join(drives, 'E'), join(drives, 'H'), { recursive: true })
  writeFileSync(
    marker('H'),
    JSON.stringify({ format: 1, siteId: 'other', id: '0b5fa5f5-43f6-4a0c-9c7c-222222222222' }),
  )
  await addShop('丁家')
  expect(await copyAll()).toMatchObject({ copied: 2 })
  expect(copiesIn(stick('H'))).toEqual([])
})

test('a stick that is pulled out while it is written to leaves no half copy, and that is said', async () => {
  const { id } = await add(join(drives, 'E'))
  await addShop('丁家')
  await copyAll()
  await addShop('later')
  now += 60_000
  const watched = setInterval(() => {
    // The moment its draft appears it is gone.
    if (existsSync(stick('E')) && readdirSync(stick('E')).some((name) => name.startsWith('.draft-')))
      renameSync(join(drives, 'E'), join(dir, 'pocket'))
  }, 1)
  const { copied, failure } = await copyAll()
  clearInterval(watched)
  expect({ copied, code: failure?.code }).toEqual({ copied: 0, code: 'place-gone' })
  await open.host.services.places.look()
  expect(await placeOf(id)).toMatchObject({ isHere: false, failure: { code: 'place-gone' } })
  renameSync(join(dir, 'pocket'), join(drives, 'E'))
  now += 2 * 3_600_000
  expect(await copyAll()).toMatchObject({ copied: 1, failure: null })
  expect(readdirSync(stick('E')).filter((name) => name.startsWith('.draft-'))).toEqual([])
  for (const { state } of await backup().plan.copies({ id })) expect(state).toBe('good')
  expect((await placeOf(id)).failure).toBeNull()
})

test('copies in a place are sealed once there is a passphrase, which no file of this PC tells', async () => {
  const passphrase = 'needle & thread'
  await backup().plan.setPassphrase({ commandId: v7(), passphrase })
  const { id } = await add(join(drives, 'E'))
  await addShop('丁家')
  await copyAll()
  const [copy] = await backup().plan.copies({ id })
  // This PC reads its own copies without asking; another one asks.
  expect(copy).toMatchObject({ sealed: true, state: 'good', manifest: { counts: { orders: 0 } } })
  const other = testFolder()
  cpSync(join(stick('E'), copy!.name), join(other, 'carried'))
  const there = await openTestHost(join(other, 'data'))
  const file = new File([await openAsBlob(join(other, 'carried'))], 'carried')
  await expect(there.client.settings.backup.look({ file })).rejects.toMatchObject({
    code: 'backup-passphrase-needed',
  })
  await expect(there.client.settings.backup.look({ file, passphrase: 'thread' })).rejects.toMatchObject({
    code: 'backup-passphrase-wrong',
  })
  const looked = await there.client.settings.backup.look({ file, passphrase })
  expect(looked).toMatchObject({ sealed: true, state: 'good', manifest: { program: '0.1.0-test' } })
  await there.client.settings.backup.restore({ brought: looked.brought!, shownName: 'carried', passphrase })
  expect(await shopNames(there)).toEqual(['丁家'])
  await there.host.close()
  rmSync(other, { recursive: true, force: true })
  await open.host.close()
  open = await openHere()
  expect((await backup().plan.get()).sealed).toBe(true)
  for (const name of readdirSync(dir).filter((name) => name.endsWith('.json')))
    expect(readFileSync(join(dir, name), 'utf8')).not.toContain(passphrase)
})

test('copies of before the passphrase are counted, and sealed on demand: each opens with it, and none is open', async () => {
  const passphrase = 'needle & thread'
  const { id } = await add(join(drives, 'E'))
  for (const name of ['丁家', '王家', '李家']) {
    await addShop(name)
    await copyAll()
    now += 60_000
  }
  const seal = () => backup().plan.sealCopies({ commandId: v7(), id })
  await expect(seal()).rejects.toMatchObject({ code: 'not-allowed' })
  await backup().plan.setPassphrase({ commandId: v7(), passphrase })
  expect(await placeOf(id)).toMatchObject({ count: 3, open: 3 })
  // As a power cut leaves it after a copy was sealed and before the open one was deleted.
  const [newest] = copiesIn(stick('E')).sort().reverse()
  cpSync(join(stick('E'), newest!), join(dir, 'twin'))
  await seal()
  await expect.poll(async () => (await placeOf(id)).open, { timeout: 20_000 }).toBe(0)
  await expect.poll(async () => (await placeOf(id)).isWriting).toBe(false)
  expect(copiesIn(stick('E'))).toHaveLength(3)
  renameSync(join(dir, 'twin'), join(stick('E'), newest!))
  await open.host.close()
  open = await openHere()
  await open.host.services.places.look()
  expect(await placeOf(id)).toMatchObject({ count: 4, open: 1 })
  await seal()
  await expect.poll(async () => (await placeOf(id)).open, { timeout: 20_000 }).toBe(0)
  const copies = await backup().plan.copies({ id })
  expect(copies.map(({ sealed, state }) => ({ sealed, state }))).toEqual(
    Array.from({ length: 3 }, () => ({ sealed: true, state: 'good' })),
  )
  for (const { name } of copies)
    expect(readFileSync(join(stick('E'), name)).includes('yifang.db')).toBe(false)
  const other = testFolder()
  const there = await openTestHost(join(other, 'data'))
  const file = new File([await openAsBlob(join(stick('E'), copies[1]!.name))], 'carried')
  const looked = await there.client.settings.backup.look({ file, passphrase })
  await there.client.settings.backup.restore({ brought: looked.brought!, shownName: 'carried', passphrase })
  expect(await shopNames(there)).toEqual(['丁家', '王家'])
  await there.host.close()
  rmSync(other, { recursive: true, force: true })
})

test('an open copy that is damaged is not sealed: it stays as it is and is told of, the others are sealed', async () => {
  const { id } = await add(join(drives, 'E'))
  for (const name of ['丁家', '王家']) {
    await addShop(name)
    await copyAll()
    now += 60_000
  }
  const damaged = join(stick('E'), copiesIn(stick('E')).sort()[1]!)
  const bytes = readFileSync(damaged)
  // In the middle of the database: what the copy says of itself can still be read.
  bytes.fill(0, 5000, 5100)
  writeFileSync(damaged, bytes)
  await backup().plan.setPassphrase({ commandId: v7(), passphrase: 'needle & thread' })
  await backup().plan.sealCopies({ commandId: v7(), id })
  await expect.poll(async () => (await placeOf(id)).open, { timeout: 20_000 }).toBe(1)
  await expect.poll(async () => (await placeOf(id)).isWriting).toBe(false)
  expect(await placeOf(id)).toMatchObject({ failure: { code: 'backup-not-kept' } })
  expect(readFileSync(damaged).equals(bytes)).toBe(true)
  expect(copiesIn(stick('E'))).toHaveLength(2)
  expect(readdirSync(stick('E')).filter((name) => name.startsWith('.draft-'))).toEqual([])
})

test('a place inside the data folder, missing, or on its disk unasked is refused with the reason', async () => {
  const refused = (reason: string) => ({ code: 'place-unusable', data: { reason } })
  await expect(add(join(drives, 'nowhere'), false)).rejects.toMatchObject(refused('missing'))
  await expect(add(join(dir, 'backups', '..'), false)).rejects.toMatchObject(refused('inside'))
  mkdirSync(join(drives, 'folder'))
  await expect(add(join(drives, 'folder'), false, false)).rejects.toMatchObject(refused('same-disk'))
  expect((await backup().plan.get()).places).toEqual([])
})

test('what was done is held against the newest copy outside this PC, and a copy on its own disk is none', async () => {
  const began = now
  const levelAfter = async (days: number) => {
    now = began + days * dayMs
    return (await backup().outside()).level
  }
  await addShop('丁家')
  // Nothing but a shop is in the books: nothing to lose yet.
  expect(await levelAfter(400)).toBe('fine')
  const trust = () => open.client.settings.clock.confirm({ commandId: v7(), now })
  await trust()
  await open.client.workers.save(plain('丁秀英'))
  const levels: string[] = []
  for (const days of [0, 2.9, 3, 6.9, 7, 13.9, 14, 400, -20]) levels.push(await levelAfter(days))
  expect(levels).toEqual(['fine', 'fine', 'note', 'note', 'strong', 'strong', 'red', 'red', 'red'])
  await trust()
  await add(join(drives, 'E'))
  await copyAll()
  expect((await backup().outside()).newest).toBeNull()
  await backup().carried({ commandId: v7() })
  expect(await backup().outside()).toMatchObject({ newest: now, level: 'fine' })
})

test('a copy on another disk counts as outside', async () => {
  otherDisk = join(drives, 'E')
  const { id } = await add(otherDisk, false, false)
  await copyAll()
  expect(await backup().outside()).toMatchObject({ newest: now, hasPlaces: true, isHere: true })
  expect(await placeOf(id)).toMatchObject({ sameDisk: false, count: 1 })
})

test("the system's drives tell the disk of a folder by where it lies", () => {
  const { diskOf } = systemDrives
  expect(diskOf(join(drives, 'E'))).toBe(diskOf(drives))
})

test('two restores within one second keep both databases that they replaced', async () => {
  await backup().make()
  await expect.poll(async () => (await backup().list()).length).toBeGreaterThan(0)
  const name = (await backup().list())[0]!.name
  await addShop('丁家')
  await backup().restore({ name })
  await addShop('王家')
  await backup().restore({ name })
  const kept = await backup().replaced()
  expect(new Set(kept.map((one) => one.name)).size).toBe(2)
  await backup().restore({ replaced: kept[0]!.name })
  expect(await shopNames(open)).toEqual(['王家'])
})

test('what a restore replaced is listed and brought back, with what its log still held', async () => {
  await addShop('丁家')
  const { file } = await backup().download()
  await addShop('later')
  await backup().restore({ file })
  expect(await shopNames()).toEqual(['丁家'])
  const [replaced] = await backup().replaced()
  expect(replaced).toMatchObject({ why: 'before-restore' })
  expect((await backup().look({ replaced: replaced!.name })).manifest.schema).not.toBe('')
  now += 5000
  await backup().restore({ replaced: replaced!.name })
  expect(await shopNames()).toEqual(['丁家', 'later'])
  // The way back is open, too.
  expect(await backup().replaced()).toHaveLength(2)
  await expect(backup().restore({ replaced: '../x.db' })).rejects.toMatchObject({ code: 'not-found' })
  expect((await backup().check()).ok).toBe(true)
}, 120_000)

test('a damaged database that was put aside cannot be brought back by mistake', async () => {
  await addShop('丁家')
  const name = 'yifang.damaged-20260520T020000.db'
  writeFileSync(join(dir, name), Buffer.alloc(9000, 7))
  await expect(backup().restore({ replaced: name })).rejects.toMatchObject({ code: 'backup-damaged' })
  expect(await shopNames()).toEqual(['丁家'])
  expect(existsSync(storeFile(dir))).toBe(true)
})
