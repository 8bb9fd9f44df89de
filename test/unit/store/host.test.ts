import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupFolder } from '../../../db/backup/backup-folder.ts'
import { storeFile } from '../../../db/open.ts'
import { openTestHost } from './host-support.ts'
import { breakStore, testFolder } from './support.ts'

type Opened = Awaited<ReturnType<typeof openTestHost>>
let dir: string
let open: Opened

beforeEach(async () => {
  dir = testFolder()
  open = await openTestHost(dir)
})
afterEach(async () => {
  await open.host.close().catch(() => {})
  rmSync(dir, { recursive: true, force: true })
})

const addShop = (name: string) =>
  open.client.settings.shops.save({ commandId: v7(), id: null, platform: 'taobao', name, promiseHours: 48 })
const shopNames = async () => (await open.client.settings.shops.list()).map((shop) => shop.name)

async function makeBackup(): Promise<string> {
  const { jobId } = await open.client.settings.backup.make()
  for (;;) {
    const job = (await open.client.settings.jobs.list()).find((row) => row.id === jobId)!
    if (job.state === 'done') return (job.result as { name: string }).name
    if (job.state !== 'running') throw new Error(JSON.stringify(job.error))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('made, listed, examined and restored while the host runs: pages hear of it and go on', async () => {
  await addShop('丁家')
  const name = await makeBackup()
  await addShop('later')
  expect(await open.client.settings.backup.list()).toMatchObject([
    { name, state: 'good', manifest: { reason: 'manual' } },
  ])
  expect(await open.client.settings.backup.verify({ name })).toMatchObject({ ok: true, problems: [] })
  const heard: string[] = []
  const watching = await open.client.settings.events.watch()
  void (async () => {
    for await (const event of watching)
      heard.push(event.kind === 'changed' ? event.tables.join(' ') : event.kind)
  })()
  const restored = await open.client.settings.backup.restore({ name })
  expect(restored).toMatchObject({
    epoch: 2,
    lost: { orders: 0 },
    keptAs: expect.stringMatching(/before-restore/),
  })
  expect(await shopNames()).toEqual(['丁家'])
  await addShop('goes on')
  expect(await shopNames()).toEqual(['丁家', 'goes on'])
  // What was there just before is a backup too.
  expect((await open.client.settings.backup.list()).map((backup) => backup.manifest?.reason).sort()).toEqual([
    'manual',
    'restore',
  ])
  expect((await open.client.settings.backup.check()).rules.flatMap((rule) => rule.violations)).toEqual([])
  await watching.return(undefined)
  expect(heard).toContain('session')
  expect(heard.some((tables) => tables.includes('orders'))).toBe(true)
  const audit = await open.client.settings.audit.list({ command: 'settings.backup.restore' })
  expect(audit.rows).toMatchObject([{ table: 'setting', userName: '老板' }])
})

test('calls made during a restore wait and are answered by the restored store', async () => {
  await addShop('丁家')
  const name = await makeBackup()
  const restoring = open.client.settings.backup.restore({ name })
  const answers: unknown[] = []
  let over = false
  void restoring.finally(() => {
    over = true
  })
  while (!over) {
    answers.push(await shopNames().catch((error: unknown) => error))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await restoring
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['["丁家"]']))
  expect(answers.length).toBeGreaterThan(5)
})

test('a file to carry away goes into another folder, with its photos', async () => {
  await addShop('丁家')
  const { file, fileName } = await open.client.settings.backup.download()
  expect(fileName).toMatch(/\.yifang-backup$/)
  const elsewhere = testFolder()
  const other = await openTestHost(elsewhere)
  try {
    expect(await other.client.settings.backup.restore({ file })).toMatchObject({ lost: { commands: 0 } })
    expect((await other.client.settings.shops.list()).map((shop) => shop.name)).toEqual(['丁家'])
  } finally {
    await other.host.close()
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

test('what was made to be carried away does not stay on this computer', async () => {
  const folder = testFolder()
  const other = await openTestHost(folder)
  const { file } = await other.client.settings.backup.download()
  expect(file.size).toBeGreaterThan(0)
  await other.host.close()
  expect(readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('.'))).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

test('a path instead of a name of the list is nobody', async () => {
  await expect(open.client.settings.backup.restore({ name: '../yifang.db' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a damaged database is renamed aside, backups are offered, and one brings the work back', async () => {
  await addShop('丁家')
  const name = await makeBackup()
  await open.host.close()
  writeFileSync(storeFile(dir), `not a database ${'x'.repeat(9000)}`)
  open = await openTestHost(dir)
  const state = await open.client.settings.rescue.state()
  expect(state).toMatchObject({
    kind: 'damaged',
    renamedTo: expect.stringMatching(/^yifang\.damaged-/),
    backups: [{ name }],
  })
  expect(readFileSync(join(dir, state!.renamedTo!), 'utf8')).toMatch(/^not a database/)
  for (const call of [
    () => addShop('x'),
    shopNames,
    () => open.client.settings.session.get(),
    () => open.client.settings.backup.list(),
  ])
    await expect(call()).rejects.toMatchObject({
      code: 'store-damaged',
      data: { renamedTo: state!.renamedTo },
    })
  // Closed and opened again: it is still damaged, and no empty store was begun behind the user's back.
  await open.host.close()
  expect(existsSync(storeFile(dir))).toBe(false)
  open = await openTestHost(dir)
  expect(await open.client.settings.rescue.state()).toMatchObject({
    kind: 'damaged',
    renamedTo: state!.renamedTo,
  })
  expect(await open.client.settings.rescue.restore({ name })).toMatchObject({
    epoch: 2,
    keptAs: null,
    lost: { commands: null },
  })
  expect(await open.client.settings.rescue.state()).toBeNull()
  expect(await shopNames()).toEqual(['丁家'])
  await open.host.close()
  open = await openTestHost(dir)
  expect(await open.client.settings.rescue.state()).toBeNull()
  expect(existsSync(join(dir, state!.renamedTo!))).toBe(true)
})

test('without any backup an empty workshop can be begun; nothing is deleted', async () => {
  await open.host.close()
  writeFileSync(storeFile(dir), 'not a database')
  open = await openTestHost(dir)
  await open.client.settings.rescue.startEmpty()
  expect(await shopNames()).toEqual([])
  expect(readdirSync(dir).filter((file) => /^yifang\.damaged-.*\.db$/.test(file))).toHaveLength(1)
  await expect(open.client.settings.rescue.startEmpty()).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a database that is gone while backups are there is not silently begun anew', async () => {
  const name = await makeBackup()
  await open.host.close()
  renameSync(storeFile(dir), join(dir, 'elsewhere.db'))
  open = await openTestHost(dir)
  expect(await open.client.settings.rescue.state()).toMatchObject({ kind: 'missing', backups: [{ name }] })
  await open.client.settings.rescue.startEmpty()
  await open.host.close()
  open = await openTestHost(dir)
  expect(await open.client.settings.rescue.state()).toBeNull()
})

test('a newer database is refused, and stays byte for byte', async () => {
  await open.host.close()
  breakStore(dir, "INSERT INTO kysely_migration VALUES ('9999-later', '2030-01-01T00:00:00.000Z')")
  const digest = () =>
    createHash('sha256')
      .update(readFileSync(storeFile(dir)))
      .digest('hex')
  const before = digest()
  open = await openTestHost(dir)
  expect(await open.client.settings.rescue.state()).toMatchObject({
    kind: 'newer',
    version: '9999-later',
    backups: [],
  })
  await expect(shopNames()).rejects.toMatchObject({ code: 'store-newer' })
  await expect(open.client.settings.rescue.startEmpty()).rejects.toMatchObject({ code: 'not-allowed' })
  await open.host.close()
  expect(digest()).toBe(before)
  expect(readdirSync(dir).filter((file) => file.includes('damaged') || file.startsWith('backups'))).toEqual(
    [],
  )
})

test('with PINs set nobody restores before an owner is known', async () => {
  const name = await makeBackup()
  await open.client.settings.users.setPin({ commandId: v7(), userId: 1, pin: '2580' })
  open.connection.userId = null
  await expect(open.client.settings.backup.restore({ name })).rejects.toMatchObject({ code: 'locked' })
  await expect(open.client.settings.rescue.startEmpty()).rejects.toMatchObject({ code: 'not-allowed' })
  expect(readdirSync(backupFolder(dir))).toEqual([name])
})
