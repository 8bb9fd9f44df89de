import { connect, createServer } from 'node:net'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, newDeviceKey, newStation, pair } from '../../support/station.ts'
import { type OpenedDoor, openedDoor, version } from './opened-door.ts'

let at: OpenedDoor
beforeAll(async () => {
  at = await openedDoor()
})
afterAll(() => at.close())

const buyer = { name: '欧阳娜娜', phone: '13912345678', note: '河南省商丘市虞城县利民镇 8 号' }

/** All that goes over the line between a device and the door, both ways, as anybody on the Wi-Fi may record it. */
async function tap(port: number) {
  const captured: Buffer[] = []
  const server = createServer((device) => {
    const door = connect(port, '127.0.0.1')
    device.on('data', (part) => captured.push(part))
    door.on('data', (part) => captured.push(part))
    device.pipe(door).pipe(device)
    for (const socket of [device, door]) socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: tapped } = server.address() as { readonly port: number }
  return { port: tapped, bytes: () => Buffer.concat(captured), close: () => server.close() }
}

test('what goes over the network tells nobody names, numbers, what is asked for, or who asks', async () => {
  const line = await tap(at.door.port)
  const device = newDevice({ ...at.door, port: line.port })
  const key = newDeviceKey()
  await pair(at.owner, device, key, { name: '老板娘的平板', role: 'office' })
  const station = await newStation(device, key, version)
  await station.client.orders.customers.save({ commandId: v7(), id: null, kind: 'direct', ...buyer })
  const list = await station.call('orders.customers.list', { offset: 0, limit: 20 })
  expect(list.text).toContain(buyer.name)
  device.close()
  line.close()
  const bytes = line.bytes()
  expect(bytes.length).toBeGreaterThan(4000)
  const secrets = [
    ...Object.values(buyer),
    '老板娘的平板',
    'orders/customers',
    '/rpc',
    '/pair',
    'x-yifang',
    key.publicKey,
    station.entry.session,
    station.entry.cookie,
  ]
  const found = secrets.filter((secret) =>
    (['utf8', 'utf16le'] as const).some((encoding) => bytes.includes(Buffer.from(secret, encoding))),
  )
  expect(found).toEqual([])
})
