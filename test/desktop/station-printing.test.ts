import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRootCertificate } from '../../electron/host/stations/certificate-file.ts'
import type { Sharing } from '../../shared/stations/contract.ts'
import { launchBrowser } from '../e2e/pages.ts'
import { type Desktop, withProbe } from '../support/desktop.ts'
import { realMainFile as main } from '../support/desktop-build.ts'
import { freePort, pairDevice } from '../support/paired-device.ts'
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

/* A paired device without a printer asks over TLS; what it asked for comes out of the desktop's silent printing. */

const version = (await import('../../package.json', { with: { type: 'json' } })).default.version
let place: Place
let stations: Station[]
beforeEach(() => {
  place = newPlace()
  stations = []
})
afterEach(() => {
  for (const { device } of stations) device.close()
})

const printers = [{ name: 'XP-490B', displayName: '面单打印机', description: '', options: {} }]
/** The program with its printer plugged in, and the page that users see. */
const withPrinter = () => ({ main, env: { DESKTOP_PRINTERS: JSON.stringify(printers) } })

const printed = (desktop: Desktop) =>
  desktop.evaluate(() =>
    globalThis.desktopScript.printed.map(({ options }) => [options.deviceName, options.copies]),
  )

async function openDoor(page: Page): Promise<DoorPlace> {
  const address = '127.0.0.1'
  const port = await freePort()
  const plan = { commandId: v7(), on: true, address, port, keepAwake: false }
  await callFrom(page, 'stations.share', plan)
  return { address, port, host: `${address}:${port}`, ca: (await readRootCertificate(place.dataDir))! }
}

const share = (page: Page) =>
  page.evaluate(async () => {
    const { client, newId } = window.probe
    const printer = { printerName: 'XP-490B', name: '面单机', on: true }
    return (await client.stations.printing.share({ commandId: newId(), ...printer })).id
  })

async function tabletAt(page: Page, door: DoorPlace, key = newDeviceKey()): Promise<Station> {
  const device = newDevice(door, newAddress())
  const owner = {
    stations: {
      pair: (input: object) =>
        page.evaluate((given) => window.probe.client.stations.pair(given as never), input),
    },
  }
  await pair(owner, device, key, { name: '平板', role: 'packer' })
  const station = await newStation(device, key, version)
  stations.push(station)
  return station
}

let count = 0
async function ask(tablet: Station, sharedPrinterId: number, copies: number): Promise<number> {
  count += 1
  const commandId = `018f0000-0000-7000-8000-${String(count).padStart(12, '0')}`
  const html = '<!doctype html><meta charset="utf-8"><script>document.title="ran"</script><p>张三</p>'
  const paper = { width: 76, height: 130 }
  const job = { commandId, sharedPrinterId, document: 'addressLabel', pages: 1, html, copies } as const
  return (await tablet.client.stations.printing.print({ ...job, ...paper })).id
}

const states = () =>
  (place.rows('SELECT id, state FROM print_job ORDER BY id') as { state: string }[]).map(({ state }) => state)

test('a document of a paired device comes out here once, silently, on its paper, while the screen is locked too', async () => {
  const { desktop, page } = await place.open(withPrinter())
  const tablet = await tabletAt(page, await openDoor(page))
  const printer = await share(page)
  await page.evaluate(async () => {
    const { client, newId } = window.probe
    await client.settings.users.setPin({ commandId: newId(), userId: 1, pin: '2580' })
    await client.settings.session.lock()
  })
  await ask(tablet, printer, 1)
  await ask(tablet, printer, 2)
  await expect.poll(states).toEqual(['printed', 'printed'])
  const [first] = await desktop.evaluate(() => globalThis.desktopScript.printed)
  expect(first!.options).toMatchObject({
    silent: true,
    deviceName: 'XP-490B',
    pageSize: { width: 76_000, height: 130_000 },
  })
  expect(await printed(desktop)).toEqual([
    ['XP-490B', 1],
    ['XP-490B', 2],
  ])
  expect(place.rows('SELECT html FROM print_job_content')).toEqual([])
})

test('killed while the printer has it, it is asked about afterwards; what waited comes out', async () => {
  const { desktop, page } = await place.open(withPrinter())
  const door = await openDoor(page)
  const key = newDeviceKey()
  const tablet = await tabletAt(page, door, key)
  const printer = await share(page)
  // The printer takes it and says nothing.
  await desktop.evaluate(() => {
    globalThis.desktopScript.print = () => {}
  })
  const begun = await ask(tablet, printer, 1)
  await ask(tablet, printer, 2)
  await expect.poll(states).toEqual(['printing', 'waiting'])
  desktop.process.kill('SIGKILL')
  await desktop.exited

  const again = await place.start(withPrinter())
  await expect.poll(states).toEqual(['asks', 'printed'])
  const reopened = await withProbe(await again.page())
  expect(await printed(again)).toEqual([['XP-490B', 2]])
  // Whoever stands at the printer says that it did not: now it is printed, once.
  await reopened.evaluate(async (id) => {
    const { client, newId } = window.probe
    await client.stations.printing.settle({ commandId: newId(), id, as: 'again' })
  }, begun)
  await expect.poll(states).toEqual(['printed', 'printed'])
  expect(await printed(again)).toEqual([
    ['XP-490B', 2],
    ['XP-490B', 1],
  ])
})

test('a printer that was unplugged is said so on the device, and the document is kept', async () => {
  const { page } = await place.open({ main })
  const tablet = await tabletAt(page, await openDoor(page))
  const printer = await share(page)
  await ask(tablet, printer, 1)
  await expect.poll(states).toEqual(['failed'])
  expect(await tablet.client.stations.printing.jobs()).toMatchObject([
    { state: 'failed', reason: 'printer-gone', detail: 'XP-490B', isOwn: true },
  ])
  expect(place.rows('SELECT count(*) AS kept FROM print_job_content')).toEqual([{ kept: 1 }])
})

test('a tablet prints labels at the owner’s PC, which it is asked about once, and sees them come out', async () => {
  const { desktop, page } = await place.open(withPrinter())
  await openDoor(page)
  const call = <T>(path: string, input?: unknown): Promise<T> => callFrom(page, path, input)
  const styleId = await savePlainStyle({ call })
  // The owner: which document goes to it, and that others may use it.
  await call('shipping.printers.save', {
    ...{ commandId: v7(), document: 'skuLabel', printerName: 'XP-490B', paper: '50x30' },
    ...{ offsetX: 0, offsetY: 0, scale: 1000, rotated: false, automatic: false },
  })
  await page.goto(new URL('#/settings/printers', page.url()).href)
  await page.getByRole('textbox', { name: '面单打印机' }).fill('标签机')
  await page.getByRole('switch', { name: '面单打印机' }).click()
  await page.getByText('打印 货品标签').waitFor()

  const browser = await launchBrowser()
  try {
    const { urls } = await call<Sharing>('stations.sharing')
    const at = { app: { call }, browser, address: urls[0]! }
    const { page: tablet } = await pairDevice(at, { name: '平板', role: 'office' })
    const printLabels = async () => {
      await tablet.goto(new URL(`#/catalog/styles/${styleId}`, tablet.url()).href)
      await tablet.getByRole('button', { name: '打印标签…' }).click()
      await tablet.getByRole('dialog').getByRole('button', { name: /^打印/ }).click()
    }
    await printLabels()
    await tablet.getByRole('button', { name: /标签机/ }).click()
    await tablet.getByRole('status').getByText('已打印').waitFor()
    // Where it was asked for, too, and for as long as that screen is looked at.
    await tablet.locator('[data-print-job=printed]').getByText('已打印').waitFor()
    const [label] = await desktop.evaluate(() => globalThis.desktopScript.printed)
    expect(label!.options).toMatchObject({
      silent: true,
      deviceName: 'XP-490B',
      pageSize: { width: 50_000, height: 30_000 },
    })
    // Remembered, and known where the printer stands.
    await printLabels()
    await expect.poll(states).toEqual(['printed', 'printed'])
    await page.getByText(/给 平板（货品标签）/).waitFor()
    expect(await printed(desktop)).toHaveLength(2)
  } finally {
    await browser.close()
  }
})
