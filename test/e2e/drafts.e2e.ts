import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, openPage } from './pages.ts'

let app: ServedApp
let browser: Browser

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const note = (page: Page) => page.getByRole('status').filter({ hasText: '没有保存过' })
const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }))

async function openTab(page: Page, tab: string): Promise<void> {
  await page.goto(`${app.url}#/settings/${tab}`)
}

it('what was typed into a form is there again after its page was loaded anew, and can be thrown away', async () => {
  const { page } = await openPage(browser, app.link)
  await openTab(page, 'workshop')
  await page.getByLabel('作坊名称').fill('欢欢演出服饰')
  await expect.poll(() => stored(page)).toContain('欢欢演出服饰')
  await page.reload()
  await note(page).waitFor()
  expect(await page.getByLabel('作坊名称').inputValue()).toBe('欢欢演出服饰')
  await page.getByRole('button', { name: '不要了' }).click()
  expect(await page.getByLabel('作坊名称').inputValue()).toBe('我的衣坊')
  expect(await stored(page)).not.toContain('欢欢演出服饰')
  await page.reload()
  await page.getByLabel('作坊名称').waitFor()
  expect(await note(page).count()).toBe(0)
  await page.close()
})

it('a page that crashed comes back with the form as it was; sent, nothing of it is kept', async () => {
  const { page } = await openPage(browser, await app.newLink())
  await openTab(page, 'workshop')
  await page.getByLabel('地址').fill('曹县大集镇丁楼村 8 号')
  await expect.poll(() => stored(page)).toContain('丁楼村 8 号')
  const crashed = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  void devtools.send('Page.crash').catch(() => {})
  await crashed
  // The driver gives a crashed page up; the browser does not.
  await devtools.send('Page.reload')
  const evaluate = async (expression: string) =>
    (await devtools.send('Runtime.evaluate', { expression, returnByValue: true })).result.value as unknown
  const texts = 'JSON.stringify([...document.querySelectorAll("form input")].map((input) => input.value))'
  await expect.poll(() => evaluate(texts)).toContain('曹县大集镇丁楼村 8 号')
  expect(await evaluate('document.querySelector("form [role=status]").innerText')).toContain('没有保存过')
  await evaluate('document.querySelector("form button[type=submit]").click()')
  await expect.poll(() => evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain('丁楼村')
  expect(await app.call('settings.workshop.get')).toMatchObject({ address: '曹县大集镇丁楼村 8 号' })
  await page.close()
})

it('a host that died and came back finds the form in its window as it was', async () => {
  const { page } = await openPage(browser, await app.newLink())
  await openTab(page, 'workshop')
  await page.getByLabel('电话').fill('0530-1234567')
  await expect.poll(() => stored(page)).toContain('0530-1234567')
  const port = new URL(app.url).port
  await app.kill()
  await page.getByRole('status').filter({ hasText: '连接断了' }).waitFor()
  // The form stands where it stood.
  expect(await page.getByLabel('电话').inputValue()).toBe('0530-1234567')
  app = await startApp({ dataDir: app.dataDir, args: ['--port', port] })
  await page.getByRole('status').filter({ hasText: '这个网页已经失效' }).waitFor({ timeout: 20_000 })
  await page.goto(app.link)
  // The first screen says that the last stop was none, and once it was checked, what came of it.
  await page.getByRole('status').filter({ hasText: '已检查，数据都在' }).waitFor({ timeout: 30_000 })
  await openTab(page, 'workshop')
  await note(page).waitFor()
  expect(await page.getByLabel('电话').inputValue()).toBe('0530-1234567')
  await page.close()
})

it('a BOM and a routing that were being written are there again after its page was loaded anew, and can be thrown away', async () => {
  const styleId = await savePlainStyle(app)
  const { page } = await openPage(browser, await app.newLink())
  await page.goto(`${app.url}#/catalog/styles/${styleId}/bom`)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  await button('加一行').click()
  await page.getByRole('textbox', { name: '部位' }).fill('耳朵')
  await page.getByRole('textbox', { name: '每件用量' }).fill('0.15')
  await expect.poll(() => stored(page)).toContain('0.15')
  await page.reload()
  await note(page).waitFor()
  expect(await page.getByRole('textbox', { name: '部位' }).inputValue()).toBe('耳朵')
  expect(await page.getByRole('textbox', { name: '每件用量' }).inputValue()).toBe('0.15')
  await button('不要了').click()
  await page.getByRole('textbox', { name: '部位' }).waitFor({ state: 'detached' })
  await note(page).waitFor({ state: 'detached' })
  await expect.poll(() => stored(page)).not.toContain('耳朵')
  // So do the steps of the style, under their own address.
  await page.goto(`${app.url}#/floor/routing/${styleId}`)
  await button('加一道工序').click()
  await page.getByRole('textbox', { name: '工序' }).first().fill('做耳')
  await expect.poll(() => stored(page)).toContain('做耳')
  await page.reload()
  await note(page).waitFor()
  expect(await page.getByRole('textbox', { name: '工序' }).first().inputValue()).toBe('做耳')
  await page.close()
})

it('an order written by hand outlives a reload, and is gone once it is left on purpose', async () => {
  await app.call('settings.shops.save', {
    commandId: v7(),
    id: null,
    platform: 'direct',
    name: '自己接的单',
    promiseHours: null,
  })
  const { page } = await openPage(browser, await app.newLink())
  await page.goto(`${app.url}#/orders/new`)
  await page.getByLabel('订单编号').fill('大集镇小学-6-1')
  await page.getByLabel('姓名', { exact: true }).fill('王秀英')
  await expect.poll(() => stored(page)).toContain('王秀英')
  await page.reload()
  await note(page).waitFor()
  expect(await page.getByLabel('订单编号').inputValue()).toBe('大集镇小学-6-1')
  expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('王秀英')
  await page.getByRole('navigation').getByRole('link', { name: '订单' }).first().click()
  await page.getByRole('button', { name: '不保存，离开' }).click()
  await page.getByLabel('姓名', { exact: true }).waitFor({ state: 'detached' })
  expect(await stored(page)).not.toContain('王秀英')
  await page.close()
})

it('a form that is left leaves nothing behind, and a PIN is never written down', async () => {
  const { page } = await openPage(browser, await app.newLink())
  await openTab(page, 'workshop')
  await page.getByLabel('作坊名称').fill('只是看看')
  await expect.poll(() => stored(page)).toContain('只是看看')
  await openTab(page, 'users')
  await page.getByRole('button', { name: /密码/ }).first().click()
  await page.locator('input[type="password"]').first().fill('258025')
  await page.waitForTimeout(600)
  const kept = await stored(page)
  expect(kept).not.toContain('258025')
  expect(kept).not.toContain('只是看看')
  await page.close()
})
