import { existsSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sweepPhotos } from '../../../db/catalog/sweep-photos.ts'
import { dayMs } from '../../../shared/dates.ts'
import { type Catalog, now, openCatalog } from './support.ts'

let catalog: Catalog
beforeEach(async () => {
  catalog = await openCatalog()
})
afterEach(() => catalog.close())

const hash = (sign: string) => sign.repeat(64)
const fileOf = (sign: string, kind: 'orig' | 'thumb') =>
  join(catalog.dir, 'photos', sign.repeat(2), `${hash(sign)}.${kind}`)

async function photo(sign: string, age: number) {
  for (const kind of ['orig', 'thumb'] as const) {
    const path = fileOf(sign, kind)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, sign)
    await utimes(path, (now - age) / 1000, (now - age) / 1000)
  }
}

const sweep = (oldestBackup: number | null) =>
  sweepPhotos(catalog.store.reader, { dataDir: catalog.dir, now: now + dayMs, oldestBackup })

it('removes only what no row and no kept copy names, and what is older than a day', async () => {
  const rowId = await catalog.run(async (scope) => {
    const style_id = await scope.insert('style', { style_number: 'A', name: '', name_initials: '' })
    const photoRow = { style_id, media_type: 'image/jpeg', position: 0 }
    await scope.insert('style_photo', { ...photoRow, content_hash: hash('a') })
    return scope.insert('style_photo', { ...photoRow, content_hash: hash('b') })
  })
  await catalog.run((scope) => scope.remove('style_photo', rowId))
  for (const sign of ['a', 'b', 'c']) await photo(sign, 3 * dayMs)
  await photo('d', -dayMs)
  // A copy from before the picture was taken off its style still names it.
  expect(await sweep(now - dayMs)).toBe(1)
  expect(['a', 'b', 'c', 'd'].filter((sign) => existsSync(fileOf(sign, 'orig')))).toEqual(['a', 'b', 'd'])
  expect(await sweep(now + 1)).toBe(1)
  expect(['a', 'b', 'd'].filter((sign) => existsSync(fileOf(sign, 'thumb')))).toEqual(['a', 'd'])
  expect(await sweep(null)).toBe(0)
})
