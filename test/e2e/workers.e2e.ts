import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStore, isSound } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** Who works here: a helper for the evening, a worker with her papers, a list, the next start, and one who leaves. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let code = ''

const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const idNumber = '11010519491231002X'

async function open(): Promise<void> {
  opened = await openPage(browser, app.link)
  page = opened.page
  // What is printed is kept, instead of shown in a dialog that headless Chromium has not.
  await page.addInitScript(() => {
    window.print = () => {
      ;(window.top as unknown as { printed: string }).printed = document.body.textContent
      window.dispatchEvent(new Event('afterprint'))
    }
  })
  await page.reload()
}
const printed = () => page.evaluate(() => (window as unknown as { printed?: string }).printed ?? '')

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  await open()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('workers', () => {
  it('takes a helper in with her name, her picture and a badge', async () => {
    await go('/people/workers')
    await button('临时帮工').click()
    const picture = fileURLToPath(new URL('../../docs/pictures/today.png', import.meta.url))
    await dialog().locator('input[type=file]').setInputFiles(picture)
    await dialog().locator('img').waitFor()
    await dialog().getByLabel('姓名').fill('王小芳')
    await dialog().getByLabel('姓名').press('Enter')
    await row('王小芳').getByText('临时工').waitFor()
    await expect.poll(printed).toContain('王小芳')
  })

  it('keeps no number before the recovery code is set up, and says what is wrong with one', async () => {
    await button('添加工人').click()
    await dialog().getByLabel('姓名', { exact: true }).fill('丁秀英')
    await dialog().getByLabel('身份证号', { exact: true }).fill(idNumber)
    await dialog().getByRole('button', { name: '保存' }).click()
    await dialog().getByText('还没有设置恢复码，身份证号和银行卡号没有保存').waitFor()
    await dialog().getByRole('button', { name: '设置恢复码' }).click()
    code = (await page.getByTestId('recovery-code').textContent())!
    expect(code).toMatch(/^\w{5}(?:-\w{5}){4}$/)
    await page.getByRole('button', { name: '打印', exact: true }).click()
    await expect.poll(printed).toContain(code)
    await page.getByLabel('我已经打印或抄下来了').check()
    await button('好了').click()
    await dialog().getByLabel('身份证号', { exact: true }).fill('110105194912310021')
    await dialog().getByText('校验位不对').waitFor()
    await dialog().getByLabel('身份证号', { exact: true }).fill(idNumber)
    await dialog().getByLabel('村组').fill('丁楼村三组')
    await dialog().getByRole('button', { name: '保存' }).click()
    await row('丁秀英').getByText('•••• 002X').waitFor()
  })

  it('shows the whole number to the owner, and the audit that she looked', async () => {
    await row('丁秀英').getByText('修改').click()
    await button('看完整号码').click()
    await dialog().getByText(idNumber).waitFor()
    await dialog().getByRole('button', { name: '取消' }).click()
    await go('/settings/audit')
    await row('查看完整号码').getByText('丁秀英').waitFor()
    expect(await page.getByText(idNumber).count()).toBe(0)
  })

  it('takes a list in after a look at it', async () => {
    await go('/people/workers/import')
    const list = '姓名,身份证号,电话\r\n丁秀英,,13800000001\r\n李桂兰,3.72925E+17,13800000002\r\n'
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await page.getByText('新增 1 人，修改 1 人').waitFor()
    await page.getByText('Excel 把它当成数字').waitFor()
    await button('导入 2 人').click()
    await page.waitForURL(/workers$/)
    await row('李桂兰').getByText('13800000002').waitFor()
    await row('丁秀英').getByText('13800000001').waitFor()
  })

  it('locks the numbers at the next start until the code is typed', async () => {
    const { dataDir } = app
    await app.stop()
    app = await startApp({ dataDir })
    await open()
    await go('/people/workers')
    await row('丁秀英').getByText('锁着').waitFor()
    await button('输入恢复码').click()
    await page.getByPlaceholder('XXXXX').fill('ABCDE')
    await dialog().locator('button[type=submit]').click()
    await dialog().getByText('恢复码不对').waitFor()
    await page.getByPlaceholder('XXXXX').fill(code.toLowerCase())
    await dialog().locator('button[type=submit]').click()
    await row('丁秀英').getByText('•••• 002X').waitFor()
  })

  it('lets a worker leave, and come back', async () => {
    await row('李桂兰').getByText('离开').click()
    await dialog().getByLabel('原因').fill('回家收麦子')
    await button('确定离开').click()
    await expect.poll(() => row('李桂兰').count()).toBe(0)
    await page.getByRole('switch', { name: '显示已离开的 1 人' }).click()
    await row('李桂兰').getByText('回家收麦子').waitFor()
    await row('李桂兰').getByText('回来了').click()
    await row('李桂兰').getByText('离开').waitFor()
  })

  it('leaves sound books and no complaint of the page', async () => {
    const reader = openReader(app.dataDir)
    expect(isSound(await checkStore(reader))).toBe(true)
    await reader.destroy()
    expect(opened.complaints).toEqual([])
  })
})
