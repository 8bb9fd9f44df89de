import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStore } from '../../db/check/index.ts'
import { makeDemo } from '../../electron/host/demo/make-demo.ts'
import { type TestHost, testHost } from '../support/host.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
  await makeDemo(host.client(), 400, Date.now(), () => {})
}, 60_000)
afterAll(async () => {
  await host.close()
  rmSync(host.dir, { recursive: true, force: true })
})

describe('a workshop in the middle of its day', () => {
  it('has books in which every rule holds', async () => {
    const rules = await checkStore(host.host.services.store.reader)
    expect(rules.filter(({ violations }) => violations.length > 0)).toEqual([])
  })

  it('has as many orders as were asked for', async () => {
    expect((await host.client().orders.list({ all: true })).total).toBe(400)
  })

  it('says on Today what the screens behind its numbers say', async () => {
    const client = host.client()
    const today = await client.settings.today()
    const shortages = await client.inventory.shortages.list({})
    const listings = await client.catalog.listings.list({})
    const ready = await client.orders.list({ flag: 'ready' })
    expect(today).toMatchObject({
      shortOrders: shortages.orders,
      shortPieces: shortages.short,
      unmatchedListings: listings.total,
      ready: ready.total,
    })
    expect(Math.min(today.shortOrders, today.unmatchedListings, today.ready)).toBeGreaterThan(0)
  })
})
