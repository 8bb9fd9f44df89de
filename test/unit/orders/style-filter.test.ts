import { expect, test } from 'vitest'
import { listOrders } from '../../../db/orders/list.ts'
import { startOfDay } from '../../../shared/dates.ts'
import { addOrder, addSku, addStyle, run } from '../inventory/books.ts'
import { openFloor, today } from '../production/floor.ts'

test('orders of a style are those that want pieces of it, also in a set', async () => {
  const floor = await openFloor()
  const ids = await run(floor.store, async (scope) => {
    const other = await addSku(scope, await addStyle(scope, 'T99'), '110')
    const set = await addSku(scope, await addStyle(scope, 'T98'), '110', { parts: [[floor.skus[0]!, 1]] })
    const shop = await scope.insert('shop', {
      platform: 'manual',
      name: '小店',
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
    })
    const order = async (skuId: number, cancelled = 0) =>
      (await addOrder(scope, shop, { lines: [{ skuId, quantity: 2, cancelled }] })).id
    return {
      own: await order(floor.skus[0]!),
      other: await order(other),
      set: await order(set),
      cancelled: await order(floor.skus[0]!, 2),
    }
  })
  const { rows } = await listOrders(
    floor.store.reader,
    {
      search: '',
      all: false,
      styleId: floor.styleId,
      offset: 0,
      limit: 30,
      sort: 'shipBy',
      descending: false,
    },
    startOfDay(today),
  )
  expect(rows.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([ids.own, ids.set])
  await floor.close()
})
