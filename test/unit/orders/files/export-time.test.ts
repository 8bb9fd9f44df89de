import { describe, expect, test } from 'vitest'
import { exportTimeFromName, newestInstant } from '../../../../shared/orders/files/export-time.ts'
import { recognise } from '../../../../shared/orders/files/recognise.ts'
import { headerSets } from '../../../support/order-files.ts'

describe('export time by the file name', () => {
  test.each([
    ['ExportOrderList201905151650.csv', '2019-05-15T16:50:00+08:00'],
    ['ExportOrderDetailList201903121048 (1).csv', '2019-03-12T10:48:00+08:00'],
    ['ExportItemlList202608111558.csv', '2026-08-11T15:58:00+08:00'],
    ['ExportItemlList2013-09-11.csv', '2013-09-11T00:00:00+08:00'],
    ['0123456789abcdef0123456789abcdeforders_export2026-07-20-10-09-23.csv', '2026-07-20T10:09:23+08:00'],
    ['20260518201905151650abcdef01234567orders_export2026-07-20-10-09-23.csv', '2026-07-20T10:09:23+08:00'],
    ['Order.all.20260501_20260518.xlsx', '2026-05-18T00:00:00+08:00'],
    ['Order_all_20260501_20260518.xlsx', '2026-05-18T00:00:00+08:00'],
    ['1747530000_orders.csv', '2025-05-18T09:00:00+08:00'],
    ['1747530000123_orders.csv', '2025-05-18T09:00:00.123+08:00'],
  ])('%s', (name, time) => expect(exportTimeFromName(name, 'Asia/Shanghai')).toBe(Date.parse(time)))

  test.each(['订单.xlsx', '2026年.csv', 'orders_20261399.csv', '35153131473290001.csv'])(
    '%s says nothing',
    (name) => {
      expect(exportTimeFromName(name, 'Asia/Shanghai')).toBeNull()
    },
  )
})

test('the newest time inside, promised times left aside', () => {
  const header = headerSets.TB_D_2026!
  const newest = newestInstant(recognise(header)!, 'Asia/Shanghai')
  expect(newest.value()).toBeNull()
  const add = (values: Record<string, string>) =>
    newest.add({ row: 2, cells: header.map((name) => values[name] ?? '') })
  add({ 订单创建时间: '2026-05-18 10:00:00', 应发货时间: '2026-05-30 10:00:00' })
  add({ 订单创建时间: '2026-05-17 10:00:00', 发货时间: '2026/5/18 12:30' })
  add({ 订单创建时间: '2026-05-18 11:00:00', 发货时间: '坏' })
  expect(newest.value()).toBe(Date.parse('2026-05-18T12:30:00+08:00'))
})
