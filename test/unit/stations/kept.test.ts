import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../../shared/settings/roles.ts'
import { keptText } from '../../../shared/stations/kept.ts'
import type { Changed, Station } from '../../support/station.ts'
import { type OpenedDoor, openedDoor } from './opened-door.ts'

/* Whose a record is that a device kept, and what becomes of one that could not be written. */

let at: OpenedDoor
let tablet: Station & { readonly id: number }
let now = Date.UTC(2026, 4, 20, 2)
const people: Partial<Record<string, number>> = {}
const pin = '24681357'
const minute = 60_000

async function person(name: string, role: Role, hasPin = true): Promise<number> {
  const { id } = await at.owner.settings.users.save({ commandId: v7(), id: null, name, role })
  if (hasPin) await at.owner.settings.users.setPin({ commandId: v7(), userId: id, pin })
  people[name] = id
  return id
}
const unlock = (name: string) => tablet.client.settings.session.unlock({ userId: people[name]!, pin })

beforeAll(async () => {
  at = await openedDoor({ clock: () => now })
  // From then on she is who she said she was.
  await at.owner.settings.users.setPin({ commandId: v7(), userId: 1, pin })
  tablet = await at.paired({ name: '记工台', role: 'recorder' })
  await person('王秀英', 'recorder')
  await person('李桂兰', 'recorder')
  await person('从没来过', 'recorder')
  await person('小工', 'worker')
})
afterAll(() => at.close())

const given = {
  procedure: 'production.work.record',
  words: { worker: '张三', operation: '平车', batch: '260520-1', bundle: 3, pieces: 20 },
  keptBy: null,
  keptAt: Date.UTC(2026, 4, 20, 1),
  refusedAt: Date.UTC(2026, 4, 20, 2),
  error: 'step-done',
  errorData: { bundle: 3, operation: '平车' },
}
/** Something that a device keeps; gives what was answered. */
const send = (kept: string, changed: Changed = {}) =>
  tablet.call('stations.putAway', { commandId: v7(), ...given }, { kept, ...changed })
const newest = async (command: string) => {
  const { rows } = await at.owner.settings.audit.list({ command, offset: 0, limit: 1 })
  return rows[0]!
}

test('sent while another is signed in, it is hers who kept it, with the sender beside it', async () => {
  await unlock('王秀英')
  now += minute
  const keptAt = now
  now += 10 * minute
  await unlock('李桂兰')
  now += minute
  expect((await send(keptText({ by: people.王秀英!, at: keptAt }))).status).toBe(200)
  const row = await newest('stations.putAway')
  expect([row.userName, row.station, row.at]).toEqual(['王秀英', '记工台', now])
  expect(row.kept).toEqual({ at: keptAt, unprovenBy: null, sentBy: '李桂兰' })
  // Her own is hers, and was kept all the same.
  await send(keptText({ by: people.李桂兰!, at: now }))
  expect(await newest('stations.putAway')).toMatchObject({
    userName: '李桂兰',
    kept: { at: now, unprovenBy: null, sentBy: null },
  })
})

test('whoever was not there at that time is named as the device says, and the sender answers for it', async () => {
  for (const [by, keptAt] of [
    ['从没来过', now],
    // She had left by then, and was not there yet.
    ['王秀英', now],
    ['王秀英', now - 3 * 60 * minute],
  ] as const) {
    await send(keptText({ by: people[by]!, at: keptAt }))
    expect(await newest('stations.putAway')).toMatchObject({
      userName: '李桂兰',
      kept: { at: keptAt, unprovenBy: by, sentBy: null },
    })
  }
  await send(keptText({ by: 999, at: now }))
  expect(await newest('stations.putAway')).toMatchObject({
    userName: '李桂兰',
    kept: { unprovenBy: null },
  })
})

test('whoever locks the screen is not there any more', async () => {
  await tablet.client.settings.session.lock()
  now += minute
  await send(keptText({ by: people.李桂兰!, at: now }))
  // Nobody typed a PIN: the device's own user is.
  expect(await newest('stations.putAway')).toMatchObject({
    userName: '记工台',
    kept: { unprovenBy: '李桂兰' },
  })
  await unlock('李桂兰')
  now += minute
  await send(keptText({ by: (await stationUser()) ?? 0, at: now }))
  expect(await newest('stations.putAway')).toMatchObject({
    userName: '记工台',
    kept: { unprovenBy: null, sentBy: '李桂兰' },
  })
})
const stationUser = async () =>
  (await at.owner.settings.users.list()).find(({ name }) => name === '记工台')?.id

test('nobody does by another name what she may not do, nor what is never kept', async () => {
  // The name of somebody who may do less than the sender.
  const keptAt = now + 1
  now += minute
  const less = { id: people.李桂兰!, name: '李桂兰', role: 'worker' } as const
  await at.owner.settings.users.save({ commandId: v7(), ...less })
  await tablet.client.settings.session.lock()
  now += minute
  await send(keptText({ by: people.李桂兰!, at: keptAt }))
  expect(await newest('stations.putAway')).toMatchObject({
    userName: '记工台',
    kept: { unprovenBy: '李桂兰' },
  })
  // What the one who sends may not do is refused, whoever is said to have kept it: here the owner, who never is.
  const owners = { kept: keptText({ by: 1, at: now }) }
  const refused = await tablet.call('settings.shops.save', { nonsense: true }, owners)
  expect(refused.text).toContain('not-allowed')
  const office = await at.paired({ name: '文员', role: 'office' })
  const worker = { commandId: v7(), id: null, name: '新来的', kind: 'piece', note: '', archived: false }
  const kept = keptText({ by: people.王秀英!, at: now })
  expect((await office.call('workers.save', worker, { kept })).status).toBe(200)
  expect(await newest('workers.save')).toMatchObject({ userName: '文员', kept: null })
})

test('what it says of having been kept is under its signature', async () => {
  const kept = keptText({ by: people.王秀英!, at: now })
  const forged = { 'x-yifang-kept': keptText({ by: 1, at: now }) }
  expect((await send(kept, { headers: forged })).reason).toBe('altered')
  expect((await send('', { headers: forged })).reason).toBe('altered')
  for (const nonsense of ['x', '1', '-1 5', '1 5 6', '1 1e9']) {
    expect((await send(nonsense)).status).toBe(200)
    expect((await newest('stations.putAway')).kept).toBeNull()
  }
})

test('one of a time that has not come is refused with a reason, on the screen and in the log, and others go on', async () => {
  const tomorrow = await send(keptText({ by: people.王秀英!, at: now + 24 * 60 * minute }))
  expect(tomorrow.status).toBe(400)
  expect(tomorrow.text).toContain('kept-ahead')
  expect(await at.refusals()).toContain(`${tablet.device.address} 记工台 clock 1`)
  expect(at.logged()).toContain('"reason":"clock"')
  expect(at.logged()).not.toContain('记工台')
  expect((await send(keptText({ by: people.王秀英!, at: now }))).status).toBe(200)
})

test('a device is told the time, and tells its own: the owner sees which clock is off', async () => {
  const clock = async (off: number | null) => {
    const headers: Record<string, string> = off === null ? {} : { 'x-yifang-clock': String(now + off) }
    const answer = await tablet.call('settings.workshop.get', undefined, { headers })
    expect(answer.headers['x-yifang-now']).toBe(String(now))
    return (await at.owner.stations.list()).find(({ id }) => id === tablet.id)!.clockOff
  }
  expect(await clock(-24 * 60 * minute)).toBe(-24 * 60)
  // What says nothing changes nothing; seconds are as clocks are.
  expect(await clock(null)).toBe(-24 * 60)
  expect(await clock(40_000)).toBeNull()
})

test('what was given up on a device is told to the owner until she has looked at it', async () => {
  const before = (await at.owner.stations.putAways()).length
  const input = { ...given, keptBy: people.王秀英! }
  await tablet.call('stations.putAway', { commandId: v7(), ...input })
  const [row, ...rest] = await at.owner.stations.putAways()
  expect(rest).toHaveLength(before)
  expect(row).toMatchObject({
    station: '记工台',
    procedure: 'production.work.record',
    words: given.words,
    keptBy: '王秀英',
    error: 'step-done',
    putAwayBy: '记工台',
    isNew: true,
  })
  await at.owner.stations.seePutAways({ commandId: v7(), upTo: row!.id })
  expect((await at.owner.stations.putAways()).filter(({ isNew }) => isNew)).toEqual([])
  // Only of a device, only what devices keep, and not endless.
  await expect(at.owner.stations.putAway({ commandId: v7(), ...given })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  const send = (changed: object) => tablet.call('stations.putAway', { commandId: v7(), ...given, ...changed })
  expect((await send({ procedure: 'settings.shops.save' })).text).toContain('input-invalid')
  expect((await send({ errorData: { much: 'x'.repeat(3000) } })).text).toContain('input-invalid')
  expect((await tablet.call('stations.putAways')).text).toContain('not-allowed')
})
