import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

/** SQLite's own limit on pages raises SQLITE_FULL at the same place as a disk without room. */
async function fillDisk(store: Parameters<typeof checkStore>[0]): Promise<() => Promise<void>> {
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store)
  await sql.raw(`PRAGMA max_page_count = ${rows[0]!.page_count}`).execute(store)
  return async () => {
    await sql`PRAGMA max_page_count = 4294967294`.execute(store)
  }
}

test('disk full: the command fails whole, reading goes on, and with room it goes on as before', async () => {
  const dir = testFolder()
  const { host, client } = await openTestHost(dir)
  try {
    const save = (name: string) =>
      client.settings.shops.save({
        commandId: v7(),
        id: null,
        platform: 'taobao',
        name,
        promiseHours: 48,
        sender: { name: '丁', phone: '', address: '村'.repeat(190) },
      })
    await save('第一家')
    const makeRoom = await fillDisk(host.services.store.writer)
    const answers: (string | null)[] = []
    for (let at = 0; at < 60; at += 1)
      answers.push(
        await save(`店${at}`).then(
          () => null,
          (error: { code: string }) => error.code,
        ),
      )
    const refused = answers.filter((code) => code !== null)
    expect(refused.length).toBeGreaterThan(10)
    expect(new Set(refused)).toEqual(new Set(['disk-full']))
    const saved = answers.flatMap((code, at) => (code === null ? [`店${at}`] : []))
    const names = async () => (await client.settings.shops.list()).map((shop) => shop.name)
    expect(await names()).toEqual(['第一家', ...saved])
    expect((await checkStore(host.services.store.reader)).flatMap((rule) => rule.violations)).toEqual([])
    await makeRoom()
    await save('后来')
    expect(await names()).toEqual(['第一家', ...saved, '后来'])
  } finally {
    await host.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
