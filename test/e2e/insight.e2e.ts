import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { businessDate } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** One day's work seen as earnings of an hour, tried at another rate, and taken away as a workbook. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let operationId: number

const write = <A>(path: string, input: object) => app.call<A>(path, { commandId: v7(), ...input })
const button = (name: string | RegExp) => page.getByRole('button', { name })

beforeAll(async () => {
  app = await startApp()
  const today = businessDate(Date.now())
  const styleId = await savePlainStyle(app)
  const worker = { id: null, name: '王秀英', kind: 'piece', note: '', archived: false }
  const { id: workerId } = await write<{ id: number }>('workers.save', worker)
  await savePlainSteps(app, styleId, 60)
  operationId = (await app.call<{ id: number }[]>('production.routing.get', { styleId }))[0]!.id
  await write('production.routing.setRates', {
    operationId,
    validFrom: today,
    rates: [{ size: '', rate: 500_000 }],
  })
  const batchId = await beginPlainBatch(app, styleId, { 110: 40 })
  await cutPlain(app, batchId, 40, { pieces: 20 })
  const { bundles } = await app.call<Batch>('production.batches.get', { id: batchId })
  await write('production.work.record', {
    bundleId: bundles[0]!.id,
    operationId,
    workerId,
    good: 10,
    rework: 0,
    scrap: 0,
    reason: '',
    basis: 'piece',
    workDate: today,
  })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('says what an hour earns and why that is not sure, what another rate would have cost, and changes nothing', async () => {
  await page.goto(`${app.url}#/wages/insight`)
  // Ten pieces at 0.50 yuan, a standard minute each and no hours kept: 30 yuan an hour.
  const row = page.getByRole('row').filter({ hasText: '¥30.00' })
  await row.getByText('数据少').waitFor()
  expect(await row.getByText('按标准工时').count()).toBe(1)
  expect(await row.getByText('只一人做').count()).toBe(1)
  const [file] = await Promise.all([page.waitForEvent('download'), button('导出 Excel').click()])
  expect(file.suggestedFilename()).toMatch(/^每小时挣多少.*\.xlsx$/)

  await page.getByText('试算工价', { exact: true }).click()
  await page.getByLabel('加减百分之几').fill('10')
  await button('算一算').click()
  const tried = page.getByRole('row').filter({ hasText: '¥5.50' })
  await tried.getByText('¥33.00').waitFor()
  expect(await tried.getByText('+¥0.50').count()).toBe(1)
  const { steps } = await app.call<{ steps: { paid: number }[] }>('payroll.insight.earnings', {
    from: businessDate(Date.now()),
    to: businessDate(Date.now()),
  })
  expect(steps.map(({ paid }) => paid)).toEqual([500])

  await page.getByText('款式人工', { exact: true }).click()
  await page.getByRole('row').filter({ hasText: '¥5.00' }).waitFor()
  await page.getByText('快慢和质量', { exact: true }).click()
  await page.getByRole('img', { name: /每小时做出的标准分钟/ }).waitFor()
})
