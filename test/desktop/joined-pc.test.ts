import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRootCertificate } from '../../electron/host/stations/certificate-file.ts'
import { scanKeys } from '../e2e/pages.ts'
import { type Desktop, withProbe } from '../support/desktop.ts'
import { realMainFile as main } from '../support/desktop-build.ts'
import { carriedTickets, freePort } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import {
  type DoorPlace,
  newAddress,
  newDevice,
  newDeviceKey,
  newStation,
  pair,
  type Station,
} from '../support/station.ts'
import { callFrom, newPlace, type Place } from './running.ts'

/* A packing PC with the program joins the owner's workshop: two programs, one of them without a store. */

const version = (await import('../../package.json', { with: { type: 'json' } })).default.version
const printers = [{ name: 'XP-420B', displayName: '打包台打印机', description: '', options: {} }]
let owner: Page
let atOwner: Place
let packing: Place
let door: DoorPlace
/** The packing PC's program, and its page. */
let desktop: Desktop
let page: Page
let tablet: Station
let printer: number
let styleId: number
let workers: { readonly code: string }[]
let tickets: { readonly code: string }[]
beforeAll(async () => {
  atOwner = newPlace('kept')
  packing = newPlace('kept')
  owner = (await atOwner.open({ main })).page
  door = await openDoor()
  styleId = await savePlainStyle({ call })
  await call('workers.save', {
    commandId: v7(),
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })
  workers = await call<{ code: string }[]>('workers.list', {})
  await savePlainSteps({ call }, styleId, 60)
  const batchId = await beginPlainBatch({ call }, styleId, { 110: 20 })
  await cutPlain({ call }, batchId, 20)
  const batch = await call<{ bundles: { code: string }[] }>('production.batches.get', { id: batchId })
  tickets = batch.bundles
})
afterAll(async () => {
  tablet?.device.close()
  for (const place of [atOwner, packing]) await place?.end()
})

const atPacking = () => packing.start({ main, env: { DESKTOP_PRINTERS: JSON.stringify(printers) } })
const relaunched = () => join(packing.home, 'relaunch.json')
const call = <T>(path: string, input?: unknown): Promise<T> => callFrom(owner, path, input)

async function openDoor(): Promise<DoorPlace> {
  // One that no other test's door takes while this one is closed: that would be another workshop.
  const port = await freePort()
  const plan = { commandId: v7(), on: true, address: '127.0.0.1', port, keepAwake: false }
  await call('stations.share', plan)
  const ca = (await readRootCertificate(atOwner.dataDir))!
  return { address: '127.0.0.1', port, host: `127.0.0.1:${port}`, ca }
}

/** Through the screens, as somebody does who stands before both PCs. */
async function joinFrom(at: Page): Promise<void> {
  await at.getByLabel('老板电脑的地址').fill(door.host)
  await at.keyboard.press('Enter')
  const { fingerprint } = await call<{ fingerprint: string }>('stations.sharing')
  await at.getByText(fingerprint).waitFor()
  await at.getByRole('button', { name: '一样，请求加入' }).click()
  const code = await at.locator('[data-code]').getAttribute('data-code')
  const [request] = await call<{ id: string }[]>('stations.requests')
  const use = { name: '打包台', place: '', role: 'office', kiosk: null, userId: null }
  await call('stations.pair', { commandId: v7(), requestId: request!.id, code, ...use })
}

const share = (on: boolean) =>
  call('stations.share', { commandId: v7(), on, address: '127.0.0.1', port: door.port, keepAwake: false })

let count = 0
async function ask(copies: number): Promise<number> {
  count += 1
  const commandId = `018f0000-0000-7000-8000-${String(count).padStart(12, '0')}`
  const job = { commandId, sharedPrinterId: printer, document: 'addressLabel', pages: 1, copies } as const
  const paper = { html: '<!doctype html><p>张三</p>', width: 76, height: 130 }
  return (await tablet.client.stations.printing.print({ ...job, ...paper })).id
}

const printed = () =>
  desktop.evaluate(() =>
    globalThis.desktopScript.printed.map(({ options }) => [options.deviceName, options.copies]),
  )
const states = () =>
  (atOwner.rows('SELECT state FROM print_job ORDER BY id') as { state: string }[]).map(({ state }) => state)

test('tells apart nobody, no address and a workshop, before anything is asked', async () => {
  const before = await atPacking()
  page = await before.page()
  await page.getByRole('button', { name: '这台电脑要加入老板电脑上的作坊？' }).click()
  for (const address of ['127.0.0.1:1', '随便']) {
    await page.getByLabel('老板电脑的地址').fill(address)
    await page.keyboard.press('Enter')
    await page.getByText('没有回答').waitFor()
  }
  await joinFrom(page)
  expect(await before.exited).toBe(0)
  expect(existsSync(relaunched())).toBe(true)
  rmSync(relaunched())
})

test('works in the owner’s books, and prints for a tablet once', async () => {
  // Its own key is worth nothing without this user's safe.
  expect(readFileSync(join(packing.dataDir, 'station.json'), 'utf8')).not.toContain('PRIVATE')
  desktop = await atPacking()
  page = await withProbe(await desktop.page())
  await page.getByRole('link', { name: '订单' }).first().waitFor()
  const session = await callFrom(page, 'settings.session.get')
  expect(session).toMatchObject({ station: '打包台', door: 'station', dataDir: '', user: { role: 'office' } })
  // A station is no owner, whichever program it runs.
  await expect(callFrom(page, 'settings.backup.status')).rejects.toThrow('not-allowed')

  const device = newDevice(door, newAddress())
  const key = newDeviceKey()
  const pairer = { stations: { pair: (input: object) => call<{ id: number }>('stations.pair', input) } }
  await pair(pairer, device, key, { name: '平板', role: 'packer' })
  tablet = await newStation(device, key, version)
  const lent = { commandId: v7(), printerName: 'XP-420B', name: '打包台面单机', on: true }
  printer = (await callFrom<{ id: number }>(page, 'stations.printing.share', lent)).id
  await expect
    .poll(async () => (await tablet.client.stations.printing.printers()).map(({ isHere }) => isHere))
    .toEqual([true])
  await ask(1)
  await ask(2)
  await expect.poll(states).toEqual(['printed', 'printed'])
  const forTablet = [
    ['XP-420B', 1],
    ['XP-420B', 2],
  ]
  expect(await printed()).toEqual(forTablet)
  // What is asked for at this PC itself comes out at once, without a question and without the books knowing of it.
  await callFrom(page, 'shipping.printers.save', {
    ...{ commandId: v7(), document: 'skuLabel', printerName: 'XP-420B', paper: '50x30' },
    ...{ offsetX: 0, offsetY: 0, scale: 1000, rotated: false, automatic: false },
  })
  await page.goto(new URL(`?station#/catalog/styles/${styleId}`, page.url()).href)
  await page.getByRole('button', { name: '打印标签…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^打印/ }).click()
  await expect.poll(printed).toEqual([...forTablet, ['XP-420B', 1]])
  expect(states()).toHaveLength(2)
  expect(atOwner.rows('SELECT html FROM print_job_content')).toEqual([])
})

test('killed while its printer has a document, it asks about that one; what waited comes out once it is open again', async () => {
  await desktop.evaluate(() => {
    globalThis.desktopScript.print = () => {}
  })
  await ask(3)
  await ask(4)
  await expect.poll(states).toEqual(['printed', 'printed', 'printing', 'waiting'])
  desktop.process.kill('SIGKILL')
  await desktop.exited
  desktop = await atPacking()
  await expect.poll(states).toEqual(['printed', 'printed', 'asks', 'printed'])
  expect(await printed()).toEqual([['XP-420B', 4]])
})

test('keeps what is recorded while the owner’s PC does not answer, over a new start, and sends it', async () => {
  page = await desktop.page()
  const goTo = (hash: string) => page.goto(new URL(`?station${hash}`, page.url()).href)
  await goTo('#/floor')
  await page.getByText('扫一张菲票', { exact: true }).waitFor()
  await expect.poll(() => page.evaluate(carriedTickets)).toBe(2)
  await share(false)
  await page.getByText('连不上老板的电脑').waitFor()
  await scanKeys(page, tickets[0]!.code)
  await page.getByRole('spinbutton', { name: '好件' }).waitFor()
  await scanKeys(page, workers[0]!.code)
  await page.getByText('已记在这台设备上 1 条').waitFor()
  // It opens although nobody answers, and still has it.
  await page.reload()
  await page.getByText('已记在这台设备上 1 条').waitFor()
  await share(true)
  await expect.poll(() => atOwner.rows('SELECT id FROM work_entry')).toHaveLength(1)
})

test('says that it was shut out, and has its own workshop back once it leaves', async () => {
  const stations = await call<{ id: number; name: string }[]>('stations.list')
  const { id } = stations.find(({ name }) => name === '打包台')!
  await call('stations.revoke', { commandId: v7(), id })
  await page.getByText('这台电脑已被停用').waitFor()
  await expect.poll(() => page.evaluate(carriedTickets)).toBe(-1)
  await page.getByRole('button', { name: '退出作坊…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click()
  expect(await desktop.exited).toBe(0)
  const own = await packing.open({ main })
  const session = await callFrom(own.page, 'settings.session.get')
  expect(session).toMatchObject({ door: 'desktop', dataDir: packing.dataDir })
})
