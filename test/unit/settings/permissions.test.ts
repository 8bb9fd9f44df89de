import { rmSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Host, openHost } from '../../../electron/host/host.ts'
import { router } from '../../../electron/host/router.ts'
import type { Connection } from '../../../electron/host/services.ts'
import { contract } from '../../../shared/contract.ts'
import { may, type ProcedurePath, permissions, type Role, roles } from '../../../shared/settings/roles.ts'
import { newDataFolder } from '../../support/new-folder.ts'

/** Every path of the contract: a node with a definition of its own is a procedure. */
function pathsOf(node: object, prefix: readonly string[] = []): string[] {
  if ('~orpc' in node) return [prefix.join('.')]
  return Object.entries(node).flatMap(([name, child]) => pathsOf(child as object, [...prefix, name]))
}
const paths = pathsOf(contract) as ProcedurePath[]

let now = Date.UTC(2026, 4, 20, 2)
let uptime = 0
let dir: string
let host: Host
const open = () =>
  openHost({ dataDir: dir, version: 'test', upkeep: false, clock: () => now, uptime: () => uptime })
beforeEach(async () => {
  now = Date.UTC(2026, 4, 20, 2)
  uptime = 3_600_000
  dir = newDataFolder()
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(dir, { recursive: true, force: true })
})

function connect(userId: number | null): {
  readonly connection: Connection
  call(path: string, input?: unknown): Promise<unknown>
} {
  const connection: Connection = { door: 'browser', station: 'x', userId, language: null, lastCallAt: uptime }
  const client = createRouterClient(router, { context: { host: host.services, connection } })
  return {
    connection,
    call: (path, input) => {
      let node: unknown = client
      for (const name of path.split('.')) node = (node as Record<string, unknown>)[name]
      return (node as (input: unknown) => Promise<unknown>)(input)
    },
  }
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  )

/** One person of each role; everybody has a PIN from then on. */
async function everybody(): Promise<Record<Role, number>> {
  const people = { owner: 1 } as Record<Role, number>
  const owner = connect(1)
  for (const role of roles.filter((name) => name !== 'owner')) {
    const saved = await owner.call('settings.users.save', { commandId: v7(), id: null, name: role, role })
    people[role] = (saved as { readonly id: number }).id
  }
  for (const role of roles) {
    owner.connection.userId = 1
    await owner.call('settings.users.setPin', { commandId: v7(), userId: people[role], pin: '2580' })
  }
  return people
}

test('every procedure of the contract has its line in the table, and every line its procedure', () => {
  expect(paths.filter((path) => !(path in permissions))).toEqual([])
  expect(Object.keys(permissions).filter((path) => !(paths as string[]).includes(path))).toEqual([])
  expect(paths.length).toBeGreaterThan(100)
})

test('whoever is not allowed is refused before her input is looked at; a locked screen by every door', async () => {
  const people = await everybody()
  const wrong: string[] = []
  for (const path of paths) {
    if (permissions[path] === null) continue
    const locked = await codeOf(connect(null).call(path, { nonsense: true }))
    if (locked !== 'locked') wrong.push(`${path} while locked: ${locked}`)
    for (const role of roles) {
      if (may(role, path)) continue
      const code = await codeOf(connect(people[role]).call(path, { nonsense: true }))
      if (code !== 'not-allowed') wrong.push(`${path} as ${role}: ${code}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what answers before anybody is known tells no secrets and changes nothing', async () => {
  await everybody()
  const open = paths.filter((path) => permissions[path] === null)
  expect(open.sort()).toEqual([
    'settings.rescue.goBack',
    'settings.rescue.goOn',
    'settings.rescue.look',
    'settings.rescue.putBack',
    'settings.rescue.restore',
    'settings.rescue.salvage',
    'settings.rescue.salvageState',
    'settings.rescue.startEmpty',
    'settings.rescue.state',
    'settings.rescue.takeSalvaged',
    'settings.session.get',
    'settings.session.lock',
    'settings.session.setLanguage',
    'settings.session.unlock',
    'stations.printing.end',
    'stations.printing.next',
    'stations.printing.recover',
    'stations.printing.take',
  ])
  const { call } = connect(null)
  const session = JSON.stringify(await call('settings.session.get'))
  expect(session).not.toContain('pin_hash')
  expect(await call('settings.rescue.state')).toBeNull()
  for (const name of ['startEmpty', 'goOn', 'salvage', 'takeSalvaged', 'putBack'])
    expect(await codeOf(call(`settings.rescue.${name}`))).toBe('not-allowed')
  // They are for paired stations alone, by their key.
  const id = { id: 1, commandId: '018f0000-0000-7000-8000-000000000001' }
  expect(await codeOf(call('stations.printing.next'))).toBe('not-allowed')
  expect(await codeOf(call('stations.printing.take', id))).toBe('not-allowed')
  expect(await codeOf(call('stations.printing.end', { ...id, end: { state: 'printed' } }))).toBe(
    'not-allowed',
  )
  expect(await codeOf(call('stations.printing.recover', { commandId: id.commandId }))).toBe('not-allowed')
  const words = { header: ['', '', '', '', ''], commands: {}, tables: {} }
  expect(await codeOf(call('settings.rescue.goBack', { words }))).toBe('not-allowed')
  expect(await codeOf(call('settings.rescue.restore', { name: 'x' }))).toBe('not-allowed')
})

test('guesses are counted over connections, restarts and settings of the clock', async () => {
  const people = await everybody()
  const guess = (pin: string) =>
    codeOf(connect(null).call('settings.session.unlock', { userId: people.packer, pin }))
  // A window each, as a second browser would have: it is the person that waits.
  const guesses = await Promise.all(['0000', '0001', '0002', '0003', '0004'].map(guess))
  expect(guesses).toEqual(['pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-wait', 'pin-wait'])
  expect(await guess('2580')).toBe('pin-wait')
  // The clock is set on, or the program started again: neither opens the door sooner.
  now += 24 * 3_600_000
  expect(await guess('2580')).toBe('pin-wait')
  await host.close()
  uptime = 0
  host = await open()
  expect(await guess('2580')).toBe('pin-wait')
  uptime += 5001
  expect(await guess('2580')).toBe('answered')
})

test('the automatic lock goes by how long the program runs, whatever the clock says', async () => {
  const people = await everybody()
  const owner = connect(people.owner)
  await owner.call('settings.workshop.update', { commandId: v7(), lockAfterMinutes: 5 })
  now -= 24 * 3_600_000
  uptime += 4 * 60_000
  expect(await codeOf(owner.call('settings.audit.choices'))).toBe('answered')
  uptime += 6 * 60_000
  expect(await codeOf(owner.call('settings.audit.choices'))).toBe('locked')
})
