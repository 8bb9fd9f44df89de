import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveAliases } from '../../../db/catalog/aliases.ts'
import { checkStore } from '../../../db/check/index.ts'
import { notGoodsKind } from '../../../shared/catalog/not-goods.ts'
import { importFiles, jobEnd, testHost } from '../../support/host.ts'
import {
  addOrder,
  addStock,
  type Catalog,
  line,
  now,
  openCatalog,
  order,
  saveStyle,
  styleInput,
} from './support.ts'

let catalog: Catalog
beforeEach(async () => {
  catalog = await openCatalog()
})
afterEach(() => catalog.close())

const postage = { title: '补邮费专用链接', attributes: '1元', sellerCode: '' }
const listings = async () => (await catalog.client.catalog.listings.list({})).rows
const say = async (means: number | 'not-goods', title = postage.title) => {
  const { shopId, matchKey } = (await listings()).find((row) => row.title === title)!
  return catalog.client.catalog.listings.match({ commandId: v7(), matches: [{ shopId, matchKey, means }] })
}

describe('what the words say', () => {
  it.each([
    ['补邮费专用链接', 'postage'],
    ['邮费差价补拍 一元一件', 'postage'],
    ['补差价', 'difference'],
    ['演出服定制 定金', 'deposit'],
    ['赠品勿拍', 'gift'],
    ['Shipping fee top-up', 'postage'],
    ['护士服儿童演出服医生角色扮演小护士服装六一表演服包邮', null],
    ['六一儿童演出服兔子小动物舞蹈服幼儿园表演服送运费险定金预售', null],
    ['蓝色', null],
    ['', null],
  ])('%s: %s', (title, kind) => {
    expect(notGoodsKind({ title, attributes: '' })).toBe(kind)
  })
})

describe('a listing that is no goods', () => {
  it('needs no stock and makes no order unmatched or short; its order is ready when the goods are there', async () => {
    const { style } = await saveStyle(catalog, styleInput('DY-TZ', ['白'], ['110'], { coded: true }))
    const mixed = await addOrder(catalog, [
      { title: '兔子', attributes: '白110' },
      { ...postage, quantity: 5 },
    ])
    expect((await listings()).find((row) => row.title === postage.title)).toMatchObject({
      notGoods: 'postage',
    })
    await say(style.skus[0]!.id, '兔子')
    expect(await order(catalog, mixed.id)).toMatchObject({
      unmatched_count: 1,
      short_count: 6,
      piece_count: 6,
    })
    expect(await say('not-goods')).toMatchObject({ lines: 1, orders: 1 })
    await addStock(catalog, style.skus[0]!.id, 1)
    expect(await order(catalog, mixed.id)).toMatchObject({
      unmatched_count: 0,
      short_count: 0,
      piece_count: 1,
      stage: 'open',
    })
    const detail = await catalog.client.orders.get({ id: mixed.id })
    expect(detail.lines.map((row) => row.notGoods)).toEqual([false, true])
    // It can be picked and packed: the postage is not among what is wanted.
    const wave = await catalog.client.shipping.waves.candidates({})
    expect(wave.rows.find((row) => row.orderId === mixed.id)).toMatchObject({ refusal: null, pieces: 1 })
    const opened = await catalog.client.shipping.pack.scan({
      commandId: v7(),
      code: detail.orderNumber,
      parcelId: null,
    })
    expect(opened).toMatchObject({ parcel: { items: [{ wanted: 1 }] } })
  })

  it('ends an order of nothing else, and gives it back when the answer is taken back', async () => {
    const only = await addOrder(catalog, [postage])
    const { aliasIds } = await say('not-goods')
    expect(await order(catalog, only.id)).toMatchObject({
      stage: 'ended',
      piece_count: 0,
      unmatched_count: 0,
    })
    expect(await listings()).toEqual([])
    expect((await catalog.client.settings.today({})).unmatchedListings).toBe(0)
    const [alias] = (await catalog.client.catalog.listings.aliases({ search: '补邮费' })).rows
    expect(alias).toMatchObject({ sku: null, waitingLines: 1, fixedLines: 0 })
    const undone = await catalog.client.catalog.listings.rematch({
      commandId: v7(),
      aliasId: aliasIds[0]!,
      means: 'unknown',
    })
    expect(undone).toMatchObject({ lines: 1 })
    expect(await line(catalog, only.lineIds[0]!)).toMatchObject({ sku_id: null, sku_source: null })
    expect(await order(catalog, only.id)).toMatchObject({ stage: 'open', unmatched_count: 1, ended_at: null })
    expect((await catalog.client.catalog.listings.aliases({})).total).toBe(0)
  })

  it('can be corrected to goods and back', async () => {
    const { style } = await saveStyle(catalog, styleInput('DY-TZ', ['白'], ['110']))
    const only = await addOrder(catalog, [postage])
    const { aliasIds } = await say('not-goods')
    const correct = (means: number | 'not-goods') =>
      catalog.client.catalog.listings.rematch({ commandId: v7(), aliasId: aliasIds[0]!, means })
    await correct(style.skus[0]!.id)
    expect(await order(catalog, only.id)).toMatchObject({ stage: 'open', short_count: 1 })
    await correct('not-goods')
    expect(await order(catalog, only.id)).toMatchObject({ stage: 'ended', short_count: 0 })
  })

  it('is known in the next order file; its money stands, and the books do', async () => {
    const header =
      '子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,订单状态,商家编码,买家实付金额,退款状态'
    const file = (day: number, number: string) =>
      new File(
        [
          `${header}\n${number},${number},${postage.title},1.00,5,,买家已付款，等待卖家发货,,5.00,没有申请退款\n`,
        ],
        `ExportOrderDetailList202605${day}1200.csv`,
      )
    await importFiles(catalog.client, catalog.shopId, [file(17, '4182937465012345617')])
    await say('not-goods')
    const { job } = await importFiles(catalog.client, catalog.shopId, [file(18, '4182937465012345627')])
    expect(job.result).toMatchObject({ unmatchedLines: 0 })
    const later = (await catalog.client.orders.list({ search: '4182937465012345627', all: true })).rows[0]!
    expect(later).toMatchObject({ stage: 'ended', shortCount: 0, unmatchedCount: 0 })
    const detail = await catalog.client.orders.get({ id: later.id })
    expect(detail.lines).toMatchObject([{ notGoods: true, paidAmount: 500 }])
    expect((await checkStore(catalog.store.reader)).filter((rule) => rule.violations.length > 0)).toEqual([])
  })
})

describe('lines follow in slices', () => {
  it('gives 700 waiting orders their SKU, the same call again the same answer', async () => {
    const { style } = await saveStyle(catalog, styleInput('DY-TZ', ['白'], ['110']))
    for (let at = 0; at < 700; at++) await addOrder(catalog, [{ attributes: '白110' }])
    await addStock(catalog, style.skus[0]!.id, 650)
    const [listing] = await listings()
    const call = {
      commandId: v7(),
      matches: [{ shopId: listing!.shopId, matchKey: listing!.matchKey, means: style.skus[0]!.id }],
    }
    const first = await catalog.client.catalog.listings.match(call)
    expect(first).toMatchObject({ lines: 700, orders: 700, losses: [] })
    expect(await catalog.client.catalog.listings.match(call)).toEqual(first)
    const short = await catalog.store.reader
      .selectFrom('orders')
      .select(({ fn }) => fn.sum<number>('short_count').as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(short.n)).toBe(50)
    const slices = await catalog.store.reader
      .selectFrom('command')
      .select('id')
      .where('name', '=', 'catalog.listings.apply')
      .execute()
    expect(slices.length).toBeGreaterThan(3)
  })

  it('finishes after a start what a power cut left: a match, and a forgotten one', async () => {
    const { style } = await saveStyle(catalog, styleInput('DY-TZ', ['白'], ['110', '120']))
    const [matched, forgotten] = [
      await addOrder(catalog, [{ attributes: '白110' }]),
      await addOrder(catalog, [{ attributes: '白120' }]),
    ]
    const [first, second] = await listings()
    const second110 = [first!, second!].find((row) => row.attributes === '白110')!
    const second120 = [first!, second!].find((row) => row.attributes === '白120')!
    await catalog.client.catalog.listings.match({
      commandId: v7(),
      matches: [{ shopId: catalog.shopId, matchKey: second120.matchKey, means: style.skus[1]!.id }],
    })
    // As far as the first command goes, and no further.
    await catalog.run((scope) =>
      saveAliases(scope, [
        { shopId: catalog.shopId, matchKey: second110.matchKey, means: style.skus[0]!.id },
      ]),
    )
    await catalog.run(async (scope) => {
      const alias = await scope.trx
        .selectFrom('listing_alias')
        .select('id')
        .where('match_key', '=', second120.matchKey)
        .executeTakeFirstOrThrow()
      await scope.update('listing_alias', alias.id, { pending: 'forget' })
    })
    expect((await line(catalog, matched.lineIds[0]!)).sku_id).toBeNull()
    await catalog.host.close()
    const again = await testHost({ dir: catalog.dir, clock: () => now })
    try {
      const client = again.client()
      const job = (await client.settings.jobs.list()).find((row) => row.kind === 'catalog-match')!
      expect((await jobEnd(client, job.id)).state).toBe('done')
      const { reader } = again.host.services.store
      const skuOf = async (id: number) =>
        (
          await reader
            .selectFrom('order_line')
            .select('sku_id')
            .where('id', '=', id)
            .executeTakeFirstOrThrow()
        ).sku_id
      expect(await skuOf(matched.lineIds[0]!)).toBe(style.skus[0]!.id)
      expect(await skuOf(forgotten.lineIds[0]!)).toBeNull()
      const aliases = await reader.selectFrom('listing_alias').select(['pending', 'match_key']).execute()
      expect(aliases).toEqual([{ pending: null, match_key: second110.matchKey }])
    } finally {
      await again.close()
    }
    catalog = await openCatalog()
  })
})
