import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../../shared/contract.ts'
import { YifangError } from '../../../shared/errors.ts'
import { may, type ProcedurePath, permissions } from '../../../shared/settings/roles.ts'
import { kioskFacts, kiosks } from '../../../shared/stations/kiosk.ts'
import type { Station } from '../../support/station.ts'
import { type OpenedDoor, openedDoor } from './opened-door.ts'

/* What may be done at a device, whoever stands before it. */

/** Every path of the contract: a node with a definition of its own is a procedure. */
function pathsOf(node: object, prefix: readonly string[] = []): string[] {
  if ('~orpc' in node) return [prefix.join('.')]
  return Object.entries(node).flatMap(([name, child]) => pathsOf(child as object, [...prefix, name]))
}
const paths = pathsOf(contract) as ProcedurePath[]
/** A stream has no end, and who locks the screen is out. */
const asked = paths.filter((path) => path !== 'settings.events.watch' && path !== 'settings.session.lock')

let at: OpenedDoor
const pin = '24681357'
beforeAll(async () => {
  at = await openedDoor()
})
afterAll(() => at.close())

const isRescue = (path: string) => path.startsWith('settings.rescue.')

/** What each procedure answers to a call that says nothing: refused before its input is looked at, or not. */
async function refusedAt(stations: readonly Station[]): Promise<Set<ProcedurePath>> {
  const refused = new Set<ProcedurePath>()
  // In turn: one device alone may not ask for so much in so short a time.
  for (const [turn, path] of asked.entries()) {
    const { status, text } = await stations[turn % stations.length]!.call(path)
    if (status === 429) throw new Error('too many calls for one test')
    const answer = text.startsWith('{') ? (JSON.parse(text) as { json?: { code?: string } }) : {}
    if (answer.json?.code === 'not-allowed') refused.add(path)
  }
  return refused
}

for (const kiosk of kiosks)
  test(`at the ${kiosk} kiosk nothing is answered but what its screen needs`, async () => {
    const refused = await refusedAt([
      await at.paired({ name: `${kiosk} 1`, kiosk }),
      await at.paired({ name: `${kiosk} 2`, kiosk }),
    ])
    const allowed = asked.filter((path) => !refused.has(path))
    expect(allowed).toEqual(asked.filter((path) => kioskFacts[kiosk].may.has(path)))
    expect(allowed.filter((path) => path.endsWith('.unlock') || isRescue(path))).toEqual([])
  })

test('the owner is bounded by the device that she unlocks with her PIN', async () => {
  const { owner } = at
  const { id: styleId } = await owner.catalog.styles.save(plainStyle)
  const operations = [{ id: null, name: '平车', standardSeconds: 60, recorded: true, predecessors: [] }]
  const [operationId] = await owner.production.routing.save({ commandId: v7(), styleId, operations })
  const rates = [{ size: '', rate: 850_000 }]
  await owner.production.routing.setRates({
    commandId: v7(),
    operationId: operationId!,
    validFrom: '2026-01-01',
    rates,
  })
  const [{ id: userId } = { id: 0 }] = await owner.settings.users.list()
  await owner.settings.users.setPin({ commandId: v7(), userId, pin })
  const station = await at.paired({ name: '记工台', role: 'recorder' })
  const second = await at.paired({ name: '记工台 2', role: 'recorder' })
  await owner.settings.session.unlock({ userId, pin })
  const session = await station.client.settings.session.unlock({ userId, pin })
  await second.client.settings.session.unlock({ userId, pin })
  // The page shows her what can be done here.
  expect(session.user).toMatchObject({ id: userId, role: 'recorder' })
  // What a piece pays is for her alone, and others stand beside the device.
  const seen = async (client: typeof station.client | typeof owner) =>
    (await client.production.routing.get({ styleId })).map((step) => step.rates.length)
  expect(await seen(owner)).toEqual([1])
  expect(await seen(station.client)).toEqual([0])
  const refused = await refusedAt([station, second])
  const wrong = asked.filter((path) => {
    const mayHere = permissions[path] === null ? !isRescue(path) : may('recorder', path)
    return refused.has(path) === mayHere
  })
  expect(wrong).toEqual([])
  for (const path of ['payroll.runs.list', 'stations.list', 'orders.list', 'settings.backup.make'] as const)
    expect(refused.has(path)).toBe(true)
})

test('while there are no books, a station is offered nothing of what is offered at the PC', async () => {
  const station = await at.paired({ name: '打包台', role: 'packer' })
  const { store } = at.host.services
  await store.close()
  await store.empty(new YifangError('store-damaged', { renamedTo: 'x' }))
  for (const path of asked.filter(isRescue)) {
    const { status, text } = await station.call(path)
    expect([path, status, JSON.parse(text).json.code]).toEqual([path, 400, 'not-allowed'])
  }
  await at.host.services.reopen()
})

const plainStyle = {
  commandId: v7(),
  id: null,
  styleNumber: 'DY-TZ',
  name: '小白兔演出服',
  note: '',
  photos: [],
  colours: [{ id: null, name: '白色', swatch: '' }],
  sizes: [{ id: null, name: '110' }],
  skus: [{ id: null, colour: '白色', size: '110', sellerCode: '', barcode: '', safetyStock: 0 }],
}
