import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupFolder } from '../../../db/backup/backup-folder.ts'
import { makeBackup } from '../../../db/backup/make-backup.ts'
import { storeFile } from '../../../db/open.ts'
import { FolderInUse } from '../../../electron/host/folder-lock.ts'
import { openHttpDoor } from '../../../electron/host/http/door.ts'
import { openFolder } from '../../../electron/host/open-folder.ts'
import { openFailureText, troubleText } from '../../../electron/host/open-texts.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

let dir: string
beforeEach(() => {
  dir = testFolder()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** A closed folder with one shop in it, and a backup where asked for. */
async function fillFolder(withBackup: boolean): Promise<void> {
  const { host, client } = await openTestHost(dir)
  await client.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: 'taobao',
    name: '丁家',
    promiseHours: 48,
  })
  await host.close()
  if (withBackup)
    await makeBackup({
      dataDir: dir,
      target: null,
      photos: false,
      reason: 'start',
      program: '0',
      at: Date.now(),
    })
}

async function rescueState() {
  const { host, client } = await openTestHost(dir)
  const state = await client.settings.rescue.state()
  await host.close()
  return state
}

test('an emptied file beside backups is set aside and offered for rescue, not begun anew', async () => {
  await fillFolder(true)
  truncateSync(storeFile(dir))
  const state = await rescueState()
  expect(state).toMatchObject({ kind: 'damaged', backups: [{ state: 'good' }] })
  expect(existsSync(join(dir, state!.renamedTo!))).toBe(true)
})

test('a log without its database is kept: opening would have deleted it', async () => {
  writeFileSync(`${storeFile(dir)}-wal`, 'work of the last hour')
  const state = await rescueState()
  expect(state).toMatchObject({ kind: 'damaged' })
  expect(readFileSync(join(dir, `${state!.renamedTo}-wal`), 'utf8')).toBe('work of the last hour')
})

test('an empty file without anything else is a new folder', async () => {
  writeFileSync(storeFile(dir), '')
  expect(await rescueState()).toBeNull()
})

test('what a power cut left of backups and restores is cleared at the next start, what is being made is not', async () => {
  await fillFolder(true)
  const kept = readdirSync(backupFolder(dir))
  mkdirSync(join(dir, '.restore-1'))
  for (const name of ['.restore-1/yifang.db', '.brought-1', 'backups/.copy-1.db', 'backups/.draft-1'])
    writeFileSync(join(dir, name), 'x')
  utimesSync(join(dir, 'backups/.copy-1.db'), 1000, 1000)
  await rescueState()
  expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([])
  expect(readdirSync(backupFolder(dir)).sort()).toEqual(['.draft-1', ...kept].sort())
})

test('a start while the first is still opening waits for its door', async () => {
  const { host } = await openTestHost(dir)
  const second = openFolder({ dataDir: dir, version: '0', upkeep: false })
  const door = await openHttpDoor(host.services, { port: 0, pageDir: null })
  await new Promise((resolve) => setTimeout(resolve, 250))
  host.lock.publish({ pid: process.pid, door: 'browser', url: door.url, secret: door.secret })
  expect(await second).toMatchObject({ kind: 'theirs', address: { url: door.url } })
  // The first is on its way out: its door is closed, its lock not yet given back.
  await door.close()
  const third = openFolder({ dataDir: dir, version: '0', upkeep: false })
  await new Promise((resolve) => setTimeout(resolve, 250))
  await host.close()
  const opened = await third
  expect(opened.kind).toBe('ours')
  if (opened.kind === 'ours') {
    await expect(openFolder({ dataDir: dir, version: '0', upkeep: false }, 200)).rejects.toBeInstanceOf(
      FolderInUse,
    )
    await opened.host.close()
  }
})

test('the terminal reads what happened, what was kept and what to do, in both languages', () => {
  const said = [
    troubleText({ kind: 'damaged', renamedTo: 'yifang.damaged-1.db' }),
    troubleText({ kind: 'missing', renamedTo: null }),
    troubleText({ kind: 'newer', version: '9999-later' }),
    openFailureText(Object.assign(new Error('x'), { code: 'ENOSPC' }), dir),
    openFailureText(Object.assign(new Error('x'), { code: 'EROFS' }), dir),
    openFailureText(new FolderInUse(null), dir),
  ]
  for (const text of said) {
    const [zh, en] = text.split('\n')
    expect(zh).toMatch(/没有(?:改动|删除)/)
    expect(en).toMatch(/[Nn]othing was (?:changed|deleted)/)
  }
  expect(said[0]).toContain('yifang.damaged-1.db')
  expect(said[2]).toContain('9999-later')
  expect(said[3]).toContain('disk is full')
})
