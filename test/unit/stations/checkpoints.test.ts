import { statSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { openedDoor } from './opened-door.ts'

test('while the door is open, what is written reaches the database beside the work', async () => {
  const at = await openedDoor()
  const size = () => statSync(join(at.dir, 'yifang.db')).size
  const before = size()
  const log = join(at.dir, 'yifang.db-wal')
  // Far from what a commit itself would bring over.
  for (let turn = 0; turn < 60; turn += 1)
    await at.owner.orders.customers.save({
      commandId: v7(),
      id: null,
      name: `客户 ${turn}`,
      kind: 'direct',
      phone: '',
      note: '备注'.repeat(150),
    })
  expect(statSync(log).size).toBeLessThan(8000 * 4096)
  await expect.poll(size, { timeout: 15_000 }).toBeGreaterThan(before)
  await at.close()
})
