import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kiosk } from '../../shared/stations/kiosk.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { openDoor, type PairedDevice, pairDevice } from '../support/paired-device.ts'
import { launchBrowser, scanKeys } from './pages.ts'

/** Screens that can do one thing, whoever stands before them. */
let app: ServedApp
let browser: Browser
let address: string

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const kiosk = (name: string, kind: Kiosk) =>
  pairDevice({ app, browser, address }, { name, role: 'worker', kiosk: kind })
const worker = async () => (await app.call<Worker[]>('workers.list', {}))[0]!

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  address = await openDoor(app)
  await write('workers.save', { id: null, name: '王秀英', kind: 'piece', note: '', archived: false })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** Whatever is typed into the address, and after it was loaded anew: the same, and no way on. */
async function expectNothingElse({ page, complaints }: PairedDevice, shown: string): Promise<void> {
  for (const path of ['/orders', '/settings/users', '/floor', '/wages', '/nowhere']) {
    await page.evaluate((hash) => {
      location.hash = hash
    }, path)
    await page.getByText(shown).first().waitFor()
    expect(await page.getByRole('link').count()).toBe(0)
    expect(await page.getByRole('navigation').count()).toBe(0)
  }
  await page.keyboard.press('F1')
  await page.keyboard.press('Alt+e')
  await page.goto(`${address}#/settings`)
  await page.reload()
  await page.getByText(shown).first().waitFor()
  expect(await page.getByRole('link').count()).toBe(0)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(complaints).toEqual([])
}

/** Its language is its own, and stays. */
async function speaksEnglish(page: Page, shown: string): Promise<void> {
  await page.getByRole('button', { name: '切换语言' }).click()
  await page.getByText(shown).first().waitFor()
  await page.reload()
  await page.getByText(shown).first().waitFor()
  await page.getByRole('button', { name: 'Switch language' }).click()
}

describe('a kiosk', () => {
  it('for pay opens by a badge alone, in the language that was chosen there', async () => {
    const device = await kiosk('门口的平板', 'pay')
    const { page } = device
    const shown = '扫一下工牌，看自己今天做了多少'
    await page.getByText(shown).waitFor()
    await expectNothingElse(device, shown)
    await speaksEnglish(page, 'Scan your badge')
    // A bare number is on paper everywhere; the code on the badge is not.
    await scanKeys(page, (await worker()).qr)
    await page.getByText('王秀英', { exact: true }).waitFor()
    await page.context().close()
  })

  it('for time writes who comes, and leads nowhere', async () => {
    const device = await kiosk('打卡机', 'time')
    const { page } = device
    await page.getByText('请扫工牌').waitFor()
    await scanKeys(page, (await worker()).code)
    await page
      .getByRole('status')
      .getByText(/上班 \d\d:\d\d/)
      .waitFor()
    expect(await page.getByRole('button', { name: '返回考勤' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await expectNothingElse(device, '请扫工牌')
    await page.context().close()
  })

  it('for the wall shows the day, and comes back by itself when the PC was off', async () => {
    const device = await kiosk('大屏', 'wall')
    const { page } = device
    await page.getByText('今天还没有记工').waitFor()
    await expectNothingElse(device, '今天还没有记工')
    await page.route('**/rpc/**', (route) => route.abort())
    await page.reload()
    await page.getByText('连不上').first().waitFor()
    await page.unrouteAll()
    await page.getByText('今天还没有记工').waitFor({ timeout: 20_000 })
    await page.context().close()
  })
})

describe('a station of a role', () => {
  it('begins at the place where that role works', async () => {
    for (const [role, placeholder] of [
      ['packer', /扫面单/],
      ['recorder', /扫菲票/],
    ] as const) {
      const { page, complaints } = await pairDevice({ app, browser, address }, { name: role, role })
      await page.getByPlaceholder(placeholder).waitFor()
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })
})
