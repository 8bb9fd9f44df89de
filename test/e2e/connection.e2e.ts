import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
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

it('what one window changes shows in every other, and a lost host is told', async () => {
  const first = await openPage(browser, app.link)
  const second = await openPage(browser, await app.newLink(), { width: 1024, height: 768 })
  await second.page.locator('[data-step="shop"][data-done="false"]').waitFor()
  await first.page.getByLabel('店铺名称').fill('曹县欢欢演出服')
  await first.page.getByRole('button', { name: '添加店铺' }).click()
  await second.page.locator('[data-step="shop"][data-done="true"]').waitFor()

  const bar = second.page.getByRole('status').filter({ hasText: '连接断了' })
  expect(await bar.count()).toBe(0)
  await app.kill()
  await bar.waitFor()
  // What was on the screen stays readable.
  await second.page.getByText('添加你的店铺').waitFor()

  // A new host on the same port knows this page no more, and says what to do.
  const port = new URL(app.url).port
  app = await startApp({ dataDir: app.dataDir, args: ['--port', port] })
  await second.page.getByRole('status').filter({ hasText: '这个网页已经失效' }).waitFor({ timeout: 20_000 })
  await second.page.goto(app.link)
  await second.page.locator('[data-step="shop"][data-done="true"]').waitFor()
  expect(
    first.complaints.filter((text) => !/Failed to load|ERR_CONNECTION|ERR_INCOMPLETE/.test(text)),
  ).toEqual([])
})
