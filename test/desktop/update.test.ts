import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { compileHost } from '../../build/compile-electron.ts'
import { readRecord } from '../../electron/host/settings/updates/record.ts'
import type { Desktop } from '../support/desktop.ts'
import { desktopFolder } from '../support/desktop-build.ts'
import { newKey, putUpdate } from '../support/update-files.ts'
import { newPlace, type Place } from './running.ts'

const key = newKey()
const folder = `${desktopFolder}-update`
const main = join(folder, 'out', 'electron', 'main.js')
const mainSource = fileURLToPath(new URL('./update-main.ts', import.meta.url))

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  cpSync(desktopFolder, folder, { recursive: true })
  const preload = readFileSync(join(folder, 'out', 'electron', 'preload.cjs'))
  await compileHost(join(folder, 'out', 'electron'), { main: mainSource }, ['electron', 'better-sqlite3'])
  appendFileSync(join(folder, 'out', 'electron', 'preload.cjs'), preload)
})

/** A setup that writes down how it was started, and what it found of the program before it. */
const setup = (place: Place) =>
  Buffer.from(`#!/bin/sh
printf '%s\\n' "$0" "$@" > '${place.folder}/ran.tmp'
ls '${place.dataDir}' > '${place.folder}/left.txt'
mv '${place.folder}/ran.tmp' '${place.folder}/ran.txt'
`)
const ran = (place: Place) =>
  existsSync(join(place.folder, 'ran.txt'))
    ? readFileSync(join(place.folder, 'ran.txt'), 'utf8').trim().split('\n')
    : null

async function open(place: Place): Promise<{ desktop: Desktop; page: Page }> {
  const stick = join(place.folder, 'stick')
  mkdirSync(stick, { recursive: true })
  putUpdate(stick, key, setup(place))
  const env = {
    UPDATE_STICK: stick,
    UPDATE_KEY: key.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  }
  return place.open({ main, env })
}
const look = (page: Page) =>
  page.evaluate(async () => (await window.probe.client.settings.updates.look()).offer?.id ?? '')
const close = (desktop: Desktop, response: number) =>
  desktop.evaluate(({ BrowserWindow }, answer) => {
    globalThis.desktopScript.answers.push({ response: answer })
    setImmediate(() => BrowserWindow.getAllWindows()[0]!.close())
  }, response)

test('installing ends the program in order and then starts exactly the setup that was checked', async () => {
  const place = newPlace()
  const { desktop, page } = await open(place)
  const id = await look(page)
  await page.evaluate((chosen) => window.probe.client.settings.updates.install({ id: chosen }), id)
  expect(await desktop.exited).toBe(0)
  await expect
    .poll(() => ran(place))
    .toEqual([join(`${place.dataDir}-updates`, 'Yifang-Setup-0.2.0.exe'), '--updated', '/S', '--force-run'])
  // The store was closed by then.
  const left = readFileSync(join(place.folder, 'left.txt'), 'utf8').split('\n')
  expect(left).toContain('update.json')
  for (const open of ['open.marker', 'host.json', 'yifang.db-wal']) expect(left).not.toContain(open)
  expect(readRecord(place.dataDir)).toMatchObject({ kind: 'update', state: 'starting', to: '0.2.0' })
})

test('a copy that was changed after it was checked is not started, and that is said', async () => {
  const place = newPlace()
  const { desktop, page } = await open(place)
  const id = await look(page)
  await page.evaluate((chosen) => window.probe.client.settings.updates.plan({ id: chosen }), id)
  appendFileSync(join(`${place.dataDir}-updates`, 'Yifang-Setup-0.2.0.exe'), '# more')
  await desktop.evaluate(({ BrowserWindow }) => {
    // The question, then the box that says it was not installed.
    globalThis.desktopScript.answers.push({ response: 0 }, {})
    setImmediate(() => BrowserWindow.getAllWindows()[0]!.close())
  })
  expect(await desktop.exited).toBe(0)
  expect(ran(place)).toBe(null)
  expect(readRecord(place.dataDir)).toBe(null)
  expect(place.log().map(({ kind }) => kind)).toEqual(['showMessageBox', 'showErrorBox'])
})

test('a planned version asks when the window closes: yes, only closing, and going on with work', async () => {
  const place = newPlace()
  const first = await open(place)
  const id = await look(first.page)
  await first.page.evaluate((chosen) => window.probe.client.settings.updates.plan({ id: chosen }), id)
  await close(first.desktop, 2)
  await expect.poll(() => first.desktop.evaluate(() => globalThis.desktopScript.dialogs.length)).toBe(1)
  const windows = () => first.desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(await windows()).toBe(1)
  await close(first.desktop, 1)
  expect(await first.desktop.exited).toBe(0)
  expect(ran(place)).toBe(null)

  const second = await open(place)
  await second.page.evaluate(
    (chosen) => window.probe.client.settings.updates.plan({ id: chosen }),
    await look(second.page),
  )
  await close(second.desktop, 0)
  expect(await second.desktop.exited).toBe(0)
  await expect.poll(() => ran(place)?.slice(1)).toEqual(['--updated', '/S', '--force-run'])
})

test('the program itself, not installed, shows an update and starts nothing', async () => {
  const place = newPlace()
  const { page } = await place.open()
  const status = await page.evaluate(() => window.probe.client.settings.updates.status())
  expect({ canInstall: status.canInstall, why: status.why }).toEqual({
    canInstall: false,
    why: 'not-installed',
  })
})
