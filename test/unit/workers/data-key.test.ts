import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listBackups } from '../../../db/backup/backup-folder.ts'
import { checkStore } from '../../../db/check/index.ts'
import type { Host } from '../../../electron/host/host.ts'
import { clientOf, id, jobEnd } from '../../support/host.ts'
import { bytesUnder, card, codeOf, idNumber, newFolder, openAt, plain, vaultOf } from './support.ts'

const folders: string[] = []
const hosts: Host[] = []
let dir: string
let host: Host

async function start(folder: string, pc?: string): Promise<Host> {
  const opened = await openAt(folder, pc === undefined ? undefined : vaultOf(pc))
  hosts.push(opened)
  return opened
}
async function stop(open: Host): Promise<void> {
  hosts.splice(hosts.indexOf(open), 1)
  await open.close()
}
const folder = () => {
  const made = newFolder()
  folders.push(made)
  return made
}

beforeEach(async () => {
  dir = folder()
  host = await start(dir)
})
afterEach(async () => {
  for (const open of [...hosts]) await stop(open)
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

/** A worker with both numbers; gives the recovery code. */
async function fill(open = host): Promise<{ code: string; workerId: number }> {
  const client = clientOf(open)
  const { code } = await client.workers.dataKey.create({ commandId: id(), forget: false })
  const { id: workerId } = await client.workers.save({
    ...plain('丁秀英'),
    note: 'embroiders',
    idNumber: idNumber(1),
    bankAccount: card,
  })
  return { code, workerId }
}

const shown = async (open: Host, workerId: number) =>
  (await clientOf(open).workers.reveal({ commandId: id(), workerId, kind: 'id-number' })).number

test('the numbers stand in no file of the data folder: not in the books, their audit, commands or log', async () => {
  const { workerId } = await fill()
  const client = clientOf(host)
  // Mistakes with numbers in them must not be written down either.
  const wrong = `${idNumber(2).slice(0, 17)}A`
  expect(await codeOf(client.workers.save({ ...plain('张三'), idNumber: wrong }))).toBe('id-number-wrong')
  expect(await codeOf(client.workers.save({ ...plain('李四'), idNumber: idNumber(1) }))).toBe('worker-known')
  await client.workers.save({ ...plain('丁秀英'), id: workerId, idNumber: idNumber(3), bankAccount: null })
  expect(await shown(host, workerId)).toBe(idNumber(3))
  const { jobId } = await client.settings.backup.make()
  await jobEnd(client, jobId)
  const audit = await host.services.store.reader
    .selectFrom('audit')
    .selectAll()
    .where('table_name', '=', 'personal_number')
    .orderBy('id')
    .execute()
  expect(audit.map(({ action }) => action)).toEqual(['insert', 'insert', 'update', 'delete'])
  expect(JSON.parse(audit[2]!.after!)).toEqual({ sealed: '••••', fingerprint: '••••' })
  const commands = JSON.stringify(
    await host.services.store.reader.selectFrom('command').selectAll().execute(),
  )
  const { rows } = await clientOf(host).settings.audit.list({ offset: 0, limit: 100 })
  await host.services.store.writer.executeQuery(
    // Into the file itself, out of the log.
    (await import('kysely')).sql`PRAGMA wal_checkpoint(TRUNCATE)`.compile(host.services.store.writer),
  )
  expect(bytesUnder(dir)).toContain('embroiders')
  const everything = bytesUnder(dir) + commands + JSON.stringify(rows)
  expect(everything).toContain('丁秀英')
  for (const secret of [idNumber(1), idNumber(3), card, wrong, idNumber(1).slice(6)])
    expect(everything).not.toContain(secret)
  expect((await checkStore(host.services.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
})

test('without a safe the key is gone with the program: the code opens it, no other does', async () => {
  const { code, workerId } = await fill()
  await stop(host)
  host = await start(dir)
  const client = clientOf(host)
  expect(await client.workers.dataKey.state()).toMatchObject({ state: 'locked', keptHere: false })
  expect((await client.workers.details())[0]!.idNumber).toEqual({ state: 'locked', text: '' })
  expect(await codeOf(shown(host, workerId))).toBe('data-key-locked')
  // What has nothing to do with numbers goes on; a number cannot be kept unseen.
  await client.workers.save({ ...plain('丁秀英'), id: workerId, note: '会绣花' })
  expect(await codeOf(client.workers.save({ ...plain('王芳'), idNumber: idNumber(5) }))).toBe(
    'data-key-locked',
  )
  expect(await codeOf(client.workers.dataKey.open({ code: 'AAAAA' }))).toBe('recovery-code-wrong')
  const other = `${code.slice(0, -2)}${code.at(-2) === '7' ? '8' : '7'}${code.at(-1)}`
  expect(await codeOf(client.workers.dataKey.open({ code: other }))).toBe('recovery-code-wrong')
  await client.workers.dataKey.open({ code: code.toLowerCase().replaceAll('-', ' ') })
  expect((await client.workers.details())[0]!.idNumber).toEqual({
    state: 'masked',
    text: `•••• ${idNumber(1).slice(-4)}`,
  })
  expect(await shown(host, workerId)).toBe(idNumber(1))
})

test('with a safe the next start opens it by itself; on another PC that safe is of no use', async () => {
  await stop(host)
  host = await start(dir, 'this PC')
  const { code, workerId } = await fill()
  await stop(host)
  host = await start(dir, 'this PC')
  expect(await clientOf(host).workers.dataKey.state()).toMatchObject({ state: 'open', keptHere: true })
  expect(await shown(host, workerId)).toBe(idNumber(1))
  await stop(host)
  // The whole folder carried to another PC.
  host = await start(dir, 'another PC')
  expect(await codeOf(shown(host, workerId))).toBe('data-key-locked')
  await clientOf(host).workers.dataKey.open({ code })
  await stop(host)
  host = await start(dir, 'another PC')
  expect(await shown(host, workerId)).toBe(idNumber(1))
})

test('a new code takes the place of the old one, and is told once', async () => {
  const { code, workerId } = await fill()
  const client = clientOf(host)
  const call = { commandId: id() }
  const renewed = await client.workers.dataKey.renew(call)
  expect(renewed.code).not.toBe(code)
  expect(await codeOf(client.workers.dataKey.renew(call))).toBe('code-shown-once')
  await stop(host)
  host = await start(dir)
  expect(await codeOf(clientOf(host).workers.dataKey.open({ code }))).toBe('recovery-code-wrong')
  await clientOf(host).workers.dataKey.open({ code: renewed.code })
  expect(await shown(host, workerId)).toBe(idNumber(1))
  for (const told of [code, renewed.code]) expect(bytesUnder(dir)).not.toContain(told.replaceAll('-', ''))
})

test('a copy that the owner carries away brings the key and says so; one kept here does not', async () => {
  const { workerId } = await fill()
  const client = clientOf(host)
  const { file } = await client.settings.backup.download()
  const { jobId } = await client.settings.backup.make()
  await jobEnd(client, jobId)
  expect((await listBackups(dir, null)).map(({ manifest }) => manifest?.dataKey)).toEqual(['wrapped'])
  const there = folder()
  host = await start(there, 'new PC')
  const verified = await clientOf(host).settings.backup.verify({ file })
  expect(verified).toMatchObject({ ok: true, manifest: { dataKey: 'carried' } })
  const restored = await clientOf(host).settings.backup.restore({ file })
  expect(restored.dataKey).toBe('open')
  expect(JSON.stringify(restored)).not.toContain('bytes')
  expect(await shown(host, workerId)).toBe(idNumber(1))
  // It opens there from now on, and the key lies nowhere in the open.
  await stop(host)
  host = await start(there, 'new PC')
  expect(await shown(host, workerId)).toBe(idNumber(1))
  expect(readdirSync(there).filter((name) => name.includes('key'))).toEqual(['wrapped-keys.json'])
})

test('a copy without the key, or one that the installer carries away, opens with the recovery code only', async () => {
  const { code, workerId } = await fill()
  const client = clientOf(host)
  const { id: installer } = await client.settings.users.save({
    commandId: id(),
    id: null,
    name: '安装员',
    role: 'installer',
  })
  await client.settings.users.setPin({ commandId: id(), userId: 1, pin: '2580' })
  const unlocked = { lastCallAt: Number.MAX_SAFE_INTEGER }
  const copies = [
    () => clientOf(host, { userId: 1, ...unlocked }).settings.backup.download({ withoutKey: true }),
    () => clientOf(host, { userId: installer, ...unlocked }).settings.backup.download(),
  ]
  for (const copy of copies) {
    const { file } = await copy()
    const there = folder()
    const open = await start(there, 'new PC')
    const restored = await clientOf(open).settings.backup.restore({ file })
    expect(restored.dataKey).toBe('locked')
    const owner = clientOf(open, { userId: 1, ...unlocked })
    await owner.workers.dataKey.open({ code })
    expect((await owner.workers.reveal({ commandId: id(), workerId, kind: 'bank-account' })).number).toBe(
      card,
    )
  }
})

test('going back to a copy of this PC needs no code, and one of before the key knows no numbers', async () => {
  const before = await clientOf(host).settings.backup.download()
  const { workerId } = await fill()
  const client = clientOf(host)
  await jobEnd(client, (await client.settings.backup.make()).jobId)
  const [copy] = await listBackups(dir, null)
  await client.workers.save({ ...plain('丁秀英'), id: workerId, idNumber: idNumber(9) })
  expect((await client.settings.backup.restore({ name: copy!.name })).dataKey).toBe('open')
  expect(await shown(host, workerId)).toBe(idNumber(1))
  expect((await client.settings.backup.restore(before)).dataKey).toBe('none')
  expect(await codeOf(client.workers.save({ ...plain('王芳'), idNumber: idNumber(5) }))).toBe('data-key-none')
})

test('where code and safe are lost the owner begins anew: the numbers are given up, nobody else', async () => {
  const { workerId } = await fill()
  const client = clientOf(host)
  // Not while it can be opened.
  expect(await codeOf(client.workers.dataKey.create({ commandId: id(), forget: true }))).toBe(
    'already-exists',
  )
  await stop(host)
  host = await start(dir)
  const owner = clientOf(host)
  expect(await codeOf(owner.workers.dataKey.create({ commandId: id(), forget: false }))).toBe(
    'already-exists',
  )
  await owner.workers.dataKey.create({ commandId: id(), forget: true })
  expect((await owner.workers.list()).map(({ name }) => name)).toEqual(['丁秀英'])
  expect((await owner.workers.details())[0]!.idNumber.state).toBe('none')
  await owner.workers.save({ ...plain('丁秀英'), id: workerId, idNumber: idNumber(1) })
  expect(await shown(host, workerId)).toBe(idNumber(1))
})

test('a damaged file of the safe is no harm: the code opens, and it is written anew', async () => {
  await stop(host)
  host = await start(dir, 'this PC')
  const { code, workerId } = await fill()
  await stop(host)
  writeFileSync(join(dir, 'wrapped-keys.json'), '{"half')
  host = await start(dir, 'this PC')
  expect(await codeOf(shown(host, workerId))).toBe('data-key-locked')
  await clientOf(host).workers.dataKey.open({ code })
  await stop(host)
  host = await start(dir, 'this PC')
  expect(await shown(host, workerId)).toBe(idNumber(1))
})
