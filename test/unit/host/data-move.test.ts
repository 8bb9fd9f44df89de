import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Host } from '../../../electron/host/host.ts'
import { openFolder } from '../../../electron/host/open-folder.ts'
import {
  DataFolderGone,
  giveUpMoved,
  presentFolder,
} from '../../../electron/host/settings/data-folder/moved-note.ts'
import { clientOf, id, testHost } from '../../support/host.ts'

/** A workshop whose folder can be moved; `moved` tells where to. */
async function openAt(dataDir: string) {
  const arrived = Promise.withResolvers<string>()
  const opened = await openFolder({ dataDir, version: 'test', upkeep: false, onMoved: arrived.resolve })
  if (opened.kind !== 'ours') throw new Error('open elsewhere')
  return { host: opened.host, client: clientOf(opened.host), moved: arrived.promise }
}

async function newWorkshop() {
  const { dir, close } = await testHost()
  await close()
  const workshop = await openAt(dir)
  await workshop.client.settings.workshop.update({ commandId: id(), phone: '13800001111' })
  mkdirSync(join(dir, 'photos', 'ab'), { recursive: true })
  writeFileSync(join(dir, 'photos', 'ab', 'abcd.jpg'), 'a photo')
  return { dir, ...workshop }
}

const failureOf = async (host: Host) => (await clientOf(host).settings.dataFolder.state()).failed

test('a workshop is moved, goes on in its new place, and every later start finds it there', async () => {
  const { dir, host, client, moved } = await newWorkshop()
  const target = `${dir}-new/data`
  await client.settings.dataFolder.move({ folder: target })
  expect(await moved).toBe(target)
  await expect(client.settings.workshop.update({ commandId: id(), phone: '2' })).rejects.toMatchObject({
    code: 'data-moved',
  })
  await host.close()
  const there = await openAt(dir)
  expect(there.host.services.dataDir).toBe(target)
  expect((await there.client.settings.workshop.get()).phone).toBe('13800001111')
  expect(readFileSync(join(target, 'photos', 'ab', 'abcd.jpg'), 'utf8')).toBe('a photo')
  expect(await there.client.settings.backup.list()).toHaveLength(1)
  expect(await there.client.settings.jobs.list()).toMatchObject([{ kind: 'move-data', state: 'done' }])
  const { lastMove, failed, old } = await there.client.settings.dataFolder.state()
  expect({ lastMove, failed, old }).toMatchObject({
    lastMove: { from: dir, to: target },
    failed: null,
    old: { folder: dir },
  })
  const { rows } = await there.client.settings.audit.list({})
  expect(rows[0]).toMatchObject({ command: 'settings.dataFolder.move', table: 'setting' })
  // What is written there is not in the old folder, and clearing that leaves only the way.
  await there.client.settings.workshop.update({ commandId: id(), phone: '13900002222' })
  await there.client.settings.dataFolder.clearOld()
  expect(readdirSync(dir).filter((name) => !name.startsWith('folder.lock'))).toEqual(['moved.json'])
  // Home again: the old folder is free for it, and leads nowhere any more.
  await there.client.settings.dataFolder.move({ folder: dir })
  expect(await there.moved).toBe(dir)
  await there.host.close()
  expect(presentFolder(dir)).toBe(dir)
  expect(presentFolder(target)).toBe(dir)
  const home = await openAt(dir)
  expect((await home.client.settings.workshop.get()).phone).toBe('13900002222')
  await home.host.close()
})

test('a move back that is cut off on either side of its note leaves one workshop, and can be done again', async () => {
  const { dir, host, client, moved } = await newWorkshop()
  const target = `${dir}-new`
  await client.settings.dataFolder.move({ folder: target })
  await moved
  await host.close()
  const note = JSON.parse(readFileSync(join(dir, 'moved.json'), 'utf8')) as { to: string; at: number }
  const there = await openAt(dir)
  await there.client.settings.workshop.update({ commandId: id(), phone: '13900002222' })
  await there.client.settings.dataFolder.clearOld()
  await there.client.settings.dataFolder.move({ folder: dir })
  await there.moved
  await there.host.close()
  // As a power cut before the first opening there leaves it: both folders lead to each other.
  const back = JSON.parse(readFileSync(join(target, 'moved.json'), 'utf8')) as { to: string; at: number }
  expect(back.at).toBeGreaterThan(note.at)
  expect(JSON.parse(readFileSync(join(dir, 'moved.json'), 'utf8'))).toEqual(note)
  expect([presentFolder(dir), presentFolder(target)]).toEqual([dir, dir])
  renameSync(join(target, 'moved.json'), join(target, 'kept.json'))
  expect([presentFolder(dir), presentFolder(target)]).toEqual([target, target])
  // Cut off before the note: the move is done again over what lies there.
  rmSync(join(target, 'kept.json'))
  const again = await openAt(dir)
  await again.client.settings.dataFolder.move({ folder: dir })
  expect(await again.moved).toBe(dir)
  await again.host.close()
  const home = await openAt(target)
  expect(home.host.services.dataDir).toBe(dir)
  expect((await home.client.settings.workshop.get()).phone).toBe('13900002222')
  expect(readdirSync(dir).filter((name) => name.startsWith('moved'))).toEqual([])
  // And away again, over the copy of before.
  await home.client.settings.dataFolder.clearOld()
  await home.client.settings.dataFolder.move({ folder: target })
  expect(await home.moved).toBe(target)
  await home.host.close()
  expect(presentFolder(dir)).toBe(target)
})

test('setups kept for going back go along, and are cleared with the old copies; what is not ours stays', async () => {
  const { dir, host, client, moved } = await newWorkshop()
  const before = `${dir}-updates`
  mkdirSync(before)
  const setup = Buffer.alloc(700_000, 'MZ the setup of the version before ')
  const names = ['Yifang-Setup-0.1.0.exe', 'Yifang-Setup-0.1.0.exe.json', 'Yifang-Setup-0.1.0.exe.sig']
  for (const name of names) writeFileSync(join(before, name), name.endsWith('.exe') ? setup : name)
  writeFileSync(join(before, '.brought-1'), 'half of an update')
  writeFileSync(join(before, 'family.jpg'), 'a photo')
  const target = `${dir}-new/data`
  const { bytes } = await client.settings.dataFolder.state()
  expect(bytes).toBeGreaterThan(setup.length)
  await client.settings.dataFolder.move({ folder: target })
  await moved
  await host.close()
  const after = `${target}-updates`
  expect(readdirSync(after).sort()).toEqual(names)
  expect(readFileSync(join(after, names[0]!)).equals(setup)).toBe(true)
  expect(readdirSync(before)).toHaveLength(5)
  const there = await openAt(dir)
  await there.client.settings.dataFolder.clearOld()
  expect(readdirSync(before).sort()).toEqual(['.brought-1', 'family.jpg'])
  expect(readdirSync(after).sort()).toEqual(names)
  expect((await there.client.settings.dataFolder.state()).old).toBeNull()
  await there.host.close()
})

test('a place that cannot hold a workshop is refused with the reason, and nothing is written there', async () => {
  const { dir, host, client } = await newWorkshop()
  const refusal = async (folder: string) => {
    const error = await client.settings.dataFolder.move({ folder }).catch((raised: unknown) => raised)
    return (error as { data: { reason: string } }).data.reason
  }
  const full = `${dir}-full`
  mkdirSync(full)
  writeFileSync(join(full, 'family.jpg'), 'a photo')
  expect(await refusal(full)).toBe('not-empty')
  expect(readdirSync(full)).toEqual(['family.jpg'])
  expect(await refusal('data')).toBe('not-absolute')
  expect(await refusal(join(dir, 'inside'))).toBe('same')
  expect(await refusal(join(dir, '..'))).toBe('same')
  expect(await refusal(String.raw`\\office\share`)).toBe('network')
  expect(await refusal(join(process.execPath, '..', 'data'))).toBe('program')
  await host.close()
})

test('a move that fails at the switch leaves the workshop open where it was, and says so', async () => {
  const { dir, host, client } = await newWorkshop()
  const target = `${dir}-new`
  // The place of a note that the switch writes last is taken by something that no file can replace.
  mkdirSync(join(target, 'moved-from.json'), { recursive: true })
  mkdirSync(`${dir}-updates`)
  writeFileSync(join(`${dir}-updates`, 'Yifang-Setup-0.1.0.exe'), 'MZ')
  await client.settings.dataFolder.move({ folder: target })
  await expect
    .poll(() => failureOf(host).catch(() => null), { timeout: 25_000 })
    .toMatchObject({ to: target })
  await client.settings.workshop.update({ commandId: id(), phone: '13900002222' })
  expect(presentFolder(dir)).toBe(dir)
  expect(existsSync(`${target}-updates`)).toBe(false)
  expect(readdirSync(`${dir}-updates`)).toEqual(['Yifang-Setup-0.1.0.exe'])
  await host.close()
  const again = await openAt(dir)
  expect((await again.client.settings.workshop.get()).phone).toBe('13900002222')
  await again.host.close()
})

test('half a copy of a move that was cut off is cleared and the move done again', async () => {
  const { dir, client, host, moved } = await newWorkshop()
  const target = `${dir}-new`
  mkdirSync(join(target, 'photos'), { recursive: true })
  writeFileSync(join(target, 'moved-arriving.json'), '{}')
  writeFileSync(join(target, 'photos', 'half.jpg'), 'ha')
  await client.settings.dataFolder.move({ folder: target })
  expect(await moved).toBe(target)
  await host.close()
  expect(existsSync(join(target, 'photos', 'half.jpg'))).toBe(false)
  const there = await openAt(dir)
  expect(existsSync(join(target, 'moved-arriving.json'))).toBe(false)
  expect((await there.client.settings.workshop.get()).phone).toBe('13800001111')
  await there.host.close()
})

test('a disk that is not connected begins no second workshop; given up, a copy is restored with a new epoch', async () => {
  const { dir, client, host, moved } = await newWorkshop()
  const target = `${dir}-disk`
  await client.settings.dataFolder.move({ folder: target })
  await moved
  await host.close()
  renameSync(target, `${target}-away`)
  await expect(openAt(dir)).rejects.toBeInstanceOf(DataFolderGone)
  expect(existsSync(target)).toBe(false)
  renameSync(`${target}-away`, target)
  const connected = await openAt(dir)
  await connected.host.close()
  rmSync(target, { recursive: true })
  await giveUpMoved(dir, Date.now())
  const rescue = await openAt(dir)
  const state = await rescue.client.settings.rescue.state()
  expect(state?.kind).toBe('missing')
  const restored = await rescue.client.settings.rescue.restore({ name: state!.backups[0]!.name })
  expect(restored.epoch).toBe(2)
  expect((await rescue.client.settings.workshop.get()).phone).toBe('13800001111')
  await rescue.host.close()
})
