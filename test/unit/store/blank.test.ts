import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { blankEndedOrders } from '../../../db/orders/blank.ts'
import { dayMs } from '../../../shared/dates.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

const name = '欧阳春晓'
const phone = '10098765432'
const address = '幸福大街七十七号甲单元'
const header =
  '订单编号,买家会员名,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,宝贝总数量'
const row = (number: string, who: string, tel: string, where: string) =>
  `="${number}",tb${tel},10.00,交易成功,送到${where},${who},山东省 菏泽市 曹县 ${where},'${tel},2026-05-01 10:00:00,2026-05-01 10:01:00,小白兔演出服,1,1`

/** Every byte of the data folder's database, its log included. */
function bytesOf(dir: string): string {
  return readdirSync(dir)
    .filter((file) => file.startsWith('yifang.db'))
    .map((file) => readFileSync(join(dir, file)).toString('utf8'))
    .join('\n')
}

test('180 days after an order ends nothing in the database names its buyer any more; the order itself stays', async () => {
  const dir = testFolder()
  let now = Date.UTC(2026, 4, 20)
  const { host, client } = await openTestHost(dir, () => now)
  try {
    const { id: shopId } = await client.settings.shops.save({
      commandId: v7(),
      id: null,
      platform: 'taobao',
      name: '店',
      promiseHours: 48,
    })
    const bring = async (text: string, file: string) => {
      const batch = v7()
      await client.orders.imports.stage({
        batch,
        files: [new File([`\ufeff${text}`], file)],
        shopId,
        exportedAt: null,
      })
      const { jobId } = await client.orders.imports.commit({ commandId: v7(), batch })
      for (;;) {
        const job = (await client.settings.jobs.list()).find((each) => each.id === jobId)!
        if (job.state === 'done') return
        if (job.state !== 'running') throw new Error(JSON.stringify(job.error))
        await new Promise((wait) => setTimeout(wait, 20))
      }
    }
    const number = '4182937465012345671'
    await bring([header, row(number, name, phone, address)].join('\n'), 'ExportOrderList20260510.csv')
    const { rows } = await client.orders.list({ search: number })
    await client.orders.update({ commandId: v7(), id: rows[0]!.id, note: `${name}来电话` })
    now += 100 * dayMs
    await client.settings.clock.confirm({ commandId: v7(), now })
    // An order that ended later keeps its buyer.
    await bring(
      [header, row('4182937465012345672', '司马青云', '10011112222', '平安里三号')].join('\n'),
      'ExportOrderList20260820.csv',
    )
    expect(await blankEndedOrders(host.services.store, now)).toBe(0)
    expect(bytesOf(dir)).toContain(name)
    now += 81 * dayMs
    expect(await blankEndedOrders(host.services.store, now)).toBe(1)
    expect(await blankEndedOrders(host.services.store, now)).toBe(0)
    const left = bytesOf(dir)
    for (const secret of [name, phone, address]) expect(left.includes(secret), secret).toBe(false)
    for (const kept of ['司马青云', '10011112222', '平安里三号', number])
      expect(left.includes(kept), kept).toBe(true)
    for (const search of [name, phone, '5432', address])
      expect(
        (await client.orders.list({ search })).rows.map((order) => order.orderNumber),
        search,
      ).not.toContain(number)
    expect((await client.orders.list({ search: number })).rows).toMatchObject([
      { orderNumber: number, paidAmount: 1000, region: expect.stringContaining('山东') },
    ])
    expect((await checkStore(host.services.store.reader)).flatMap((rule) => rule.violations)).toEqual([])
  } finally {
    await host.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
