import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitSize, parseSizeList } from '../../../shared/orders/size-list.ts'

test.each([
  ['张三 130', '张三', '130', 1, ''],
  ['1. 张三 130', '张三', '130', 1, ''],
  ['2、李四，120cm', '李四', '120', 1, ''],
  ['3 王芳 女 115', '王芳', '115', 1, ''],
  ['12\t周周（男）\t身高128', '周周', '128', 1, ''],
  ['刘星，110，加绣名字', '刘星', '110', 1, '加绣名字'],
  ['陈晨 120 袖长加长2厘米', '陈晨', '120', 1, '袖长加长2厘米'],
  ['Ben 128, embroider name', 'Ben', '128', 1, 'embroider name'],
  ['张三 130（男）', '张三', '130', 1, ''],
  ['刘绣文 女生 140', '刘绣文', '140', 1, ''],
  ['三年二班 赵一 130码', '三年二班 赵一', '130', 1, ''],
  ['130 王小明', '王小明', '130', 1, ''],
  ['王小明 130 二班', '王小明 二班', '130', 1, ''],
  ['130 × 5', '', '130', 5, ''],
  ['110码8件', '', '110', 8, ''],
  ['110 10件', '', '110', 10, ''],
  ['90 张小小', '张小小', '90', 1, ''],
  ['王老师 xl', '王老师', 'XL', 1, ''],
  ['2XL 3件', '', '2XL', 3, ''],
  ['孙老师 均码 偏胖', '孙老师', '均码', 1, '偏胖'],
])('reads “%s”', (text, wearer, size, quantity, wish) => {
  expect(parseSizeList(text)).toEqual({ rows: [{ wearer, size, quantity, wish }], unread: [] })
})

test('gives back what names no size', () => {
  const { rows, unread } = parseSizeList('备注：周五前要\n张三 130\n\n')
  expect(rows).toHaveLength(1)
  expect(unread).toEqual(['备注：周五前要'])
})

test('a size is never read as another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 70, max: 200 }), (height) => {
      expect(parseSizeList(`周周 ${height}`).rows).toEqual([
        { wearer: '周周', size: String(height), quantity: 1, wish: '' },
      ])
    }),
  )
})

test.each([
  [['110', '120'], '110', '110'],
  [['110cm', '120cm'], '110', '110cm'],
  [['110码', '120码'], '110', '110码'],
  [['110', '120'], '110CM', '110'],
  [['儿童 110', '儿童 120'], '110', '儿童 110'],
  [['110/56', '120/60'], '120', '120/60'],
  [['XL', 'XXL'], '2XL', 'XXL'],
  [['S', 'M', 'XL'], 'xl', 'XL'],
  [['均码'], '均码', '均码'],
])('%j has size %s', (sizes, written, size) => {
  expect(fitSize(sizes, written)).toEqual({ kind: 'same', size })
})

test.each([
  [['110', '120', '130'], '115', '120'],
  [['130cm', '110cm', '120cm'], '128', '130cm'],
  [['100-110', '110-120'], '115', '110-120'],
  [['男 110', '女 110'], '110', '男 110'],
  [['110', '120'], '150', null],
  [['110', '120'], 'XL', null],
  [['S', 'M'], '130', null],
  [[], '130', null],
])('%j has no size %s: asked, %s named', (sizes, written, next) => {
  expect(fitSize(sizes, written)).toEqual({ kind: 'ask', next })
})
