import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, openPage } from './pages.ts'

let app: ServedApp
let browser: Browser
let target: string

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  target = `${app.dataDir}-moved`
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await rm(target, { recursive: true, force: true })
})

/** A link into the host that has a folder open by now. */
async function linkInto(dir: string): Promise<string> {
  const read = async () =>
    JSON.parse(await readFile(join(dir, 'host.json'), 'utf8')) as { url: string; secret: string }
  await expect.poll(() => read().catch(() => null), { timeout: 20_000 }).not.toBeNull()
  const { url, secret } = await read()
  const answer = await fetch(new URL('/door', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
  })
  return ((await answer.json()) as { link: string }).link
}

it('moves the workshop to another folder from the screen, and clears the old one once she has looked', async () => {
  await app.call('settings.workshop.update', {
    commandId: '01980000-0000-7000-8000-0000000000a1',
    name: '丁楼衣坊',
  })
  const { page, context } = await openPage(browser, app.link)
  await page.goto(new URL('/#/settings/data', app.url).href)
  await page.getByRole('radio', { name: '别的文件夹' }).check()
  await page.getByRole('textbox', { name: '别的文件夹' }).fill('data')
  await page.getByRole('button', { name: '搬过去' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '搬过去' }).click()
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('要写完整的路径')
  await page.getByRole('textbox', { name: '别的文件夹' }).fill(target)
  await page.getByRole('button', { name: '搬过去' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '搬过去' }).click()
  await expect.poll(() => existsSync(join(app.dataDir, 'moved.json')), { timeout: 20_000 }).toBe(true)
  // The same page goes on in the new place, by itself.
  const moved = page
  await moved.getByText(`从 ${app.dataDir} 搬到这里`).waitFor({ timeout: 20_000 })
  expect(await moved.getByRole('banner').innerText()).toContain('丁楼衣坊')
  await moved.getByRole('button', { name: '删掉旧文件' }).click()
  await moved.getByRole('dialog').getByRole('button', { name: '删掉旧文件' }).click()
  await expect.poll(() => existsSync(join(app.dataDir, 'yifang.db'))).toBe(false)
  await expect.poll(() => moved.getByRole('button', { name: '删掉旧文件' }).count()).toBe(0)
  expect(existsSync(join(app.dataDir, 'moved.json'))).toBe(true)
  await context.close()
  // The new place has an address of its own for whoever comes next.
  const { context: later } = await openPage(browser, await linkInto(target))
  await later.close()
})
