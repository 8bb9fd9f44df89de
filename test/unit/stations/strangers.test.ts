import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, enter, newAddress, newDevice, newDeviceKey, proofOf } from '../../support/station.ts'
import { type OpenedDoor, openedDoor, programText, version } from './opened-door.ts'

/* A neighbour on the Wi-Fi, who has paired nothing. */

let at: OpenedDoor
let stranger: Device
beforeEach(async () => {
  at = await openedDoor()
  stranger = newDevice(at.door)
})
afterEach(async () => {
  stranger.close()
  await at.close()
})

const rpc = (headers: Readonly<Record<string, string>> = {}) =>
  stranger.post('/rpc/settings/session/get', {}, headers)

/** Until a connection is over; gives what came. */
const ended = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })

test('is given the page for pairing and its files, and nothing else', async () => {
  for (const path of ['/', '/pair.html', '/assets/pair.js', '/assets/pair.css'])
    expect((await stranger.send(path)).text).toContain('pairing')
  for (const path of [
    '/index.html',
    '/assets/index.js',
    '/orders',
    '/assets/../index.html',
    '/pair.html/../assets/index.js',
    '/assets/%2e%2e/index.html',
    '/%69ndex.html',
    '//',
    '/assets',
    '/door',
    '/pair.html.map',
    '/../package.json',
  ]) {
    const answer = await stranger.send(path)
    expect([path, answer.status, answer.text.includes(programText)]).toEqual([path, 403, false])
  }
  expect(await at.refusals()).toEqual([
    `${stranger.address} - unknown 10`,
    `${stranger.address} - wrong-method 1`,
    `${stranger.address} - malformed 1`,
  ])
})

test('is answered by no procedure, with no session, a made-up one, or a cookie', async () => {
  const key = newDeviceKey()
  const made = proofOf({ session: 'made-up', key, number: 1, version }, '/rpc/settings/session/get', '{}')
  const tries: Readonly<Record<string, string>>[] = [
    {},
    made,
    { cookie: '__Host-yifang=made-up' },
    { authorization: 'Bearer made-up' },
  ]
  for (const headers of tries) {
    const answer = await rpc(headers)
    expect([401, 403]).toContain(answer.status)
    expect(Object.keys(JSON.parse(answer.text))).toEqual(['reason'])
  }
  expect((await stranger.post('/rpc/catalog/photo', { json: { sha256: 'a' } })).status).toBe(403)
  expect(await at.refusals()).toContain(`${stranger.address} - unknown 4`)
})

test('does not come in with a key that nobody paired, nor with a signature of another', async () => {
  expect(await enter(stranger, newDeviceKey(), version)).toBe('unknown')
  const station = await at.paired({ name: '记工台' })
  const thief = { publicKey: station.key.publicKey, sign: newDeviceKey().sign }
  expect(await enter(stranger, thief, version)).toBe('altered')
  expect(await at.refusals()).toEqual([`${stranger.address} - altered 1`, `${stranger.address} - unknown 1`])
})

test('does not come in with an answer to a challenge that was used, or that is not ours', async () => {
  const { key } = await at.paired({ name: '记工台' })
  const asked = JSON.parse((await stranger.post('/pair/challenge', {})).text) as {
    challenge: string
    host: string
  }
  const answerTo = (challenge: string) => ({
    publicKey: key.publicKey,
    challenge,
    signature: key.sign(`yifang-enter-1\n${asked.host}\n${challenge}`),
    version,
  })
  expect((await stranger.post('/pair/enter', answerTo(asked.challenge))).status).toBe(200)
  expect((await stranger.post('/pair/enter', answerTo(asked.challenge))).reason).toBe('altered')
  expect((await stranger.post('/pair/enter', answerTo('x'.repeat(43)))).reason).toBe('altered')
  const { challenge } = JSON.parse((await stranger.post('/pair/challenge', {})).text) as typeof asked
  const ofAnother = { ...answerTo(challenge), signature: key.sign(`yifang-enter-1\nAA:BB\n${challenge}`) }
  expect((await stranger.post('/pair/enter', ofAnother)).reason).toBe('altered')
})

test('that uses another name, another page or another method is refused before anything is looked at', async () => {
  const own = `https://${at.door.host}`
  const forged: readonly [string, Readonly<Record<string, string>>][] = [
    ['wrong-host', { host: 'evil.example' }],
    ['wrong-host', { host: '127.0.0.1' }],
    ['foreign-page', { origin: 'https://evil.example' }],
    ['foreign-page', { origin: 'null' }],
    ['foreign-page', { origin: own.replace('https', 'http') }],
    ['foreign-page', { origin: own, 'sec-fetch-site': 'same-site' }],
    ['foreign-page', { origin: own, 'sec-fetch-site': 'cross-site' }],
    ['wrong-content', { 'content-type': 'text/plain' }],
  ]
  for (const [, headers] of forged)
    for (const path of ['/rpc/settings/session/get', '/pair/challenge', '/pair/ask'])
      expect([headers, (await stranger.post(path, {}, headers)).status]).toEqual([headers, 403])
  expect((await stranger.send('/', { headers: { host: 'evil.example' } })).status).toBe(403)
  expect((await stranger.send('/pair.html', { method: 'DELETE' })).status).toBe(403)
  expect(await at.refusals()).toEqual([
    `${stranger.address} - wrong-method 1`,
    `${stranger.address} - wrong-host 7`,
    `${stranger.address} - wrong-content 3`,
    `${stranger.address} - foreign-page 15`,
  ])
})

test('without TLS, or with what is none, is cut off and told of', async () => {
  const sent = ['GET / HTTP/1.1\r\nhost: x\r\n\r\n', '\x16\x03\x01\x00\x07garbage', '\0'.repeat(5000), '']
  for (const bytes of sent) {
    const socket = connectPlain({ port: at.door.port, host: '127.0.0.1', localAddress: stranger.address })
    if (bytes === '') socket.on('connect', () => socket.destroy())
    else socket.write(bytes, 'latin1')
    expect(await ended(socket)).not.toContain('pairing')
  }
  await expect.poll(at.refusals, { timeout: 15_000 }).toEqual([`${stranger.address} - no-tls 4`])
  const tls = connectTls({
    socket: connectPlain({ port: at.door.port, host: '127.0.0.1', localAddress: stranger.address }),
    ca: at.door.ca,
    checkServerIdentity: () => undefined,
  })
  tls.write('no request at all\r\n\r\n')
  expect(await ended(tls)).toBe('')
  // Nothing older than TLS 1.3.
  const old = connectTls({ port: at.door.port, host: '127.0.0.1', ca: at.door.ca, maxVersion: 'TLSv1.2' })
  expect(await ended(old)).toBe('')
  expect(await at.refusals()).toContain(`${stranger.address} - malformed 1`)
  expect(at.logged()).not.toContain('"bug"')
})

test('is held back by address, while a station is served on', async () => {
  const station = await at.paired({ name: '记工台' })
  const statuses: number[] = []
  for (let knock = 0; knock < 80; knock += 1) statuses.push((await stranger.send('/pair.html')).status)
  expect(statuses.slice(0, 60)).toEqual(Array(60).fill(200))
  expect(statuses.slice(60)).toEqual(Array(20).fill(429))
  expect((await station.call('settings.workshop.get')).status).toBe(200)
  expect(await at.refusals()).toContain(`${stranger.address} - too-many 20`)
})

test('that takes connection after connection finds an end, and a station none', async () => {
  const station = await at.paired({ name: '记工台' })
  const sockets: Socket[] = []
  const open = (address: string) => {
    for (let i = 0; i < 250; i += 1) {
      const socket = connectPlain({ port: at.door.port, host: '127.0.0.1', localAddress: address })
      socket.on('error', () => {})
      sockets.push(socket)
    }
  }
  const [first, ...more] = [newAddress(), newAddress(), newAddress()]
  const cut = async () => {
    const all = await at.owner.stations.refusals()
    return all.filter(({ reason }) => reason === 'too-many').reduce((sum, { count }) => sum + count, 0)
  }
  open(first!)
  // Of one address at once.
  await expect.poll(cut, { timeout: 15_000 }).toBe(50)
  for (const address of more) open(address)
  // Of all strangers together 300; some may have been given up for their handshake by now.
  await expect.poll(cut, { timeout: 15_000 }).toBeGreaterThan(300)
  expect((await station.call('settings.workshop.get')).status).toBe(200)
  const late = newDevice(at.door)
  expect((await late.send('/pair.html')).status).toBe(200)
  late.close()
  for (const socket of sockets) socket.destroy()
})

test('may ask to be paired now and then, and only so many do at once', async () => {
  const ask = async (device: Device) =>
    (await device.post('/pair/ask', { publicKey: newDeviceKey().publicKey, device: 'x' })).reason ?? 'asked'
  expect(await Promise.all([ask(stranger), ask(stranger), ask(stranger)])).toEqual([
    'asked',
    'asked',
    'too-many',
  ])
  const others = [1, 2, 3, 4].map(() => newDevice(at.door))
  const answers: string[] = []
  for (const other of others) answers.push(await ask(other), await ask(other))
  expect(answers).toEqual([...Array(6).fill('asked'), 'too-many', 'too-many'])
  // Turned away, one more may; its address has asked often enough before long.
  for (const { id } of await at.owner.stations.requests()) await at.owner.stations.turnAway({ requestId: id })
  const again: string[] = []
  for (let i = 0; i < 4; i += 1) {
    again.push(await ask(stranger))
    for (const { id } of await at.owner.stations.requests())
      await at.owner.stations.turnAway({ requestId: id })
  }
  expect(again).toEqual(['asked', 'asked', 'asked', 'too-many'])
  for (const other of others) other.close()
})

test('is not paired by guessing: after three wrong codes its request is gone', async () => {
  const key = newDeviceKey()
  const asked = await stranger.post('/pair/ask', { publicKey: key.publicKey, device: 'x' })
  const { id, secret, code } = JSON.parse(asked.text) as { id: string; secret: string; code: string }
  const give = (given: string) =>
    at.owner.stations
      .pair({
        commandId: v7(),
        requestId: id,
        code: given,
        name: 'x',
        place: '',
        role: 'packer',
        kiosk: null,
        userId: null,
      })
      .then(
        () => 'paired',
        (error: { code: string }) => error.code,
      )
  const wrong = code === '000000' ? '000001' : '000000'
  const answers = [await give(wrong), await give(wrong), await give(wrong), await give(code)]
  expect(answers).toEqual([...Array(3).fill('pairing-code-wrong'), 'pairing-gone'])
  expect(JSON.parse((await stranger.post('/pair/state', { id, secret })).text)).toEqual({ state: 'gone' })
  expect(await enter(stranger, key, version)).toBe('unknown')
  expect(await at.refusals()).toContain(`${stranger.address} - wrong-code 3`)
})
