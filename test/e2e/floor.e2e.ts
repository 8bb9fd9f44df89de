import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { openReader } from '../../db/open.ts'
import type { Batch } from '../../shared/production/contract.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, type OpenedPage, openPage, scanKeys } from './pages.ts'

/** From an empty floor to recorded work, through the screens: worker, routing, batch, lay, ticket, badge. */
let app: ServedApp
let browser: Browser
let opened: OpenedPage
let page: Page
let styleId: number

/** A scanner types fast and ends with Enter. */
const scan = (code: string) => scanKeys(page, code)
const go = (hash: string) => page.goto(`${app.url}#${hash}`)
const button = (name: string | RegExp) => page.getByRole('button', { name })
const batch = async () => {
  const { rows } = (await app.call('production.batches.list', {})) as { rows: { id: number }[] }
  return (await app.call('production.batches.get', { id: rows[0]!.id })) as Batch
}
const entries = async () =>
  ((await app.call('production.work.list', {})) as { rows: WorkEntry[] }).rows.filter((row) => !row.voided)

beforeAll(async () => {
  app = await startApp()
  styleId = await savePlainStyle(app)
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  page = opened.page
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('the workshop floor', () => {
  it('adds workers', async () => {
    await go('/people/workers')
    for (const name of ['王秀英', '李桂兰']) {
      await button('添加工人').first().click()
      await page.getByLabel('姓名').fill(name)
      await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
      await page.getByRole('cell', { name, exact: true }).waitFor()
    }
  })

  it('writes a routing with its rates, from the style', async () => {
    await go(`/catalog/styles/${styleId}`)
    await button('工序和工价').click()
    for (const [index, name] of ['拼身', '整烫'].entries()) {
      await button('加一道工序').click()
      await page.getByRole('textbox', { name: '工序', exact: true }).nth(index).fill(name)
    }
    await page.getByLabel('工价（元/件）').first().fill('0.85')
    await button('保存').click()
    await page.getByText('工序保存好了').waitFor()
    expect(await app.call('production.routing.get', { styleId })).toMatchObject([
      { name: '拼身', predecessors: [], rates: [{ size: '', rate: 850_000 }] },
      { name: '整烫', predecessors: [expect.any(Number)], rates: [] },
    ])
  })

  it('begins a batch and cuts it into bundles, the rest in the last', async () => {
    await go('/floor/batches')
    await button('开批次').first().click()
    await page.getByRole('combobox', { name: '款式' }).click()
    await page.getByTitle('DY-TZ 小白兔演出服').click()
    await page.getByLabel('白色 110').fill('50')
    await page.getByLabel('白色 120').fill('50')
    await button('开批次，共 100 件').click()
    await button('裁剪分扎').click()
    await button('裁 100 件，分 6 扎').click()
    await button('打印 6 张菲票').waitFor()
    expect((await batch()).bundles.map(({ quantity, sku }) => [sku.size, quantity])).toEqual([
      ['110', 20],
      ['110', 20],
      ['110', 10],
      ['120', 20],
      ['120', 20],
      ['120', 10],
    ])
  })

  it('records a bundle by two scans, ticket and badge; the same again is refused and nothing written', async () => {
    const [first] = (await batch()).bundles
    const [li, wang] = (await app.call('workers.list', {})) as Worker[]
    await go('/floor')
    await page.getByText('扫一张菲票').waitFor()
    await scan(first!.code)
    await page.getByRole('button', { name: /1 拼身 20/ }).waitFor()
    await scan(wang!.code)
    await page.getByText('王秀英，拼身，20 件').waitFor()
    expect(await entries()).toMatchObject([{ workerName: '王秀英', good: 20, rate: 850_000 }])
    await scan(li!.code)
    await page
      .getByRole('alert')
      .getByText(/没有写入/)
      .waitFor()
    expect(await entries()).toHaveLength(1)
  })

  it('takes a step by its number, pieces by *, a worker by her initials, and names what has no rate', async () => {
    const [, second] = (await batch()).bundles
    await scan(second!.code)
    await page.getByRole('button', { name: /1 拼身 20/ }).waitFor()
    await scan('2')
    await scan('*12')
    await scan('lgl')
    await page.getByText('李桂兰，整烫，12 件').waitFor()
    await page.getByText('前道还没记完：拼身').waitFor()
    await page.getByText('没有工价').first().waitFor()
    expect((await entries())[0]).toMatchObject({ operationName: '整烫', good: 12, rateMissing: true })
  })

  it('keeps a worker, so that each ticket is one scan; undoes the last', async () => {
    const third = (await batch()).bundles[2]
    await page.getByRole('switch', { name: '一直记给这个人' }).click()
    // The scan field takes the focus back.
    await page.locator('input[placeholder^="扫菲票"]:focus').waitFor()
    await page.keyboard.press('Escape')
    await scan(third!.code)
    await page.getByText('李桂兰，整烫，10 件').waitFor()
    // The same ticket read twice is not the next step.
    await scan(third!.code)
    await page
      .getByRole('alert')
      .getByText(/没有写入/)
      .waitFor()
    expect(await entries()).toHaveLength(3)
    await page.getByRole('row', { name: /第3扎/ }).getByRole('button', { name: '撤销' }).click()
    await page.getByText('已撤销').waitFor()
    expect(await entries()).toHaveLength(2)
    expect(opened.complaints).toEqual([])
  })

  it('reads a scan typed into another field, pays no badge twice, and no bundle that is gone from the table', async () => {
    const fourth = (await batch()).bundles[3]!
    const [li, wang] = (await app.call('workers.list', {})) as Worker[]
    await page.getByRole('switch', { name: '一直记给这个人' }).click()
    const date = page.getByLabel('哪天做的')
    const day = await date.inputValue()
    await date.focus()
    await scan(fourth.code)
    await page.getByRole('button', { name: /1 拼身 20/ }).waitFor()
    expect(await date.inputValue()).toBe(day)
    await scan('1')
    await scan('*4')
    await page.getByLabel('返工').focus()
    await scan(wang!.code)
    await page.getByText('王秀英，拼身，4 件').waitFor()
    await scan(wang!.code)
    await page.getByRole('alert').getByText('要把剩下的 16 件也记给同一个人').waitFor()
    // Somebody else goes on; a code that means nothing takes the bundle off the table.
    await scan('*6')
    await scan(li!.code)
    await page.getByText('李桂兰，拼身，6 件').waitFor()
    await scan('YTX9-1')
    await page.getByText('扫一张菲票').first().waitFor()
    await scan(wang!.code)
    await page.waitForTimeout(300)
    const ofFourth = (await entries()).filter(({ bundleId }) => bundleId === fourth.id)
    expect(ofFourth.map(({ workerName, good }) => `${workerName} ${good}`)).toEqual(['李桂兰 6', '王秀英 4'])
    // All of hers was really Li's.
    await page
      .getByRole('row', { name: /王秀英.*第4扎/ })
      .getByRole('button', { name: '改人' })
      .click()
    await page.getByRole('combobox', { name: '改人' }).click()
    await page.getByTitle('李桂兰').click()
    await button('改记 4 件').click()
    await page.getByText('4 件改给李桂兰了').waitFor()
    for (const { id } of (await entries()).filter(({ bundleId }) => bundleId === fourth.id))
      await app.call('production.work.undo', { commandId: v7(), id })
  })

  it('takes a finished bundle into stock', async () => {
    const [first, second] = (await batch()).bundles
    const [, wang] = (await app.call('workers.list', {})) as Worker[]
    await page.locator('input[placeholder^="扫菲票"]:focus').waitFor()
    await scan(first!.code)
    await page.getByRole('button', { name: /2 整烫 20/ }).waitFor()
    await scan(wang!.code)
    await page.getByText('王秀英，整烫，20 件').waitFor()
    await go(`/floor/batches/${(await batch()).id}`)
    await button('完工入库（1 扎）').click()
    await button('收进 20 件').click()
    await page.getByText('20 件进了库存').waitFor()
    const after = (await batch()).bundles
    expect(after[0]).toMatchObject({ state: 'done', held: 0 })
    expect(after[1]).toMatchObject({ state: 'live', id: second!.id })
    expect(opened.complaints).toEqual([])
  })

  it('gives a rate agreed later to what was recorded without one, after showing what that changes', async () => {
    await go(`/floor/routing/${styleId}`)
    await page.getByLabel('工价（元/件）').nth(1).fill('0.3')
    await button('保存').click()
    await page.getByText('2 条记录的工价不一样（其中 2 条没有工价）：从 0.00 元变成 9.60 元').waitFor()
    await button('改这些记录').click()
    await page.getByText('改好了 2 条记录的工价').waitFor()
    expect((await entries()).filter((row) => row.operationName === '整烫').map((row) => row.rate)).toEqual([
      300_000, 300_000,
    ])
    expect(opened.complaints).toEqual([])
  })

  it('shows where every piece is, on the board, in the batch and by what was left lying', async () => {
    await go('/floor/board')
    const { batchNumber, id } = await batch()
    const stages = page.getByRole('region', { name: batchNumber }).getByRole('listitem')
    await stages.first().waitFor()
    // 20 of 100 are in stock; 12 were ironed, but nobody wrote down that they were sewn.
    expect(await stages.allInnerTexts()).toEqual([
      expect.stringMatching(/待裁\s+0/),
      expect.stringMatching(/拼身\s+80/),
      expect.stringMatching(/整烫\s+0/),
      expect.stringMatching(/做好待入库\s+0/),
      expect.stringMatching(/已入库\s+20/),
    ])
    await page.getByText('没有放太久的扎').waitFor()
    await page.getByRole('spinbutton', { name: '天没有记录' }).fill('0')
    await page.getByRole('cell', { name: '李桂兰' }).waitFor()
    await go(`/floor/batches/${id}`)
    await page.getByRole('row', { name: '白色 110 50 0 30 0' }).waitFor()
    expect(opened.complaints).toEqual([])
  })

  it('tells each worker from the wall what she made today, and nothing of money', async () => {
    await go('/floor/wall')
    await page.getByRole('listitem').filter({ hasText: '王秀英' }).getByText('40').waitFor()
    const hers = await page.getByRole('listitem').filter({ hasText: '王秀英' }).innerText()
    for (const step of ['拼身 20', '整烫 20']) expect(hers).toContain(step)
    expect(await page.getByRole('main').innerText()).not.toMatch(/¥|元/)
    expect(opened.complaints).toEqual([])
  })

  it('leaves sound books', async () => {
    const db = openReader(app.dataDir)
    const broken = (await checkStore(db)).filter((rule) => rule.violations.length > 0)
    await db.destroy()
    expect(broken).toEqual([])
  })
})
