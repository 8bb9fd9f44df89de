import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import RawDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { isSound } from '../../../db/check/index.ts'
import { storeFile } from '../../../db/open.ts'
import { makeDiagnosis } from '../../../electron/host/settings/diagnosis.ts'
import { jobEnd } from '../../support/host.ts'
import { openTestHost } from '../store/host-support.ts'
import { breakStore, fillStore, openTestStore, testFolder } from '../store/support.ts'

let dir: string
beforeEach(() => {
  dir = join(testFolder(), '王秀英的数据')
  mkdirSync(dir)
})
afterEach(() => rmSync(join(dir, '..'), { recursive: true, force: true }))

async function fillFolder(): Promise<void> {
  const store = await openTestStore(dir)
  await fillStore(store)
  await store.close()
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'))
  return parts
}

/** Puts a row of tell-tale words and figures into every table, and the words into every text of the rows there are. */
function tellTales(): void {
  const raw = new RawDatabase(storeFile(dir))
  raw.pragma('foreign_keys = OFF')
  raw.pragma('ignore_check_constraints = ON')
  const tables = raw
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
       AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%' AND name <> 'workshop'`,
    )
    .pluck()
    .all() as string[]
  let count = 0
  // Quoted, so that it is JSON where the program expects that.
  const word = () => `"telltale 王秀英 13805301234 T${++count}"`
  let filled = 0
  for (const table of tables) {
    const columns = raw.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table) as {
      name: string
      type: string
      pk: number
    }[]
    const values = columns.map(({ type, pk }) =>
      type === 'TEXT' ? word() : pk > 0 ? 90_000_001 : 76_543_217,
    )
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    raw
      .prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...values)
    filled += columns.filter(({ type }) => type === 'TEXT').length
    const row = columns.some(({ name }) => name === 'id') ? 'id' : '0'
    for (const { name, type, pk } of columns)
      if (type === 'TEXT' && pk === 0 && !(table === 'user' && name === 'role'))
        raw
          .prepare(
            `UPDATE OR IGNORE "${table}" SET "${name}" = '"telltale 王秀英 ${++count}-' || ${row} || '"'`,
          )
          .run()
  }
  raw
    .prepare(`UPDATE workshop SET site_id = 'telltale', private_key = 'telltale', public_key = 'telltale'`)
    .run()
  raw.close()
  expect(filled).toBeGreaterThan(300)
}

test('the diagnosis file holds nothing out of the books, whatever stands in them', async () => {
  await fillFolder()
  tellTales()
  const { host } = await openTestHost(dir)
  host.services.log.bug('1', new Error(`ENOENT: no such file, open '${dir}/yifang.db'`))
  const { file } = await makeDiagnosis(host.services)
  await host.close()
  const parts = await unzip(Buffer.from(await file.arrayBuffer()))
  const all = [...parts].map(([name, bytes]) => `${name}\n${bytes}`).join('\n')
  expect(all).not.toMatch(/telltale|王秀英|13805301234|76543217|丁家|林可可|我的衣坊|HX-/)
  expect([...parts.keys()]).toContain('logs/yifang.log')
  const about = JSON.parse(parts.get('diagnosis.json')!)
  expect(about.store.counts).toMatchObject({ orders: 3, shop: 3, stock_move: 5 })
  expect(about.store.quickCheck[0]).toBeTruthy()
  expect(about.store.rules.find((rule: { rule: number }) => rule.rule === 9).count).toBeGreaterThan(0)
  expect(about.health).toMatchObject({
    version: '0.1.0-test',
    runtime: { sqlite: expect.stringMatching(/^3\./) },
  })
  expect(all).toContain('ENOENT: no such file')
})

test('health tells sizes, versions and when the program was not closed', async () => {
  await fillFolder()
  const first = await openTestHost(dir)
  mkdirSync(join(dir, 'photos', 'ab'), { recursive: true })
  writeFileSync(join(dir, 'photos', 'ab', 'ab12.jpg'), Buffer.alloc(5000))
  writeFileSync(join(dir, 'yifang.damaged-20260101T000000.db'), Buffer.alloc(700))
  const before = await first.client.settings.health.get()
  expect(before.unclean).toBeNull()
  expect(before.sizes.photos).toEqual({ files: 1, bytes: 5000 })
  expect(before.sizes.aside).toEqual({ files: 1, bytes: 700 })
  expect(before.sizes.database.bytes).toBeGreaterThan(100_000)
  expect(before.copies).toEqual({ inside: null, outside: null })
  const { jobId } = await first.client.settings.backup.make()
  await jobEnd(first.client, jobId)
  expect((await first.client.settings.health.get()).copies.inside).not.toBeNull()
  await first.host.close()
  // As a power cut would leave it.
  writeFileSync(join(dir, 'open.marker'), '1')
  const second = await openTestHost(dir)
  const after = await second.client.settings.health.get()
  expect(after.unclean?.at).toBeGreaterThan(0)
  expect(after.unclean?.lastSeenAt).not.toBeNull()
  second.host.services.log.bug('b1', new RangeError('no such thing'))
  const errors = await second.client.settings.health.log({ onlyErrors: true })
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatchObject({ event: 'bug', isError: true })
  expect((await second.client.settings.health.log({ onlyErrors: false })).length).toBeGreaterThan(3)
  await second.host.close()
})

test('levels that are not the sums of their moves are shown, rebuilt after a copy, and kept in the audit', async () => {
  await fillFolder()
  breakStore(
    dir,
    'UPDATE stock_level SET quantity = quantity + 7, value = 99 WHERE item_id = 1',
    'DELETE FROM stock_level WHERE item_id = 2',
  )
  const { host, client } = await openTestHost(dir)
  const shown = await client.settings.repair.levels()
  expect(shown).toMatchObject([
    {
      itemId: 1,
      item: 'HX-01 白 120',
      before: { quantity: 11, value: 99 },
      after: { quantity: 4, value: 4000 },
    },
    { itemId: 2, before: { quantity: 0, value: 0 }, after: { quantity: -1, value: -1200 } },
  ])
  expect(isSound(await host.services.care.check())).toBe(false)
  const job = await jobEnd(client, (await client.settings.repair.start({ kind: 'levels' })).jobId)
  expect(job).toMatchObject({ state: 'done', result: { differences: 2, problems: [] } })
  const { backup } = job.result as { backup: string }
  expect(readFileSync(join(dir, 'backups', backup)).length).toBeGreaterThan(1000)
  expect(await client.settings.repair.levels()).toEqual([])
  const rules = await host.services.care.check()
  expect(rules.flatMap(({ violations }) => violations)).toEqual([])
  const audit = await client.settings.audit.list({ command: 'settings.repair.start' })
  expect(JSON.stringify(audit.rows)).toContain('last-levels-rebuild')
  await host.close()
})

test('indexes are written anew and space is given back while calls wait; the store is whole after', async () => {
  await fillFolder()
  breakStore(
    dir,
    'CREATE TABLE ballast (t TEXT)',
    'INSERT INTO ballast SELECT hex(randomblob(50000)) FROM stock_level, stock_move',
    'DROP TABLE ballast',
  )
  const { host, client } = await openTestHost(dir)
  const space = await client.settings.repair.start({ kind: 'space' })
  const meanwhile = client.settings.shops.list()
  const job = await jobEnd(client, space.jobId)
  expect(await meanwhile).toHaveLength(2)
  expect(job).toMatchObject({ state: 'done', result: { kind: 'space', problems: [] } })
  const { bytesBefore, bytesAfter } = job.result as { bytesBefore: number; bytesAfter: number }
  expect(bytesAfter).toBeLessThan(bytesBefore - 300_000)
  const again = await jobEnd(client, (await client.settings.repair.start({ kind: 'indexes' })).jobId)
  expect(again).toMatchObject({ state: 'done', result: { problems: [] } })
  expect(isSound(await host.services.care.check())).toBe(true)
  await host.close()
})
