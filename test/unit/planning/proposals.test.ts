import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { waitingLines } from '../../../db/inventory/waiting.ts'
import { readCapacity } from '../../../db/planning/capacity.ts'
import { listProposals } from '../../../db/planning/proposals.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { startOfDay } from '../../../shared/dates.ts'
import { addOrder, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

const page = { search: '', offset: 0, limit: 20, today }

describe('what to make', () => {
  let floor: Floor
  beforeEach(async () => {
    floor = await openFloor()
    // The batch of the fixture would bring 40 of each.
    await run(floor.store, async (scope) => {
      for (const { id } of await scope.trx.selectFrom('expected_supply').select('id').execute())
        await scope.update('expected_supply', id, { closed_at: scope.at })
    })
  })
  afterEach(() => floor.close())

  const order = (quantity: number, day: string) =>
    run(floor.store, async (scope) => {
      const { id } = await addOrder(scope, floor.shopId, {
        lines: [{ skuId: floor.skus[0]!, quantity }],
        shipBy: startOfDay(day) + 1,
      })
      await scope.update('orders', id, { short_count: 1 })
      return id
    })

  test('is what orders lack and the safety stock; a batch of it answers the orders with its date', async () => {
    await order(12, '2026-05-25')
    await order(3, '2026-05-22')
    await run(floor.store, (scope) => scope.update('sku', floor.skus[1]!, { safety_stock: 10 }))
    const { rows, pieces } = await listProposals(floor.store.reader, page)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ short: 15, proposed: 25, orders: 2, due: '2026-05-22', hasRouting: true })
    // Nobody wrote what it uses: nothing lacking is not the same as all there.
    expect(rows[0]).toMatchObject({ hasBom: false, missing: [] })
    expect(rows[0]!.cells.map(({ size, proposed }) => [size, proposed])).toEqual([
      ['110', 15],
      ['120', 10],
    ])
    expect(pieces).toBe(25)
    // 25 pieces × 3 steps × 90 s: one day for two people; done a day ahead of the 22nd.
    expect(rows[0]!.workSeconds).toBe(25 * 270)
    expect(rows[0]!.latestStart).toBe('2026-05-21')

    await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: '2026-05-21',
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: rows[0]!.cells.map(({ skuId, proposed }) => ({ skuId, planned: proposed })),
      }),
    )
    expect((await listProposals(floor.store.reader, page)).rows).toEqual([])
    const waiting = await waitingLines(floor.store.reader, [floor.skus[0]!], { shortOnly: true })
    expect(waiting.map(({ short, unanswered }) => [short, unanswered])).toEqual([
      [3, 0],
      [12, 0],
    ])
    expect(JSON.stringify(waiting)).toContain('2026-05-21')
    expect(isSound(await checkStore(floor.store.reader))).toBe(true)
  })

  test('names the orders that wait, the soonest first, without those that a batch answers already', async () => {
    const early = await order(12, '2026-05-22')
    const late = await order(3, '2026-05-25')
    const show = await order(2, '2026-05-26')
    await run(floor.store, (scope) => scope.update('orders', show, { performance_date: '2026-05-24' }))
    const before = (await listProposals(floor.store.reader, page)).rows[0]!
    expect(before).toMatchObject({ forOrders: 17, forSafety: 0, forSeason: 0, orders: 3, due: '2026-05-22' })
    expect(before.waiting.map(({ orderId, madeToOrder }) => [orderId, madeToOrder])).toEqual([
      [early, false],
      [show, true],
      [late, false],
    ])
    await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: '2026-05-21',
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: [{ skuId: floor.skus[0]!, planned: 14 }],
      }),
    )
    const after = (await listProposals(floor.store.reader, page)).rows[0]!
    expect(after).toMatchObject({ proposed: 3, forOrders: 3, orders: 2, due: '2026-05-24' })
    // One piece of the 25th's three is on its way.
    expect(after.waiting.map(({ orderId, lacks }) => [orderId, lacks[0]!.quantity])).toEqual([
      [show, 2],
      [late, 1],
    ])
    expect(isSound(await checkStore(floor.store.reader))).toBe(true)
  })

  test('says nothing of a style that is not looked for, and of one without need', async () => {
    expect((await listProposals(floor.store.reader, page)).total).toBe(0)
    await order(2, '2026-05-22')
    expect((await listProposals(floor.store.reader, { ...page, search: '白兔' })).total).toBe(1)
    expect((await listProposals(floor.store.reader, { ...page, search: '狼' })).total).toBe(0)
  })

  test('capacity: what the open batch still needs, and what would be if it were sent out', async () => {
    const ask = { overtimeMinutes: 0, moreHands: 0, sentOut: [], today }
    const now = await readCapacity(floor.store.reader, ask)
    expect(now.hands).toBe(2)
    expect(now.batches[0]).toMatchObject({ seconds: 80 * 270, due: '2026-05-25', late: false, finish: today })
    expect(now.weeks[1]).toMatchObject({ start: '2026-05-25', load: 80 * 270 })
    const out = await readCapacity(floor.store.reader, { ...ask, sentOut: [floor.batchId] })
    expect(out.batches[0]).toMatchObject({ sentOut: true, late: false })
    expect(out.weeks.every(({ load }) => load === 0)).toBe(true)
    // Due after its own show, and with a show but no due date: the show is what it must hold.
    await run(floor.store, (scope) =>
      scope.update('batch', floor.batchId, { performance_date: '2026-05-17' }),
    )
    const missed = await readCapacity(floor.store.reader, ask)
    expect(missed.batches[0]).toMatchObject({ due: '2026-05-25', deadline: '2026-05-17', late: true })
    await run(floor.store, (scope) => scope.update('batch', floor.batchId, { due_date: null }))
    expect((await readCapacity(floor.store.reader, ask)).batches[0]).toMatchObject({ due: null, late: true })
    const nobody = await readCapacity(floor.store.reader, { ...ask, moreHands: -2 })
    expect(nobody.batches[0]).toMatchObject({ finish: null, late: true })
  })
})
