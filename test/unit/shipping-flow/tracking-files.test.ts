import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeParcel } from '../../../db/shipping/close-parcel.ts'
import {
  createTrackingFile,
  forgetTrackingFile,
  readTrackingExport,
  readyToTell,
} from '../../../db/shipping/tracking-files.ts'
import { listTemplates, resetTemplate, saveTemplate } from '../../../db/shipping/tracking-templates.ts'
import { relabel } from '../../../db/shipping/undo-packing.ts'
import { addNumbers, judgeNumbers } from '../../../db/shipping/waybills.ts'
import { csvText } from '../../../shared/shipping/tracking-templates.ts'
import {
  beep,
  expectSound,
  handTo,
  openWorkshop,
  order,
  pack,
  refusal,
  run,
  stock,
  type Workshop,
} from './support.ts'

const [ZTO, YTO] = ['73610555582883', 'YT8962646785389'] as const
let shop: Workshop
let pdd: number
beforeEach(async () => {
  shop = await openWorkshop()
  pdd = await run(shop.store, (scope) =>
    scope.insert('shop', {
      platform: 'pinduoduo',
      name: '拼多多店',
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
    }),
  )
  await stock(shop, shop.suit110, 9)
})
afterEach(() => shop.close())

const one = (shopId: number) => order({ ...shop, shopId }, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
const make = (shopId: number) =>
  run(shop.store, (scope) => createTrackingFile(scope, { shopId, fileStamp: '20260518' }))

describe('tracking files back', () => {
  it('writes Pinduoduo’s exact file, marks what is in it, offers only what is new', async () => {
    const [a, b] = [await one(pdd), await one(pdd)]
    const first = await pack(shop, a.number, ['R110'], ZTO)
    const second = await pack(shop, b.number, ['R110'], YTO)
    const other = await pack(shop, (await one(shop.shopId)).number, ['R110'], '73610555582884')
    // Only packed: it may still be held back.
    expect(await refusal(make(pdd))).toMatchObject({ code: 'tracking-nothing-new' })
    expect((await readyToTell(shop.store.writer)).map((row) => [row.fresh, row.waiting])).toEqual([
      [0, 1],
      [0, 2],
    ])
    await handTo(shop, [first, other])
    await handTo(shop, [second], 2)
    const late = await pack(shop, (await one(pdd)).number, ['R110'], '73610555582885')
    const file = await make(pdd)
    const made = await readTrackingExport(shop.store.writer, file.id)
    expect(made.fileName).toBe('拼多多店-发货-20260518.csv')
    expect([...new TextEncoder().encode(csvText(made.header, made.rows)).slice(0, 3)]).toEqual([
      0xef, 0xbb, 0xbf,
    ])
    expect(csvText(made.header, made.rows)).toBe(
      `\ufeff订单号,快递公司,快递单号\r\n${a.number},中通快递,${ZTO}\r\n${b.number},圆通速递,${YTO}\r\n`,
    )
    expect(await refusal(make(pdd))).toMatchObject({ code: 'tracking-nothing-new' })
    expect(
      (await readyToTell(shop.store.writer)).map((row) => [
        row.shopId,
        row.fresh,
        row.waiting,
        row.told,
        row.verified,
      ]),
    ).toEqual([
      [shop.shopId, 1, 0, 0, false],
      [pdd, 0, 1, 2, true],
    ])
    // Nobody said which courier took it: its cell would be empty.
    await run(shop.store, (scope) => scope.update('parcel', late, { carrier_id: null }))
    await handTo(shop, [late], null)
    expect((await readyToTell(shop.store.writer))[1]).toMatchObject({ fresh: 1, courierless: 1 })
    expect(await make(pdd)).toMatchObject({ rows: 1 })
    // A number that changed is told again.
    await run(shop.store, (scope) =>
      relabel(scope, {
        parcelId: second,
        trackingNumber: 'YT8962646785390',
        carrierId: null,
        noWaybillReason: null,
        weightGrams: null,
      }),
    )
    const again = await make(pdd)
    expect((await readTrackingExport(shop.store.writer, again.id)).rows).toEqual([
      [b.number, '圆通速递', 'YT8962646785390'],
    ])
    expect(await run(shop.store, (scope) => forgetTrackingFile(scope, again.id))).toEqual({ rows: 1 })
    expect(await make(pdd)).toMatchObject({ rows: 1 })
    await expectSound(shop)
  })

  it('follows the template the workshop made, until it is reset; no file for a direct shop', async () => {
    await handTo(shop, [await pack(shop, (await one(shop.shopId)).number, ['R110'], ZTO)])
    await run(shop.store, (scope) =>
      saveTemplate(scope, {
        platform: 'taobao',
        verified: true,
        template: {
          fileType: 'csv',
          columns: [
            { field: 'trackingNumber', header: '单号' },
            { field: 'empty', header: '' },
            { field: 'carrierCode', header: '编码' },
            { field: 'carrierName', header: '公司' },
          ],
          carrierNames: { ZTO: '中通,快递"A"' },
        },
      }),
    )
    const { id } = await make(shop.shopId)
    const made = await readTrackingExport(shop.store.writer, id)
    expect(csvText(made.header, made.rows)).toBe(`\ufeff单号,,编码,公司\r\n${ZTO},,ZTO,"中通,快递""A"""\r\n`)
    expect((await listTemplates(shop.store.writer)).find((row) => row.platform === 'taobao')).toMatchObject({
      verified: true,
      preset: false,
    })
    await run(shop.store, (scope) => resetTemplate(scope, 'taobao'))
    expect((await listTemplates(shop.store.writer)).find((row) => row.platform === 'taobao')).toMatchObject({
      verified: false,
      preset: true,
    })
    const direct = await run(shop.store, (scope) =>
      scope.insert('shop', { platform: 'direct', name: '直销', currency: 'CNY', time_zone: 'Asia/Shanghai' }),
    )
    expect(await refusal(make(direct))).toMatchObject({ code: 'tracking-no-file' })
  })
})

describe('tracking numbers in', () => {
  it('judges every row, takes the new ones in, fills the parcel that waited for its number', async () => {
    const [a, b] = [await one(pdd), await one(pdd)]
    const waiting = (await beep(shop, a.number)).parcel.id
    await beep(shop, 'R110', waiting)
    await run(shop.store, (scope) =>
      closeParcel(scope, {
        parcelId: waiting,
        trackingNumber: '',
        carrierId: null,
        noWaybillReason: 'number-later',
        weightGrams: null,
        partial: false,
      }),
    )
    const rows = [
      { row: 2, orderNumber: a.number, trackingNumber: ` ${ZTO}`, carrierName: '中通' },
      { row: 3, orderNumber: a.number, trackingNumber: ZTO, carrierName: '中通' },
      { row: 4, orderNumber: b.number, trackingNumber: 'A1', carrierName: '中通' },
      { row: 5, orderNumber: 'X', trackingNumber: YTO, carrierName: '' },
      { row: 6, orderNumber: b.number, trackingNumber: '', carrierName: '' },
    ]
    expect(
      (await judgeNumbers(shop.store.writer, null, rows)).map((row) => [row.state, row.problem]),
    ).toEqual([
      ['new', null],
      ['out', 'number-twice'],
      ['new', 'number-unusual'],
      ['out', 'order-unknown'],
      ['out', 'number-missing'],
    ])
    expect(await run(shop.store, (scope) => addNumbers(scope, null, rows))).toEqual({
      added: 2,
      parcelsFilled: 1,
    })
    expect((await judgeNumbers(shop.store.writer, null, rows)).map((row) => row.state)).toEqual([
      'known',
      'out',
      'known',
      'out',
      'out',
    ])
    const parcel = await shop.store.writer
      .selectFrom('parcel')
      .selectAll()
      .where('id', '=', waiting)
      .executeTakeFirstOrThrow()
    expect(parcel).toMatchObject({ state: 'packed', tracking_number: ZTO, no_waybill_reason: '' })
    expect(await beep(shop, 'A1')).toMatchObject({
      did: 'opened',
      parcel: { orders: [{ orderId: b.id }], trackingNumber: 'A1' },
    })
    await expectSound(shop)
  })
})
