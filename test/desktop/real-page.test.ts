import { beforeAll, expect, test } from 'vitest'
import { withProbe } from '../support/desktop.ts'
import { buildWithRealPage } from '../support/desktop-build.ts'
import { newPlace } from './running.ts'

let main: string
beforeAll(async () => {
  main = await buildWithRealPage()
})

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
