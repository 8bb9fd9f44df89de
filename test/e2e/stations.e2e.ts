import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

let browser: Browser
let app: ServedApp
let owner: OpenedPage

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp()
  owner = await openPage(browser, app.link)
})
afterAll(async () => {
  await browser.close()
  await app.close()
})

/** A device of its own: nothing is known of it, and its browser has been told to go on past the certificate. */
async function newDevice(size = { width: 800, height: 1280 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, ignoreHTTPSErrors: true, locale: 'zh-CN' })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

const codeOn = async (device: Page) => (await device.locator('[data-code]').getAttribute('data-code'))!

async function letIn(device: Page, name: string, use: string): Promise<void> {
  const { page } = owner
  await page.goto(`${app.url}#/settings/stations`)
  await page.getByRole('button', { name: '输入数字…' }).click()
  await page.getByLabel('六位数字').fill(await codeOn(device))
  await page.getByLabel('名称').fill(name)
  await page.getByLabel('用来做什么').click()
  await page.locator('.ant-select-item-option', { hasText: use }).click()
  await page.getByRole('button', { name: '配对', exact: true }).click()
  await page.getByRole('cell', { name, exact: true }).first().waitFor()
}

describe('stations', () => {
  let address: string
  it('are let in only after the owner opens the door', async () => {
    const { page } = owner
    await page.goto(`${app.url}#/settings/stations`)
    await page.getByLabel('只在本机试用').check()
    await page.getByRole('button', { name: '打开工位连接' }).click()
    address = (await page.getByText(/^https:\/\/127/).textContent())!
    await page.getByText('已打开').waitFor()
  })

  it('are paired by six digits, and do what they are there for', async () => {
    const device = await newDevice()
    await device.goto(address)
    await device.getByRole('button', { name: '配对' }).click()
    await codeOn(device)
    await letIn(device, '打包台 1', '打包、收货、退货')
    await device.getByRole('link', { name: '打包' }).waitFor()
    expect(await device.getByRole('link', { name: '工资' }).count()).toBe(0)
    await owner.page.getByText('在线', { exact: true }).waitFor()
    // At once, in the middle of what it does.
    await owner.page.getByRole('button', { name: '停用' }).click()
    await owner.page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
    await device.getByText('这台设备已被停用').waitFor()
    await device.getByRole('button', { name: '重新配对' }).click()
    await letIn(device, '打包台 1', '打包、收货、退货')
    await device.getByRole('link', { name: '打包' }).waitFor()
    await device.context().close()
  })

  it('with a wrong code stay outside, and say so after three', async () => {
    const device = await newDevice()
    await device.goto(address)
    await device.getByRole('button', { name: '配对' }).click()
    const code = await codeOn(device)
    const { page } = owner
    await page.getByRole('button', { name: '输入数字…' }).click()
    await page.getByLabel('名称').fill('陌生的')
    for (const left of [2, 1]) {
      await page.getByLabel('六位数字').fill(code === '000000' ? '000001' : '000000')
      await page.getByRole('button', { name: '配对', exact: true }).click()
      await page.getByText(`还可以试 ${left} 次`).waitFor()
    }
    await page.getByRole('button', { name: '配对', exact: true }).click()
    await device.getByText('没有配对成功').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await device.context().close()
  })
})
