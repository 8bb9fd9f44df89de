import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPlace } from './running.ts'

const marked = (page: Page) => page.evaluate(() => 'isOld' in window).catch(() => true)

/** Marks the page's window: a page that was loaded anew has no such mark. */
async function leaveMark(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/settings/workshop'
    Object.assign(window, { isOld: true })
  })
}

test('a page that is gone is told of, and loaded again where she was; the log keeps it', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  await leaveMark(page)
  await desktop.evaluate(({ BrowserWindow }) => {
    globalThis.desktopScript.answers.push({ response: 0 })
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  })
  await expect.poll(() => marked(page)).toBe(false)
  expect(new URL(page.url()).hash).toBe('#/settings/workshop')
  const dialogs = await desktop.evaluate(() => globalThis.desktopScript.dialogs)
  expect(JSON.stringify(dialogs)).toMatch(/意外停止|stopped unexpectedly/)
  const log = readFileSync(join(place.dataDir, 'logs', 'yifang.log'), 'utf8')
  expect(log).toContain('"page-gone","reason":"crashed"')
  await desktop.close()
})

test('a page that hangs is waited for, or loaded again, as the user says', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  await leaveMark(page)
  const hang = (response: number) =>
    desktop.evaluate(({ BrowserWindow }, answer) => {
      globalThis.desktopScript.answers.push({ response: answer })
      BrowserWindow.getAllWindows()[0]!.emit('unresponsive')
    }, response)
  await hang(0)
  await expect.poll(() => desktop.evaluate(() => globalThis.desktopScript.dialogs.length)).toBe(1)
  expect(await marked(page)).toBe(true)
  await hang(1)
  await expect.poll(() => marked(page)).toBe(false)
  expect(await desktop.evaluate(() => globalThis.desktopScript.dialogs.length)).toBe(2)
  await desktop.close()
})
