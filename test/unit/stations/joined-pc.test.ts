import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SystemVault } from '../../../electron/host/workers/data-keys.ts'
import { readJoinedNote, writeJoinedNote } from '../../../electron/station/joined-note.ts'
import { createJoining, joinedPlace, parseAddress } from '../../../electron/station/joining.ts'
import { printForOthers } from '../../../electron/station/print-for-others.ts'
import { openWorkshopLink, type WorkshopLink } from '../../../electron/station/workshop-link.ts'
import { type OpenedDoor, openedDoor, version } from './opened-door.ts'

/* The program on another PC, as a station of a workshop, without its window. */

let at: OpenedDoor
let dataDir: string
let links: WorkshopLink[]
beforeEach(async () => {
  at = await openedDoor()
  dataDir = mkdtempSync(join(tmpdir(), 'yifang-joined-'))
  links = []
})
afterEach(async () => {
  for (const link of links) link.close()
  await at.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const vault: SystemVault = {
  wrap: (secret) => Buffer.from(secret).reverse().toString('base64'),
  unwrap: (wrapped) => Buffer.from(wrapped, 'base64').reverse(),
}
const joiningHere = (safe = vault) => createJoining({ dataDir, vault: safe, device: 'Yifang · Windows' })

/** Joins, and comes in as the program does at its next start. */
async function enrol(door = at): Promise<void> {
  const joining = joiningHere()
  expect(await joining.find(door.door.host)).toMatchObject({ address: door.door.host })
  const asked = await joining.ask()
  if (!('code' in asked)) throw new Error(asked.problem)
  expect(await joining.state()).toBe('waiting')
  const [request] = await door.owner.stations.requests()
  expect(request).toMatchObject({ device: 'Yifang · Windows' })
  const use = { name: '打包台', place: '', role: 'packer', kiosk: null, userId: null } as const
  await door.owner.stations.pair({ commandId: v7(), requestId: request!.id, code: asked.code, ...use })
  expect(await joining.state()).toBe('paired')
}

function comeIn(own = version): WorkshopLink {
  const note = readJoinedNote(dataDir)
  if (note === null || note === 'unreadable') throw new Error(String(note))
  const { place, key } = joinedPlace(note, vault)!
  const link = openWorkshopLink(place, key, own)
  links.push(link)
  return link
}

test('addresses are read as people type them off a screen', () => {
  const usual = { address: '192.168.1.5', port: 7443 }
  for (const typed of [
    '192.168.1.5',
    ' 192.168.1.5:7443 ',
    'https://192.168.1.5:7443/',
    '１９２．１６８．１．５',
  ])
    expect(parseAddress(typed)).toEqual(usual)
  expect(parseAddress('yifang-3f2a.local：8443')).toEqual({ address: 'yifang-3f2a.local', port: 8443 })
  for (const typed of ['', 'http://192.168.1.5', 'ftp://x', 'https://a@b', 'a b'])
    expect(parseAddress(typed)).toBeNull()
})

test('goes on by itself through a new start of the door, under the name that the owner gave', async () => {
  await enrol()
  const { client } = comeIn()
  expect(await client.settings.session.get()).toMatchObject({ station: '打包台', user: { role: 'packer' } })
  const plan = { on: false, address: '127.0.0.1', port: at.door.port, keepAwake: false }
  await at.owner.stations.share({ commandId: v7(), ...plan })
  await expect(client.settings.session.get()).rejects.toMatchObject({ name: 'DoorUnreachable' })
  await at.owner.stations.share({ commandId: v7(), ...plan, on: true })
  expect(await client.settings.session.get()).toMatchObject({ station: '打包台' })
})

test('tells why it is not let in: shut out, of another version, another workshop at the address', async () => {
  await enrol()
  await expect(comeIn('0.0.1').client.settings.session.get()).rejects.toMatchObject({
    reason: 'version',
    version,
  })
  const other = await openedDoor()
  try {
    const note = readJoinedNote(dataDir)
    if (note === null || note === 'unreadable') throw new Error('not joined')
    await writeJoinedNote(dataDir, { ...note, port: other.door.port })
    await expect(comeIn().client.settings.session.get()).rejects.toMatchObject({ reason: 'other-host' })
    // Nor is it taken for the same one that has moved.
    const joining = joiningHere()
    await joining.find(other.door.host)
    expect(await joining.moveTo()).toBe('other-workshop')
    await joining.find(at.door.host)
    expect(await joining.moveTo()).toBeNull()
  } finally {
    await other.close()
  }
  const { client } = comeIn()
  const [station] = await at.owner.stations.list()
  await client.settings.session.get()
  await at.owner.stations.revoke({ commandId: v7(), id: station!.id })
  await expect(client.settings.session.get()).rejects.toMatchObject({ reason: 'unknown' })
})

test('without a safe for its key it does not join', async () => {
  const joining = joiningHere({ wrap: () => null, unwrap: () => null })
  await joining.find(at.door.host)
  expect(await joining.ask()).toEqual({ problem: 'no-safe' })
  expect(readJoinedNote(dataDir)).toBeNull()
})

test('prints each document once although every second answer is lost, and others see that its printer is there', async () => {
  await enrol()
  const { client } = comeIn()
  const { printing } = client.stations
  const lent = { commandId: v7(), printerName: 'XP-420B', name: '面单机', on: true }
  const { id: sharedPrinterId } = await printing.share(lent)
  const isHere = async () => (await at.owner.stations.printing.printers()).map((printer) => printer.isHere)
  expect(await isHere()).toEqual([false])
  for (const html of ['<p>一</p>', '<p>二</p>'])
    await at.owner.stations.printing.print({
      ...{ commandId: v7(), sharedPrinterId, document: 'addressLabel', pages: 1, html },
      ...{ width: 76, height: 130, copies: 1 },
    })
  let count = 0
  /** The call arrives; what it is answered does not come back. */
  const losing =
    <I, O>(call: (input: I) => Promise<O>) =>
    async (input: I) => {
      const answer = await call(input)
      count += 1
      if (count % 2 === 1) throw new Error('lost')
      return answer
    }
  const { next, recover } = printing
  const lossy = { next, recover, take: losing(printing.take), end: losing(printing.end) }
  const out: string[] = []
  const stop = new AbortController()
  const running = printForOthers(
    lossy,
    async ({ html }) => {
      out.push(html)
      return { state: 'printed' }
    },
    stop.signal,
  )
  const states = async () => (await at.owner.stations.printing.jobs()).map(({ state }) => state)
  await expect.poll(states, { timeout: 20_000 }).toEqual(['printed', 'printed'])
  expect(await isHere()).toEqual([true])
  stop.abort()
  await running
  expect(out).toEqual(['<p>一</p>', '<p>二</p>'])
}, 30_000)

test('a station prints its own documents only, and nobody who is no paired station prints any', async () => {
  await enrol()
  const { client } = comeIn()
  const lent = { commandId: v7(), printerName: 'XP-420B', name: '面单机', on: true }
  const { id: sharedPrinterId } = await client.stations.printing.share(lent)
  const { id } = await at.owner.stations.printing.print({
    ...{ commandId: v7(), sharedPrinterId, document: 'addressLabel', pages: 1, html: '<p>张三</p>' },
    ...{ width: 76, height: 130, copies: 1 },
  })
  const { client: other } = await at.paired({ name: '旁边的平板', role: 'packer' })
  expect(await other.stations.printing.next()).toBeNull()
  expect(await other.stations.printing.take({ commandId: v7(), id })).toEqual({ taken: false })
  expect(await other.stations.printing.recover({ commandId: v7() })).toEqual({ asked: 0 })
  await other.stations.printing.end({ commandId: v7(), id, end: { state: 'printed' } })
  expect(await at.owner.stations.printing.jobs()).toMatchObject([{ id, state: 'waiting' }])
  await expect(at.owner.stations.printing.next()).rejects.toMatchObject({ code: 'not-allowed' })
  const wall = await at.paired({ name: '大屏', role: 'recorder', kiosk: 'wall' })
  await expect(wall.client.stations.printing.next()).rejects.toMatchObject({ code: 'not-allowed' })
})
