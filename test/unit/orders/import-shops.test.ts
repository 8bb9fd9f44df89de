import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { namedShopKey, shopPlatforms } from '../../../shared/orders/file-shops.ts'
import { type Platform, platforms } from '../../../shared/orders/platforms.ts'
import { id, importFiles, type TestHost, testHost } from '../../support/host.ts'
import { itemFile, line } from './item-file.ts'

/** Which shop a file belongs to. */
let test_: TestHost
let client: ReturnType<TestHost['client']>

beforeEach(async () => {
  test_ = await testHost()
  client = test_.client()
})
afterEach(async () => {
  const rules = await checkStore(test_.host.services.store.reader)
  await test_.close()
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
})

const addShop = async (platform: Platform, name: string) =>
  (await client.settings.shops.save({ commandId: id(), id: null, platform, name, promiseHours: 48 })).id
const sample = (name: string) =>
  new File([readFileSync(join('/work/shared/samples', name))], name.replace(/^.*\//, ''))
const pdd = () => sample('pdd_orders_export_23col.utf8bom.csv')
const douyin = () => sample('douyin_orders_73col.utf8bom.csv')
const orderList = () => sample('taobao_ExportOrderList_2017.gbk.csv')
const itemList = () => sample('taobao_ExportOrderDetailList_2017.gbk.csv')
const stage = (files: File[], more: Partial<Parameters<typeof client.orders.imports.stage>[0]> = {}) =>
  client.orders.imports.stage({ batch: 'b', files, shopId: null, exportedAt: null, ...more })
/** Orders of an ERP's file: number and shop each. */
const erpFile = (...orders: (readonly [number: string, shop: string])[]) =>
  new File(
    [
      [
        '线上订单号,下单时间,商品名称,颜色及规格,数量,商品编码,店铺',
        ...orders.map(([number, shop]) => `${number},2026-05-18 10:00:00,兔子,白色,2,DY-TZ-110,${shop}`),
      ].join('\n'),
    ],
    '订单202605181200.csv',
  )
const allOrders = async () =>
  (await client.orders.list({ all: true, sort: 'orderNumber' })).rows.map((order) => [
    order.orderNumber,
    order.shopName,
  ])
const namesOf = async (shopId: number) =>
  (await client.settings.shops.list())
    .find((shop) => shop.id === shopId)!
    .namesInFiles.map(({ platform, name }) => [platform, name])

test('files take shops of their own platform, Taobao and Tmall being one', () => {
  for (const format of ['taobao-orders', 'taobao-items'])
    expect(shopPlatforms({ format, mapping: null })).toEqual(['taobao', 'tmall'])
  for (const format of ['pinduoduo', '1688', 'douyin', 'shopee', 'lazada', 'tiktok'])
    expect(shopPlatforms({ format, mapping: null })).toEqual([format])
  expect(shopPlatforms({ format: 'jushuitan', mapping: null })).toEqual(platforms)
  expect(shopPlatforms({ format: 'mapped', mapping: { platform: '1688' } })).toEqual(['1688', 'direct'])
  expect(shopPlatforms({ format: 'mapped', mapping: { platform: 'direct' } })).toEqual(['direct'])
})

describe('several files at once', () => {
  test('are asked about by platform and name, with the platforms whose shops may take them', async () => {
    const staged = await stage([orderList(), itemList(), pdd(), douyin()])
    const asked = staged.questions.flatMap((question) => (question.kind === 'shop' ? [question] : []))
    expect(asked.map(({ platform, shopName, platforms }) => [platform, shopName, platforms])).toEqual([
      ['taobao', '示例演出服饰厂', ['taobao', 'tmall']],
      ['taobao', '', ['taobao', 'tmall']],
      ['pinduoduo', '', ['pinduoduo']],
      ['douyin', '', ['douyin']],
    ])
    expect(new Set(asked.map(namedShopKey)).size).toBe(4)
    expect(staged.staged).toEqual([])
  })

  test('go each to the shop answered for them', async () => {
    const shops = [
      { platform: 'pinduoduo', mapped: false, shopName: '', shopId: await addShop('pinduoduo', '拼') },
      { platform: 'douyin', mapped: false, shopName: '', shopId: await addShop('douyin', '抖') },
    ] as const
    await addShop('pinduoduo', '拼二')
    await addShop('douyin', '抖二')
    const { staged, questions } = await stage([pdd(), douyin()], { shops: [...shops] })
    expect(questions).toEqual([])
    expect(staged.map((file) => [file.platform, file.shopName])).toEqual([
      ['pinduoduo', '拼'],
      ['douyin', '抖'],
    ])
  })

  test('a list without times is as old as its mate of the same shop, never as a file of another platform', async () => {
    const taobao = await addShop('taobao', '示例')
    await addShop('pinduoduo', '拼')
    const alone = await stage([itemList(), pdd()])
    expect(alone.questions).toEqual([{ kind: 'export-time', fileName: itemList().name }])
    const shops = [{ platform: 'taobao' as const, mapped: false, shopName: '示例演出服饰厂', shopId: taobao }]
    const { staged, questions } = await stage([itemList(), orderList(), pdd()], { batch: 'c', shops })
    expect(questions).toEqual([])
    const time = (format: string) => staged.find((file) => file.format === format)?.exportedAt
    expect(time('taobao-items')).toBe(time('taobao-orders'))
    expect(time('taobao-items')).not.toBe(time('pinduoduo'))
  })
})

describe('a file of another platform', () => {
  test.each(['shopId', 'shops'] as const)('is refused by name, nothing written: by %s', async (way) => {
    const taobao = await addShop('taobao', '小星')
    const given =
      way === 'shopId'
        ? { shopId: taobao }
        : { shops: [{ platform: 'pinduoduo' as const, mapped: false, shopName: '', shopId: taobao }] }
    const { refused, staged } = await stage([orderList(), pdd()], given)
    expect(refused).toEqual([
      {
        fileName: pdd().name,
        code: 'file-other-platform',
        data: { file: pdd().name, platform: 'pinduoduo', shop: '小星', shopPlatform: 'taobao' },
      },
    ])
    expect((await client.orders.imports.list({})).rows).toEqual(staged)
  })

  test('does not concern an ERP, nor a table of the user’s own for a direct customer', async () => {
    const shopId = await addShop('douyin', '抖')
    expect((await stage([erpFile(['A1', '随便'])], { shopId })).staged).toHaveLength(1)
    const direct = await addShop('direct', '剧组')
    const table = () => new File(['单号,东西,几个,人\nA-1,兔子服,3,张三\n'], '表202605181200.csv')
    const question = (await stage([table()])).questions[0]!
    if (question.kind !== 'mapping') throw new Error(question.kind)
    const columns = { orderNumber: '单号', title: '东西', quantity: '几个', name: '人' }
    const { signature } = question
    await client.orders.imports.saveMapping({
      commandId: id(),
      signature,
      mapping: { platform: '1688', columns },
    })
    expect((await stage([table()], { shopId: direct })).staged).toMatchObject([{ shopName: '剧组' }])
    expect((await stage([table()], { shopId })).refused).toMatchObject([{ code: 'file-other-platform' }])
  })
})

describe('the name a file gives a shop', () => {
  const shops = (shopId: number, shopName = '示例演出服饰厂') => [
    { platform: 'taobao' as const, mapped: false, shopName, shopId },
  ]
  const takeOver = async (files: File[], answers: ReturnType<typeof shops>) => {
    const batch = id()
    await client.orders.imports.stage({ batch, files, shopId: null, shops: answers, exportedAt: null })
    await importFiles(client, null, [itemFile(18, line({}))], batch)
  }

  test('is asked about once: remembered when it is imported, not before; forgotten in the settings', async () => {
    const shopId = await addShop('taobao', '小星')
    expect((await stage([orderList()])).questions).toMatchObject([{ shopName: '示例演出服饰厂' }])
    await stage([orderList()], { shops: shops(shopId) })
    expect(await namesOf(shopId)).toEqual([])
    await takeOver([orderList()], shops(shopId))
    expect(await namesOf(shopId)).toEqual([['taobao', '示例演出服饰厂']])
    await addShop('taobao', '二店')
    expect(await stage([orderList()], { batch: 'c' })).toMatchObject({
      questions: [],
      staged: [{ shopName: '小星' }],
    })
    const named = (await client.settings.shops.list())[0]!.namesInFiles[0]!
    await client.settings.shops.forgetName({ commandId: id(), id: named.id })
    expect((await stage([orderList()], { batch: 'd' })).questions).toHaveLength(1)
    const audit = await client.settings.audit.list({})
    expect(audit.rows.map((row) => row.command)).toEqual(
      expect.arrayContaining(['orders.imports.nameShop', 'settings.shops.forgetName']),
    )
  })

  test('is forgotten with the import that taught it, and means nothing once its shop is out of use', async () => {
    const shopId = await addShop('taobao', '小星')
    await takeOver([orderList()], shops(shopId))
    const taught = (await client.orders.imports.list({})).rows.find(
      (file) => file.format === 'taobao-orders' && file.state === 'done',
    )!
    await client.orders.imports.undo({ commandId: id(), importId: taught.id })
    expect(await namesOf(shopId)).toEqual([])
    await takeOver([orderList()], shops(shopId))
    await client.settings.shops.save({
      commandId: id(),
      id: shopId,
      platform: 'taobao',
      name: '小星',
      promiseHours: 48,
      archived: true,
    })
    const second = await addShop('taobao', '新店')
    expect((await stage([orderList()])).questions).toHaveLength(1)
    // What was said of the shop that is over is said anew.
    await importFiles(client, second, [orderList()])
    expect([await namesOf(shopId), await namesOf(second)]).toEqual([[], [['taobao', '示例演出服饰厂']]])
  })

  test('is that of one platform: two shops of one name are asked about where the file may mean either', async () => {
    await addShop('taobao', '小星')
    await addShop('pinduoduo', '小星')
    expect((await stage([erpFile(['A1', '小星'])])).questions).toMatchObject([
      { platform: null, shopName: '小星', platforms },
    ])
  })
})

test('a file with a shop column is split by it; rows of a shop that is left out are problems', async () => {
  await addShop('taobao', '甲店')
  const file = erpFile(['A1', '甲店'], ['B1', '乙店'], ['A2', '甲店'], ['C1', '丙店'])
  const { questions } = await stage([file])
  expect(questions).toMatchObject([{ shopName: '乙店' }, { shopName: '丙店' }])
  const second = await addShop('pinduoduo', '我的乙')
  const named = { platform: null, mapped: false }
  const shops = [
    { ...named, shopName: '乙店', shopId: second },
    { ...named, shopName: '丙店', shopId: null },
  ]
  const batch = id()
  await client.orders.imports.stage({ batch, files: [file], shopId: null, shops, exportedAt: null })
  const { problems, summary } = await client.orders.imports.preview({ batch })
  expect(summary).toMatchObject({ orders: { added: 3 }, problemRows: 1 })
  expect(problems).toMatchObject([
    { row: 5, code: 'shop-unknown', column: '店铺', value: '丙店', kept: false },
  ])
  await importFiles(client, null, [erpFile(['A3', '甲店'])], batch)
  expect(await allOrders()).toEqual([
    ['A1', '甲店'],
    ['A2', '甲店'],
    ['A3', '甲店'],
    ['B1', '我的乙'],
  ])
  expect(await namesOf(second)).toEqual([[null, '乙店']])
})

test('a file is left out whole where all its shops are', async () => {
  const shops = [{ platform: 'pinduoduo' as const, mapped: false, shopName: '', shopId: null }]
  expect(await stage([pdd()], { shops })).toEqual({ staged: [], questions: [], refused: [] })
  expect((await client.orders.imports.list({})).rows).toEqual([])
})

test('times of a file are in the zone of the shop that it turns out to be of', async () => {
  const shopId = (
    await client.settings.shops.save({
      commandId: id(),
      id: null,
      platform: 'shopee',
      name: 'Áo biểu diễn',
      promiseHours: 48,
      currency: 'VND',
      timeZone: 'Asia/Ho_Chi_Minh',
    })
  ).id
  const file = new File(
    ['Order ID,Product Name,Quantity,Order Creation Date\n2605180000001,Rabbit,1,2026-05-18 10:00\n'],
    'orders.csv',
  )
  const { staged } = await stage([file])
  expect(staged).toMatchObject([{ shopId, exportedAt: Date.parse('2026-05-18T03:00:00Z') }])
})
