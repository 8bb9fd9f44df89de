import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import {
  type FolderEntry,
  FolderWatch,
  type KeptWatch,
  type WatchedFolder,
} from '../../../renderer/orders/watch/folder-watch.ts'
import { isOrderFile } from '../../../renderer/orders/watch/is-order-file.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 4, 18, 2)
const sample = readFileSync(join(import.meta.dirname, '../../samples/taobao_ExportOrderList_2017.gbk.csv'))

/** A folder as the browser hands it over. */
class Folder implements WatchedFolder {
  readonly name = '订单'
  readonly files = new Map<string, File>()
  leave: PermissionState = 'granted'
  isAway = false
  async *values(): AsyncIterable<FolderEntry> {
    if (this.isAway) throw new DOMException('away', 'NotFoundError')
    for (const file of this.files.values()) yield { kind: 'file', name: file.name, getFile: async () => file }
    yield { kind: 'directory', name: '旧的.csv' }
  }
  async queryPermission() {
    return this.leave
  }
  async requestPermission() {
    this.leave = 'granted'
    return this.leave
  }
  put(name: string, content: Uint8Array<ArrayBuffer> | string = new Uint8Array(sample), age = hour): void {
    this.files.set(name, new File([content], name, { lastModified: now - age }))
  }
}

let folder: Folder
let kept: KeptWatch | null
const start = () =>
  new FolderWatch({
    load: async () => kept,
    save: async (value) => {
      kept = value
    },
    isOrderFile,
    now: () => now,
  })
const offered = (watch: FolderWatch) => watch.view().offers.map((file) => file.name)

beforeEach(() => {
  folder = new Folder()
  kept = null
})

test('offers order files of these days by their header, and nothing else', async () => {
  folder.put('ExportOrderList202605181000.csv')
  folder.put('别的名字.csv')
  folder.put('去年.csv', undefined, 400 * 24 * hour)
  folder.put('工资.csv', '姓名,金额\n张三,100\n')
  folder.put('照片.jpg')
  folder.put('坏的.xlsx', 'PK\x03\x04 nothing')
  folder.put('还在写.csv', undefined, 100)
  folder.put('订单-2026-05-18.xlsx')
  const watch = start()
  await watch.watch(folder)
  expect(offered(watch)).toEqual(['ExportOrderList202605181000.csv', '别的名字.csv'])
})

test('a large file is told by its first bytes, whatever its encoding', async () => {
  const rows = Buffer.concat([
    sample,
    ...Array.from({ length: 60 }, () => sample.subarray(sample.indexOf(10) + 1)),
  ])
  expect(rows.length).toBeGreaterThan(64 * 1024)
  folder.put('大.csv', new Uint8Array(rows))
  const watch = start()
  await watch.watch(folder)
  expect(offered(watch)).toEqual(['大.csv'])
})

test('what was answered is not offered again, also after a new start; a later file of that name is', async () => {
  folder.put('a.csv')
  const watch = start()
  await watch.watch(folder)
  expect((await watch.answer()).map((file) => file.name)).toEqual(['a.csv'])
  await watch.look()
  expect(offered(watch)).toEqual([])
  const next = start()
  await next.resume()
  expect([next.view().folder, offered(next)]).toEqual(['订单', []])
  folder.put('a.csv', undefined, hour / 2)
  await next.look()
  expect(offered(next)).toEqual(['a.csv'])
})

test('what was not answered is offered after a new start; what is gone is not', async () => {
  folder.put('a.csv')
  folder.put('b.csv')
  await start().watch(folder)
  folder.files.delete('a.csv')
  const next = start()
  await next.resume()
  expect(offered(next)).toEqual(['b.csv'])
  folder.isAway = true
  await next.look()
  expect(offered(next)).toEqual([])
  folder.isAway = false
  await next.look()
  expect(offered(next)).toEqual(['b.csv'])
})

test('where the browser wants a click, nothing is read before it; stopping forgets the folder', async () => {
  folder.put('a.csv')
  folder.leave = 'prompt'
  kept = { folder, seen: [] }
  const watch = start()
  await watch.resume()
  expect(watch.view()).toMatchObject({ needsClick: true, offers: [] })
  await watch.allow()
  expect([watch.view().needsClick, offered(watch)]).toEqual([false, ['a.csv']])
  await watch.stop()
  expect([watch.view().folder, offered(watch), kept]).toEqual([null, [], null])
})
