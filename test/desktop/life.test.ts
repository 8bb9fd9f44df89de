import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import RawDatabase from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { newPlace, type Place } from './running.ts'

const serveFile = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url))

const saveShop = (page: Page, name: string) =>
  page.evaluate(
    (shop) =>
      window.probe.client.settings.shops.save({
        commandId: window.probe.newId(),
        id: null,
        platform: 'taobao',
        name: shop,
        promiseHours: 48,
      }),
    name,
  )

const left = (place: Place) =>
  ['yifang.db-wal', 'open.marker', 'host.json'].filter((name) => existsSync(join(place.dataDir, name)))

/** Starts the browser door on a folder; gives what it said once `until` is in it, or once it has ended. */
function serve(
  dataDir: string,
  until: string,
): Promise<{ readonly text: string; readonly code: number | null }> {
  const child = spawn(process.execPath, [serveFile, '--data', dataDir, '--no-open'])
  onTestFinished(() => void child.kill('SIGKILL'))
  return new Promise((resolve) => {
    let text = ''
    const hear = (data: Buffer) => {
      text += data.toString()
      if (text.includes(until)) resolve({ text, code: null })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => resolve({ text, code }))
  })
}

test('closing the window ends the program and closes the store in order', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  await saveShop(page, '甲')
  expect(left(place)).toContain('open.marker')
  await desktop.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows()[0]!.close())
  })
  expect(await desktop.exited).toBe(0)
  expect(left(place)).toEqual([])
  expect(place.rows('SELECT name FROM shop')).toEqual([{ name: '甲' }])
})

test('quitting does the same', async () => {
  const place = newPlace()
  const { desktop } = await place.open()
  await desktop.close()
  expect(await desktop.exited).toBe(0)
  expect(left(place)).toEqual([])
})

test('while work goes on, closing asks first', async () => {
  const place = newPlace()
  const { desktop } = await place.open()
  const raw = new RawDatabase(join(place.dataDir, 'yifang.db'), { timeout: 2000 })
  raw.exec("INSERT INTO job (kind, state, started_at) VALUES ('import', 'running', 0)")
  raw.close()
  const close = (response: number) =>
    desktop.evaluate(({ BrowserWindow }, answer) => {
      globalThis.desktopScript.answers.push({ response: answer })
      setImmediate(() => BrowserWindow.getAllWindows()[0]!.close())
    }, response)
  await close(0)
  await expect.poll(() => desktop.evaluate(() => globalThis.desktopScript.dialogs.length)).toBe(1)
  const windows = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(await windows()).toBe(1)
  await close(1)
  expect(await desktop.exited).toBe(0)
  expect(left(place)).toEqual([])
})

test('what was acknowledged is there after kill -9', async () => {
  const place = newPlace()
  const first = await place.open()
  await saveShop(first.page, '乙')
  first.desktop.process.kill('SIGKILL')
  expect(await first.desktop.exited).toBe('SIGKILL')
  expect(left(place)).toContain('open.marker')
  const { page } = await place.open()
  const shops = await page.evaluate(() => window.probe.client.settings.shops.list())
  expect(shops.map(({ name }) => name)).toEqual(['乙'])
})

test('a second start shows the first one’s window and ends', async () => {
  const place = newPlace()
  const { desktop } = await place.open()
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  const second = await place.start()
  expect(await second.exited).toBe(0)
  const isMinimized = () =>
    desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())
  await expect.poll(isMinimized).toBe(false)
})

test('another data folder is another program', async () => {
  const place = newPlace()
  const first = await place.open()
  const { page } = await place.open({ dataDir: join(place.folder, 'other') })
  await saveShop(page, '丙')
  expect(await page.evaluate(() => window.probe.client.settings.shops.list())).toHaveLength(1)
  expect(first.desktop.process.exitCode).toBe(null)
})

test('a folder that is open in the browser is shown there', async () => {
  const place = newPlace()
  const { text } = await serve(place.dataDir, '?key=')
  const [origin] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)!
  const desktop = await place.start({ answers: [{ response: 0 }] })
  expect(await desktop.exited).toBe(0)
  const [asked, opened] = place.log()
  expect(asked).toMatchObject({ kind: 'showMessageBox', options: { type: 'info' } })
  expect(asked!.options!.detail).toContain(origin)
  // The key is for the browser alone, never for the screen.
  expect(asked!.options!.detail).not.toContain('key=')
  expect(opened!.kind).toBe('external')
  expect(opened!.target).toContain(`${origin}?key=`)
})

test('a browser start on an open folder brings the window to the front', async () => {
  const place = newPlace()
  const { desktop } = await place.open()
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  expect((await serve(place.dataDir, 'never')).code).toBe(0)
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())).toBe(
    false,
  )
})

test('a folder that cannot be written is explained in both languages', async () => {
  const place = newPlace()
  writeFileSync(join(place.folder, 'file'), '')
  const dataDir = join(place.folder, 'file', 'data')
  const desktop = await place.start({ dataDir, answers: [{ response: 0 }] })
  expect(await desktop.exited).toBe(1)
  const [asked, opened] = place.log()
  expect(asked!.options!.message).toBe('数据文件夹不能写入。\nThe data folder cannot be written to.')
  expect(asked!.options!.detail).toContain(dataDir)
  expect(opened).toMatchObject({ kind: 'path', target: dataDir })
})

test('a newer or damaged store opens the window, which then answers its rescue only', async () => {
  const place = newPlace()
  const trouble = async (dataDir: string) => {
    const { desktop, page } = await place.open({ dataDir })
    const found = await page.evaluate(async () => ({
      state: await window.probe.client.settings.rescue.state(),
      shops: await window.probe.client.settings.shops.list().catch((error: { code: string }) => error.code),
    }))
    await desktop.close()
    expect(await desktop.exited).toBe(0)
    return { ...found, said: desktop.log() }
  }
  const { desktop } = await place.open()
  await desktop.close()
  const raw = new RawDatabase(join(place.dataDir, 'yifang.db'))
  raw.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-from-the-future', '')")
  raw.close()
  expect(await trouble(place.dataDir)).toMatchObject({
    state: { kind: 'newer' },
    shops: 'store-newer',
    // For the terminal: an installer looks there first.
    said: expect.stringMatching(/请安装新版衣坊[\s\S]*Install the newer version/),
  })
  expect(place.rows('SELECT count(*) AS shops FROM shop')).toEqual([{ shops: 0 }])

  const damaged = join(place.folder, 'damaged')
  mkdirSync(damaged)
  writeFileSync(join(damaged, 'yifang.db'), 'this is not a database '.repeat(500))
  expect(await trouble(damaged)).toMatchObject({
    state: { kind: 'damaged' },
    shops: 'store-damaged',
    said: expect.stringMatching(/修复画面[\s\S]*rescue screen/),
  })
})

test('the window comes back where it was, unless that screen is gone', async () => {
  const place = newPlace()
  const bounds = async () => {
    const { desktop } = await place.open()
    const found = await desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getNormalBounds(),
    )
    await desktop.close()
    return found
  }
  expect(await bounds()).toMatchObject({ width: 1366, height: 768 })
  const profiles = join(place.home, 'Yifang', 'windows')
  const file = join(profiles, readdirSync(profiles)[0]!, 'window.json')
  expect(existsSync(file)).toBe(true)
  const remember = (x: number) =>
    writeFileSync(file, JSON.stringify({ x, y: 40, width: 1000, height: 700, maximized: false }))
  remember(60)
  expect(await bounds()).toEqual({ x: 60, y: 40, width: 1000, height: 700 })
  remember(9000)
  expect(await bounds()).toMatchObject({ width: 1366, height: 768 })
})
