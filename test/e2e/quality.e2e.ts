import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { Inspection, InspectionRow } from '../../shared/quality/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

/** A finished batch is looked at, a piece goes back and is mended, another is seconds, through the screens. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let styleId: number
let batchId: number

const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const batch = async () => (await app.call('production.batches.get', { id: batchId })) as Batch
const inspection = async () => {
  const { rows } = (await app.call('quality.inspections.list', {})) as { rows: InspectionRow[] }
  return (await app.call('quality.inspections.get', { id: rows[0]!.id })) as Inspection
}
const scan = async (code: string) => {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

beforeAll(async () => {
  app = await startApp()
  const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
  styleId = await savePlainStyle(app)
  const [operationId] = (await write('production.routing.save', {
    styleId,
    operations: [{ id: null, name: '平车', standardSeconds: 600, recorded: true, predecessors: [] }],
  })) as number[]
  const { id: workerId } = (await write('workers.save', {
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })) as { id: number }
  const { skus } = (await app.call('catalog.styles.get', { id: styleId })) as {
    skus: { id: number; size: string }[]
  }
  const skuId = skus.find(({ size }) => size === '110')!.id
  batchId = (
    (await write('production.batches.create', {
      styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      lines: [{ skuId, planned: 60 }],
    })) as { id: number }
  ).id
  await write('production.batches.cut', {
    batchId,
    colours: [{ colour: '白色', dyeLot: '', layers: 60 }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: 30 },
  })
  for (const bundle of (await batch()).bundles)
    await write('production.work.record', {
      bundleId: bundle.id,
      operationId,
      workerId,
      good: bundle.held,
      rework: 0,
      scrap: 0,
      reason: '',
      basis: 'piece',
      workDate: new Date().toISOString().slice(0, 10),
    })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('writes the size chart of a style', async () => {
  await go(`/catalog/styles/${styleId}`)
  await button('尺寸表').click()
  await button('+ 胸围').click()
  await page.getByLabel('胸围 110').fill('64')
  await page.getByLabel('胸围 120').fill('68.5')
  await button(/^保\s*存$/).click()
  await page.getByText('已保存').waitFor()
  expect(await app.call('catalog.sizeChart.get', { styleId })).toEqual([
    { name: '胸围', minus: 10, plus: 10, sizes: { '110': 640, '120': 685 } },
  ])
})

it('begins a check of a batch with the plan of its lot', async () => {
  await go(`/floor/batches/${batchId}`)
  await button('开始质检').click()
  // 60 pieces at level II are letter E; at 2.5 it sends on to F, twenty pieces.
  await page.getByText('从 60 件里看 20 件').waitFor()
  await button('开始，看 20 件').click()
  await page.getByText('还没发现问题').waitFor()
})

it('taps a defect of a scanned bundle and sends it back to its step', async () => {
  const [bundle] = (await batch()).bundles
  await page.getByLabel('扫菲票选扎，扫工牌选工人').waitFor()
  await scan(bundle!.code)
  await page.getByTitle('1 · 白色 110 · 30').waitFor()
  await page.getByText('返工', { exact: true }).click()
  await page.getByText('返工要先选扎和工序').waitFor()
  await page.getByRole('combobox', { name: '哪道工序' }).click()
  await page.getByTitle('平车').last().click()
  // Who did it is known from the records.
  await page.getByTitle('王秀英').waitFor()
  await button('开线').click()
  await page.getByRole('cell', { name: /开线/ }).waitFor()
  expect((await inspection()).defects[0]).toMatchObject({
    name: '开线',
    class: 'major',
    outcome: 'rework',
    workerName: '王秀英',
    bundleNumber: 1,
  })
})

it('asks step and worker anew for the next bundle', async () => {
  const [first, second] = (await batch()).bundles
  await scan(second!.code)
  await page.getByTitle(/^2 · /).waitFor()
  for (const empty of ['哪道工序', '谁做的']) await page.locator('.ant-select', { hasText: empty }).waitFor()
  await scan(first!.code)
  await page.getByTitle('1 · 白色 110 · 30').waitFor()
})

it('takes a piece out as seconds, measures one that is too wide, and decides', async () => {
  await page.getByText('次品', { exact: true }).click()
  await button('破洞').click()
  await page.getByRole('cell', { name: /破洞/ }).waitFor()
  expect((await batch()).bundles[0]!.held).toBe(29)
  await page.getByRole('combobox', { name: '尺码' }).click()
  await page.getByTitle('110').last().click()
  await page.getByLabel('胸围').fill('660')
  await button('记下这件').click()
  await page.locator('.ant-modal-confirm').getByText('胸围量得 660 厘米').waitFor()
  await button(/^取\s*消$/).click()
  await page.locator('.ant-modal-confirm').waitFor({ state: 'hidden' })
  await page.getByLabel('胸围').fill('66')
  await button('记下这件').click()
  await page.getByText('1 件超差').waitFor()
  await button('下结论：不合格').click()
  await page.getByRole('dialog').getByRole('button', { name: '不合格' }).click()
  await page.getByText('这次质检已经有结论').waitFor()
  expect(await inspection()).toMatchObject({ state: 'rejected', major: 3 })
})

it('keeps the bundle out of stock until its piece was mended', async () => {
  const [bundle] = (await batch()).bundles
  const places = (await app.call('inventory.locations.list', {})) as { id: number; kind: string }[]
  const receive = {
    commandId: v7(),
    ids: [bundle!.id],
    locationId: places.find(({ kind }) => kind === 'sellable')!.id,
  }
  await expect(app.call('production.bundles.receive', receive)).rejects.toThrow('rework-open')
  await go('/floor/quality?part=reworks')
  await button('做好了').click()
  await page.getByText('没有等着返工的').waitFor()
  // The check rejected the batch: it goes into stock with a reason only.
  await expect(app.call('production.bundles.receive', { ...receive, commandId: v7() })).rejects.toThrow(
    'batch-rejected',
  )
  const taken = { ...receive, commandId: v7(), note: '返工好了' }
  expect(await app.call('production.bundles.receive', taken)).toMatchObject({ pieces: 29 })
})

it('shows what goes wrong most', async () => {
  await page.getByText('疵点排行', { exact: true }).click()
  await page.getByRole('cell', { name: '破洞', exact: true }).waitFor()
  // The piece that was measured too short is among them.
  await page.getByRole('cell', { name: '尺寸超差', exact: true }).waitFor()
  await page.getByText('33.3 %').waitFor()
  await page.getByText('工人', { exact: true }).first().click()
  await page.getByRole('cell', { name: '王秀英', exact: true }).waitFor()
})

it('left no error in the console and no broken rule', async () => {
  expect(opened.complaints).toEqual([])
  const db = openReader(app.dataDir)
  try {
    expect((await checkStore(db)).flatMap(({ violations }) => violations)).toEqual([])
  } finally {
    await db.destroy()
  }
})
