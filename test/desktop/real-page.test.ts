import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withProbe } from '../support/desktop.ts'
import { realMainFile as main } from '../support/desktop-build.ts'
import { newPlace } from './running.ts'

/** Starts the program with the page that users see; gives also what the browser complained about. */
async function open() {
  const place = newPlace()
  const desktop = await place.start({ main })
  const page = await desktop.page()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  // Again, with somebody listening from the first line on.
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  return { place, desktop, page, complaints }
}

test('the real page opens under the desktop’s policy without a complaint', async () => {
  const { page, complaints } = await open()
  expect(await page.title()).toContain('衣坊')
  expect(await page.evaluate(() => document.fonts.ready.then(() => true))).toBe(true)
  expect(complaints).toEqual([])
})

test('what another window changes, the real page shows; a reload keeps it', async () => {
  const { page } = await open()
  await page.goto(new URL('#/settings/shops', page.url()).href)
  await withProbe(page)
  const name = '小燕子舞蹈服'
  await page.evaluate(
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
  await page.getByText(name).first().waitFor()
  await page.reload()
  await page.getByText(name).first().waitFor()
})

test('a backup that is double-clicked leads to the question whether to restore it, at the start and later', async () => {
  const place = newPlace()
  const first = join(place.folder, '昨天的 1.yifang-backup')
  const second = join(place.folder, 'stick 2.yifang-backup')
  for (const file of [first, second]) writeFileSync(file, 'not a backup')
  const args = (file: string) => ['--data', place.dataDir, file]
  const desktop = await place.start({ main, args: args(first) })
  const page = await desktop.page()
  const question = (name: string) => page.getByRole('dialog').filter({ hasText: name })
  await question('昨天的 1.yifang-backup').waitFor()
  // The address is asked once: what the user does next, a reload too, is her own.
  expect(page.url()).toMatch(/#\/settings\/backup$/)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  const later = await place.start({ main, args: args(second) })
  expect(await later.exited).toBe(0)
  await question('stick 2.yifang-backup').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  // Pulled out in between.
  rmSync(second)
  const gone = await place.start({ main, args: args(second) })
  expect(await gone.exited).toBe(0)
  await page.getByRole('alert').getByText('stick 2.yifang-backup').waitFor()
})
