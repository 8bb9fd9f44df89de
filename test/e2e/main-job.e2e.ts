import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { openTable } from '../../shared/orders/files/open-table.ts'
import { isTrackingHeader, readTrackingFile } from '../../shared/orders/files/tracking-file.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage, Shell, scanKeys } from './pages.ts'

/**
 * The main job, end to end and through the screens: the marketplace's files go in, goods are known and in
 * stock, a parcel is packed with a scanner, handed over, and its number goes back to the marketplace.
 */
const sample = (name: string) => join(import.meta.dirname, '../samples', name)
const sheet = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
})
const order = '35082869905640002'
const waybill = '73600316240001'

let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page

/** A scanner types fast and ends with Enter. */
const scan = (code: string) => scanKeys(page, code)

/** What a person reads on the way, in both languages. */
const texts = {
  'zh-CN': {
    orders: '订单',
    pack: '打包',
    whichShop: '店铺名在文件里是「示例演出服饰厂」',
    shopName: '店铺名称',
    addShop: '添加店铺',
    nothingYet: '到现在还什么都没改',
    importOrders: '导入 5 个订单',
    imported: '导入完成',
    matchGoods: '对应商品',
    stylesTitle: '从 Excel 导入款式',
    importSkus: '导入 3 个规格',
    matched: '行订单按编码对上了',
    openingTitle: '导入期初库存',
    importStock: '导入 3 行',
    stockIn: '已导入 3 个规格',
    ready: '可发货',
    short: '缺 5 / 8 件',
    opened: '开箱：扫货品',
    wrongItem: '不在这个包裹里',
    complete: '齐了',
    closed: '封箱完成',
    stale: '订单文件旧了',
    scanHandOver: '扫包裹上的快递单号',
    handOver: '交给快递（1 个）',
    allTheSame: '照样交接',
    makeFile: '生成文件（1）',
    foreign: '这个订单里没有',
    receive: '收下（2 件）',
  },
  en: {
    orders: 'Orders',
    pack: 'Pack',
    whichShop: 'In the file the shop is called “示例演出服饰厂”',
    shopName: 'Name of the shop',
    addShop: 'Add shop',
    nothingYet: 'Nothing has been changed so far',
    importOrders: 'Import 5 orders',
    imported: 'Import finished',
    matchGoods: 'Match goods',
    stylesTitle: 'Import styles from Excel',
    importSkus: 'Import 3 SKUs',
    matched: 'order lines were matched by code',
    openingTitle: 'Import opening stock',
    importStock: 'Import 3 rows',
    stockIn: 'Imported 3 SKUs',
    ready: 'Ready',
    short: 'Short 5 of 8',
    opened: 'Opened: scan the pieces',
    wrongItem: 'is not in this parcel',
    complete: 'Complete.',
    closed: 'Parcel closed',
    stale: 'Order files are old',
    scanHandOver: 'Scan the parcels in',
    handOver: 'Hand over (1)',
    allTheSame: 'Hand over all the same',
    makeFile: 'Make file (1)',
    foreign: 'is not in this order',
    receive: 'Receive (2)',
  },
} as const

describe.each(['zh-CN', 'en'] as const)('the main job in %s', (language) => {
  const words = texts[language]

  beforeAll(async () => {
    app = await startApp()
    browser = await launchBrowser()
    opened = await openPage(browser, app.link)
    page = opened.page
    if (language === 'en') await new Shell(page).switchLanguage('English')
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  it('takes the order files in, after showing what they would change', async () => {
    await new Shell(page).nav(words.orders).click()
    await page.setInputFiles('input[type=file]', [
      sample('taobao_ExportOrderDetailList_2017.gbk.csv'),
      sample('taobao_ExportOrderList_2017.gbk.csv'),
    ])
    // The file names a shop that is not known yet: one click makes it.
    await page.getByText(words.whichShop).waitFor()
    expect(await page.getByLabel(words.shopName).inputValue()).toBe('示例演出服饰厂')
    await page.getByRole('button', { name: words.addShop }).click()
    await page.getByText(words.nothingYet).waitFor()
    expect(await app.call<{ total: number }>('orders/list', { all: true })).toMatchObject({ total: 0 })
    await page.getByRole('button', { name: words.importOrders }).click()
    await page.getByText(words.imported).waitFor()
    expect(await app.call<{ total: number }>('orders/list', { all: true })).toMatchObject({ total: 5 })
  })

  it('knows the goods by their seller codes once they are in the catalog', async () => {
    await page.getByRole('button', { name: words.matchGoods }).click()
    await page.getByText('DY-TZ-120').first().waitFor()
    await page.goto(`${app.url}#/catalog/import`)
    await page.getByRole('heading', { name: words.stylesTitle }).waitFor()
    const skus = sheet(
      '款式.csv',
      '款号,款名,颜色,尺码,商家编码',
      'DY-TZ,小白兔演出服,白色,110,DY-TZ-110',
      'DY-TZ,小白兔演出服,白色,120,DY-TZ-120',
      'MG-NV,蒙古舞蹈服,红色,130,MG-NV-130',
    )
    await page.setInputFiles('input[type=file]', skus)
    await page.getByRole('button', { name: words.importSkus }).click()
    await page.getByText(words.matched).waitFor()
    expect(await app.call('settings/today')).toMatchObject({ unmatchedOrders: 0 })
  })

  it('gives the stock that is there to the orders', async () => {
    await page.goto(`${app.url}#/stock/opening`)
    await page.getByRole('heading', { name: words.openingTitle }).waitFor()
    const stock = sheet(
      '期初.csv',
      '商家编码,数量,单位成本',
      'DY-TZ-110,3,12',
      'DY-TZ-120,20,12',
      'MG-NV-130,20,50',
    )
    await page.setInputFiles('input[type=file]', stock)
    await page.getByRole('button', { name: words.importStock }).click()
    await page.getByText(words.stockIn).first().waitFor()
    await new Shell(page).nav(words.orders).click()
    await page.getByText(words.ready).waitFor()
    await page.getByText(words.short).waitFor()
  })

  it('packs with the scanner alone: wrong goods are refused, the waybill closes the parcel', async () => {
    await new Shell(page).nav(words.pack).click()
    await page.locator('input[data-scan]').waitFor()
    await scan(order)
    await page.getByText(words.opened).waitFor()
    await scan('DY-TZ-110')
    await page.getByText(words.wrongItem).waitFor()
    await scan('DY-TZ-120')
    await page.getByText('1 / 2').first().waitFor()
    await scan('DY-TZ-120')
    await page.getByText('2 / 2').first().waitFor()
    await scan('MG-NV-130')
    await page.getByText(words.complete).first().waitFor()
    await scan(waybill)
    await page.getByText(words.closed).waitFor()
    // The parcel is asked for again behind the answer: that must not say that it was packed before.
    await page.waitForTimeout(500)
    expect(await page.getByText(words.closed).count()).toBe(1)
  })

  it('asks for fresher orders before the hand-over, then ships and moves the stock', async () => {
    // A slow PC: the first parcel is scanned before the list of them has come.
    await page.route('**/manifests/ready', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await route.continue()
    })
    await page.goto(`${app.url}#/pack/hand-over`)
    await page.getByPlaceholder(words.scanHandOver).waitFor()
    await scan(waybill)
    await page.getByText(words.stale).waitFor()
    await page.unroute('**/manifests/ready')
    await page.getByRole('button', { name: words.handOver }).click()
    await page.getByRole('button', { name: words.allTheSame }).click()
    await page.waitForURL(/hand-over\/1$/)
    await expect
      .poll(() => app.call<{ shippedToday: number }>('settings/today'), { timeout: 8000 })
      .toMatchObject({ shippedToday: 1 })
  })

  it('gives the tracking number back to the marketplace', async () => {
    await page.goto(`${app.url}#/pack/tracking`)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: words.makeFile }).click()
    const file = await download
    const bytes = await readFile(await file.path())
    const table = await openTable(file.suggestedFilename(), bytes, { accepts: isTrackingHeader })
    const { rows } = await readTrackingFile(table)
    expect(rows).toMatchObject([{ orderNumber: order, trackingNumbers: [waybill], carrier: '中通快递' }])
  })

  it('takes back what comes again, by the scanner alone: a piece of another parcel is refused', async () => {
    await page.goto(`${app.url}#/pack/returns`)
    await page.locator('input[data-scan]').waitFor()
    await scan(waybill)
    await page.getByRole('region', { name: order }).waitFor()
    await scan('DY-TZ-120')
    await scan('DY-TZ-120')
    await scan('DY-TZ-110')
    await page.getByText(words.foreign).waitFor()
    await page.getByRole('button', { name: words.receive }).click()
    await page.waitForURL(/returns\/1$/)
  })

  it('leaves books in which every rule holds, and a page without complaints', async () => {
    const db = openReader(app.dataDir)
    const broken = (await checkStore(db)).filter((rule) => rule.violations.length > 0)
    await db.destroy()
    expect(broken).toEqual([])
    expect(opened.complaints).toEqual([])
  })
})
