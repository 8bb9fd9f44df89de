import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import {
  addOrder,
  addStock,
  auditOf,
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

const hour = 3_600_000

async function rabbit() {
  const { style } = await saveStyle(
    catalog,
    styleInput('DY-TZ', ['白色小兔', '灰色小兔'], ['110', '120', '130'], { name: '兔子演出服' }),
  )
  const id = (colour: string, size: string) =>
    style.skus.find((sku) => sku.colour === colour && sku.size === size)!.id
  return { style, id }
}
const listings = async () => (await catalog.client.catalog.listings.list({})).rows
const match = (listing: { shopId: number; matchKey: string }, skuId: number) =>
  catalog.client.catalog.listings.match({
    commandId: v7(),
    matches: [{ shopId: listing.shopId, matchKey: listing.matchKey, means: skuId }],
  })

describe('listings without a SKU', () => {
  it('collects them over all waiting orders: how many wait, and until when', async () => {
    await addOrder(catalog, [{ attributes: '白色小兔;110cm', quantity: 2 }], { shipBy: now + 5 * hour })
    await addOrder(catalog, [{ attributes: '白色小兔； 110CM', quantity: 3 }], { shipBy: now + hour })
    await addOrder(catalog, [{ title: '老虎', attributes: '黄' }], { shipBy: now + 2 * hour })
    await addOrder(catalog, [{ title: '已发货', attributes: '黄' }], { status: 'shipped' })
    expect(await listings()).toMatchObject([
      { title: '兔子演出服儿童六一', orders: 2, pieces: 5, earliestShipBy: now + hour, siblings: 0 },
      { title: '老虎', orders: 1, pieces: 1 },
    ])
    expect((await catalog.client.catalog.listings.list({ search: '老虎 黄' })).total).toBe(1)
  })

  it('suggests by words, and is sure of the other variants once one is matched', async () => {
    const { id } = await rabbit()
    await addOrder(catalog, [
      { attributes: '颜色分类：白色小兔；参考身高：110cm' },
      { attributes: '颜色分类：灰色小兔；参考身高：120cm' },
      { attributes: '颜色分类：灰色小兔；参考身高：150cm' },
    ])
    const first = (await listings()).find((row) => row.attributes.includes('110'))!
    const before = await catalog.client.catalog.listings.suggest(first)
    expect(before[0]).toMatchObject({ sku: { id: id('白色小兔', '110') }, sure: false })
    const siblings = await catalog.client.catalog.listings.siblings({
      ...first,
      skuId: id('白色小兔', '110'),
    })
    expect(siblings.map((row) => [row.listing.attributes, row.sku?.id])).toEqual([
      ['颜色分类：灰色小兔；参考身高：120cm', id('灰色小兔', '120')],
    ])
    await match(first, id('白色小兔', '110'))
    const other = (await listings()).find((row) => row.attributes.includes('120'))!
    expect((await catalog.client.catalog.listings.suggest(other))[0]).toMatchObject({
      sku: { id: id('灰色小兔', '120') },
      sure: true,
      reasons: ['same-listing', 'colour', 'size'],
    })
  })

  it('names the other sizes of a new SKU, which the style does not have yet, and puts them in their order', async () => {
    const sizes = ['120', '110', '130', '150', '140']
    await addOrder(catalog, [
      ...sizes.map((size) => ({
        attributes: `颜色分类：红色；参考身高：${size}cm`,
        sellerCode: `MG-NV-${size}`,
      })),
      { attributes: '颜色分类：蓝色；参考身高：110cm' },
    ])
    const make = (listing: { shopId: number; matchKey: string }, styleId: number | null, size: string) =>
      catalog.client.catalog.listings.createSku({
        commandId: v7(),
        shopId: listing.shopId,
        matchKey: listing.matchKey,
        styleId,
        styleNumber: 'MG-NV',
        styleName: '蒙古舞蹈服',
        colour: '红色',
        size,
        sellerCode: `MG-NV-${size}`,
      })
    const first = (await listings()).find((row) => row.attributes.includes('120'))!
    const made = await make(first, null, '120')
    const siblings = await catalog.client.catalog.listings.siblings({ ...first, skuId: made.skuId })
    expect(siblings.map((row) => [row.listing.sellerCode, row.sku]).sort()).toEqual(
      ['110', '130', '140', '150'].map((size) => [`MG-NV-${size}`, null]),
    )
    for (const size of sizes.slice(1)) {
      const sibling = siblings.find((row) => row.listing.sellerCode === `MG-NV-${size}`)!
      await make(sibling.listing, made.styleId, size)
    }
    expect((await listings()).map((row) => row.attributes)).toEqual(['颜色分类：蓝色；参考身高：110cm'])
    const style = await catalog.client.catalog.styles.get({ id: made.styleId })
    expect(style.sizes.map((size) => size.name)).toEqual(['110', '120', '130', '140', '150'])
  })

  it('gives the SKU to every waiting line of the shop, with stock and counts, and not to another shop', async () => {
    const { id } = await rabbit()
    const other = await catalog.client.settings.shops.save({
      commandId: v7(),
      id: null,
      platform: 'pinduoduo',
      name: '拼多多店',
      promiseHours: null,
    })
    const mine = [
      await addOrder(catalog, [{ attributes: '白110', quantity: 2 }]),
      await addOrder(catalog, [{ attributes: '白110' }]),
    ]
    const theirs = await addOrder(catalog, [{ attributes: '白110' }], { shopId: other.id })
    await addStock(catalog, id('白色小兔', '110'), 2)
    expect(await order(catalog, mine[0]!.id)).toMatchObject({ unmatched_count: 1 })
    const listing = (await listings()).find((row) => row.shopId === catalog.shopId)!
    const result = await match(listing, id('白色小兔', '110'))
    expect(result).toMatchObject({ lines: 2, orders: 2, kept: 0, losses: [] })
    expect(await order(catalog, mine[0]!.id)).toMatchObject({ unmatched_count: 0, short_count: 0 })
    expect(await order(catalog, mine[1]!.id)).toMatchObject({ unmatched_count: 0, short_count: 1 })
    expect((await line(catalog, theirs.lineIds[0]!)).sku_id).toBeNull()
    const audit = (await auditOf(catalog, 'order_line', mine[0]!.lineIds[0]!)).at(-1)!
    expect(JSON.parse(audit.after!)).toEqual({ sku_id: id('白色小兔', '110'), sku_source: 'alias' })
    expect((await listings()).map((row) => row.shopId)).toEqual([other.id])
  })

  it('corrects a wrong match while nothing is packed, and keeps what is', async () => {
    const { id } = await rabbit()
    const [free, packed] = [
      await addOrder(catalog, [{ attributes: '白110' }]),
      await addOrder(catalog, [{ attributes: '白110' }]),
    ]
    await match((await listings())[0]!, id('灰色小兔', '110'))
    await addStock(catalog, id('灰色小兔', '110'), 2)
    await catalog.run(async (scope) => {
      const parcel = await scope.insert('parcel', { state: 'packed', opened_at: now })
      await scope.insert('parcel_line', {
        parcel_id: parcel,
        order_line_id: packed.lineIds[0]!,
        item_id: id('灰色小兔', '110'),
        quantity: 1,
      })
    })
    const [alias] = (await catalog.client.catalog.listings.aliases({})).rows
    expect(alias).toMatchObject({ waitingLines: 1, fixedLines: 1, sku: { id: id('灰色小兔', '110') } })
    const rematched = await catalog.client.catalog.listings.rematch({
      commandId: v7(),
      aliasId: alias!.id,
      means: id('白色小兔', '110'),
    })
    expect(rematched).toMatchObject({ lines: 1, kept: 1 })
    expect((await line(catalog, free.lineIds[0]!)).sku_id).toBe(id('白色小兔', '110'))
    expect((await line(catalog, packed.lineIds[0]!)).sku_id).toBe(id('灰色小兔', '110'))
    const shares = await catalog.store.writer.selectFrom('allocation').selectAll().execute()
    expect(shares.map((row) => row.order_line_id)).toEqual(packed.lineIds)
  })

  it('forgets a match: its lines wait again', async () => {
    const { id } = await rabbit()
    const waiting = await addOrder(catalog, [{ attributes: '白110' }])
    await match((await listings())[0]!, id('灰色小兔', '110'))
    const [alias] = (await catalog.client.catalog.listings.aliases({})).rows
    await catalog.client.catalog.listings.rematch({ commandId: v7(), aliasId: alias!.id, means: 'unknown' })
    expect(await line(catalog, waiting.lineIds[0]!)).toMatchObject({ sku_id: null, sku_source: null })
    expect(await order(catalog, waiting.id)).toMatchObject({ unmatched_count: 1 })
    expect(await listings()).toHaveLength(1)
    expect((await catalog.client.catalog.listings.aliases({})).total).toBe(0)
  })

  it('makes the missing style, colour, size and SKU from a listing in one step; the same call again changes nothing', async () => {
    const waiting = await addOrder(catalog, [
      { title: '孔雀舞裙', attributes: '蓝色;M', sellerCode: 'KQ-L-M' },
    ])
    const listing = (await listings())[0]!
    const call = {
      commandId: v7(),
      shopId: listing.shopId,
      matchKey: listing.matchKey,
      styleId: null,
      styleNumber: 'KQ',
      styleName: '孔雀舞裙',
      colour: '蓝色',
      size: 'M',
      sellerCode: 'KQ-L-M',
    }
    const made = await catalog.client.catalog.listings.createSku(call)
    expect(await catalog.client.catalog.listings.createSku(call)).toEqual(made)
    expect(await line(catalog, waiting.lineIds[0]!)).toMatchObject({
      sku_id: made.skuId,
      sku_source: 'alias',
    })
    const style = await catalog.client.catalog.styles.get({ id: made.styleId })
    expect(style).toMatchObject({
      styleNumber: 'KQ',
      colours: [{ name: '蓝色', swatch: '#1976d2' }],
      sizes: [{ name: 'M' }],
      skus: [{ sellerCode: 'KQ-L-M' }],
    })
    expect(await listings()).toEqual([])
  })

  it('exports what waits and what is matched', async () => {
    const { id } = await rabbit()
    await addOrder(catalog, [{ attributes: '白110' }, { attributes: '白120' }])
    await match((await listings())[0]!, id('白色小兔', '110'))
    for (const call of ['export', 'exportAliases'] as const) {
      const { file } = await catalog.client.catalog.listings[call]({ headers: 'zh-CN' })
      const [sheet] = await readWorkbook(new Uint8Array(await file.arrayBuffer()))
      expect(sheet!.rows).toHaveLength(2)
      expect(sheet!.rows[1]!.slice(0, 2)).toEqual(['小兔演出服', '兔子演出服儿童六一'])
    }
  })

  it('refuses a listing of which there is no line, and an unknown SKU', async () => {
    const { id } = await rabbit()
    await expect(
      match({ shopId: catalog.shopId, matchKey: 'text:无|' }, id('白色小兔', '110')),
    ).rejects.toMatchObject({ code: 'not-found' })
    await addOrder(catalog, [{ attributes: '白110' }])
    await expect(match((await listings())[0]!, 9999)).rejects.toMatchObject({
      code: 'not-found',
      data: { what: 'sku' },
    })
  })
})
