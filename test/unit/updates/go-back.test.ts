import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { newestVersion } from '../../../db/migrate.ts'
import { storeFile } from '../../../db/open.ts'
import {
  dropRecord,
  readRecord,
  writeLastVersion,
  writeRecord,
} from '../../../electron/host/settings/updates/record.ts'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import type { AgainWords } from '../../../shared/settings/again-list.ts'
import { olderSchema, updatedFolder } from '../../support/older-workshop.ts'
import { putUpdate, updateBytes } from '../../support/update-files.ts'
import { codeOf, key, newPc, newSetup, oldSetup } from './support.ts'

const then = Date.UTC(2026, 5, 1, 2)
const words: AgainWords = {
  header: ['什么', '哪个', '几行', '什么时候', '谁'],
  commands: { 'settings-shops-save': '保存店铺' },
  tables: { shop: '店铺' },
}

async function againRows(file: File) {
  const [sheet] = await readWorkbook(new Uint8Array(await file.arrayBuffer()))
  return sheet!.rows
}

function look(file: string) {
  const raw = new RawDatabase(file, { readonly: true })
  try {
    const one = (sql: string) => raw.prepare(sql).pluck().get()
    return {
      schema: one('SELECT max(name) FROM kysely_migration'),
      shops: raw.prepare('SELECT name FROM shop ORDER BY id').pluck().all(),
      epoch: one('SELECT restore_epoch FROM workshop'),
      sound: one('PRAGMA quick_check'),
    }
  } finally {
    raw.close()
  }
}

/** A PC that was updated from an older schema, with its stick still in it and one shop made since. */
async function updatedPc() {
  const pc = newPc()
  await updatedFolder(pc.dataDir, then)
  const before = look(storeFile(pc.dataDir))
  putUpdate(pc.stick, key, oldSetup, { version: '0.1.0', schema: olderSchema })
  const next = await pc.start('0.2.0')
  await next.addShop(next.client, '新店')
  return { pc, next, before }
}

test('going back says what was done since, keeps it aside and brings the older database back, as it was', async () => {
  const { pc, next, before } = await updatedPc()
  expect(before.schema).toBe(olderSchema)
  expect(look(storeFile(pc.dataDir)).schema).toBe(newestVersion)
  await next.client.settings.updates.look()
  expect((await next.client.settings.updates.status()).before).toMatchObject({
    version: '0.1.0',
    hasSetup: true,
    keepsData: false,
  })
  const since = await next.client.settings.updates.since()
  expect(since.counts).toEqual({ commands: 1, orders: 0, parcels: 0, workEntries: 0 })
  expect(since.rows).toMatchObject([{ command: 'settings.shops.save', table: 'shop', name: '新店' }])

  await next.client.settings.updates.goBack({ upTo: since.upTo, words })
  const [run] = pc.runs
  await run!.verify()
  expect(readFileSync(run!.file)).toEqual(oldSetup)
  await next.end()
  const record = readRecord(pc.dataDir)!
  expect(record).toMatchObject({ kind: 'go-back', state: 'restored', from: '0.2.0', to: '0.1.0', rows: 1 })
  expect(look(storeFile(pc.dataDir))).toMatchObject({
    schema: olderSchema,
    shops: before.shops,
    epoch: Number(before.epoch) + 1,
    sound: 'ok',
  })
  expect(look(join(pc.dataDir, record.keptAs!))).toMatchObject({ schema: newestVersion, sound: 'ok' })
  expect(look(join(pc.dataDir, record.keptAs!)).shops).toContain('新店')

  // The older version starts: by its number, for its program is not here.
  const old = await pc.start('0.1.0')
  const { outcome, before: again } = await old.client.settings.updates.status()
  expect(outcome).toMatchObject({ kind: 'returned', to: '0.1.0', keptAs: record.keptAs, rows: 1 })
  expect(again).toBe(null)
  const { fileName, file } = await old.client.settings.updates.list()
  expect(fileName).toMatch(/^yifang\.enter-again-.*\.xlsx$/)
  expect(await againRows(file)).toEqual([
    words.header,
    ['保存店铺', '店铺 新店', '1', expect.any(String), '老板'],
  ])
})

test('what was done after the list was read is not lost unseen: going back asks for it again', async () => {
  const { pc, next } = await updatedPc()
  const { upTo } = await next.client.settings.updates.since()
  await next.addShop(next.client, '又一家')
  expect(await codeOf(next.client.settings.updates.goBack({ upTo, words }))).toBe('changed-meanwhile')
  expect(pc.runs).toEqual([])
  expect(look(storeFile(pc.dataDir)).shops).toContain('又一家')
  expect((await next.client.settings.updates.status()).before?.version).toBe('0.1.0')
  expect(readdirSync(pc.dataDir).filter((name) => name.startsWith('.restore'))).toEqual([])
})

test('where both versions read the same database, going back keeps everything', async () => {
  const pc = newPc()
  putUpdate(pc.stick, key, oldSetup, { version: '0.1.0' })
  putUpdate(pc.stick, key, newSetup)
  const first = await pc.start('0.1.0')
  await first.client.settings.updates.install({ id: (await first.client.settings.updates.look()).offer!.id })
  await first.end()
  const next = await pc.start('0.2.0')
  await next.addShop(next.client, '新店')
  const { keepsData, upTo } = await next.client.settings.updates.since()
  expect(keepsData).toBe(true)
  await next.client.settings.updates.goBack({ upTo, words })
  await next.end()
  const old = await pc.start('0.1.0')
  expect((await old.client.settings.shops.list()).map(({ name }) => name)).toEqual(['新店'])
  expect((await old.client.settings.updates.status()).outcome).toMatchObject({
    kind: 'returned',
    keptAs: null,
  })
})

test('without the older setup it is asked for, and nothing is changed', async () => {
  const { pc, next } = await updatedPc()
  rmSync(pc.stick, { recursive: true })
  await next.client.settings.updates.look()
  const { upTo } = await next.client.settings.updates.since()
  expect(await codeOf(next.client.settings.updates.goBack({ upTo, words }))).toBe('setup-missing')
  expect(look(storeFile(pc.dataDir)).shops).toContain('新店')
})

test('a setup that did not run: the database is not migrated again, both ways stay open', async () => {
  const { pc, next } = await updatedPc()
  await next.client.settings.updates.look()
  const { upTo } = await next.client.settings.updates.since()
  await next.client.settings.updates.goBack({ upTo, words })
  await next.end()
  const again = await pc.start('0.2.0')
  expect(await codeOf(again.client.settings.shops.list())).toBe('update-unfinished')
  expect(await again.client.settings.rescue.state()).toMatchObject({
    kind: 'going-back',
    update: { from: '0.2.0', to: '0.1.0' },
  })
  expect(look(storeFile(pc.dataDir)).schema).toBe(olderSchema)
  await again.client.settings.rescue.goBack({ words })
  expect(pc.runs).toHaveLength(2)
  // Or she stays: the newer database comes back whole.
  await again.client.settings.rescue.goOn()
  expect((await again.client.settings.shops.list()).map(({ name }) => name)).toContain('新店')
  const { outcome, before } = await again.client.settings.updates.status()
  expect(outcome).toMatchObject({ kind: 'not-returned' })
  expect(before?.version).toBe('0.1.0')
})

test('a version that does not come up says so at the next start and offers the way back', async () => {
  const pc = newPc()
  await updatedFolder(pc.dataDir, then)
  putUpdate(pc.stick, key, oldSetup, { version: '0.1.0', schema: olderSchema })
  // A start that ended before its first screen.
  await writeRecord(pc.dataDir, { ...readRecord(pc.dataDir)!, starts: 1 })
  const next = await pc.start('0.2.0')
  expect(await next.client.settings.rescue.state()).toMatchObject({
    kind: 'update',
    update: { from: '0.1.0', to: '0.2.0' },
  })
  await next.client.settings.rescue.goBack({ words })
  expect(pc.runs).toHaveLength(1)
  expect(look(storeFile(pc.dataDir)).schema).toBe(olderSchema)
  // The database was never touched: nothing is kept aside.
  expect(readRecord(pc.dataDir)).toMatchObject({ kind: 'go-back', keptAs: null })
})

test('a migration that fails leaves the database as it was and offers the way back, or another try', async () => {
  const pc = newPc()
  await updatedFolder(pc.dataDir, then)
  // A table in the way of the newest migration.
  const raw = new RawDatabase(storeFile(pc.dataDir))
  const blocking = `CREATE TABLE ${firstTableOf(newestVersion)} (x)`
  raw.exec(blocking)
  raw.close()
  const bytes = new Uint8Array(updateBytes(key, oldSetup, { version: '0.1.0', schema: olderSchema }))
  const next = await pc.start('0.2.0')
  const { rescue } = next.client.settings
  expect(await rescue.state()).toMatchObject({ kind: 'update', update: { from: '0.1.0' } })
  expect(look(storeFile(pc.dataDir)).schema).toBe(olderSchema)
  expect(await codeOf(rescue.goBack({ words }))).toBe('setup-missing')
  const wrong = new File(
    [new Uint8Array(updateBytes(key, newSetup, { version: '0.1.5' }))],
    'x.yifang-update',
  )
  expect(await codeOf(rescue.goBack({ file: wrong, words }))).toBe('update-refused other-version')
  await rescue.goBack({ file: new File([bytes], 'Yifang-0.1.0.yifang-update'), words })
  await pc.runs[0]!.verify()
  expect(look(storeFile(pc.dataDir)).schema).toBe(olderSchema)
})

test('an older program over a newer database brings the copy from before the update back', async () => {
  const pc = newPc()
  await updatedFolder(pc.dataDir, then)
  const newer = await pc.start('0.2.0')
  await newer.addShop(newer.client, '新店')
  await newer.end()
  // Written by a version that this program does not know.
  const raw = new RawDatabase(storeFile(pc.dataDir))
  raw.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '')")
  raw.close()
  const old = await pc.start('0.1.0')
  const { rescue, updates } = old.client.settings
  expect(await rescue.state()).toMatchObject({ kind: 'newer', update: { from: '0.1.0', to: '0.2.0' } })
  await rescue.goBack({ words })
  expect((await old.client.settings.shops.list()).map(({ name }) => name)).not.toContain('新店')
  const { outcome } = await updates.status()
  expect(outcome).toMatchObject({ kind: 'returned', to: '0.1.0', rows: 1 })
  expect(existsSync(join(pc.dataDir, outcome!.keptAs!))).toBe(true)
  // In the page's words, though the database could not be opened for a page.
  const { file } = await updates.list()
  expect((await againRows(file))[1]).toEqual(['保存店铺', '店铺 新店', '1', expect.any(String), '老板'])
  expect(pc.runs).toEqual([])
})

test('a setup that was run by hand is an update, too: the way back leads to the copy before its migration', async () => {
  const pc = newPc()
  await updatedFolder(pc.dataDir, then)
  await dropRecord(pc.dataDir)
  writeLastVersion(pc.dataDir, '0.1.0')
  putUpdate(pc.stick, key, oldSetup, { version: '0.1.0', schema: olderSchema })
  const next = await pc.start('0.2.0')
  const { outcome, before } = await next.client.settings.updates.look()
  expect(outcome).toMatchObject({ kind: 'updated', from: '0.1.0', complete: true })
  expect(before).toMatchObject({ version: '0.1.0', keepsData: false, hasSetup: true })
  await next.addShop(next.client, '新店')
  const { upTo, rows } = await next.client.settings.updates.since()
  expect(rows.map(({ name }) => name)).toEqual(['新店'])
  await next.client.settings.updates.goBack({ upTo, words })
  expect(look(storeFile(pc.dataDir)).schema).toBe(olderSchema)
})

test('a copy that is damaged is found before anything is changed', async () => {
  const { pc, next } = await updatedPc()
  await next.client.settings.updates.look()
  const { upTo } = await next.client.settings.updates.since()
  const backup = join(pc.dataDir, 'backups', readRecord(pc.dataDir)!.backup!)
  const bytes = readFileSync(backup)
  bytes[Math.floor(bytes.length / 2)]! ^= 255
  writeFileSync(backup, bytes)
  expect(await codeOf(next.client.settings.updates.goBack({ upTo, words }))).toBe('backup-damaged')
  expect((await next.client.settings.shops.list()).map(({ name }) => name)).toContain('新店')
  expect(pc.runs).toEqual([])
})

function firstTableOf(migration: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../../db/migrations', `${migration}.ts`), 'utf8')
  return /CREATE TABLE (\w+)/.exec(text)?.[1] ?? /createTable\('(\w+)'/.exec(text)![1]!
}
