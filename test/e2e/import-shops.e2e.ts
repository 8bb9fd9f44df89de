import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, openPage } from './pages.ts'

/** Files of several platforms dropped at once: each is asked about, and goes to a shop of its own platform. */
let app: ServedApp
let browser: Browser
let page: Page

const sample = (name: string) => join('/work/shared/samples', name)
const save = (platform: string, name: string) =>
  app.call('settings/shops/save', { commandId: v7(), id: null, platform, name, promiseHours: 48 })

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  for (const [platform, name] of [
    ['taobao', '小星'],
    ['taobao', '二店'],
    ['pinduoduo', '小星拼多多'],
    ['douyin', '抖一'],
    ['douyin', '抖二'],
  ] as const)
    await save(platform, name)
  page = (await openPage(browser, app.link)).page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const choose = async (file: string, shop: string) => {
  await page.getByRole('combobox', { name: file }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(shop).click()
}

it('asks once for each platform and name, offering only its shops; what is left out is not imported', async () => {
  await page.goto(`${app.url}#/orders/import`)
  await page.setInputFiles('input[type=file]', [
    sample('taobao_ExportOrderList_2017.gbk.csv'),
    sample('taobao_ExportOrderDetailList_2017.gbk.csv'),
    sample('pdd_orders_export_23col.utf8bom.csv'),
    sample('douyin_orders_73col.utf8bom.csv'),
    sample('1688_order_list_49col.xlsx'),
    sample('shopee_my_orders.xlsx'),
  ])
  await page.getByText('店铺名在文件里是「示例演出服饰厂」').waitFor()
  await page.getByRole('combobox', { name: 'ExportOrderList' }).click()
  const offered = page.locator('.ant-select-dropdown:visible .ant-select-item-option')
  expect(await offered.allInnerTexts()).toEqual(['小星 · 淘宝', '二店 · 淘宝', '不导入这些订单'])
  await offered.getByText('二店').click()
  await choose('douyin', '抖二 · 抖音小店')
  // A platform without a shop gets one here, and can be no other's.
  await page.getByText('1688 还没有店铺').waitFor()
  expect(await page.getByLabel('平台').isDisabled()).toBe(true)
  await page.getByLabel('店铺名称').fill('小星批发')
  await page.getByRole('button', { name: '添加店铺' }).click()
  await choose('shopee', '不导入这些订单')
  await page.getByRole('button', { name: '继续' }).click()
  // The item list names no shop: the one that its mate went to is proposed.
  await page.getByText('文件里没有写店铺名').waitFor()
  await page.getByText('二店 · 淘宝').waitFor()
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('到现在还什么都没改').waitFor()
  const files = await app.call<{ rows: { format: string; shopName: string }[] }>('orders/imports/list', {})
  expect(Object.fromEntries(files.rows.map((file) => [file.format, file.shopName]))).toEqual({
    'taobao-orders': '二店',
    'taobao-items': '二店',
    pinduoduo: '小星拼多多',
    douyin: '抖二',
    '1688': '小星批发',
  })
  await page.getByRole('button', { name: /^导入 12 个订单/ }).click()
  await page.getByText('导入完成').waitFor()
})

it('shows what files call a shop in its form, until it is taken away', async () => {
  await page.goto(`${app.url}#/settings/shops`)
  await page.getByRole('button', { name: '二店' }).click()
  await page.getByText('示例演出服饰厂').waitFor()
  await page.getByLabel('去掉「示例演出服饰厂」').click()
  await expect.poll(() => page.getByText('示例演出服饰厂').count()).toBe(0)
})
