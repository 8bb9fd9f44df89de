import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isShutOut } from '../../../db/stations/shut-out.ts'
import { jobEnd, testHost } from '../../support/host.ts'
import {
  enter,
  newDevice,
  newDeviceKey,
  newStation,
  nextProof,
  pair,
  proofOf,
} from '../../support/station.ts'
import { type OpenedDoor, openedDoor, version } from './opened-door.ts'

/* A device that was stolen, or whose user left. */

let at: OpenedDoor
beforeEach(async () => {
  at = await openedDoor()
})
afterEach(() => at.close())

const read = 'settings.workshop.get'
type Paired = Awaited<ReturnType<OpenedDoor['paired']>>
const revoke = ({ id }: Paired) => at.owner.stations.revoke({ commandId: v7(), id })

const closing = (stream: Readable) => new Promise((resolve) => stream.once('close', resolve))

/** The stream of events that each page keeps open, once it is. */
async function events(station: Paired) {
  const path = '/rpc/settings/events/watch'
  const headers = { 'content-type': 'application/json', ...proofOf(nextProof(station), path, '{}') }
  const stream = await station.device.stream(path, { method: 'POST', headers, body: '{}' })
  stream.on('error', () => {})
  let text = ''
  stream.on('data', (part) => {
    text += part
  })
  return { stream, text: () => text }
}

test('is cut off at once, in the middle of what it hears, and stays outside', async () => {
  const stolen = await at.paired({ name: '被偷的' })
  const kept = await at.paired({ name: '留下的' })
  const [theirs, ours] = [await events(stolen), await events(kept)]
  expect([theirs.stream.statusCode, ours.stream.statusCode]).toEqual([200, 200])
  const closed = closing(theirs.stream)
  await revoke(stolen)
  await closed
  // What happens from then on is told to whoever is still there, and to nobody else.
  const customer = { commandId: v7(), id: null, name: '李', kind: 'direct' as const, phone: '', note: '' }
  await at.owner.orders.customers.save(customer)
  await expect.poll(ours.text, { timeout: 15_000 }).toContain('"customer"')
  expect(theirs.text()).not.toContain('"customer"')
  expect((await stolen.call(read)).reason).toBe('sign-in')
  const { cookie } = stolen.entry
  expect((await stolen.device.send('/assets/index.js', { headers: { cookie } })).status).toBe(403)
  expect(await enter(stolen.device, stolen.key, version)).toBe('unknown')
  // Its key is not let in under another name either.
  const { publicKey } = stolen.key
  expect((await stolen.device.post('/pair/ask', { publicKey, device: 'x' })).reason).toBe('unknown')
  expect((await kept.call(read)).status).toBe(200)
  expect(await at.refusals()).toContain(`${stolen.device.address} - unknown 3`)
  ours.stream.destroy()
})

test('is not let in by older books, nor are the pages that were open then', async () => {
  const stolen = await at.paired({ name: '被偷的' })
  const kept = await at.paired({ name: '留下的' })
  const { jobId } = await at.owner.settings.backup.make()
  await jobEnd(at.owner, jobId)
  const [backup] = await at.owner.settings.backup.list()
  const late = await at.paired({ name: '后来的' })
  await revoke(stolen)
  const { stream } = await events(late)
  const closed = closing(stream)
  await at.owner.settings.backup.restore({ name: backup!.name })
  await closed
  const rows = await at.owner.stations.list()
  // The books of then know it as one of the workshop's.
  expect(rows.map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
    ['被偷的', null],
    ['留下的', null],
  ])
  expect(await enter(stolen.device, stolen.key, version)).toBe('unknown')
  expect(await enter(late.device, late.key, version)).toBe('unknown')
  expect((await kept.call(read)).reason).toBe('sign-in')
  await kept.comeIn()
  expect((await kept.call(read)).status).toBe(200)
  const list = readFileSync(join(at.dir, 'stations', 'shut-out.txt'), 'utf8')
  expect(list).not.toContain(stolen.key.publicKey)
})

test('is not let in where the workshop moved to, by copies of books that have forgotten it', async () => {
  const stolen = await at.paired({ name: '被偷的' })
  // What is carried away: the next one takes the first one's place on the disk.
  const carried = async () => {
    const { fileName, file } = await at.owner.settings.backup.download({ withoutKey: true })
    return new File([await file.arrayBuffer()], fileName)
  }
  const older = await carried()
  await revoke(stolen)
  await at.owner.settings.backup.restore({ file: older })
  const newer = await carried()
  const next = await testHost()
  try {
    const owner = next.client()
    const isOutside = () => isShutOut(next.dir, stolen.key.publicKey)
    await owner.settings.backup.restore({ file: older })
    // Nothing there can know it yet.
    expect(await isOutside()).toBe(false)
    for (const file of [newer, older]) {
      await owner.settings.backup.restore({ file })
      expect((await owner.stations.list()).map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
        ['被偷的', null],
      ])
      expect(await isOutside()).toBe(true)
    }
  } finally {
    await next.close()
  }
})

test('stays outside after a power cut between the books and the list of who is out', async () => {
  const stolen = await at.paired({ name: '被偷的' })
  const { jobId } = await at.owner.settings.backup.make()
  await jobEnd(at.owner, jobId)
  const [backup] = await at.owner.settings.backup.list()
  // What a revocation writes first, and nothing after it.
  await at.host.services.store.writer
    .updateTable('station')
    .set({ revoked_at: Date.now() })
    .where('id', '=', stolen.id)
    .execute()
  await at.host.services.stations.begin()
  await at.owner.settings.backup.restore({ name: backup!.name })
  expect(await enter(stolen.device, stolen.key, version)).toBe('unknown')
})

test('does nothing more for a user who was put away', async () => {
  const { id: userId } = await at.owner.settings.users.save({
    commandId: v7(),
    id: null,
    name: '小王',
    role: 'recorder',
    archived: false,
  })
  const station = await at.paired({ name: '记工台', userId })
  expect((await station.call(read)).status).toBe(200)
  const gone = { commandId: v7(), id: userId, name: '小王', role: 'recorder' as const, archived: true }
  await at.owner.settings.users.save(gone)
  const answer = await station.call(read)
  expect([answer.status, JSON.parse(answer.text).json.code]).toEqual([400, 'locked'])
})

test('two devices never have one name, until the first is out', async () => {
  const first = await at.paired({ name: '打包台 1' })
  const device = newDevice(at.door)
  const key = newDeviceKey()
  const refused = pair(at.owner, device, key, { name: '打包台 1' })
  await expect(refused).rejects.toMatchObject({ code: 'already-exists' })
  expect(await enter(device, key, version)).toBe('unknown')
  await revoke(first)
  await pair(at.owner, device, key, { name: '打包台 1' })
  const second = await newStation(device, key, version)
  expect((await second.call(read)).status).toBe(200)
  expect((await first.call(read)).reason).toBe('sign-in')
  device.close()
})

test('while it is closed the door answers nobody, and opens again for those it knew', async () => {
  const station = await at.paired({ name: '记工台' })
  const { stream } = await events(station)
  const closed = closing(stream)
  const share = (on: boolean) =>
    at.owner.stations.share({
      commandId: v7(),
      on,
      address: '127.0.0.1',
      port: at.door.port,
      keepAwake: false,
    })
  await share(false)
  await closed
  await expect(station.call(read)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await share(true)
  expect((await station.call(read)).reason).toBe('sign-in')
  await station.comeIn()
  expect((await station.call(read)).status).toBe(200)
})
