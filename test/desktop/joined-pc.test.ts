import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readRootCertificate } from '../../electron/host/stations/certificate-file.ts'
import { type Desktop, withProbe } from '../support/desktop.ts'
import { buildWithRealPage } from '../support/desktop-build.ts'
import {
  type DoorPlace,
  newAddress,
  newDevice,
  newDeviceKey,
  newStation,
  pair,
  type Station,
} from '../support/station.ts'
import { newPlace, type Place } from './running.ts'

/* A packing PC with the program joins the owner's workshop: two programs, one of them without a store. */

const version = (await import('../../package.json', { with: { type: 'json' } })).default.version
const printers = [{ name: 'XP-420B', displayName: '打包台打印机', description: '', options: {} }]
let main: string
let owner: Page
let atOwner: Place
let packing: Place
let tablets: Station[]
beforeAll(async () => {
  main = await buildWithRealPage()
})
beforeEach(async () => {
  atOwner = newPlace()
  packing = newPlace()
  tablets = []
  owner = (await atOwner.open({ main })).page
})
afterEach(() => {
  for (const { device } of tablets) device.close()
})

const atPacking = () => packing.start({ main, env: { DESKTOP_PRINTERS: JSON.stringify(printers) } })
const relaunched = () => join(packing.home, 'relaunch.json')

async function openDoor(): Promise<DoorPlace> {
  const address = '127.0.0.1'
  const port = await owner.evaluate(async (card) => {
    const { client, newId } = window.probe
    const plan = { on: true, address: card, port: null, keepAwake: false }
    return (await client.stations.share({ commandId: newId(), ...plan })).port
  }, address)
  return { address, port, host: `${address}:${port}`, ca: (await readRootCertificate(atOwner.dataDir))! }
}

/** Through the screens, as somebody does who stands before both PCs. */
async function joinFrom(page: Page, { host }: DoorPlace, role = 'packer'): Promise<void> {
  await page.getByRole('button', { name: '这台电脑要加入老板电脑上的作坊？' }).click()
  await page.getByLabel('老板电脑的地址').fill(host)
  await page.keyboard.press('Enter')
  const fingerprint = await owner.evaluate(
    async () => (await window.probe.client.stations.sharing()).fingerprint,
  )
  await page.getByText(fingerprint!).waitFor()
  await page.getByRole('button', { name: '一样，请求加入' }).click()
  const code = await page.locator('[data-code]').getAttribute('data-code')
  await owner.evaluate(
    async ([digits, as]) => {
      const { client, newId } = window.probe
      const [request] = await client.stations.requests()
      const use = { name: '打包台', place: '', role: as as 'packer', kiosk: null, userId: null }
      await client.stations.pair({ commandId: newId(), requestId: request!.id, code: digits!, ...use })
    },
    [code, role] as const,
  )
}

/** The packing PC's program, joined and started again. */
async function joined(door: DoorPlace, role?: string): Promise<{ desktop: Desktop; page: Page }> {
  const before = await atPacking()
  await joinFrom(await before.page(), door, role)
  expect(await before.exited).toBe(0)
  expect(existsSync(relaunched())).toBe(true)
  rmSync(relaunched())
  const desktop = await atPacking()
  return { desktop, page: await desktop.page() }
}

async function tabletAt(door: DoorPlace): Promise<Station> {
  const key = newDeviceKey()
  const device = newDevice(door, newAddress())
  const pairer = {
    stations: {
      pair: (input: object) =>
        owner.evaluate((given) => window.probe.client.stations.pair(given as never), input),
    },
  }
  await pair(pairer, device, key, { name: '平板', role: 'packer' })
  const station = await newStation(device, key, version)
  tablets.push(station)
  return station
}

const share = (page: Page) =>
  page.evaluate(async () => {
    const { client, newId } = window.probe
    const printer = { printerName: 'XP-420B', name: '打包台面单机', on: true }
    return (await client.stations.printing.share({ commandId: newId(), ...printer })).id
  })

let count = 0
async function ask(tablet: Station, sharedPrinterId: number, copies: number): Promise<number> {
  count += 1
  const commandId = `018f0000-0000-7000-8000-${String(count).padStart(12, '0')}`
  const job = { commandId, sharedPrinterId, document: 'addressLabel', pages: 1, copies } as const
  const paper = { html: '<!doctype html><p>张三</p>', width: 76, height: 130 }
  return (await tablet.client.stations.printing.print({ ...job, ...paper })).id
}

const printed = (desktop: Desktop) =>
  desktop.evaluate(() =>
    globalThis.desktopScript.printed.map(({ options }) => [options.deviceName, options.copies]),
  )
const states = () =>
  (atOwner.rows('SELECT state FROM print_job ORDER BY id') as { state: string }[]).map(({ state }) => state)

test('joins by address, fingerprint and six digits, works in the owner’s books, and prints for a tablet once', async () => {
  const door = await openDoor()
  const { desktop, page } = await joined(door)
  // Its own key is worth nothing without this user's safe.
  expect(readFileSync(join(packing.dataDir, 'station.json'), 'utf8')).not.toContain('PRIVATE')
  await page.getByRole('link', { name: '打包' }).first().waitFor()
  await withProbe(page)
  const session = await page.evaluate(() => window.probe.client.settings.session.get())
  expect(session).toMatchObject({ station: '打包台', door: 'station', dataDir: '', user: { role: 'packer' } })

  const tablet = await tabletAt(door)
  const printer = await share(page)
  await expect
    .poll(async () => (await tablet.client.stations.printing.printers()).map(({ isHere }) => isHere))
    .toEqual([true])
  await ask(tablet, printer, 1)
  await ask(tablet, printer, 2)
  await expect.poll(states).toEqual(['printed', 'printed'])
  expect(await printed(desktop)).toEqual([
    ['XP-420B', 1],
    ['XP-420B', 2],
  ])
  expect(atOwner.rows('SELECT html FROM print_job_content')).toEqual([])
  // What wages and the owner's settings are is not told to a packer's PC, whichever program asks.
  const refused = await page.evaluate(() =>
    window.probe.client.settings.backup.status().then(
      () => 'told',
      (error: { readonly code: string }) => error.code,
    ),
  )
  expect(refused).toBe('not-allowed')
})

test('killed while its printer has a document, it asks about that one; what waited comes out once it is open again', async () => {
  const door = await openDoor()
  const { desktop, page } = await joined(door)
  await page.getByRole('link', { name: '打包' }).first().waitFor()
  const printer = await share(await withProbe(page))
  const tablet = await tabletAt(door)
  await desktop.evaluate(() => {
    globalThis.desktopScript.print = () => {}
  })
  await ask(tablet, printer, 1)
  await ask(tablet, printer, 2)
  await expect.poll(states).toEqual(['printing', 'waiting'])
  desktop.process.kill('SIGKILL')
  await desktop.exited
  const again = await atPacking()
  await expect.poll(states).toEqual(['asks', 'printed'])
  expect(await printed(again)).toEqual([['XP-420B', 2]])
})

test('keeps what is recorded while the owner’s PC is off, and says that it was shut out', async () => {
  const door = await openDoor()
  const { page } = await joined(door, 'recorder')
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  const share = (on: boolean) =>
    owner.evaluate(
      async ([isOn, port]) => {
        const { client, newId } = window.probe
        const plan = { on: isOn, address: '127.0.0.1', port, keepAwake: false }
        await client.stations.share({ commandId: newId(), ...plan })
      },
      [on, door.port] as const,
    )
  await share(false)
  await page.getByText('连不上老板的电脑').waitFor()
  // It opens all the same.
  await page.reload()
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  await share(true)
  await page.getByText('连不上老板的电脑').waitFor({ state: 'hidden' })
  await owner.evaluate(async () => {
    const { client, newId } = window.probe
    const [station] = await client.stations.list()
    await client.stations.revoke({ commandId: newId(), id: station!.id })
  })
  await page.getByText('这台电脑已被停用').waitFor()
  await page.getByRole('button', { name: '重新加入…' }).waitFor()
})

test('leaves again, and has its own workshop back', async () => {
  const { desktop, page } = await joined(await openDoor())
  await page.getByRole('link', { name: '打包' }).first().waitFor()
  await page.goto(new URL('?station#/settings/this-station', page.url()).href)
  await page.getByRole('button', { name: '退出作坊…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click()
  expect(await desktop.exited).toBe(0)
  const own = await packing.open({ main })
  const session = await own.page.evaluate(() => window.probe.client.settings.session.get())
  expect(session).toMatchObject({ door: 'desktop', dataDir: packing.dataDir })
})

test('a door of another workshop, a wrong port and nobody at all are told apart before anything is asked', async () => {
  const door = await openDoor()
  const page = await (await atPacking()).page()
  await page.getByRole('button', { name: '这台电脑要加入老板电脑上的作坊？' }).click()
  const find = async (address: string, told: string) => {
    await page.getByLabel('老板电脑的地址').fill(address)
    await page.keyboard.press('Enter')
    await page.getByText(told).waitFor()
  }
  await find('127.0.0.1:1', '没有回答')
  await find('随便', '没有回答')
  await find(`https：//${door.host}/`, '请和老板屏幕上')
})
