import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { businessDate } from '../../shared/dates.ts'
import type { Batch, BatchRow } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { cutPlain } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** From what stock lacks to a batch, and whether it can be done in time, through the screens. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let styleId: number

const go = (hash: string) => page.goto(`${app.url}#${hash}`)

beforeAll(async () => {
  app = await startApp()
  styleId = await savePlainStyle(app, { '110': 380 })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('does not begin a batch of a style without operations, and says where to write them', async () => {
  await go('/floor/proposals')
  await page.getByText('还没有工序，先写工序才能开批次').waitFor()
  expect(await page.getByRole('button', { name: '开批次，共 380 件' }).isDisabled()).toBe(true)
  await page.getByRole('link', { name: '写工序' }).click()
  await page.waitForURL(/\/floor\/routing\/\d+$/)
})

it('begins a batch of what is proposed, as the owner changed it; then nothing more is proposed', async () => {
  await app.call('production.routing.save', {
    commandId: v7(),
    styleId,
    operations: [
      { id: null, name: '平车', standardSeconds: 600, recorded: true, predecessors: [] },
      { id: null, name: '整烫', standardSeconds: null, recorded: true, predecessors: [0] },
    ],
  })
  await app.call('workers.save', {
    commandId: v7(),
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })
  await go('/floor/proposals')
  const cell = page.getByRole('textbox', { name: '白色 110' })
  await cell.waitFor()
  expect(await cell.inputValue()).toBe('380')
  // What is no whole number is named and begins nothing, instead of an earlier total.
  for (const text of ['-5', '99999999', 'abc', '3.5']) {
    await cell.fill(text)
    await page.getByText('请改成 0 到 100000 的整数：白色 110').waitFor()
    expect(await page.getByRole('button', { name: /^开批次/ }).isDisabled()).toBe(true)
  }
  await cell.fill('380')
  await page.getByText('约 63.3 小时').waitFor()
  await cell.fill('400')
  await page.getByText('约 66.7 小时').waitFor()
  await page.getByText('日期、缺料按建议的 380 件算').waitFor()
  await page.getByLabel('交期 DY-TZ').fill('2026-06-01')
  await page.getByRole('button', { name: '开批次，共 400 件' }).click()
  // That day is over on this clock: meant all the same.
  const isPast = businessDate(Date.now()) > '2026-06-01'
  if (isPast) await page.getByRole('button', { name: '就用这个日期' }).click()
  await page.getByText('没有要做的').waitFor()
  const { rows } = (await app.call('production.batches.list', {})) as { rows: BatchRow[] }
  expect(rows.map(({ planned, dueDate }) => [planned, dueDate])).toEqual([[400, '2026-06-01']])
  await page.getByText(`批次 ${rows[0]!.batchNumber} 开好了`).waitFor()
  await page.getByRole('link', { name: '去看批次' }).click()
  await page.getByRole('heading', { name: new RegExp(`^${rows[0]!.batchNumber}`) }).waitFor()
  await go('/stock/expected')
  // What the batch makes is received from its bundles, not here.
  await page.getByRole('link', { name: `批次 ${rows[0]!.batchNumber}` }).waitFor()
  expect(await page.getByRole('button', { name: '到货' }).count()).toBe(0)
})

it('shows a batch that will be late before it is, and what more hands would change', async () => {
  await go('/floor/capacity')
  // 400 pieces × 10 minutes for one person, due long ago on this clock.
  await page.getByText(/会晚 \d+ 天/).waitFor()
  await page.getByText('没有标准工时：整烫').waitFor()
  await page.getByRole('checkbox', { name: /^外发/ }).check()
  await page.getByText('想外发').waitFor()
  await page.getByText('下面按“如果”算，什么都没有改。').waitFor()
  await page.getByRole('button', { name: '还原' }).click()
  await page.getByRole('button', { name: '工作日历' }).click()
  await page.getByRole('region', { name: '放假的日子' }).locator('.ant-picker').click()
  const holiday = (await page.locator('.ant-picker-cell-in-view').last().getAttribute('title')) as string
  await page.locator('.ant-picker-cell-in-view').last().click()
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: '周日' }).check()
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('工作日历保存好了').waitFor()
  const calendar = (await app.call('planning.calendar.get', {})) as { holidays: string[]; restDays: number[] }
  expect(calendar.restDays).toEqual([0])
  // The year's public holidays are there already; the last of the month was not among them.
  expect(calendar.holidays).toContain(holiday)
  // Opened again it says what was saved: saving once more would write it over.
  await page.getByRole('button', { name: '工作日历' }).click()
  expect(await page.getByRole('checkbox', { name: '周日' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('工作日历保存好了').last().waitFor()
  expect(await app.call('planning.calendar.get', {})).toEqual(calendar)
})

it('asks before typed work is left, and stays where it is on no', async () => {
  await go('/settings')
  await page.getByRole('link', { name: '款式', exact: true }).click()
  await page.getByText('DY-TZ').first().click()
  await page.getByRole('button', { name: '工序' }).click()
  await page.waitForURL((url) => url.hash.includes('/floor/routing/'))
  await page.getByRole('textbox', { name: '工序', exact: true }).first().fill('平车合缝')
  await page.getByRole('link', { name: '订单' }).click()
  await page.getByText('会丢掉：工序的改动。').waitFor()
  await page.getByRole('button', { name: /取\s*消/ }).click()
  expect(page.url()).toContain(`/floor/routing/${styleId}`)
  await page.goBack()
  await page.getByRole('button', { name: '不保存，离开' }).click()
  await page.waitForURL((url) => !url.hash.includes('/floor/routing/'))
})

it('gives up a batch of which nothing is cut: the pieces are proposed again, until it is opened again', async () => {
  await go('/floor/batches')
  await page.getByRole('button', { name: /^\d{6}-1$/ }).click()
  await page.getByRole('button', { name: '取消批次' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消批次' }).click()
  await page.getByText('批次已更新').waitFor()
  await go('/floor/proposals')
  await page.getByRole('button', { name: '开批次，共 380 件' }).waitFor()
  await go('/floor/batches')
  await page.getByText('取消的').click()
  await page.getByRole('button', { name: /^\d{6}-1$/ }).click()
  // It says that it is over, and no longer that pieces wait to be cut.
  await page.getByText('已取消', { exact: true }).waitFor()
  await page.getByRole('columnheader', { name: '没裁' }).waitFor()
  expect(await page.getByRole('columnheader', { name: '待裁' }).count()).toBe(0)
  // Back leads to the list as it stood.
  await page.goBack()
  await page.getByRole('button', { name: /^\d{6}-1$/ }).click()
  await page.getByRole('button', { name: '重新打开' }).click()
  await page.getByRole('button', { name: '取消批次' }).waitFor()
  await go('/floor/proposals')
  await page.getByText('没有要做的').waitFor()
  expect(opened.complaints).toEqual([])
})

it('shows on the open page what another station sends out, and until when', async () => {
  const { rows } = (await app.call('production.batches.list', {})) as { rows: { id: number }[] }
  const batchId = rows[0]!.id
  await cutPlain(app, batchId, 20)
  const { bundles, operations } = (await app.call('production.batches.get', { id: batchId })) as Batch
  await go('/floor/sent-out?part=partners')
  await page.getByText('还没有外发厂').waitFor()
  const { id: subcontractorId } = (await app.call('subcontracting.partners.save', {
    commandId: v7(),
    id: null,
    name: '李家制衣',
    phone: '',
    skills: '整烫',
    leadDays: 4,
    distance: null,
    note: '',
  })) as { id: number }
  // Whatever happened before has reached the page by then.
  await page.getByText('李家制衣').waitFor()
  await go('/floor/capacity')
  await page.getByRole('link', { name: /^\d{6}-1$/ }).waitFor()
  await app.call('subcontracting.orders.create', {
    commandId: v7(),
    subcontractorId,
    batchId,
    bundleIds: bundles.map(({ id }) => id),
    operationIds: [operations.find(({ name }) => name === '整烫')!.id],
    price: 500_000,
    dueDate: '2099-06-01',
    note: '',
  })
  await page.getByText('外发 2099-06-01 收回').waitFor()
  expect(opened.complaints).toEqual([])
})
