import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientOf } from '../../support/host.ts'
import { type OpenedDoor, openedDoor } from './opened-door.ts'

/* Whoever guesses at a tablet locks that tablet, and nothing else. */

let at: OpenedDoor
let now: number
let ownerId: number
beforeEach(async () => {
  now = Date.UTC(2026, 4, 20, 2)
  at = await openedDoor({ clock: () => now })
  ownerId = (await at.owner.settings.users.list())[0]!.id
  await at.owner.settings.users.setPin({ commandId: v7(), userId: ownerId, pin: '2580' })
  await at.owner.settings.session.unlock({ userId: ownerId, pin: '2580' })
})
afterEach(() => at.close())

type Paired = Awaited<ReturnType<OpenedDoor['paired']>>
const typed = (station: Paired, pin: string) =>
  station.client.settings.session.unlock({ userId: ownerId, pin })
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'open',
    ({ code, data }: { code: string; data: { waitSeconds?: number } }) => `${code} ${data.waitSeconds}`,
  )
async function guess(station: Paired, times: number): Promise<string> {
  let last = ''
  for (let n = 0; n < times; n += 1) last = await codeOf(typed(station, String(1000 + n)))
  return last
}

test('wrong PINs at a stolen tablet lock it alone, and the owner is told of which', async () => {
  const stolen = await at.paired({ name: '被偷的' })
  const other = await at.paired({ name: '打包台' })
  expect(await guess(stolen, 2)).toBe('pin-wrong 0')
  // A slip of the finger is nobody's business.
  expect(await at.refusals()).toEqual([])
  expect(await guess(stolen, 1)).toBe('pin-wrong 5')
  expect(await codeOf(typed(stolen, '2580'))).toBe('pin-wait 5')
  expect(await at.refusals()).toEqual([' 被偷的 wrong-pin 1'])
  // Her own PC, and the tablet beside it, open as ever; that does not open the stolen one.
  const pc = clientOf(at.host)
  await pc.settings.session.unlock({ userId: ownerId, pin: '2580' })
  await typed(other, '2580')
  expect(await codeOf(typed(stolen, '2580'))).toBe('pin-wait 5')
})

test('a guesser does not begin anew by a PIN of her own, nor by loading the page again', async () => {
  const { id: packerId } = await at.owner.settings.users.save({
    commandId: v7(),
    id: null,
    name: '小李',
    role: 'packer',
    archived: false,
  })
  await at.owner.settings.users.setPin({ commandId: v7(), userId: packerId, pin: '4826' })
  const station = await at.paired({ name: '打包台', role: 'packer' })
  await guess(station, 2)
  await station.client.settings.session.unlock({ userId: packerId, pin: '4826' })
  await station.comeIn()
  expect(await guess(station, 1)).toBe('pin-wrong 5')
  expect(await codeOf(typed(station, '2580'))).toBe('pin-wait 5')
})

test('a new PIN opens a device that was locked by wrong ones', async () => {
  const station = await at.paired({ name: '打包台' })
  await guess(station, 3)
  await at.owner.settings.users.setPin({ commandId: v7(), userId: ownerId, pin: '1470' })
  expect(await codeOf(typed(station, '1470'))).toBe('open')
})
