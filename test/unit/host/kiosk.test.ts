import { afterEach, expect, it } from 'vitest'
import { id, type TestHost, testHost } from '../../support/host.ts'

let opened: TestHost
afterEach(() => opened.close())

it('never asks for a PIN, tells nobody who works here, and answers to its own calls alone', async () => {
  opened = await testHost()
  const first = opened.client()
  const [owner] = await first.settings.users.list()
  const made = { commandId: id(), id: null, name: '门口', archived: false }
  const saved = await first.settings.users.save({ ...made, role: 'worker' })
  const recorder = await first.settings.users.save({
    ...made,
    commandId: id(),
    name: '组长',
    role: 'recorder',
  })
  await first.settings.users.setPin({ commandId: id(), userId: owner!.id, pin: '1111' })
  const unlocked = opened.client()
  await unlocked.settings.session.unlock({ userId: owner!.id, pin: '1111' })
  for (const user of [saved, recorder])
    await unlocked.settings.users.setPin({ commandId: id(), userId: user.id, pin: '4826' })

  const paired = { id: 1, role: 'worker', userId: saved.id } as const
  const pay = opened.client({ door: 'station', paired: { ...paired, kiosk: 'pay' } })
  expect(await pay.settings.session.get()).toMatchObject({
    user: { id: saved.id },
    kiosk: 'pay',
    people: [],
    dataDir: '',
  })
  await expect(pay.settings.session.lock()).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(pay.catalog.skus.search({ search: '' })).rejects.toMatchObject({ code: 'not-allowed' })

  const wall = opened.client({
    door: 'station',
    paired: { id: 2, role: 'recorder', userId: recorder.id, kiosk: 'wall' },
  })
  expect((await wall.production.tally()).workers).toEqual([])
  await expect(wall.production.board({})).rejects.toMatchObject({ code: 'not-allowed' })

  // The same person at a station of her own is asked.
  const station = opened.client({
    door: 'station',
    paired: { id: 3, role: 'recorder', userId: recorder.id, kiosk: null },
  })
  expect((await station.settings.session.get()).user).toBeNull()
})
