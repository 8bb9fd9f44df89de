import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { openWorkOf } from '../../../db/workers/details.ts'
import { comeBack, leave } from '../../../db/workers/leave.ts'
import { listWorkers } from '../../../db/workers/workers.ts'
import { wasHere } from '../../../shared/workers/contract.ts'
import { run } from '../inventory/books.ts'
import { lastDay, openWorkshop } from '../payroll/workshop.ts'
import { codeOf } from './support.ts'

let workshop: Awaited<ReturnType<typeof openWorkshop>>
beforeEach(async () => {
  workshop = await openWorkshop()
})
afterEach(async () => {
  const broken = (await checkStore(workshop.store.reader)).filter((rule) => rule.violations.length > 0)
  await workshop.close()
  expect(broken).toEqual([])
})

const leaves = (leftOn: string) =>
  run(workshop.store, (scope) =>
    leave(scope, { workerId: workshop.workers[0]!, leftOn, reason: '收麦子' }, lastDay),
  )

test('who left in the middle of a month keeps her unpaid work, and her last sheet can still be typed', async () => {
  await workshop.record(0, 0, 10, '2026-05-20')
  expect(await codeOf(leaves('2026-05-19'))).toBe('worked-later')
  await leaves('2026-05-22')
  await workshop.record(0, 1, 4, '2026-05-22')
  expect(await codeOf(workshop.record(0, 1, 4, '2026-05-23'))).toBe('not-found')
  const [hers] = (await listWorkers(workshop.store.reader)).filter(({ archived }) => archived)
  expect(['2026-05-22', '2026-05-23'].map((day) => wasHere(hers!, day))).toEqual([true, false])
  expect(await openWorkOf(workshop.store.reader, workshop.workers[0]!)).toEqual({
    inHand: 0,
    lastWorked: '2026-05-22',
    unpaidEntries: 2,
  })
  // 14 pieces at 0.85 yuan.
  const wages = (await workshop.preview()).find(({ workerId }) => workerId === workshop.workers[0])!
  expect(wages.gross).toBe(1190)
  await run(workshop.store, (scope) => comeBack(scope, { workerId: workshop.workers[0]! }))
  await workshop.record(0, 1, 4, '2026-05-23')
})
