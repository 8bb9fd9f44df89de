import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'
import { PaperTray } from './paper.ts'

/** A worker's one ticket from the scan to her payslip, her household's income and her certificate; a course, passed and certified. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let tray: PaperTray
let ticket: string
let badge: string
const day = businessDate(Date.now())
const month = day.slice(0, 7)

const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
/** antd puts a space between two Chinese characters on a button. */
const spaced = (name: string) => button(new RegExp(`^${[...name].join(' ?')}$`))
const write = <T>(path: string, input: object) => app.call<T>(path, { commandId: v7(), ...input })

beforeAll(async () => {
  app = await startApp()
  const styleId = await savePlainStyle(app)
  const [operationId] = await write<number[]>('production.routing.save', {
    styleId,
    operations: [{ id: null, name: '平车', standardSeconds: 600, recorded: true, predecessors: [] }],
  })
  // 1.2 yuan a piece, from the first of the month.
  await write('production.routing.setRates', {
    operationId,
    validFrom: `${month}-01`,
    rates: [{ size: '', rate: 1_200_000 }],
  })
  const worker = { id: null, kind: 'piece', note: '', archived: false }
  const { id: workerId } = await write<{ id: number }>('workers.save', { ...worker, name: '王秀英' })
  const { skus } = await app.call<{ skus: { id: number; size: string }[] }>('catalog.styles.get', {
    id: styleId,
  })
  const { id: batchId } = await write<{ id: number }>('production.batches.create', {
    styleId,
    dueDate: null,
    performanceDate: null,
    note: '',
    lines: [{ skuId: skus.find(({ size }) => size === '110')!.id, planned: 60 }],
  })
  await write('production.batches.cut', {
    batchId,
    colours: [{ colour: '白色', dyeLot: '', layers: 60 }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 30 },
  })
  const batch = await app.call<Batch>('production.batches.get', { id: batchId })
  ticket = batch.bundles[0]!.code
  // 30 × 1.20 = 36.00; without the minimum wage's top-up, so that the sum can be checked by hand.
  await write('payroll.terms.save', {
    workerId,
    terms: {
      validFrom: `${month}-01`,
      basis: 'piece',
      hourlyRate: 0,
      salary: 0,
      minimumApplies: false,
      taxAs: 'wage',
      social: 0,
      specialDeduction: 0,
    },
  })
  const people = await app.call<{ id: number; code: string }[]>('workers.list', {})
  badge = people.find(({ id }) => id === workerId)!.code
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
  tray = await PaperTray.under(browser, opened)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('her one ticket is scanned, explained on her payslip, closed, paid and printed', async () => {
  await go('/floor')
  await page.getByText('扫一张菲票').waitFor()
  await scanKeys(page, ticket)
  await page.getByRole('button', { name: /1 平车 30/ }).waitFor()
  await scanKeys(page, badge)
  await page
    .getByText(/王秀英.*平车.*30/)
    .first()
    .waitFor()
  await go('/wages')
  const row = page.getByRole('row').filter({ hasText: '王秀英' })
  await row.getByText('¥36.00').first().waitFor()
  await button('结账…').click()
  await page.getByRole('dialog').getByText('应发 ¥36.00，实发 ¥36.00。').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '结账', exact: true }).click()
  await button('付工资（1 人）…').click()
  await button('记下付了 ¥36.00').click()
  await row.getByText('已付清').waitFor()
  await button('打印工资条').click()
  const [slip] = await tray.pagesOf(() => page.getByText('整张工资条，一人一张').click())
  expect(slip).toContain('王秀英')
  expect(slip).toMatch(/平车 小白兔演出服\s+¥36\.00\s+30 件 × 1\.20 元/)
  expect(slip).toMatch(/实发\s+¥36\.00/)
})

it('a household is written down, and shows what closed payslips brought it against the line', async () => {
  await go('/people/households')
  await page.getByText('还没有家庭').waitFor()
  await button('添加家庭').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('户编号', { exact: true }).fill('371721-0007')
  await drawer.getByLabel('户主', { exact: true }).fill('丁大山')
  await drawer.getByLabel('村', { exact: true }).fill('丁楼村')
  await drawer.getByRole('button', { name: '添加其他成员' }).click()
  expect(await spaced('保存').isDisabled()).toBe(true)
  await drawer.getByLabel('姓名', { exact: true }).fill('丁大山')
  await drawer.getByLabel('添加工人…').click()
  await page.getByTitle('王秀英').click()
  await drawer.getByRole('button', { name: '添加类型' }).click()
  await drawer.getByLabel('类型从哪天起').fill('2014-01-01')
  await spaced('保存').click()
  await page.getByRole('link', { name: '丁大山' }).click()
  // 36 yuan, shared by two.
  await page.getByText(`截至 ${month} 的十二个月`).waitFor()
  expect(await page.getByText('¥18.00', { exact: true }).first().isVisible()).toBe(true)
  // 2 × 8,400 − 36 are missing.
  await page.getByText('全家离收入线还差 ¥16,764.00').waitFor()
  await page.getByText('脱贫户', { exact: true }).waitFor()
})

it('the line her county draws lies under what she earned: above it since this month, thanks to this work', async () => {
  await go('/people/households')
  await spaced('收入线').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('元/人/年').last().fill('18')
  await drawer.getByLabel('我已经和县里的文件核对过').check()
  await spaced('保存').click()
  await page.getByText(`${month} 起达线`).waitFor()
  expect(await page.getByText('收入线请核对').count()).toBe(0)
})

it('her income certificate comes out on paper, and that it was taken is kept', async () => {
  await page.getByRole('link', { name: '丁大山' }).click()
  await page.getByText(`从 ${month} 起，每个月往前数十二个月`).waitFor()
  await button('收入证明 王秀英').click()
  await page.getByLabel('从哪个月').fill(month)
  const pages = await tray.pagesOf(() => spaced('打印').click())
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain('收入证明')
  expect(pages[0]).toContain('兹证明王秀英，系丁大山户（户编号 371721-0007）家庭成员')
  expect(pages[0]).toMatch(/应发工资共 36\.00 元，实发 36\.00 元/)
  expect(pages[0]).toMatch(/合计\s+1\s+36\.00\s+36\.00/)
  const { rows } = await app.call<{ rows: { userName: string; after: object }[] }>('settings.audit.list', {
    table: 'personal_export',
  })
  expect(rows).toMatchObject([{ after: { document: 'certificate', form: 'paper', id_numbers: 'masked' } }])
})

it('the roster lists her under her household', async () => {
  await go('/people/households')
  await spaced('花名册').click()
  const [sheet] = await tray.pagesOf(() => spaced('打印').click())
  expect(sheet).toContain('王秀英（配偶）')
  expect(sheet).toContain('371721-0007 丁大山')
  expect(sheet).toContain('脱贫户 · 丁楼村')
  expect(sheet).toContain(month)
})

it('a course is held, passed and certified; the skill it grants stands in the matrix', async () => {
  await go('/people/training')
  await spaced('课程').click()
  await button('加上常用的 4 门').click()
  await page.getByRole('dialog').getByText('电商运营培训').waitFor()
  await page.keyboard.press('Escape')
  await button('安排培训').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('课程', { exact: true }).click()
  await page.getByTitle('缝纫技能培训').last().click()
  await drawer.getByLabel('老师').fill('孙师傅')
  await button('全部 1 人').click()
  await drawer.getByLabel('到了 王秀英').check()
  await drawer.getByText('合格', { exact: true }).click()
  await button('保存培训').click()
  await button('缝纫技能培训').click()
  await drawer.getByText('平车 · 会做').waitFor()
  const [certificate] = await tray.pagesOf(() => button('证书 王秀英').click())
  expect(certificate).toContain('培训合格证书')
  expect(certificate).toMatch(/王秀英于.*参加“缝纫技能培训”，共 2 小时，考核合格/)
  expect(certificate).toContain('掌握技能：平车（会做）')
  const [sheet] = await (async () => {
    await page.keyboard.press('Escape')
    return tray.pagesOf(() => button('签到表').click())
  })()
  expect(sheet).toContain('培训签到表')
  expect(sheet).toMatch(/王秀英\s+☑\s+合格/)
  await go('/people/skills')
  const row = page.getByRole('row', { name: /王秀英/ })
  await row.getByText('会做').waitFor()
})

it('what another station wrote of a household meanwhile is shown, not written over', async () => {
  await go('/people/households')
  await page.getByRole('link', { name: '丁大山' }).click()
  await spaced('修改').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('住址').fill('12号')
  const { rows } = await app.call<{ rows: { id: number }[] }>('workers.households.list')
  const { household } = await app.call<{ household: { id: number } }>('workers.households.get', {
    id: rows[0]!.id,
  })
  await write('workers.households.save', { ...household, note: '另一台写的' })
  await spaced('保存').click()
  await drawer.getByRole('alert').filter({ hasText: '改过并保存了' }).waitFor()
  expect(await drawer.getByLabel('住址').inputValue()).toBe('12号')
  await drawer.getByRole('alert').getByRole('button').first().click()
  await expect.poll(() => drawer.getByLabel('备注', { exact: true }).first().inputValue()).toBe('另一台写的')
  expect(await drawer.getByLabel('住址').inputValue()).toBe('')
})

it('nothing was complained of, and every rule holds', async () => {
  expect(opened.complaints).toEqual([])
  const books = openReader(app.dataDir)
  const broken = (await checkStore(books)).filter(({ violations }) => violations.length > 0)
  await books.destroy()
  expect(broken).toEqual([])
})
