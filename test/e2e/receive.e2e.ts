import type { Browser } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** Goods are taken in with the scanner alone; a code nobody knows does not spoil the next one. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  await app.call('catalog.styles.save', {
    commandId: v7(),
    id: null,
    styleNumber: 'DY-TZ',
    name: '小白兔演出服',
    note: '',
    photos: [],
    colours: [{ id: null, name: '白色', swatch: '' }],
    sizes: [
      { id: null, name: '110' },
      { id: null, name: '120' },
    ],
    skus: ['110', '120'].map((size) => ({
      id: null,
      colour: '白色',
      size,
      sellerCode: `DY-TZ-${size}`,
      barcode: '',
      safetyStock: 0,
    })),
  })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('refuses an unknown code and takes the next one alone', async () => {
  const { page, complaints } = opened
  await page.goto(`${app.url}#/stock/receive`)
  const scan = async (code: string) => {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
  await page.locator('input:focus').waitFor()
  await scan('NOPE')
  await page.getByRole('alert').waitFor()
  await scan('DY-TZ-110')
  await page.getByRole('button', { name: '入库 1 件' }).waitFor()
  await scan('DY-TZ-110')
  await scan('DY-TZ-120')
  await page.getByRole('button', { name: '入库 3 件' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(complaints).toEqual([])
})
