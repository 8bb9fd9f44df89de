import { v7 } from 'uuid'
import { addDays, businessDate, endOfDay } from '../../../shared/dates.ts'
import type { LineInput, ManualOrder, Recipient } from '../../../shared/orders/contract.ts'
import type { DemoClient, DemoSku } from './fill-catalog.ts'

const pupils = [
  ['王小美', '110'],
  ['李欣怡', '110'],
  ['张浩宇', '120'],
  ['刘子轩', '120'],
  ['陈若彤', '120'],
  ['杨佳琪', '120'],
  ['赵雨晴', '130'],
  ['黄梓涵', '130'],
  ['周悦', '130'],
  ['吴一诺', '140'],
] as const

/** Orders that `makeCustomers` makes. */
export const ordersByHand = 5

/**
 * What comes by WeChat and by telephone: a school class with a deposit, a film crew, a dance school that has paid, and
 * a neighbouring shop whose parcels we send. Gives how many orders were written.
 */
export async function makeCustomers(
  client: DemoClient,
  skus: readonly DemoSku[],
  now: number,
): Promise<number> {
  const today = businessDate(now)
  const { id: shopId } = await client.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: 'direct',
    name: '自己接的单',
    promiseHours: null,
  })
  const customer = async (name: string, kind: 'direct' | 'seller', phone: string) =>
    (await client.orders.customers.save({ commandId: v7(), id: null, name, kind, phone, note: '' })).id
  const write = (order: Partial<ManualOrder> & Pick<ManualOrder, 'customerId' | 'recipient' | 'lines'>) =>
    client.orders.create({
      commandId: v7(),
      shopId,
      orderNumber: '',
      performanceDate: null,
      shipBy: null,
      postageAmount: null,
      discountAmount: null,
      depositAmount: 0,
      invoiceTitle: '',
      note: '',
      ...order,
    })
  const goods = (style: string, size: string, quantity: number, more: Partial<LineInput> = {}): LineInput => {
    const sku = skus.find(
      (known) => known.style.number === style && known.size === size && known.colour === 0,
    )!
    const [colour] = sku.style.colours[0]!
    return {
      id: null,
      title: [sku.style.name, colour, size].join(' '),
      attributes: '',
      skuId: sku.id,
      quantity,
      unitPrice: sku.style.price,
      customText: '',
      wearer: '',
      measurements: '',
      pictureHash: '',
      ...more,
    }
  }
  const school = await customer('县实验小学', 'direct', '100-3344-5566')
  await write({
    customerId: school,
    recipient: at('李老师', '10033445566', '菏泽市', '曹县', '文化路18号实验小学'),
    performanceDate: addDays(today, 9),
    shipBy: endOfDay(addDays(today, 6)),
    depositAmount: 15_000,
    invoiceTitle: '曹县实验小学',
    note: '三（2）班，小白兔舞，每人一袋写名字',
    lines: pupils.map(([wearer, size], index) =>
      goods('TZ', size, 1, { wearer, ...(index === 3 && { customText: '加绣名字' }) }),
    ),
  })
  const crew = await customer('《大别山的女儿》剧组', 'direct', '100-7788-9900')
  await write({
    customerId: crew,
    recipient: at('服装组 小何', '10077889900', '临沂市', '沂水县', '影视基地3号棚'),
    performanceDate: addDays(today, 20),
    shipBy: endOfDay(addDays(today, 14)),
    postageAmount: 8000,
    discountAmount: 20_000,
    depositAmount: 150_000,
    note: '战地护士，做旧，袖标另外给图',
    lines: [
      goods('HS', 'M', 18, { customText: '做旧，不要漂白' }),
      goods('HS', 'L', 12, { customText: '做旧，不要漂白' }),
      goods('HM', '均码', 30),
      goods('HS', 'S', 1, {
        wearer: '女主角',
        measurements: '身高 162，胸围 84，腰围 64，肩宽 38，袖长 55',
        customText: '量体改，腰收紧',
        unitPrice: 18_000,
      }),
    ],
  })
  const dance = await customer('星星舞蹈培训', 'direct', '100-2211-3344')
  const paid = await write({
    customerId: dance,
    recipient: at('孙老师', '10022113344', '济宁市', '单县', '花园路6号二楼'),
    lines: [goods('HD', '120', 6), goods('HD', '130', 8)],
  })
  const { account } = await client.orders.get({ id: paid.id })
  await client.orders.customers.addEntry({
    commandId: v7(),
    customerId: dance,
    kind: 'payment',
    amount: account!.due,
    currency: 'CNY',
    businessDate: today,
    orderId: paid.id,
    note: '微信',
  })
  // A seller orders all day and settles once a month, so that his parcels stand open.
  const seller = await customer('小荷舞台服饰（代发）', 'seller', '100-6677-8899')
  await write({
    customerId: seller,
    recipient: at('马女士', '10011112222', '济南市', '历下区', '和平路101号'),
    lines: [goods('TB', '130', 1, { unitPrice: 5600 })],
  })
  await write({
    customerId: seller,
    recipient: at('高先生', '10033334444', '青岛市', '市南区', '育才街9号'),
    lines: [goods('XJ', '110', 2, { unitPrice: 2900 }), goods('LS', '均码', 2, { unitPrice: 480 })],
  })
  return 5
}

const at = (name: string, phone: string, city: string, district: string, address: string): Recipient => ({
  name,
  phone,
  province: '山东省',
  city,
  district,
  address,
  postcode: '',
  country: '',
})
