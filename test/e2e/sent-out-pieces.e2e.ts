import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import { businessDate } from '../../shared/dates.ts'
import type { Batch } from '../../shared/production/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** Which pieces go out, and how they are counted in again beside what the partner told of them. */
let ours: ServedApp
let theirs: ServedApp
let browser: Browser
let own: OpenedPage
let styleId: number
let partnerId: number

const write = (app: ServedApp, path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const go = (page: Page, app: ServedApp, hash: string) => page.goto(`${app.url}#${hash}`)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

/** The other workshop takes an order in, makes two bundles of it and delivers one. Gives its progress file. */
async function workedThere(text: string) {
  const { batchId: id } = (await write(theirs, 'subcontracting.files.accept', {
    name: 'x.yifang-job',
    text,
    confirmed: true,
  })) as { batchId: number }
  const worker = (await write(theirs, 'workers.save', {
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })) as { id: number }
  const { bundles, operations } = (await theirs.call('production.batches.get', { id })) as Batch
  for (const bundle of bundles.slice(0, 2))
    await write(theirs, 'production.work.record', {
      bundleId: bundle.id,
      operationId: operations[0]!.id,
      workerId: worker.id,
      good: 10,
      rework: 0,
      scrap: 0,
      reason: '',
      basis: 'piece',
      workDate: businessDate(Date.now()),
    })
  const jobs = (await theirs.call('subcontracting.incoming.list', {})) as { id: number; batchId: number }[]
  const job = jobs.find((one) => one.batchId === id)!
  await write(theirs, 'subcontracting.incoming.deliver', { id: job.id, bundleIds: [bundles[0]!.id] })
  const file = (await write(theirs, 'subcontracting.incoming.file', { id: job.id })) as {
    fileName: string
    text: string
  }
  return { commandId: v7(), name: file.fileName, text: file.text, confirmed: true }
}

beforeAll(async () => {
  ours = await startApp()
  theirs = await startApp()
  styleId = await savePlainStyle(ours)
  await savePlainSteps(ours, styleId, 600)
  const partner = {
    id: null,
    name: '李家制衣',
    phone: '',
    skills: '平车',
    leadDays: 7,
    distance: null,
    note: '',
  }
  partnerId = ((await write(ours, 'subcontracting.partners.save', partner)) as { id: number }).id
  browser = await launchBrowser()
  own = await openPage(browser, ours.link)
})
afterAll(async () => {
  await browser?.close()
  await ours?.close()
  await theirs?.close()
})

it('sends some of what is not cut out, and the batch keeps its plan', async () => {
  const { page } = own
  const id = await beginPlainBatch(ours, styleId, { 110: 30, 120: 30 })
  await go(page, ours, `/floor/batches/${id}`)
  await button(page, /^外\s*发$/).click()
  await page.getByText('没裁的有 60 件，可以全发').waitFor()
  const cell = (size: string) => page.getByRole('dialog').getByRole('textbox', { name: `白色 ${size}` })
  await cell('120').fill('')
  await cell('110').fill('31')
  await page.getByText('白色 110 没裁的只有 30 件').waitFor()
  expect(await inDialog(page, '发出 31 件').isDisabled()).toBe(true)
  await cell('110').fill('8')
  await page.getByRole('dialog').getByRole('combobox', { name: '外发厂' }).click()
  await page.getByTitle('李家制衣（平车）').click()
  await page.getByText('“李家制衣”没写会做：整烫').waitFor()
  await page.getByRole('dialog').getByLabel('每件工价（元）').fill('2.5')
  await inDialog(page, '发出 8 件').click()
  await page.getByText('整件（连裁剪）').waitFor()
  const batch = (await ours.call('production.batches.get', { id })) as Batch
  expect(batch.lines.map(({ sku, planned, begun }) => [sku.size, planned, begun])).toEqual([
    ['110', 30, 8],
    ['120', 30, 0],
  ])
  await go(page, ours, `/floor/batches/${id}`)
  await page.getByRole('row', { name: '白色 110 30 22' }).waitFor()
})

it('counts thirteen bundles in on a small screen beside what the partner told of them', async () => {
  const { page } = own
  const id = await beginPlainBatch(ours, styleId, { 110: 130 })
  await cutPlain(ours, id, 130)
  const { bundles, operations } = (await ours.call('production.batches.get', { id })) as Batch
  const order = (await write(ours, 'subcontracting.orders.create', {
    subcontractorId: partnerId,
    batchId: id,
    bundleIds: bundles.map((bundle) => bundle.id),
    operationIds: [operations[0]!.id],
    price: 1_250_000,
    dueDate: null,
    note: '',
  })) as { id: number }
  await go(page, ours, `/floor/sent-out/${order.id}`)
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, '存成文件发给对方').click()])
  const path = join(ours.dataDir, 'order.yifang-job')
  await file.saveAs(path)
  await ours.call('subcontracting.files.accept', await workedThere(readFileSync(path, 'utf8')))
  await page.reload()
  await button(page, /^收\s*回$/).click()
  const dialog = page.getByRole('dialog')
  for (const told of ['做好 20', '已交 10', '还没点 10']) await dialog.getByText(told).waitFor()
  await button(page, '130 件全收、全好').click()
  const inSight = async (name: string) => {
    const box = await inDialog(page, name).boundingBox()
    return box !== null && box.y >= 0 && box.y + box.height <= 768
  }
  expect(await inSight('收回 130 件好的')).toBe(true)
  await dialog.getByRole('spinbutton', { name: '13 好件' }).fill('9')
  await dialog.getByRole('spinbutton', { name: '13 留下返工' }).fill('1')
  expect(await inSight('收回 129 件好的')).toBe(true)
  await inDialog(page, '收回 129 件好的').click()
  const last = page.getByRole('row', { name: /^13 / }).first()
  await page.getByText('收回 129 件').waitFor()
  await inDialog(page, '好了').click()
  await expect.poll(() => last.innerText()).toMatch(/\t1\t1$/)
  await button(page, /^收\s*回$/).click()
  await button(page, '1 件全收、全好').click()
  await inDialog(page, '收回 1 件好的').click()
  // It was mended, and nothing is left to be.
  await expect.poll(() => last.innerText()).toMatch(/\t0\t0$/)
})

it('left no error in the console and no broken rule', async () => {
  expect(own.complaints).toEqual([])
  const db = openReader(ours.dataDir)
  try {
    expect((await checkStore(db)).flatMap(({ violations }) => violations)).toEqual([])
  } finally {
    await db.destroy()
  }
})
