import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { openDoor, pairDevice } from '../support/paired-device.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'

/** Goods are taken in with the scanner alone: what is scanned wrongly costs nothing but the sound. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page

/** A scanner types fast and ends with Enter. */
const scan = (code: string) => scanKeys(page, code)
/** Hands type slowly. */
async function type(text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 80 })
  await page.keyboard.press('Enter')
}
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const focused = () => page.evaluate(() => document.activeElement?.closest('[data-scan-sku]') !== null)

async function style(styleNumber: string, name: string, colour: string, sizes: readonly string[]) {
  await app.call('catalog.styles.save', {
    commandId: v7(),
    id: null,
    styleNumber,
    name,
    note: '',
    photos: [],
    colours: [{ id: null, name: colour, swatch: '' }],
    sizes: sizes.map((size) => ({ id: null, name: size })),
    skus: sizes.map((size) => ({
      id: null,
      colour,
      size,
      sellerCode: `${styleNumber}-${size}`,
      barcode: '',
      safetyStock: 0,
    })),
  })
}

beforeAll(async () => {
  app = await startApp()
  await style('DY-TZ', '小白兔演出服', '白色', ['110', '120'])
  await style('MG-NV', '蒙古舞蹈服', '红色', ['130'])
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('receiving with a scanner', () => {
  it('refuses an unknown code and takes the next scan alone', async () => {
    await go('/stock/receive')
    await page.getByText('扫一扫商品').waitFor()
    await scan('NOPE')
    await page.getByRole('alert').getByText('不认识这个码：NOPE').waitFor()
    for (const code of ['DY-TZ-110', 'MG-NV-130', 'DY-TZ-110']) await scan(code)
    await page.getByRole('button', { name: '入库 3 件' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    // The beginning of a code is no code.
    await scan('MG-NV')
    await page.getByRole('alert').getByText('不认识这个码：MG-NV').waitFor()
    await page.getByRole('button', { name: '入库 3 件' }).waitFor()
  })

  it('takes typed words that mean one thing, and asks where they mean several', async () => {
    await type('蒙古')
    await page.getByRole('button', { name: '入库 4 件' }).waitFor()
    await type('小白兔')
    await page.getByText('有 2 个符合').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '入库 5 件' }).waitFor()
    await type('小白兔')
    await page.getByText('有 2 个符合').waitFor()
    await scan('MG-NV-130')
    await page.getByRole('button', { name: '入库 6 件' }).waitFor()
    expect(await focused()).toBe(true)
  })

  it('waits for the next scan after saving', async () => {
    await page.getByRole('button', { name: '入库 6 件' }).click()
    await page.getByText('扫一扫商品').waitFor()
    await scan('DY-TZ-120')
    await page.getByRole('button', { name: '入库 1 件' }).waitFor()
    expect(opened.complaints).toEqual([])
  })
})

it("takes in at a packer's tablet what a neighbour brings: pieces without a price, which the office adds", async () => {
  const supplier = { commandId: v7(), id: null, name: '隔壁王家', kind: 'neighbour' }
  await app.call('inventory.suppliers.save', supplier)
  const address = await openDoor(app)
  const device = await pairDevice({ app, browser, address }, { name: '收货台', role: 'packer' })
  const tablet = device.page
  // Nobody has ordered anything yet: what can be done meanwhile is a press away.
  await tablet.getByRole('link', { name: '今日' }).click()
  await tablet.getByText('还没有订单').waitFor()
  await tablet
    .getByRole('main')
    .getByRole('button', { name: /入\s*库/ })
    .click()
  await tablet.getByText('扫一扫商品').waitFor()
  await tablet.getByText('隔壁拿的').click()
  await tablet.getByLabel('隔壁（同村）').click()
  await tablet.locator('.ant-select-item-option', { hasText: '隔壁王家' }).click()
  await tablet.locator('[data-scan-sku] input').focus()
  for (const code of ['MG-NV-130', 'MG-NV-130']) await scanKeys(tablet, code)
  await tablet.getByRole('button', { name: '入库 2 件' }).click()
  await tablet.getByText('已入库').waitFor()
  expect(await tablet.getByText('¥').count()).toBe(0)
  expect(device.complaints).toEqual([])
  await tablet.context().close()

  await go('/stock/receipts?unpriced=1')
  await page.getByRole('cell', { name: '隔壁王家' }).click()
  await page.getByRole('button', { name: '补价格…' }).click()
  const dialog = page.getByRole('dialog', { name: '补这次进货的金额' })
  await dialog.getByLabel('金额').fill('60')
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByRole('button', { name: '补价格…' }).waitFor({ state: 'hidden' })
  const [owed] = (await app.call('inventory.suppliers.list')) as { owed: number }[]
  expect(owed).toMatchObject({ owed: 6000 })
  expect(opened.complaints).toEqual([])
})

describe('the keys of a screen with a scan field', () => {
  it('are never letters: those are scanned; Alt and a letter goes on, and the help sheet says so', async () => {
    await go('/pack')
    await page.getByText('今天已打包').waitFor()
    await page.keyboard.type('gt', { delay: 80 })
    expect(await page.locator('input[data-scan]').inputValue()).toBe('gt')
    await page.keyboard.press('F1')
    const sheet = page.getByRole('dialog')
    for (const key of ['F4', 'F6', 'F8', 'Alt']) await sheet.getByText(key, { exact: true }).first().waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.keyboard.press('Alt+s')
    await page.waitForURL(/#\/stock$/)
    expect(opened.complaints).toEqual([])
  })
})

it('takes no letter of a scan for a key, where nothing takes scans; by hand it is one', async () => {
  await go('/orders')
  await page.getByRole('table').first().waitFor()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  // n begins a new order, g s goes to the stock.
  await scan('nx-110')
  await scan('gs')
  await page.waitForTimeout(300)
  expect(page.url()).toMatch(/#\/orders$/)
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog')
  for (const key of ['↑', 'Space', 'n']) await sheet.getByText(key, { exact: true }).first().waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  // As hands do it: not at once after the key before.
  await page.waitForTimeout(200)
  await page.keyboard.press('n')
  await page.waitForURL(/#\/orders\/new/)
  expect(opened.complaints).toEqual([])
})
