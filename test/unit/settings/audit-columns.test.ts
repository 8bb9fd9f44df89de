import { expect, test } from 'vitest'
import { columnChanges, joinedText } from '../../../shared/settings/audit-columns.ts'

const told = (row: Partial<Parameters<typeof columnChanges>[0]>, setting = '') =>
  columnChanges({ table: 'orders', action: 'update', before: null, after: null, ...row }, setting).map(
    ({ column, kind, before, after }) => [column, kind, before, after],
  )

test('amounts, moments and answers are told apart from numbers', () => {
  const before = { paid_amount: 18615, head_as_of: 0, masked: 0, piece_count: 2, created_at: null }
  const after = { paid_amount: 18000, head_as_of: 1495039359000, masked: 1, piece_count: 3, created_at: 1 }
  expect(told({ before, after }).map(([column, kind]) => [column, kind])).toEqual([
    ['paid_amount', 'money'],
    ['head_as_of', 'moment'],
    ['masked', 'yes-no'],
    ['piece_count', 'plain'],
    ['created_at', 'moment'],
  ])
})

test('a new row tells only what it has, and nothing technical; a change of nothing else says that it was', () => {
  const after = { title: '小白兔', note: '', match_key: 'ab12', sku_id: null, quantity: 2 }
  expect(told({ table: 'order_line', action: 'insert', after })).toEqual([
    ['title', 'plain', undefined, '小白兔'],
    ['quantity', 'plain', undefined, 2],
  ])
  expect(told({ before: { picture_hash: 'a' }, after: { picture_hash: 'b' } })).toEqual([
    ['picture_hash', 'technical', 'a', 'b'],
  ])
})

test('of a text of parts those are told that differ; the program’s own settings stay its own', () => {
  const before = { value: JSON.stringify({ name: '丁楼', lockAfterMinutes: 10 }) }
  const after = { value: JSON.stringify({ name: '丁楼', lockAfterMinutes: 5 }) }
  expect(told({ table: 'setting', before, after }, 'workshop')).toEqual([
    ['lockAfterMinutes', 'plain', 10, 5],
  ])
  expect(told({ table: 'setting', before, after }, 'last-restore')).toEqual([])
  const list = { value: JSON.stringify(['坏了', '找到']) }
  expect(told({ table: 'setting', before: { value: '[]' }, after: list }, 'inventory.adjustReasons')).toEqual(
    [['value', 'joined', '[]', list.value]],
  )
  expect(joinedText(list.value)).toBe('坏了 找到')
  expect(joinedText('{"name":"王小明","phone":"","address":"丁楼村12号","masked":true}')).toBe(
    '王小明 丁楼村12号',
  )
})
