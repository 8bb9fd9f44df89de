import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { openTable } from '../../../shared/orders/files/open-table.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'
import { rawWorkbook, textSheet } from '../../support/zip-file.ts'
import { itemFile, line } from './item-file.ts'

/** Whatever an owner may drop on the import: good files, bad ones, files of something else, all at once. */
const samples = '/work/shared/samples'
const sample = (name: string) => new File([readFileSync(join(samples, name))], name)
const orderList = () => sample('taobao_ExportOrderList_2017.gbk.csv')
const itemList = () => sample('taobao_ExportOrderDetailList_2017.gbk.csv')
const pdf = () => new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 1, 2, 3])], '发票.pdf')
const trackingFile = () => new File(['订单号,快递公司,快递单号\n1,中通快递,73600316240001\n'], '单号.csv')
const header = (text: string) => text.slice(0, text.indexOf('\n') + 1)

let test_: TestHost
let client: ReturnType<TestHost['client']>
let shopId: number

beforeEach(async () => {
  test_ = await testHost()
  client = test_.client()
  const shop = { commandId: id(), id: null, platform: 'taobao' as const, name: '示例', promiseHours: 48 }
  shopId = (await client.settings.shops.save(shop)).id
})

afterEach(async () => {
  const rules = await checkStore(test_.host.services.store.reader)
  await test_.close()
  expect(rules.filter((rule) => rule.violations.length > 0)).toEqual([])
})

const stage = (files: File[], more: Partial<Parameters<typeof client.orders.imports.stage>[0]> = {}) =>
  client.orders.imports.stage({ batch: 'b', files, shopId, exportedAt: null, ...more })
const reasons = ({ refused }: Awaited<ReturnType<typeof stage>>) =>
  refused.map(({ fileName, data }) => [fileName, 'reason' in data ? data.reason : null])

test('every bad file is named with its reason, and the good ones go on to the preview', async () => {
  const empty = new File([], '空.csv')
  const text = await itemFile(18, line({})).text()
  const headerOnly = new File([header(text)], 'ExportOrderDetailList202605191200.csv')
  const staged = await stage([pdf(), orderList(), empty, trackingFile(), itemList(), headerOnly])
  expect(staged.questions).toEqual([])
  expect(reasons(staged)).toEqual([
    ['发票.pdf', 'file-not-a-table'],
    ['空.csv', 'file-empty'],
    ['单号.csv', 'file-tracking-numbers'],
    ['ExportOrderDetailList202605191200.csv', 'file-no-orders'],
  ])
  expect(staged.staged.map((file) => file.fileName)).toEqual([orderList().name, itemList().name])
  expect((await client.orders.imports.list({})).total).toBe(2)
  const { summary } = await client.orders.imports.preview({ batch: 'b' })
  expect(summary.orders.added).toBe(5)
})

test('a file with a header only asks nothing and leaves nothing', async () => {
  const text = await itemFile(18, line({})).text()
  const staged = await stage([new File([header(text)], '模板.csv')], { shopId: null })
  expect(staged).toMatchObject({ staged: [], questions: [] })
  expect(reasons(staged)).toEqual([['模板.csv', 'file-no-orders']])
  expect((await client.orders.imports.list({})).rows).toEqual([])
})

describe('a file of tracking numbers', () => {
  test.each([
    '订单号,快递公司,快递单号',
    '订单编号,运单号',
    '主订单编号,收件人,电话,物流公司,运单号',
    'Order Number,Carrier,Tracking Number',
  ])('is told as one, never asked for its columns: %s', async (columns) => {
    const cells = columns.split(',').map((_, column) => `35153131473290${column}01`)
    const staged = await stage([new File([`${columns}\n${cells.join(',')}\n`], 'x.csv')])
    expect(staged.questions).toEqual([])
    expect(reasons(staged)).toEqual([['x.csv', 'file-tracking-numbers']])
  })

  test('is none where it says how many of what: somebody’s own order table', async () => {
    const table = new File(['订单号,东西,数量,运单号\n1,兔子服,3,736003162\n'], 'x.csv')
    expect((await stage([table])).questions).toMatchObject([{ kind: 'mapping' }])
  })
})

describe('a workbook of several sheets', () => {
  const tableOf = async (file: File) => {
    const table = await openTable(file.name, new Uint8Array(await file.arrayBuffer()))
    const rows: (readonly string[])[] = [table.header]
    for await (const chunk of table.rows()) rows.push(...chunk.rows.map((row) => row.cells))
    return rows
  }
  const notes = [
    ['说明', '内容'],
    ['导出人', '小李'],
  ]
  const workbook = async (name: string, ...more: Parameters<typeof textSheet>[]) => {
    const sheets = [
      textSheet('说明', notes),
      textSheet('订单', await tableOf(orderList())),
      textSheet('宝贝', await tableOf(itemList())),
      ...more.map((sheet) => textSheet(...sheet)),
    ]
    return new File([new Uint8Array(rawWorkbook(sheets))], name)
  }

  test('gives its order list and its item list, as the two files do', async () => {
    const staged = await stage([await workbook('五月.xlsx')])
    expect(staged).toMatchObject({ questions: [], refused: [] })
    expect(staged.staged.map((file) => [file.fileName, file.format, file.orderCount])).toEqual([
      ['五月.xlsx · 订单', 'taobao-orders', 5],
      ['五月.xlsx · 宝贝', 'taobao-items', 5],
    ])
    // The item list has no times of its own: it was exported with the order list.
    expect(new Set(staged.staged.map((file) => file.exportedAt)).size).toBe(1)
    const fromBook = await client.orders.imports.preview({ batch: 'b' })
    await client.orders.imports.discard({ commandId: id(), batch: 'b' })
    await stage([orderList(), itemList()], { batch: 'c' })
    const fromFiles = await client.orders.imports.preview({ batch: 'c' })
    expect(fromBook.summary).toEqual(fromFiles.summary)
    expect(fromBook.summary).toMatchObject({ orders: { added: 5 }, lines: { added: 6 } })
  })

  test('a hidden old copy of a list stays out, and so does a sheet without rows', async () => {
    const text = (await itemFile(18).text()).split(',')
    const book = await workbook('五月.xlsx', ['旧', await tableOf(itemList()), true], ['空', [text]])
    expect((await stage([book])).staged).toHaveLength(2)
  })

  test('is asked about once, for the sheet that names its shop', async () => {
    const second = { commandId: id(), id: null, platform: 'taobao' as const, name: '二店', promiseHours: 48 }
    await client.settings.shops.save(second)
    const book = await workbook('五月.xlsx')
    const asked = (await stage([book], { shopId: null })).questions
    const named = asked.filter((question) => question.kind === 'shop' && question.shopName !== '')
    expect(named).toHaveLength(1)
    const shops = [{ platform: 'taobao' as const, mapped: false, shopName: '示例演出服饰厂', shopId }]
    const staged = await stage([book], { shopId: null, shops })
    expect(staged.questions).toEqual([])
    expect(staged.staged.map((file) => file.shopName)).toEqual(['示例', '示例'])
  })
})
