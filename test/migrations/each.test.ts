import { expect, test } from 'vitest'
import { migrateToNewest } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { rowsOf } from './rows.ts'
import { contents, storeBefore } from './support.ts'

const names = Object.keys(migrations).sort()

test('every migration has rows of its shape here', () => {
  expect(Object.keys(rowsOf).sort()).toEqual(names)
})

type Rows = Readonly<Record<string, unknown[]>>

/** What a migration does to rows that were there before it, beside leaving them alone. */
const changes: Readonly<Record<string, (before: Rows) => Rows>> = {
  // What a worker can do is a skill, no longer the name of a step.
  '0018-skills-and-seconds': (before) => ({
    ...before,
    worker_skill: (before.worker_skill as { operation_name: string }[]).map(({ operation_name, ...row }) => ({
      ...row,
      skill: operation_name,
    })),
  }),
}

test.each(names)('%s: rows in the shape before it survive, and new rows fit', async (name) => {
  const store = await storeBefore(name)
  try {
    for (const earlier of names.filter((other) => other < name))
      for (const [table, row] of rowsOf[earlier]!) store.insert(table, row)
    const before = contents(store.raw)
    const upTo = Object.fromEntries(Object.entries(migrations).filter(([other]) => other <= name))
    await migrateToNewest(store.db, upTo)
    const after = contents(store.raw)
    expect(after).toMatchObject(changes[name]?.(before) ?? before)
    for (const [table, rows] of Object.entries(after))
      if (!(table in before)) expect(rows, `new table ${table}`).toEqual([])
    for (const [table, row] of rowsOf[name]!) store.insert(table, row)
    expect(store.raw.pragma('foreign_key_check')).toEqual([])
    expect(store.raw.pragma('integrity_check', { simple: true })).toBe('ok')
  } finally {
    await store.close()
  }
})
