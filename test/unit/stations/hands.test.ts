import { afterEach, beforeEach, expect, test } from 'vitest'
import type { GuardedContext } from '../../../electron/host/services.ts'
import { createHands, type Hands } from '../../../electron/host/stations/hands.ts'
import { type TestHost, testHost } from '../../support/host.ts'

/* What somebody took in hand lies there for anybody once she has walked away. */

let host: TestHost
let uptime: number
let told: string[]
let hands: Hands
beforeEach(async () => {
  host = await testHost()
  uptime = 0
  told = []
  hands = createHands(
    () => uptime,
    () => told.push('hand'),
    () => told.push('look'),
  )
})
afterEach(() => host.close())

const at = (station: string): GuardedContext => ({
  host: host.host.services,
  connection: { door: 'process', station, userId: 1, language: null, lastCallAt: 0 },
  caller: { userId: 1, role: 'packer' },
})

test('a parcel without a scan for five minutes is free; each scan keeps it', async () => {
  const [first, second] = [at('台 1'), at('台 2')]
  await hands.take('parcel 1', first)
  uptime = 4 * 60_000
  await hands.take('parcel 1', first)
  uptime = 9 * 60_000
  expect(hands.holder('parcel 1', second)).toMatchObject({ station: '台 1' })
  uptime += 1
  expect(hands.holder('parcel 1', second)).toBeNull()
  // Screens are told when it changes hands, and not at every scan.
  await hands.take('parcel 1', second)
  expect(told).toEqual(['hand', 'hand'])
})

test('who has closed her page is no longer said to look on, within a minute', async () => {
  const [first, second] = [at('台 1'), at('台 2')]
  await hands.look('count', 7, first)
  expect(await hands.look('count', 7, second)).toMatchObject([{ station: '台 1' }])
  uptime = 45_001
  expect(await hands.look('count', 7, second)).toEqual([])
})
