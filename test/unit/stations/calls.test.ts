import { afterAll, beforeAll, expect, test } from 'vitest'
import { proofHeaders } from '../../../shared/stations/proof.ts'
import { newDevice, newDeviceKey, nextProof, proofOf, type Station } from '../../support/station.ts'
import { type OpenedDoor, openedDoor, programText, version } from './opened-door.ts'

/* What was signed by a paired device is answered, and nothing that was changed, taken or sent again. */

let at: OpenedDoor
let one: Station
let other: Station
beforeAll(async () => {
  at = await openedDoor()
  one = await at.paired({ name: '记工台', role: 'recorder' })
  other = await at.paired({ name: '打包台', role: 'packer' })
})
afterAll(() => at.close())

const read = 'settings.workshop.get'
const setLanguage = 'settings.session.setLanguage'
const language = async (station: Station) => (await station.client.settings.session.get()).language

test('signed, a call is answered, and the page and its files with the cookie alone', async () => {
  expect((await one.call(read)).status).toBe(200)
  expect((await one.client.settings.session.get()).station).toBe('记工台')
  const file = await one.device.send('/assets/index.js', { headers: { cookie: one.entry.cookie } })
  expect(file.text).toBe(programText)
})

test('sent again it is refused, however long after', async () => {
  const proof = nextProof(one)
  expect((await one.call(read, undefined, proof)).status).toBe(200)
  expect((await one.call(read, undefined, proof)).reason).toBe('replayed')
  // Calls of a page overtake each other.
  const [early, late] = [nextProof(one), nextProof(one)]
  expect((await one.call(read, undefined, late)).status).toBe(200)
  expect((await one.call(read, undefined, early)).status).toBe(200)
  for (const again of [early, late, proof])
    expect((await one.call(read, undefined, again)).reason).toBe('replayed')
  // Further back than any that is remembered.
  const far = nextProof(one).number + 2000
  expect((await one.call(read, undefined, { number: far })).status).toBe(200)
  expect((await one.call(read, undefined, { number: far - 600 })).reason).toBe('replayed')
  one.number = far
  expect(await at.refusals()).toContain(`${one.device.address} 记工台 replayed 5`)
})

test('changed in its body, its path, its number or its session it is refused, and does nothing', async () => {
  await one.client.settings.session.setLanguage({ language: 'zh-CN' })
  const proof = nextProof(one)
  const signed = proofOf(proof, '/rpc/settings/session/setLanguage', '{"json":{"language":"zh-CN"}}')
  const number = (value: number) => ({
    [proofHeaders.proof]: `${value} ${signed[proofHeaders.proof]!.split(' ')[1]}`,
  })
  const changes = [
    { body: '{"json":{"language":"en"}}' },
    { path: '/rpc/settings/session/lock' },
    { headers: number(proof.number + 1) },
    { headers: number(proof.number - 1) },
    { headers: { [proofHeaders.session]: other.entry.session } },
    { headers: { [proofHeaders.proof]: '' } },
    { headers: { [proofHeaders.proof]: `${proof.number} ${'A'.repeat(86)}` } },
    { headers: { [proofHeaders.proof]: `-1 ${'A'.repeat(86)}` } },
    { key: newDeviceKey() },
    { key: other.key },
  ]
  for (const change of changes) {
    const answer = await one.call(setLanguage, { language: 'zh-CN' }, { ...proof, ...change })
    expect([change, answer.status, answer.reason]).toEqual([change, 403, 'altered'])
  }
  expect(await language(one)).toBe('zh-CN')
  // The whole of it went through unchanged, its number was not used up by the rest.
  expect((await one.call(setLanguage, { language: 'zh-CN' }, proof)).status).toBe(200)
  expect((await at.refusals()).filter((line) => line.includes('altered'))).toEqual([
    `${one.device.address} 记工台 altered 9`,
    `${one.device.address} 打包台 altered 1`,
  ])
})

test("another's session with one's own key is refused", async () => {
  const answer = await one.call(read, undefined, { session: other.entry.session, number: 900 })
  expect(answer.reason).toBe('altered')
  other.number = 899
  expect((await other.call(read)).status).toBe(200)
})

test('a stolen cookie gives the program and nothing of the workshop; stolen with the session no more', async () => {
  const thief = newDevice(at.door)
  const { cookie, session } = one.entry
  const call = (headers: Readonly<Record<string, string>>) =>
    thief.post('/rpc/settings/session/get', {}, { cookie, ...headers })
  expect((await call({})).reason).toBe('unknown')
  expect((await call({ [proofHeaders.session]: session })).reason).toBe('altered')
  expect((await call({ [proofHeaders.session]: session, [proofHeaders.version]: version })).reason).toBe(
    'altered',
  )
  expect((await thief.post('/rpc/catalog/photo', {}, { cookie })).status).toBe(403)
  thief.close()
})

test('a page of an older version is told to load again', async () => {
  expect(await one.call(read, undefined, { version: '1.2.2' })).toMatchObject({
    status: 426,
    reason: 'version',
  })
  expect(await at.refusals()).toContain(`${one.device.address} 记工台 version 1`)
})

test('what is too large is refused before it is read', async () => {
  const headers = { 'content-length': String(65 * 1024 * 1024) }
  expect(await one.call(read, undefined, { headers })).toMatchObject({ status: 413, reason: 'too-large' })
  const chunked = { 'transfer-encoding': 'chunked' }
  expect((await one.call(read, undefined, { headers: chunked })).reason).toBe('too-large')
  expect(await at.refusals()).toContain(`${one.device.address} 记工台 too-large 2`)
})

test('a device whose clock is wrong works as any, and books have the time of the host', async () => {
  const before = Date.now()
  await one.client.settings.session.setLanguage({ language: 'zh-CN' })
  const { at: booked } = await at.host.services.store.reader
    .selectFrom('command')
    .select('at')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(booked).toBeGreaterThanOrEqual(before)
  const late = await one.call(read, undefined, { headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT' } })
  expect(late.status).toBe(200)
})

test('one station that calls without end is held back, others are not', async () => {
  const flood = await at.paired({ name: '疯了的平板' })
  const answers = await Promise.all(Array.from({ length: 450 }, () => flood.call(read)))
  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  expect([count(200), count(429)]).toEqual([400, 50])
  expect((await other.call(read)).status).toBe(200)
  expect(await at.refusals()).toContain(`${flood.device.address} 疯了的平板 too-many 50`)
  // What is altered counts as well: it costs the host as much.
  const forger = await at.paired({ name: '改了的平板' })
  const forged = await Promise.all(
    Array.from({ length: 410 }, () => forger.call(read, undefined, { key: other.key })),
  )
  expect(forged.filter(({ reason }) => reason === 'too-many')).toHaveLength(10)
})

test('the log says what was refused, and from where, without names', () => {
  const lines = at.logged()
  for (const reason of ['replayed', 'altered', 'version', 'too-large', 'too-many'])
    expect(lines).toMatch(new RegExp(`"event":"station-refused","address":"127[.0-9]+","reason":"${reason}"`))
  expect(lines).not.toMatch(/记工台|打包台|平板/)
  expect(lines).not.toContain('"bug"')
})
