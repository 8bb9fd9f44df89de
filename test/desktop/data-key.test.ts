import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPlace } from './running.ts'

const state = (page: Page) => page.evaluate(() => window.probe.client.workers.dataKey.state())

test("the system's safe opens the numbers at the next start, for this user of this PC only", async () => {
  const place = newPlace()
  const first = await place.open()
  const code = await first.page.evaluate(async () => {
    const { client, newId } = window.probe
    const made = await client.workers.dataKey.create({ commandId: newId(), forget: false })
    await client.workers.save({
      commandId: newId(),
      id: null,
      name: '丁秀英',
      kind: 'piece',
      note: '',
      archived: false,
      idNumber: '11010519491231002X',
    })
    return made.code
  })
  expect(await state(first.page)).toMatchObject({ state: 'open', keptHere: true })
  await first.desktop.close()
  const second = await place.open()
  expect(await state(second.page)).toMatchObject({ state: 'open', keptHere: true })
  const details = await second.page.evaluate(() => window.probe.client.workers.details())
  expect(details[0]!.idNumber.text).toBe('•••• 002X')
  await second.desktop.close()
  // The same folder with another user's safe.
  const other = await place.open({ home: join(place.folder, 'another home') })
  expect(await state(other.page)).toMatchObject({ state: 'locked', keptHere: false })
  await other.page.evaluate((known) => window.probe.client.workers.dataKey.open({ code: known }), code)
  expect(await state(other.page)).toMatchObject({ state: 'open', keptHere: true })
})
