import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from '../../../electron/cli/run.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

/** `import --shop NAME`: into which shop, and when one is made. */
const samples = '/work/shared/samples'
const pdd = join(samples, 'pdd_orders_export_23col.utf8bom.csv')
const douyin = join(samples, 'douyin_orders_73col.utf8bom.csv')
const orderList = join(samples, 'taobao_ExportOrderList_2017.gbk.csv')

let dir: string
beforeEach(() => {
  dir = testFolder()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function importInto(shop: string, ...args: string[]) {
  let out = ''
  const code = await runCli(['import', '--data', dir, '--shop', shop, '--json', ...args], {
    out: (text) => {
      out += text
    },
    error: () => {},
    askHidden: async () => null,
    readFirstLine: async () => '',
    env: { LANG: 'en_US.UTF-8' },
  })
  return { code, json: JSON.parse(out) as Record<string, unknown> }
}

async function books() {
  const { host, client } = await openTestHost(dir)
  const shops = (await client.settings.shops.list()).map((shop) => [
    shop.platform,
    shop.name,
    shop.orderCount,
  ])
  const files = (await client.orders.imports.list({})).rows.length
  await host.close()
  return { shops, files }
}

test('a shop is made where the folder has none of its platform, or where --platform asks for one', async () => {
  expect((await importInto('小星', orderList)).code).toBeLessThan(2)
  expect((await importInto('小星拼多多', pdd)).code).toBeLessThan(2)
  expect((await importInto('二店', '--platform', 'pinduoduo', pdd)).code).toBe(1)
  expect((await books()).shops).toEqual([
    ['taobao', '小星', 5],
    ['pinduoduo', '小星拼多多', expect.any(Number)],
    ['pinduoduo', '二店', 0],
  ])
})

test('a misspelt shop is refused with those there are', async () => {
  await importInto('小星', orderList)
  const before = await books()
  const refused = await importInto('小兴', orderList)
  expect(refused).toMatchObject({
    code: 2,
    json: { error: { code: 'shop-unknown', message: expect.stringContaining('小星 (taobao)') } },
  })
  expect(refused.json).toMatchObject({ error: { message: expect.stringContaining('--platform taobao') } })
  expect(await books()).toEqual(before)
})

test('a file of another platform is refused and nothing is written, not even a shop', async () => {
  await importInto('小星', orderList)
  const before = await books()
  const other = { file: 'pdd_orders_export_23col.utf8bom.csv', platform: 'pinduoduo', shopPlatform: 'taobao' }
  for (const args of [
    ['小星', pdd],
    ['小星', orderList, pdd],
    ['新店', '--platform', 'taobao', pdd],
    ['新店', '--platform', 'taobao', orderList, pdd],
  ] satisfies [string, ...string[]][])
    expect(await importInto(args[0], ...args.slice(1)), args.join(' ')).toMatchObject({
      code: 2,
      json: { error: { code: 'file-other-platform', data: other } },
    })
  expect(await importInto('新店', pdd, douyin)).toMatchObject({
    code: 2,
    json: { error: { data: { platform: 'douyin', shopPlatform: 'pinduoduo' } } },
  })
  expect(await books()).toEqual(before)
})

test('a file with a shop column: rows of a shop that nobody has are problems, the others go in', async () => {
  const file = join(dir, '订单202605181200.csv')
  writeFileSync(
    file,
    [
      '线上订单号,下单时间,商品名称,颜色及规格,数量,商品编码,店铺',
      'A1,2026-05-18 10:00:00,兔子,白色,2,DY-TZ-110,甲店',
      'B1,2026-05-18 10:00:00,兔子,白色,2,DY-TZ-110,乙店',
    ].join('\n'),
  )
  const done = await importInto('甲店', '--platform', 'taobao', file)
  expect(done).toMatchObject({
    code: 1,
    json: {
      orders: { added: 1 },
      problems: [{ row: 3, code: 'shop-unknown', message: expect.stringMatching(/店铺 “乙店”.*Settings/) }],
    },
  })
  expect((await books()).shops).toEqual([['taobao', '甲店', 1]])
  // None of them known: all rows are told, none goes in.
  expect(await importInto('丙店', '--platform', 'douyin', file)).toMatchObject({
    code: 1,
    json: { orders: { added: 0, unchanged: 1 }, problems: [{ row: 3, code: 'shop-unknown' }] },
  })
})

test('a file that does not say when it was exported is as old as its last change, with a shop left out, too', async () => {
  const file = join(dir, '订单.csv')
  writeFileSync(file, '线上订单号,商品名称,数量,商品编码,店铺\nA1,兔子,2,DY,甲店\nB1,兔子,2,DY,乙店\n')
  expect(await importInto('甲店', '--platform', 'taobao', file)).toMatchObject({
    code: 1,
    json: { orders: { added: 1 }, problems: [{ row: 3, code: 'shop-unknown' }] },
  })
})
