import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate } from '../../shared/dates.ts'
import type { Payslip } from '../../shared/payroll/payslip-contract.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** One worker's wages, from what she recorded to the next run's correction, through the screens. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let batchId: number
let steps: number[]
const workers: Record<string, number> = {}

const today = () => businessDate(Date.now())
const write = <A>(path: string, input: object) => app.call<A>(path, { commandId: v7(), ...input })
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const dialog = () => page.getByRole('dialog')
const drawer = () => page.locator('.ant-drawer').last()
const slip = (id: number) => app.call<Payslip>('payroll.payslips.get', { id })
const closeDrawer = () => page.keyboard.press('Escape')
async function record(worker: string, good: number, step = 0): Promise<number> {
  const { bundles } = await app.call<Batch>('production.batches.get', { id: batchId })
  const bundle = bundles.find(({ id }) => !used.has(id))!
  used.add(bundle.id)
  const { entry } = await write<{ entry: WorkEntry }>('production.work.record', {
    bundleId: bundle.id,
    operationId: steps[step],
    workerId: workers[worker],
    good,
    rework: 0,
    scrap: 0,
    reason: '',
    basis: 'piece',
    workDate: today(),
  })
  return entry.id
}
const used = new Set<number>()

beforeAll(async () => {
  app = await startApp()
  const styleId = await savePlainStyle(app)
  for (const name of ['王秀英', '李桂兰'])
    workers[name] = (
      await write<{ id: number }>('workers.save', {
        id: null,
        name,
        kind: 'piece',
        note: '',
        archived: false,
      })
    ).id
  await savePlainSteps(app, styleId, 60)
  const operations = await app.call<{ id: number }[]>('production.routing.get', { styleId })
  steps = operations.map(({ id }) => id)
  await write('production.routing.setRates', {
    operationId: steps[0],
    validFrom: '2020-01-01',
    rates: [{ size: '', rate: 1_850_000 }],
  })
  batchId = await beginPlainBatch(app, styleId, { 110: 200 })
  await cutPlain(app, batchId, 200, { pieces: 20 })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

let firstEntry: number
it('shows who would be paid what, why, and down to the ticket', async () => {
  await go('/wages')
  await page.getByText('这段时间没有要付的工资').waitFor()
  firstEntry = await record('王秀英', 20)
  await record('李桂兰', 7, 1)
  // What is recorded elsewhere comes onto the open page by itself.
  await row('王秀英').getByText('没有工时').waitFor()
  expect(await row('王秀英').innerText()).toContain('¥37.00')
  await row('李桂兰').getByText('7 件没工价').waitFor()
  await row('王秀英').getByRole('button', { name: '王秀英' }).click()
  await drawer().getByText('20 件 × 1.85 元').click()
  const { bundles } = await app.call<Batch>('production.batches.get', { id: batchId })
  await drawer().getByText(bundles[0]!.code).waitFor()
  await drawer().getByRole('link', { name: '去补考勤' }).waitFor()
  await closeDrawer()
  await row('李桂兰').getByRole('button', { name: '李桂兰' }).click()
  await drawer().getByText('整烫').waitFor()
  await drawer().getByRole('link', { name: '去定工价' }).waitFor()
  await closeDrawer()
})

it('refuses to close what changed after it was looked at, and shows the new figures', async () => {
  await row('李桂兰').getByRole('checkbox').uncheck()
  await button('结账…').click()
  await dialog().getByText('实发 ¥37.00').waitFor()
  await record('王秀英', 3)
  await dialog().getByRole('button', { name: '结账', exact: true }).click()
  await page.getByText('没有结账，请看一下新的数再结').waitFor()
  await row('王秀英').getByText('¥42.55').first().waitFor()
  expect(await app.call('payroll.runs.list', {})).toEqual([])
})

it('closes the run after naming its days, people and sum', async () => {
  await button('结账…').click()
  await page.locator('.ant-modal-confirm-title', { hasText: `至 ${today()} 的工资，1 人？` }).waitFor()
  await dialog().getByText('实发 ¥42.55').waitFor()
  await dialog().getByText('以后的更正会变成下一次工资单里的行').waitFor()
  await dialog().getByText('另外 1 人这次不付').waitFor()
  await dialog().getByRole('button', { name: '结账', exact: true }).click()
  await row('王秀英').getByText('还没付').waitFor()
})

it('makes the bank’s file by its template, which is kept', async () => {
  await button('银行代发文件').click()
  await dialog().getByRole('textbox', { name: '第 3 列的列名' }).fill('户名')
  await dialog().getByRole('combobox', { name: '文件格式' }).click()
  await page.getByTitle('CSV，GBK 编码').click()
  const coming = page.waitForEvent('download')
  await button('保存模板并下载').click()
  const download = await coming
  const text = new TextDecoder('gbk').decode(await readFile(await download.path()))
  expect(download.suggestedFilename()).toContain(today())
  expect(text.split('\r\n')).toEqual([
    '序号,收款账号,户名,开户行,金额,用途',
    `1,,王秀英,,42.55,工资 ${today().slice(0, 7)}`,
    '',
  ])
  await dialog().waitFor({ state: 'hidden' })
})

it('pays her in two parts, and takes one back that was not handed over', async () => {
  await button('付工资（1 人）…').click()
  await dialog().getByText('微信', { exact: true }).click()
  await dialog().getByRole('textbox', { name: '王秀英 这次付' }).fill('20')
  await button('记下付了 ¥20.00').click()
  await row('王秀英').getByText('付了一部分').waitFor()
  await button('付工资（1 人）…').click()
  await button('记下付了 ¥22.55').click()
  await row('王秀英').getByText('已付清').waitFor()
  expect((await slip(1)).payments.map(({ amount, method }) => [amount, method])).toEqual([
    [2000, 'wechat'],
    [2255, 'cash'],
  ])
  await row('王秀英').getByRole('button', { name: '王秀英' }).click()
  await drawer().getByRole('row').filter({ hasText: '现金' }).getByRole('button', { name: '收回' }).click()
  await page.locator('.ant-modal-confirm-title', { hasText: '收回付给 王秀英 的 ¥22.55？' }).waitFor()
  await page.getByRole('dialog').last().getByRole('button', { name: '收回' }).click()
  await drawer().getByText('-¥22.55').waitFor()
  await closeDrawer()
  await go('/wages/owed')
  await page.getByText('厂里欠她').first().waitFor()
  await row('王秀英').getByText('¥22.55').waitFor()
  await row('王秀英').getByRole('button', { name: '王秀英' }).click()
  await button('付她的工资…').click()
  await button('记下付了 ¥22.55').click()
  await drawer().getByText('已付清').waitFor()
  await closeDrawer()
})

it('brings what is corrected later into the next run, and leaves the closed one', async () => {
  const before = await slip(1)
  await write('production.work.undo', { id: firstEntry })
  await record('王秀英', 18)
  await go('/wages/debts')
  await button('借支或赔款…').click()
  await dialog().getByRole('combobox', { name: '工人' }).fill('wxy')
  await page.keyboard.press('Enter')
  await dialog().getByRole('textbox', { name: '金额' }).fill('100')
  await dialog().getByRole('textbox', { name: '原因' }).fill('孩子学费')
  await dialog()
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await row('王秀英').getByText('¥100.00').first().waitFor()
  await go('/wages/besides')
  await page.getByRole('main').getByRole('button', { name: '补贴或扣款…' }).click()
  await dialog().getByRole('combobox', { name: '工人' }).fill('wxy')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await dialog().getByRole('textbox', { name: '每人金额' }).fill('50')
  await dialog()
    .getByRole('button', { name: /餐\s*补/ })
    .click()
  await dialog()
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await row('王秀英').getByText('餐补').waitFor()

  await go('/wages')
  await row('王秀英').getByText('退上期 20 件').waitFor()
  await row('李桂兰').getByRole('checkbox').uncheck()
  await row('王秀英').getByRole('button', { name: '王秀英' }).click()
  // 18 × 1.85 + 50.00 - 20 × 1.85 = 46.30, all of it taken for what she borrowed.
  await drawer().getByRole('row').filter({ hasText: '退上期' }).getByText('-¥37.00').waitFor()
  await drawer().getByRole('row').filter({ hasText: '孩子学费' }).getByText('-¥46.30').waitFor()
  await closeDrawer()
  await go('/wages/debts')
  await button('改每次扣多少').click()
  await dialog().getByRole('textbox').fill('6.30')
  await dialog()
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await row('王秀英').getByText('¥6.30').waitFor()
  await go('/wages')
  await row('王秀英').getByText('¥40.00').waitFor()
  await row('李桂兰').getByRole('checkbox').uncheck()
  await button('结账…').click()
  await dialog().getByText('实发 ¥40.00').waitFor()
  await dialog().getByRole('button', { name: '结账', exact: true }).click()
  await row('王秀英').getByText('还没付').waitFor()
  await button('现金清单').click()
  await dialog().getByText('20×2', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  expect(await slip(1)).toEqual(before)
  expect((await slip(2)).lines.map(({ kind, why, amount }) => [kind, why, amount])).toEqual([
    // Of a day that was closed already.
    ['piece', 'late', 3330],
    ['piece', 'reversed', -3700],
    ['adjustment', '', 5000],
    ['debt', '', -630],
  ])
})

it('keeps terms and rules as they were typed', async () => {
  await go('/wages/terms')
  await row('李桂兰').getByRole('button', { name: '说定…' }).click()
  await drawer().getByRole('textbox', { name: '小时工资（元）' }).fill('18.5')
  await drawer()
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await row('李桂兰').getByText('每小时 18.50 元').waitFor()
  await go('/wages/rules')
  await page.getByText('不是自己的错才付', { exact: true }).click()
  await page.getByTitle('都付', { exact: true }).click()
  await page.getByText('返工的件都照工价付，自己做坏的也付。').waitFor()
  await page.getByRole('switch', { name: '我都核对过了' }).click()
  await button(/保\s*存/).click()
  await page.getByText('核对过了', { exact: true }).waitFor()
  await expect
    .poll(() => app.call<{ rework: string; monthMinutes: number }>('payroll.rules.get', {}))
    .toMatchObject({ rework: 'all', checked: true, monthMinutes: 9920 })
})

it('gives her meals each day by themselves, once said, and ends them', async () => {
  await go('/wages/besides')
  const part = page.getByRole('region', { name: '每天或每月的补贴、代扣' })
  await part.getByRole('button', { name: '加每天或每月的…' }).click()
  await dialog().getByRole('combobox', { name: '工人' }).fill('wxy')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await dialog().getByRole('textbox', { name: '每人金额' }).fill('5')
  await dialog()
    .getByRole('button', { name: /夜\s*宵/ })
    .click()
  await dialog()
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await part.getByText('夜宵').waitFor()
  // Of the day that her closed payslips hold work of.
  await go('/wages')
  await row('王秀英').getByRole('button', { name: '王秀英' }).click()
  await drawer().getByText('夜宵补贴 · 1 天 × 5.00').waitFor()
  await closeDrawer()
  await go('/wages/besides')
  await part.getByRole('button', { name: '停', exact: true }).click()
  await dialog()
    .getByText(/选最后一天/)
    .waitFor()
  await dialog().getByRole('button', { name: /^停$/ }).click()
  await part.getByRole('cell', { name: today() }).waitFor()
})

it('reads a worker her own pay by the code of her badge, and nobody’s by a number that is typed', async () => {
  const people = await app.call<{ name: string; code: string; qr: string }[]>('workers.list', {})
  const badgeOf = (name: string) => people.find((worker) => worker.name === name)!
  const scan = async (code: string) => {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
  await go('/my-pay')
  await page.getByText('看自己今天做了多少').waitFor()
  await scan(badgeOf('王秀英').code)
  await page.getByText('请扫自己工牌上的二维码').waitFor()
  await scan(badgeOf('王秀英').qr)
  // Today, without what was undone; 40.00 of the last payslip are still to be handed over.
  await page.getByText('21 件', { exact: true }).waitFor()
  await page.getByRole('button', { name: /¥40\.00 还差 40\.00 元没发/ }).click()
  await page.getByText(/18 件 × 1.85 元/).waitFor()
  await page.getByRole('button', { name: /退上期/ }).click()
  await page.getByText('-20 件', { exact: true }).waitFor()
  // The next badge shows the next worker, and nothing of the one before.
  await scan(badgeOf('李桂兰').qr)
  await page.getByText('还没有发过工资').waitFor()
  expect(await page.getByText('¥40.00').count()).toBe(0)
  const [own] = await app.call<{ id: number }[]>('payroll.payslips.ofWorker', { workerId: workers.王秀英 })
  await expect(
    app.call('payroll.kiosk.payslip', { badge: badgeOf('李桂兰').qr, id: own!.id }),
  ).rejects.toThrow()
})

it('leaves books that check, and a page that complained of nothing', async () => {
  expect(opened.complaints).toEqual([])
  await app.stop()
  const reader = openReader(app.dataDir)
  const broken = (await checkStore(reader)).filter(({ violations }) => violations.length > 0)
  await reader.destroy()
  expect(broken).toEqual([])
})
