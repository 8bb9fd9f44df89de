import { describe, expect, test } from 'vitest'
import { recognise } from '../../../../shared/orders/files/recognise.ts'
import { rowKeys } from '../../../../shared/orders/files/row-keys.ts'
import { headerSets } from '../../../support/order-files.ts'

function keyed(header: readonly string[], rows: readonly Readonly<Record<string, string>>[]) {
  const keyOf = rowKeys(recognise(header)!, header)
  return rows.map((values, index) =>
    keyOf({ row: index + 2, cells: header.map((name) => values[name] ?? '') }),
  )
}

const taobao = headerSets.TB_D_2017!
const numbers = (...texts: string[]) =>
  keyed(
    taobao,
    texts.map((text) => ({ 订单编号: text })),
  )
const verdict = (text: string) => {
  const [row] = numbers(text)
  return [row!.key.orderNumber, row!.problem?.code ?? null, row!.problem?.kept ?? null]
}

describe('order numbers that Excel has touched', () => {
  test.each([
    ['35153131473290001', '35153131473290001', null, null],
    ['260518-600000000000001', '260518-600000000000001', null, null],
    ['123456789012345.0', '123456789012345', null, null],
    ['３５１５３１３１４７３２９０００１', '35153131473290001', null, null],
    ['', null, 'order-number-missing', false],
    ['5.11861E+18', null, 'order-number-mangled', false],
    ['5,11861E+18', null, 'order-number-mangled', false],
    ['5.1186100000000001E+18', null, 'order-number-mangled', false],
    ['35153131473290001.0', null, 'order-number-mangled', false],
    ['5118612345678920000', null, 'order-number-mangled', false],
    ['注：以上数据由系统导出', null, 'order-number-odd', false],
    // Sums are no data, and no problem.
    ['合计', null, null, null],
    ['总计：', null, null, null],
    ['Total', null, null, null],
  ])('%j', (text, orderNumber, code, kept) => expect(verdict(text)).toEqual([orderNumber, code, kept]))

  test('one number of 18 digits that ends in zeros may be chance, and goes in with a warning', () => {
    expect(verdict('351531314732910000')).toEqual(['351531314732910000', 'order-number-odd', true])
  })

  test('in a file full of them they are rounded', () => {
    const rows = numbers(
      '351531314732910000',
      '351531314732920000',
      '351531314732930000',
      '351531314732940000',
    )
    expect(rows.map((row) => row.problem?.code)).toEqual([
      'order-number-odd',
      'order-number-odd',
      'order-number-mangled',
      'order-number-mangled',
    ])
  })

  test('among many whole numbers they stay single cases', () => {
    const whole = Array.from({ length: 20 }, (_, index) => `3515313147329${index + 10}017`)
    const rows = numbers(...whole, '351531314732910000', '351531314732920000', '351531314732930000')
    expect(rows.filter((row) => row.key.orderNumber === null)).toEqual([])
  })
})

describe('rows that belong to the order above', () => {
  const header = headerSets.A1688_49!
  const goods = { 货品标题: '小兔连体衣', 数量: '2' }

  test('1688 leaves the number out on continuation rows', () => {
    const rows = keyed(header, [
      { 订单编号: '2600000000000000007', ...goods },
      goods,
      { 订单编号: '2600000000000000017', ...goods },
      goods,
    ])
    expect(rows.map((row) => row.key.orderNumber)).toEqual([
      '2600000000000000007',
      '2600000000000000007',
      '2600000000000000017',
      '2600000000000000017',
    ])
  })

  test('the goods of a refused order never slip into the order above it', () => {
    const rows = keyed(header, [
      { 订单编号: '2600000000000000007', ...goods },
      { 订单编号: '2.6E+18', ...goods },
      goods,
    ])
    expect(rows.map((row) => row.key.orderNumber)).toEqual(['2600000000000000007', null, null])
    expect(rows[2]!.problem).toMatchObject({ row: 4, code: 'order-number-mangled', kept: false })
  })

  test('a file that begins with a continuation has a problem, and so has one of another platform', () => {
    expect(keyed(header, [goods])[0]!.problem?.code).toBe('order-number-missing')
    const rows = keyed(taobao, [{ 订单编号: '1' }, { 标题: '小兔连体衣' }])
    expect(rows[1]!.problem?.code).toBe('order-number-missing')
  })
})

describe('other rows', () => {
  test('TikTok explains its columns in the first row', () => {
    const header = headerSets.TIKTOK!
    const rows = keyed(header, [
      { 'Order ID': 'Platform unique order ID.' },
      { 'Order ID': '576461413038785252' },
    ])
    expect(rows.map((row) => row.ignored)).toEqual([true, false])
  })

  test('a header repeated by joining two files is passed over', () => {
    expect(keyed(taobao, [{ 订单编号: '1' }, { 订单编号: '订单编号' }]).map((row) => row.ignored)).toEqual([
      false,
      true,
    ])
  })

  test('Jushuitan: the marketplace number goes before the one an ERP gave after splitting', () => {
    const header = headerSets.JST_EXPORT!
    const rows = keyed(header, [
      { 线上订单号: '35153131473290001_2', 原始线上订单号: '35153131473290001', 店铺名称: '甲店' },
      { 线上订单号: '35153131473290002', 店铺名称: '乙店' },
      { 线上订单号: 'M1', 原始线上订单号: '35153131473290003,35153131473290004' },
    ])
    expect(rows.map((row) => row.key)).toEqual([
      { orderNumber: '35153131473290001', shopName: '甲店' },
      { orderNumber: '35153131473290002', shopName: '乙店' },
      { orderNumber: 'M1', shopName: null },
    ])
  })

  test('rows that end before a column that matters', () => {
    const keyOf = rowKeys(recognise(taobao)!, taobao)
    expect(keyOf({ row: 2, cells: ['1', 'a', '1.00'] }).problem).toMatchObject({
      code: 'row-cut-off',
      kept: false,
    })
    expect(keyOf({ row: 3, cells: taobao.map(() => '1'), flaw: 'long' }).problem?.code).toBe('row-too-long')
    expect(keyOf({ row: 4, cells: taobao.map(() => '1'), flaw: 'cut' }).problem?.code).toBe('row-cut-off')
  })
})
