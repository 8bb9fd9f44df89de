import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newPlace, type Place } from './running.ts'

const relaunched = (place: Place) => existsSync(join(place.home, 'relaunch.json'))

test('after a move the program starts again and finds its workshop; without that disk it says so and begins none', async () => {
  const place = newPlace()
  const target = join(place.folder, 'disk', 'data')
  const { desktop, page } = await place.open()
  await page.evaluate((folder) => window.probe.client.settings.dataFolder.move({ folder }), target)
  expect(await desktop.exited).toBe(0)
  expect(relaunched(place)).toBe(true)
  expect(readFileSync(join(place.home, 'relaunch.json'), 'utf8')).toContain(place.dataDir)

  const again = await place.open()
  const session = await again.page.evaluate(() => window.probe.client.settings.session.get())
  expect(session.dataDir).toBe(target)
  await again.desktop.close()

  renameSync(join(place.folder, 'disk'), join(place.folder, 'unplugged'))
  // Closed, then: that disk is broken, but not sure.
  for (const answers of [[{ response: 2 }], [{ response: 1 }, { response: 1 }]])
    expect(await (await place.start({ answers })).exited).toBe(1)
  expect(existsSync(target)).toBe(false)
  expect(place.log().map(({ options }) => String(options?.message))).toEqual([
    expect.stringContaining('硬盘'),
    expect.stringContaining('硬盘'),
    expect.stringContaining('从备份恢复'),
  ])
  expect(String(place.log()[0]!.options!.detail)).toContain(target)

  // Broken, and sure: the rescue screen with the copy that was made before the move.
  expect(await (await place.start({ answers: [{ response: 1 }, { response: 0 }] })).exited).toBe(0)
  const rescue = await place.open()
  const state = await rescue.page.evaluate(() => window.probe.client.settings.rescue.state())
  expect(state).toMatchObject({ kind: 'missing', dataDir: place.dataDir, backups: [{ state: 'good' }] })
})
