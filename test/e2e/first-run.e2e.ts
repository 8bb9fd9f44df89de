import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { LockPage, launchBrowser, type OpenedPage, openPage, Shell } from './pages.ts'

let app: ServedApp
let browser: Browser
let opened: OpenedPage

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('a newcomer', () => {
  it('sees five steps in her language, and in the other one at once', async () => {
    const { page } = opened
    await page.getByRole('heading', { name: '五步打出第一张面单' }).waitFor()
    expect(await page.locator('[data-step]').count()).toBe(5)
    await new Shell(page).switchLanguage('English')
    await page.getByRole('heading', { name: 'Five steps to your first label' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('main').innerText()).not.toMatch(/\p{Script=Han}/u)
    // Remembered by the host, not by this page.
    await page.reload()
    await page.getByRole('heading', { name: 'Five steps to your first label' }).waitFor()
    await new Shell(page).switchLanguage('中文')
    await page.getByRole('heading', { name: '五步打出第一张面单' }).waitFor()
  })

  it('is told what is missing, then adds her shop and goes on with the files', async () => {
    const { page } = opened
    await page.getByRole('button', { name: '添加店铺' }).click()
    await page.getByText('请填写').waitFor()
    await page.getByLabel('店铺名称').fill('小星舞台服装店')
    await page.getByRole('button', { name: '添加店铺' }).click()
    await page.locator('[data-step="shop"][data-done="true"]').waitFor()
    const current = page.locator('[data-step="files"]')
    await current.getByRole('button', { name: '导入订单文件' }).waitFor()
    const shops = await app.call<readonly { name: string; promiseHours: number }[]>('settings.shops.list')
    expect(shops.map(({ name, promiseHours }) => ({ name, promiseHours }))).toEqual([
      { name: '小星舞台服装店', promiseHours: 48 },
    ])
  })

  it('adds her other shop in the guide, too', async () => {
    const { page } = opened
    const step = page.locator('[data-step="shop"]')
    await step.getByRole('button', { name: '再加一个店铺' }).click()
    await step.getByLabel('店铺名称').fill('小星二店')
    await step.getByRole('button', { name: '添加店铺' }).click()
    await step.getByLabel('店铺名称').waitFor({ state: 'hidden' })
    const shops = await app.call<readonly { name: string }[]>('settings.shops.list')
    expect(shops.map(({ name }) => name)).toContain('小星二店')
    await page.locator('[data-step="files"]').getByRole('button', { name: '导入订单文件' }).waitFor()
  })

  it('cannot add the same shop twice, and reads why where she did it', async () => {
    const { page } = opened
    await new Shell(page).nav('设置').click()
    await page.getByRole('link', { name: '店铺与承诺' }).click()
    await page.getByRole('button', { name: '添加店铺' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('店铺名称').fill('小星舞台服装店')
    await form.getByRole('button', { name: '添加店铺' }).click()
    await form.getByText('已经有叫「小星舞台服装店」的店铺了').waitFor()
    await form.getByRole('button', { name: '取消' }).click()
    expect(await page.getByRole('row').count()).toBe(3)
  })

  it('goes by keyboard alone: g o, g t, and the list of keys', async () => {
    const { page } = opened
    // As hands do it: keys as fast as a scanner's mean no shortcut.
    await page.keyboard.type('gt', { delay: 80 })
    await page.getByRole('heading', { name: '今日' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('键盘快捷键').waitFor()
    expect(await page.getByRole('dialog').innerText()).toContain('订单')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })
})

describe('people', () => {
  it('the owner sets a PIN and locks; only that PIN opens', async () => {
    const { page } = opened
    const shell = new Shell(page)
    await shell.nav('设置').click()
    await page.getByRole('link', { name: '用户与密码' }).click()
    await page.getByText('还没有人设密码').waitFor()
    await page.getByRole('button', { name: '设密码' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('密码', { exact: true }).fill('2580')
    await form.getByLabel('再输一次').fill('2581')
    await form.getByRole('button', { name: '设密码' }).click()
    await form.getByText('两次不一样').waitFor()
    await form.getByLabel('再输一次').fill('2580')
    await form.getByRole('button', { name: '设密码' }).click()
    await page.getByText('还没有人设密码').waitFor({ state: 'hidden' })
    await shell.openUserMenu('老板', '锁屏')
    await page.getByText('老板，请输入密码').waitFor()
    // Nothing of the workshop is behind the lock, on the screen or in the host.
    expect(await page.getByRole('navigation').count()).toBe(0)
    await expect(app.call('settings.today')).rejects.toThrow('locked')
    const lock = new LockPage(page)
    await lock.type('1111')
    await lock.message().getByText('密码不对').waitFor()
    await lock.type('2580')
    await shell.nav('今日').waitFor()
  })

  it('who guesses must wait, also after a restart of the page', async () => {
    const { page } = opened
    const shell = new Shell(page)
    await shell.openUserMenu('老板', '锁屏')
    const lock = new LockPage(page)
    for (const pin of ['0000', '0001', '0002']) {
      await lock.type(pin)
      await lock
        .message()
        .getByText(/密码不对|请等/)
        .waitFor()
    }
    await lock.message().getByText('请等').waitFor()
    await page.reload()
    // Even the right one has to wait now.
    await lock.type('2580')
    await lock.message().getByText('请等').waitFor()
    await lock.message().getByText('请等').waitFor({ state: 'hidden', timeout: 15_000 })
    await lock.type('2580')
    await shell.nav('今日').waitFor()
  })

  it('a packer sees her work and not the settings of the shops', async () => {
    const { page } = opened
    const shell = new Shell(page)
    await shell.nav('设置').click()
    await page.getByRole('link', { name: '用户与密码' }).click()
    await page.getByRole('button', { name: '添加用户' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('姓名').fill('小张')
    await form.getByRole('button', { name: '添加用户' }).click()
    const row = page.getByRole('row', { name: /小张/ })
    await row.getByRole('button', { name: '设密码' }).click()
    await form.getByLabel('密码', { exact: true }).fill('13579')
    await form.getByLabel('再输一次').fill('13579')
    await form.getByRole('button', { name: '设密码' }).click()
    await row.getByText('已设置').waitFor()
    await shell.openUserMenu('老板', /换成 小张/)
    const lock = new LockPage(page)
    await page.getByText('小张，请输入密码').waitFor()
    await lock.type('13579')
    await shell.nav('打包').waitFor()
    await shell.nav('设置').click()
    await page.getByRole('link', { name: '语言' }).waitFor()
    expect(await page.getByRole('link', { name: '店铺与承诺' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: '用户与密码' }).count()).toBe(0)
  })
})

it('nothing was complained of', () => {
  expect(opened.complaints).toEqual([])
})
