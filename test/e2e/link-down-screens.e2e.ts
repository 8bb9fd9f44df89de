import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { CountDetail } from '../../shared/inventory/counts-contract.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { HandOut } from '../../shared/production/hand-outs-contract.ts'
import type { Inspection } from '../../shared/quality/contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { openDoor, pairDevice, trustingFlag, untilCarried } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, scanKeys } from './pages.ts'

/*
 * What the floor's screens show of what they keep while the host is away, also after they were loaded again in the middle:
 * it is on the screen, not done twice, and in the books once the host is back.
 */
const picture = fileURLToPath(new URL('../../docs/pictures/today.png', import.meta.url))
let app: ServedApp
let browser: Browser
let recorder: Page
let packer: Page
let address: string
let styleId: number
let batchId: number
let inspectionId: number
let countId: number
let workers: Worker[]

const write = <A>(path: string, input: object) => app.call<A>(path, { commandId: v7(), ...input })
const batch = () => app.call<Batch>('production.batches.get', { id: batchId })
const inspection = () => app.call<Inspection>('quality.inspections.get', { id: inspectionId })
const badge = (name: string) => workers.find((worker) => worker.name === name)!.code
const share = (on: boolean) =>
  write('stations.share', {
    on,
    address: '127.0.0.1',
    port: Number(new URL(address).port),
    keepAwake: false,
  })
const go = (page: Page, hash: string) => page.goto(`${address}#${hash}`)
/** The battery is empty, and charged while the host is still away. */
const restart = (page: Page) => page.reload()
const untilSent = (page: Page) =>
  page
    .getByText(/记在这台设备上的? \d|连不上老板的电脑/)
    .first()
    .waitFor({ state: 'hidden', timeout: 20_000 })

beforeAll(async () => {
  app = await startApp()
  styleId = await savePlainStyle(app, {}, true)
  for (const name of ['王秀英', '李桂兰'])
    await write('workers.save', { id: null, name, kind: 'piece', note: '', archived: false })
  workers = await app.call<Worker[]>('workers.list', {})
  await savePlainSteps(app, styleId, 60)
  await write('catalog.sizeChart.save', {
    styleId,
    points: [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640, '120': 685 } }],
  })
  batchId = await beginPlainBatch(app, styleId, { 110: 80 })
  await cutPlain(app, batchId, 80, { pieces: 20 })
  const sampling = { lot: 20, strictness: 'normal', level: 'II', major: '2.5', minor: '4.0' }
  const what = { kind: 'inline', batchId, receiptId: null, operationId: null, note: '' }
  inspectionId = (await write<{ id: number }>('quality.inspections.begin', { ...what, ...sampling })).id
  countId = (await write<{ id: number }>('inventory.counts.start', { locationId: 1, note: '' })).id
  address = await openDoor(app)
  browser = await launchBrowser([trustingFlag(app)])
  const trusted = { ignoreHTTPSErrors: false }
  const at = { app, browser, address }
  recorder = (await pairDevice(at, { name: '记工平板', role: 'recorder' }, trusted)).page
  packer = (await pairDevice(at, { name: '打包平板', role: 'packer' }, trusted)).page
  await go(recorder, '/floor')
  await recorder.locator('[data-scan]').waitFor()
  await untilCarried(recorder, 4)
  await untilCarried(packer, 0)
})
beforeEach(() => share(true))
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('hands out, shows in whose hands it is, and hands nothing out twice', async () => {
  const [first, second] = (await batch()).bundles
  await go(recorder, '/floor/hand-outs')
  await recorder.getByText('没有领出去的活').waitFor()
  await share(false)
  await scanKeys(recorder, first!.code)
  await recorder.getByRole('spinbutton').first().waitFor()
  await scanKeys(recorder, badge('王秀英'))
  await recorder.getByText('已记在这台设备上 1 条').waitFor()
  await restart(recorder)
  await recorder.getByText('已记在这台设备上 1 条').waitFor()
  await recorder.getByRole('cell', { name: '王秀英' }).waitFor()
  await scanKeys(recorder, first!.code)
  await recorder.getByRole('spinbutton').first().waitFor()
  await scanKeys(recorder, badge('李桂兰'))
  await recorder.getByRole('alert').filter({ hasText: '第 1 扎' }).waitFor()
  await recorder.keyboard.press('Escape')
  await scanKeys(recorder, second!.code)
  await recorder.getByRole('spinbutton').first().waitFor()
  await scanKeys(recorder, badge('李桂兰'))
  await recorder.getByText('已记在这台设备上 2 条').waitFor()
  await share(true)
  await untilSent(recorder)
  const rows = await app.call<HandOut[]>('production.handOuts.list', {})
  expect(rows.map(({ workerName, bundleNumber }) => `${workerName} ${bundleNumber}`).sort()).toEqual([
    '李桂兰 2',
    '王秀英 1',
  ])
})

it('inspects: defects with a photo, pieces looked at, sizes of one piece after another', async () => {
  await go(recorder, `/floor/quality/${inspectionId}`)
  await recorder.getByText('还没发现问题').waitFor()
  await recorder.getByRole('combobox', { name: '尺码' }).waitFor()
  await share(false)
  const plusOne = recorder.getByRole('button', { name: '多看一件' })
  await plusOne.click()
  await recorder.locator('input[type=file]').setInputFiles(picture)
  await recorder.getByAltText('拍照').waitFor()
  await recorder.getByRole('button', { name: '开线' }).click()
  await recorder.getByRole('cell', { name: /开线/ }).waitFor()
  await restart(recorder)
  await recorder.getByRole('cell', { name: /开线/ }).waitFor()
  await recorder.locator('img[alt="开线"]').waitFor()
  await plusOne.click()
  const measure = async (text: string) => {
    await recorder.getByRole('combobox', { name: '尺码' }).click()
    await recorder.getByTitle('110', { exact: true }).last().click()
    await recorder.getByLabel('胸围').fill(text)
    await recorder.getByRole('button', { name: '记下这件' }).click()
  }
  await measure('64')
  await recorder.getByRole('cell', { name: '1 · 110' }).waitFor()
  await restart(recorder)
  await measure('65')
  await recorder.getByRole('cell', { name: '2 · 110' }).waitFor()
  await share(true)
  await untilSent(recorder)
  const { inspected, defects, measures } = await inspection()
  expect(inspected).toBe(2)
  expect(defects.map(({ name, photoHash }) => [name, photoHash.length])).toEqual([['开线', 64]])
  expect(measures.map(({ piece, measured }) => [piece, measured])).toEqual([
    [1, 640],
    [2, 650],
  ])
  // The host has the picture too: nothing of it waits here any more.
  await recorder.reload()
  await recorder.locator('img[alt="开线"]').waitFor()
})

it('keeps a sheet of strips, and shows what is left after it', async () => {
  await go(recorder, '/floor')
  await recorder.getByText('键盘补录').click()
  await recorder.getByRole('combobox', { name: '选批次' }).click()
  await recorder.getByTitle(/DY-TZ/).last().click()
  await recorder.getByRole('button', { name: '所有人' }).click()
  await recorder.getByLabel('王秀英 平车').fill('30')
  await share(false)
  await recorder.getByLabel('李桂兰 平车').fill('12')
  // What was typed outlives the battery.
  await recorder.waitForTimeout(600)
  await restart(recorder)
  await recorder.getByText('键盘补录').click()
  await recorder.getByText('输入的内容还在').waitFor()
  await recorder.getByRole('button', { name: '记下 42 件' }).click()
  await recorder.getByText('已记在这台设备上 1 条').waitFor()
  await recorder.getByRole('columnheader', { name: /平车.*剩 38/ }).waitFor()
  await share(true)
  await untilSent(recorder)
  await recorder.getByRole('columnheader', { name: /平车.*剩 38/ }).waitFor()
  const { rows } = await app.call<{ rows: { workerName: string; good: number }[] }>(
    'production.work.list',
    {},
  )
  const sum = (name: string) =>
    rows.filter(({ workerName }) => workerName === name).reduce((all, { good }) => all + good, 0)
  expect([sum('王秀英'), sum('李桂兰')]).toEqual([30, 12])
})

it('counts by scanner and by hand', async () => {
  await go(packer, `/stock/counts/${countId}`)
  await packer.getByText('扫到的商品会显示在这里').waitFor()
  await share(false)
  await scanKeys(packer, 'TZ-110')
  await packer.getByText('已记在这台设备上 1 条').waitFor()
  await scanKeys(packer, 'TZ-110')
  await packer.getByText('已记在这台设备上 2 条').waitFor()
  await restart(packer)
  await packer.locator('input[value="2"]').waitFor()
  await packer.getByLabel('实盘').first().fill('20')
  await packer.keyboard.press('Enter')
  await packer.getByText('已记在这台设备上 3 条').waitFor()
  await scanKeys(packer, 'TZ-110')
  await packer.locator('input[value="21"]').waitFor()
  await share(true)
  await untilSent(packer)
  expect(await counted()).toEqual([21])
})
const counted = async () =>
  (await app.call<CountDetail>('inventory.counts.get', { id: countId })).lines.map((line) => line.counted)

it('shows both numbers where somebody else counted the same meanwhile', async () => {
  await share(false)
  await packer.getByLabel('实盘').first().fill('30')
  await packer.keyboard.press('Enter')
  await packer.getByText('已记在这台设备上 1 条').waitFor()
  const { lines } = await app.call<CountDetail>('inventory.counts.get', { id: countId })
  await write('inventory.counts.set', { id: countId, itemId: lines[0]!.sku.id, counted: 25 })
  await share(true)
  await packer.getByText('有 1 条记录没能写进账本').waitFor()
  await packer.getByRole('button', { name: '看看…' }).click()
  const refused = packer.getByRole('article').first()
  await refused.getByText('刚盘成 25，您填的是 30').waitFor()
  expect(await counted()).toEqual([25])
  await refused.getByRole('button', { name: '用我的' }).click()
  await expect.poll(counted).toEqual([30])
  await packer.getByRole('button', { name: '关闭' }).click()
})

it('leaves books in which every rule holds', async () => {
  const db = openReader(app.dataDir)
  try {
    expect((await checkStore(db)).filter(({ violations }) => violations.length > 0)).toEqual([])
  } finally {
    await db.destroy()
  }
})
