import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { OrderDetail } from '../../shared/orders/contract.ts'
import type { Batch, BatchRow } from '../../shared/production/contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'

/** From "short 30 white rabbits" to a parcel: proposal, batch, cutting, scanner and keyboard, inspection, stock, packing. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let orderId: number

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const inDialog = (name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })
const order = async () => (await app.call('orders.get', { id: orderId })) as OrderDetail
const batch = async () => {
  const { rows } = (await app.call('production.batches.list', {})) as { rows: BatchRow[] }
  return (await app.call('production.batches.get', { id: rows[0]!.id })) as Batch
}
const scan = (code: string) => scanKeys(page, code)

beforeAll(async () => {
  app = await startApp()
  const styleId = await savePlainStyle(app)
  const { skus } = (await app.call('catalog.styles.get', { id: styleId })) as {
    skus: { id: number; size: string }[]
  }
  const skuId = skus.find(({ size }) => size === '110')!.id
  for (const name of ['王秀英', '李桂兰'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  const plain = { id: null, standardSeconds: 300, recorded: true }
  const [sewing] = (await write('production.routing.save', {
    styleId,
    operations: [
      { ...plain, name: '平车', predecessors: [] },
      { ...plain, name: '整烫', predecessors: [0] },
    ],
  })) as number[]
  await write('production.routing.setRates', {
    operationId: sewing,
    validFrom: '2026-01-01',
    rates: [{ size: '', rate: 2_500_000 }],
  })
  const { id: shopId } = (await write('settings.shops.save', {
    id: null,
    platform: 'direct',
    name: '直接客户',
    promiseHours: null,
    sender: { name: '', phone: '', address: '' },
  })) as { id: number }
  orderId = (
    (await write('orders.create', {
      shopId,
      orderNumber: '',
      customerId: null,
      recipient: {
        name: '李老师',
        phone: '13812345678',
        province: '山东省',
        city: '菏泽市',
        district: '曹县',
        address: '实验小学',
        postcode: '',
        country: '',
      },
      performanceDate: '2026-06-01',
      shipBy: null,
      postageAmount: null,
      discountAmount: null,
      depositAmount: 0,
      invoiceTitle: '',
      note: '',
      lines: [{ id: null, title: '小白兔 110', skuId, quantity: 30, unitPrice: 3980 }],
    })) as { id: number }
  ).id
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('goes from what is short to a batch that the order sees', async () => {
  expect(await order()).toMatchObject({ shortCount: 30 })
  await go('/floor/proposals')
  await button('开批次，共 30 件').click()
  await page.getByText('没有要做的').waitFor()
  await page.getByRole('link', { name: '去看批次' }).click()
  await button('裁剪分扎').click()
  await button('裁 30 件，分 2 扎').click()
  await button('打印 2 张菲票').waitFor()
})

it('records one bundle by scanner and the other by keyboard', async () => {
  const [first] = (await batch()).bundles
  const workers = (await app.call('workers.list', {})) as Worker[]
  const badge = workers.find(({ name }) => name === '王秀英')!.code
  await go('/floor')
  await page.getByText('扫一张菲票').waitFor()
  for (const step of ['平车', '整烫']) {
    await scan(first!.code)
    await page.getByRole('button', { name: new RegExp(`${step} 20`) }).waitFor()
    if (step === '整烫') await scan('2')
    await scan(badge)
    await page.getByText(`王秀英，${step}，20 件`).waitFor()
  }
  await page.getByText('键盘补录', { exact: true }).click()
  await page.getByRole('combobox', { name: '选批次' }).click()
  await page.getByTitle(/DY-TZ/).last().click()
  await button('所有人').click()
  await page.getByRole('textbox', { name: '李桂兰 平车' }).click()
  await page.keyboard.type('10')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('10')
  await button('记下 20 件').click()
  await page.getByText(/记下了 20 件/).waitFor()
})

it('is inspected and taken into stock, where the order gets its pieces', async () => {
  const { id } = await batch()
  await go(`/floor/batches/${id}`)
  await button('开始质检').click()
  await button(/开始，看 \d+ 件/).click()
  await page.getByRole('spinbutton', { name: '已看' }).fill('13')
  await page.keyboard.press('Enter')
  await button('下结论：合格').click()
  await inDialog(/^合\s*格$/).click()
  await page.getByText('这次质检已经有结论').waitFor()
  await go(`/floor/batches/${id}`)
  await button('完工入库（2 扎）').click()
  await button('收进 30 件').click()
  await page.getByText('30 件进了库存').waitFor()
  expect(await order()).toMatchObject({ shortCount: 0 })
  // What a piece cost is known: sewing is paid, ironing has no rate yet.
  const cost = await app.call('production.costs.get', { batchId: id })
  expect(cost).toMatchObject({ booked: 7500, ratesMissing: 2, wages: { actual: 7500 } })
})

it('is picked and packed', async () => {
  const wave = (await write('shipping.waves.create', { groups: [[orderId]] })) as { id: number }
  const { slips } = (await app.call('shipping.waves.get', { id: wave.id })) as { slips: { code: string }[] }
  await go('/pack')
  await page.locator('[data-scan]').waitFor()
  await scan(slips[0]!.code)
  await page.getByText('李老师').first().waitFor()
  expect((await order()).stage).toBe('picking')
})

it('left no error in the console and no broken rule', async () => {
  expect(opened.complaints).toEqual([])
  const db = openReader(app.dataDir)
  try {
    expect((await checkStore(db)).flatMap(({ violations }) => violations)).toEqual([])
  } finally {
    await db.destroy()
  }
})
