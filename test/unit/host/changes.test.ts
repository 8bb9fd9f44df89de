import { expect, test } from 'vitest'
import { gatherChanges } from '../../../electron/host/changes.ts'

test('the first change is told at once, those of the next moment together, and none is forgotten', async () => {
  const told: (readonly string[])[] = []
  const changed = gatherChanges(
    (event) => told.push('tables' in event ? event.tables : []),
    () => 1,
  )
  changed(['orders'])
  expect(told).toEqual([['orders']])
  for (const table of ['bundle', 'work_entry', 'bundle']) changed([table])
  changed([])
  expect(told).toHaveLength(1)
  await expect.poll(() => told, { timeout: 15_000 }).toEqual([['orders'], ['bundle', 'work_entry']])
  changed(['parcel'])
  await expect.poll(() => told.at(-1), { timeout: 15_000 }).toEqual(['parcel'])
  // Quiet again: the next is not waited with.
  await new Promise((resolve) => setTimeout(resolve, 450))
  changed(['station'])
  expect(told.at(-1)).toEqual(['station'])
})
