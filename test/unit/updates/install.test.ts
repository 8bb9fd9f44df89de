import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readManifest } from '../../../db/backup/read-archive.ts'
import { readRecord } from '../../../electron/host/settings/updates/record.ts'
import { newKey, putSetup, putUpdate, updateBytes } from '../../support/update-files.ts'
import { codeOf, key, newPc, newSetup } from './support.ts'

test('a newer version on a stick is offered with its notes, from a bare setup too', async () => {
  const pc = newPc()
  const { client } = await pc.start('0.1.0')
  expect((await client.settings.updates.look()).offer).toBe(null)
  putUpdate(pc.stick, key, newSetup)
  expect((await client.settings.updates.look()).offer).toMatchObject({
    version: '0.2.0',
    notes: { en: 'Printing is faster.' },
    place: 'stick',
  })
  putSetup(pc.stick, key, newSetup, { version: '0.3.0' })
  expect((await client.settings.updates.look()).offer?.version).toBe('0.3.0')
  rmSync(pc.stick, { recursive: true })
  expect((await client.settings.updates.look()).offer).toBe(null)
})

test('what cannot be installed is named with its reason; what is installed already says nothing', async () => {
  const pc = newPc()
  const { client } = await pc.start('0.1.0')
  const put = (name: string, bytes: Buffer) => writeFileSync(join(pc.stick, name), bytes)
  put('a.yifang-update', updateBytes(newKey(), newSetup))
  put('b.yifang-update', updateBytes(key, newSetup).subarray(0, -3))
  put('c.yifang-update', updateBytes(key, newSetup, { platform: 'sunos' }))
  put('d.yifang-update', updateBytes(key, newSetup, { version: '0.1.0' }))
  put('e.yifang-update', updateBytes(key, newSetup, { version: '0.0.9' }))
  put('Yifang-Setup-0.9.0.exe', newSetup)
  const { refused, offer } = await client.settings.updates.look()
  expect(offer).toBe(null)
  expect(Object.fromEntries(refused.map(({ file, reason }) => [file, reason]))).toEqual({
    'a.yifang-update': 'altered',
    'b.yifang-update': 'cut-off',
    'c.yifang-update': 'other-platform',
    'Yifang-Setup-0.9.0.exe': 'unsigned',
  })
})

test('installing copies, checks, backs up and records before the setup is started; then all is there', async () => {
  const pc = newPc()
  putUpdate(pc.stick, key, newSetup)
  const old = await pc.start('0.1.0')
  await old.addShop(old.client, '甲')
  const { offer } = await old.client.settings.updates.look()
  await old.client.settings.updates.install({ id: offer!.id })
  const [run] = pc.runs
  expect(run!.args).toEqual(['--updated', '/S', '--force-run'])
  expect(run!.file.startsWith(`${pc.dataDir}-updates`)).toBe(true)
  // By now the stick may be gone.
  rmSync(pc.stick, { recursive: true })
  await run!.verify()
  expect(readFileSync(run!.file)).toEqual(newSetup)
  const record = readRecord(pc.dataDir)!
  const manifest = await readManifest(join(pc.dataDir, 'backups', record.backup!))
  expect(manifest).toMatchObject({ reason: 'update', lastCommandId: record.lastCommandId })
  expect(record).toMatchObject({ state: 'starting', from: '0.1.0', to: '0.2.0' })
  await old.end()

  const next = await pc.start('0.2.0')
  const status = await next.client.settings.updates.status()
  expect(status.outcome).toMatchObject({ kind: 'updated', from: '0.1.0', to: '0.2.0', complete: true })
  expect(status.before).toMatchObject({ version: '0.1.0', keepsData: true })
  expect(await next.client.settings.shops.list()).toHaveLength(1)
  await next.client.settings.updates.putAway()
  expect((await next.client.settings.updates.status()).outcome).toBe(null)
})

test('a setup that did nothing is said at the next start, and nothing was changed', async () => {
  const pc = newPc()
  putUpdate(pc.stick, key, newSetup)
  const first = await pc.start('0.1.0')
  await first.addShop(first.client, '甲')
  await first.client.settings.updates.install({ id: (await first.client.settings.updates.look()).offer!.id })
  await first.end()
  const again = await pc.start('0.1.0')
  const { outcome, offer, before } = await again.client.settings.updates.look()
  expect(outcome).toMatchObject({ kind: 'not-installed', to: '0.2.0' })
  expect(before).toBe(null)
  expect(offer?.version).toBe('0.2.0')
  expect(await again.client.settings.shops.list()).toHaveLength(1)
})

test('an update that changed after it was seen is refused, and so is its copy if it changes before it runs', async () => {
  const pc = newPc()
  const file = putUpdate(pc.stick, key, newSetup)
  const { client } = await pc.start('0.1.0')
  const { offer } = await client.settings.updates.look()
  const bytes = readFileSync(file)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(file, bytes)
  expect(await codeOf(client.settings.updates.install({ id: offer!.id }))).toBe('update-refused altered')
  expect(pc.runs).toEqual([])
  expect(readRecord(pc.dataDir)).toBe(null)
  expect(existsSync(join(pc.dataDir, 'backups'))).toBe(false)
  expect(readdirSync(`${pc.dataDir}-updates`)).toEqual([])

  putUpdate(pc.stick, key, newSetup)
  await client.settings.updates.look()
  await client.settings.updates.install({ id: offer!.id })
  appendFileSync(pc.runs[0]!.file, '!')
  await expect(pc.runs[0]!.verify()).rejects.toMatchObject({ reason: 'altered' })
  // Another of ours is not the one that was chosen either.
  putSetup(`${pc.dataDir}-updates`, key, Buffer.from('MZ another of ours'))
  await expect(pc.runs[0]!.verify()).rejects.toMatchObject({ reason: 'altered' })
  await pc.runs[0]!.withdraw()
  expect(readRecord(pc.dataDir)).toBe(null)
})

test('it waits for work: a job, another station, a parcel that is being packed', async () => {
  const pc = newPc()
  putUpdate(pc.stick, key, newSetup)
  let now = Date.UTC(2026, 5, 1, 2)
  const { host, client, connect, addShop } = await pc.start('0.1.0', { clock: () => now })
  const { offer } = await client.settings.updates.look()
  const install = () => codeOf(client.settings.updates.install({ id: offer!.id }))

  let finish = () => {}
  await host.services.jobs.start('import', null, () => new Promise<void>((resolve) => (finish = resolve)))
  expect((await client.settings.updates.status()).waits.jobs).toEqual(['import'])
  expect(await install()).toBe('update-waits')
  finish()
  await host.services.jobs.settle()

  // Another station at work; what this one does itself is no reason to wait for.
  await addShop(client, '甲')
  await addShop(connect({ station: 'pack' }), '乙')
  expect((await client.settings.updates.status()).waits.stations).toEqual(['pack'])
  expect(await install()).toBe('update-waits')
  now += 6 * 60_000
  expect((await client.settings.updates.status()).waits.stations).toEqual([])

  await host.services.store.writer
    .insertInto('parcel')
    .values({ state: 'open', opened_at: host.services.clock(), command_id: 1 })
    .execute()
  expect(await install()).toBe('update-waits')
  expect(pc.runs).toEqual([])
  await host.services.store.writer.updateTable('parcel').set({ state: 'voided' }).execute()
  expect(await install()).toBe('answered')
  expect(pc.runs).toHaveLength(1)
})

test('a plan copies at once and is carried out when the window closes, without the stick', async () => {
  const pc = newPc()
  putUpdate(pc.stick, key, newSetup)
  const { host, client } = await pc.start('0.1.0')
  const { offer } = await client.settings.updates.look()
  await client.settings.updates.plan({ id: offer!.id })
  expect((await client.settings.updates.status()).planned).toBe('0.2.0')
  rmSync(pc.stick, { recursive: true })
  await host.services.updates.installPlanned()
  await pc.runs[0]!.verify()
})

test('a file that the page brings is kept and offered; a wrong one is refused by its own sentence', async () => {
  const pc = newPc()
  const { client } = await pc.start('0.1.0')
  const bring = (bytes: Buffer, name = 'Yifang-0.2.0.yifang-update') =>
    client.settings.updates.bring({ file: new File([new Uint8Array(bytes)], name) })
  expect(await codeOf(bring(Buffer.from('no update at all')))).toBe('update-refused not-an-update')
  expect(await codeOf(bring(newSetup, 'Yifang-Setup-0.2.0.exe'))).toBe('update-refused unsigned')
  expect(await codeOf(bring(updateBytes(key, newSetup, { version: '0.0.1' })))).toBe('update-refused older')
  expect(readdirSync(`${pc.dataDir}-updates`)).toEqual([])
  expect(await bring(updateBytes(key, newSetup))).toMatchObject({ version: '0.2.0', kind: 'brought' })
  expect((await client.settings.updates.status()).offer?.version).toBe('0.2.0')
})

test('in the browser an update is shown, and installed nowhere', async () => {
  const pc = newPc()
  putUpdate(pc.stick, key, newSetup)
  const { client, connect } = await pc.start('0.1.0', { installed: false })
  const page = connect({ door: 'browser' })
  const { offer, canInstall, why } = await page.settings.updates.look()
  expect({ version: offer?.version, canInstall, why }).toEqual({
    version: '0.2.0',
    canInstall: false,
    why: 'browser',
  })
  expect(await codeOf(client.settings.updates.install({ id: offer!.id }))).toBe('install-elsewhere')
  expect(await codeOf(client.settings.updates.plan({ id: offer!.id }))).toBe('install-elsewhere')
})
