import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { releaseAfterSale, withdrawRelease } from '../../../db/shipping/after-sale-release.ts'
import { may } from '../../../shared/settings/roles.ts'
import { id, importFiles, testHost } from '../../support/host.ts'
import {
  beep,
  change,
  expectSound,
  openWorkshop,
  order,
  refusal,
  run,
  stock,
  type Workshop,
} from './support.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const release = (orderId: number, dropLineIds: readonly number[] = []) =>
  run(shop.store, (scope) => releaseAfterSale(scope, { orderId, reason: '退5元运费，照发', dropLineIds }))
const shareOf = (lineId: number) =>
  shop.store.writer
    .selectFrom('allocation')
    .select('quantity')
    .where('order_line_id', '=', lineId)
    .executeTakeFirst()

describe('an order with a settled refund', () => {
  it('is refused until somebody lets it go with a reason, and again when she takes that back', async () => {
    await stock(shop, shop.suit110, 2)
    const one = await order(shop, { afterSale: 'refunded', lines: [{ skuId: shop.suit110, quantity: 1 }] })
    expect(await refusal(beep(shop, one.number))).toMatchObject({
      code: 'parcel-refused',
      data: { reason: 'after-sale' },
    })
    expect(await shareOf(one.lineIds[0]!)).toBeUndefined()
    await release(one.id)
    expect(await shareOf(one.lineIds[0]!)).toEqual({ quantity: 1 })
    const audit = await shop.store.writer
      .selectFrom('audit')
      .select('after')
      .where('table_name', '=', 'orders')
      .where('row_id', '=', one.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(audit.after!)).toEqual({ after_sale_release: '退5元运费，照发' })
    const { parcel } = await beep(shop, one.number)
    await run(shop.store, (scope) => withdrawRelease(scope, one.id))
    expect(await refusal(beep(shop, 'R110', parcel.id))).toMatchObject({
      code: 'parcel-refused',
      data: { reason: 'after-sale' },
    })
    await expectSound(shop)
  })

  it('goes without the lines that were paid back whole', async () => {
    await stock(shop, shop.suit110, 2)
    await stock(shop, shop.band, 2)
    const one = await order(shop, {
      lines: [
        { skuId: shop.suit110, quantity: 1 },
        { skuId: shop.band, quantity: 2 },
      ],
    })
    const bandLine = one.lineIds[1]!
    await run(shop.store, (scope) => scope.update('order_line', bandLine, { after_sale: 'refunded' }))
    await release(one.id, [bandLine])
    expect(await shareOf(bandLine)).toBeUndefined()
    const { parcel } = await beep(shop, one.number)
    expect(parcel.items).toMatchObject([{ itemId: shop.suit110, wanted: 1 }])
    expect(await refusal(beep(shop, 'EAR', parcel.id))).toMatchObject({ code: 'scan-wrong' })
    await expectSound(shop)
  })

  it('cannot be let go where there is nothing to let go, and a hold still stands', async () => {
    await stock(shop, shop.suit110, 1)
    const plain = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
    expect(await refusal(release(plain.id))).toMatchObject({ code: 'after-sale-none' })
    const held = await order(shop, { afterSale: 'requested', lines: [{ skuId: shop.suit110, quantity: 1 }] })
    await release(held.id)
    await change(shop, held.id, { hold_reason: '客户要改地址' })
    expect(await refusal(beep(shop, held.number))).toMatchObject({ data: { reason: 'hold' } })
    await expectSound(shop)
  })
})

const header =
  '订单编号,买家会员名,买家应付货款,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝总数量,店铺名称'
const lineHeader =
  '子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,订单状态,商家编码,买家实付金额,退款状态'
/** The pair of files as the platform exported it at an hour, with what it says of a refund then. */
function files(hour: string, refund: string): File[] {
  const head = `351531310000007,"小美",100,100,100,"买家已付款，等待卖家发货","王小梅","广东省 广州市 越秀区 示例路1号","'13800001111",2026-05-01 08:00:00,2026-05-01 08:01:00,小兔,1,衣坊小店`
  const line = `351531310000008,351531310000007,小兔,100,1,白,"买家已付款，等待卖家发货",R110,100,${refund}`
  return [
    new File([`${header}\n${head}\n`], `ExportOrderList202605${hour}0000.csv`),
    new File([`${lineHeader}\n${line}\n`], `ExportOrderDetailList202605${hour}0000.csv`),
  ]
}

it('a newer file that changes the after-sale state takes the release away; one that says the same does not', async () => {
  const host = await testHost()
  try {
    const client = host.client()
    const { id: shopId } = await client.settings.shops.save({
      commandId: id(),
      id: null,
      platform: 'taobao',
      name: '衣坊小店',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      promiseHours: 48,
      sender: { name: '', phone: '', address: '' },
      archived: false,
    })
    const importAt = (hour: string, refund: string) => importFiles(client, shopId, files(hour, refund))
    const standing = async () => {
      const { rows } = await client.orders.list({ all: true })
      return [rows[0]?.afterSale, rows[0]?.afterSaleRelease]
    }
    await importAt('0108', '退款成功')
    expect(await standing()).toEqual(['refunded', null])
    const orderId = (await client.orders.list({ all: true })).rows[0]!.id
    await client.shipping.afterSale.release({ commandId: id(), orderId, reason: '只退差价' })
    await importAt('0109', '退款成功')
    expect(await standing()).toEqual(['refunded', '只退差价'])
    await importAt('0110', '买家已经申请退款，等待卖家同意')
    expect(await standing()).toEqual(['requested', null])
    await client.shipping.afterSale.release({ commandId: id(), orderId, reason: '买家说撤' })
    await client.shipping.afterSale.withdraw({ commandId: id(), orderId })
    expect(await standing()).toEqual(['requested', null])
    expect(may('office', 'shipping.afterSale.release')).toBe(true)
    expect(may('packer', 'shipping.afterSale.release')).toBe(false)
  } finally {
    await host.close()
    rmSync(host.dir, { recursive: true, force: true })
  }
})
