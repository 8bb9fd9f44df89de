import { rmSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore, isSound } from '../../../db/check/index.ts'
import { dayMs } from '../../../shared/dates.ts'
import type { PrintJobEnd } from '../../../shared/stations/print-contract.ts'
import { type Client, type TestHost, testHost } from '../../support/host.ts'
import { newDataFolder } from '../../support/new-folder.ts'

/* What stands on the owner's PC ("pc") prints for a tablet, on a printer that the test stands for. */

const start = Date.UTC(2026, 4, 20, 8)
let dir: string
let now: number
let at: TestHost
let out: { readonly html: string; readonly printerName: string; end(how?: PrintJobEnd): void }[]
let owner: Client
let tablet: Client

beforeEach(async () => {
  dir = newDataFolder()
  now = start
  out = []
  await open()
})
afterEach(async () => {
  for (const job of out) job.end()
  await at.close()
  rmSync(dir, { recursive: true, force: true })
})

async function open(): Promise<void> {
  at = await testHost({ dir, clock: () => now })
  owner = at.client({ station: 'pc' })
  tablet = at.client({ station: '平板', door: 'station' })
}

/** The program ends in the middle of what it does, as a power cut ends it: what the printer said is never heard. */
async function cutAndOpen(): Promise<void> {
  await at.close()
  out = []
  await open()
}

const turnOn = () =>
  at.host.services.printQueue.begin(
    'pc',
    ({ html, printerName }) =>
      new Promise((resolve) => {
        out.push({ html, printerName, end: (how = { state: 'printed' }) => resolve(how) })
      }),
  )

async function share(): Promise<number> {
  const { id } = await owner.stations.printing.share({
    commandId: v7(),
    printerName: 'XP-490B',
    name: '面单机',
    on: true,
  })
  return id
}

const ask = async (sharedPrinterId: number, html: string, client = tablet, commandId = v7()) =>
  (
    await client.stations.printing.print({
      commandId,
      sharedPrinterId,
      document: 'addressLabel',
      pages: 1,
      html,
      width: 76,
      height: 130,
      copies: 1,
    })
  ).id
const states = async (client = tablet) =>
  (await client.stations.printing.jobs()).map(({ id, state }) => [id, state])
const contents = async () =>
  (await at.host.services.store.reader.selectFrom('print_job_content').select('html').execute()).map(
    ({ html }) => html,
  )
const settle = (id: number, as: 'printed' | 'again' | 'cancelled', client = tablet) =>
  client.stations.printing.settle({ commandId: v7(), id, as })

test('documents come out once, in the order in which they were asked for, and are gone then', async () => {
  const printer = await share()
  const first = await ask(printer, '一')
  const second = await ask(printer, '二')
  expect(await states()).toEqual([
    [second, 'waiting'],
    [first, 'waiting'],
  ])
  turnOn()
  await expect.poll(() => out.map(({ html }) => html)).toEqual(['一'])
  expect(await states()).toEqual([
    [second, 'waiting'],
    [first, 'printing'],
  ])
  const third = await ask(printer, '三')
  out[0]!.end()
  await expect.poll(() => out.length).toBe(2)
  out[1]!.end()
  await expect.poll(() => out.length).toBe(3)
  out[2]!.end()
  await expect
    .poll(() => states())
    .toEqual([
      [third, 'printed'],
      [second, 'printed'],
      [first, 'printed'],
    ])
  expect(out.map(({ html, printerName }) => `${html} ${printerName}`)).toEqual([
    '一 XP-490B',
    '二 XP-490B',
    '三 XP-490B',
  ])
  expect(await contents()).toEqual([])
  expect(isSound(await checkStore(at.host.services.store.reader))).toBe(true)
})

test('a call whose answer was lost is no second document', async () => {
  const printer = await share()
  const commandId = v7()
  const id = await ask(printer, '一', tablet, commandId)
  expect(await ask(printer, '一', tablet, commandId)).toBe(id)
  turnOn()
  await expect.poll(() => out.length).toBe(1)
  out[0]!.end()
  await expect.poll(() => states()).toEqual([[id, 'printed']])
})

test('what waits survives a restart; what was with the printer is asked about and not printed by itself', async () => {
  const printer = await share()
  const begun = await ask(printer, '一')
  const waits = await ask(printer, '二')
  turnOn()
  await expect.poll(() => out.length).toBe(1)
  await cutAndOpen()
  expect(await states()).toEqual([
    [waits, 'waiting'],
    [begun, 'asks'],
  ])
  turnOn()
  await expect.poll(() => out.map(({ html }) => html)).toEqual(['二'])
  out[0]!.end()
  await expect
    .poll(() => states())
    .toEqual([
      [waits, 'printed'],
      [begun, 'asks'],
    ])
  // It did not: once more.
  await settle(begun, 'again')
  await expect.poll(() => out.map(({ html }) => html)).toEqual(['二', '一'])
  out[1]!.end()
  await expect
    .poll(() => states())
    .toEqual([
      [waits, 'printed'],
      [begun, 'printed'],
    ])
})

test('it did come out: nothing is printed, and nothing of it stays', async () => {
  const printer = await share()
  const id = await ask(printer, '张三')
  turnOn()
  await expect.poll(() => out.length).toBe(1)
  await cutAndOpen()
  turnOn()
  await settle(id, 'printed')
  expect(await states()).toEqual([[id, 'printed']])
  await expect(settle(id, 'again')).rejects.toMatchObject({ code: 'print-job-begun' })
  expect([out.length, await contents()]).toEqual([0, []])
})

test('what a restored backup brings back as waiting may have come out long ago: it is asked about', async () => {
  const printer = await share()
  const id = await ask(printer, '一')
  await at.host.services.store.writer
    .updateTable('workshop')
    .set(({ eb }) => ({ restore_epoch: eb('restore_epoch', '+', 1) }))
    .execute()
  turnOn()
  expect(await states()).toEqual([[id, 'asks']])
  await settle(id, 'again')
  await expect.poll(() => out.length).toBe(1)
})

test('a failure says why at both places, keeps the document, and the next one is printed', async () => {
  const printer = await share()
  const id = await ask(printer, '一')
  await ask(printer, '二')
  turnOn()
  await expect.poll(() => out.length).toBe(1)
  out[0]!.end({ state: 'failed', reason: 'printer-gone', detail: 'XP-490B' })
  await expect.poll(() => out.length).toBe(2)
  for (const client of [tablet, owner])
    expect((await client.stations.printing.jobs()).find((job) => job.id === id)).toMatchObject({
      state: 'failed',
      reason: 'printer-gone',
      detail: 'XP-490B',
      station: '平板',
      printer: { name: '面单机', station: 'pc', isHere: true },
    })
  expect(await contents()).toContain('一')
  await settle(id, 'again')
  out[1]!.end()
  await expect.poll(() => out.map(({ html }) => html)).toEqual(['一', '二', '一'])
})

test('a printer that says nothing is asked about: it may still come out', async () => {
  const id = await ask(await share(), '一')
  turnOn()
  await expect.poll(() => out.length).toBe(1)
  out[0]!.end({ state: 'failed', reason: 'timeout', detail: '' })
  await expect.poll(() => states()).toEqual([[id, 'asks']])
  expect(await contents()).toEqual(['一'])
})

test('cancelled while it waits it never comes out; with the printer it cannot be cancelled any more', async () => {
  const printer = await share()
  const begun = await ask(printer, '一')
  const waits = await ask(printer, '二')
  turnOn()
  await expect.poll(() => out.length).toBe(1)
  await expect(settle(begun, 'cancelled')).rejects.toMatchObject({ code: 'print-job-begun' })
  await settle(waits, 'cancelled', owner)
  out[0]!.end()
  await expect
    .poll(() => states())
    .toEqual([
      [waits, 'cancelled'],
      [begun, 'printed'],
    ])
  expect([out.length, await contents()]).toEqual([1, []])
})

test('a printer that is shared no more takes nothing, and what waited for it is given up', async () => {
  const printer = await share()
  const id = await ask(printer, '一')
  await owner.stations.printing.share({ commandId: v7(), printerName: 'XP-490B', name: '面单机', on: false })
  expect(await states()).toEqual([[id, 'cancelled']])
  expect([await contents(), await tablet.stations.printing.printers()]).toEqual([[], []])
  await expect(ask(printer, '二')).rejects.toMatchObject({ code: 'printer-not-shared' })
})

test('what lies there for days is given up with what it says', async () => {
  const printer = await share()
  const id = await ask(printer, '张三')
  now += 3 * dayMs + 1
  await at.host.services.printQueue.sweep()
  expect(await contents()).toEqual([])
  const row = await at.host.services.store.reader
    .selectFrom('print_job')
    .select(['state', 'reason'])
    .where('id', '=', id)
    .executeTakeFirst()
  expect(row).toEqual({ state: 'cancelled', reason: 'too-old' })
})

test('a document larger than any, and a queue that is full, are refused and nothing is kept of them', async () => {
  const printer = await share()
  await expect(ask(printer, 'x'.repeat(8_000_001))).rejects.toMatchObject({
    code: 'print-job-large',
    data: { most: 8 },
  })
  for (let full = 0; full < 8; full += 1) await ask(printer, 'x'.repeat(8_000_000))
  await expect(ask(printer, 'x')).rejects.toMatchObject({ code: 'print-queue-full' })
  expect((await states()).length).toBe(8)
})

test('a station sees and settles its own; others’ are none of its business', async () => {
  const printer = await share()
  const { id: userId } = await owner.settings.users.save({
    commandId: v7(),
    id: null,
    name: '小丁',
    role: 'packer',
  })
  const paired = { id: 9, role: 'packer', kiosk: null, userId } as const
  const packer = at.client({ station: '打包台', door: 'station', paired })
  const id = await ask(printer, '一')
  expect(await states(packer)).toEqual([])
  await expect(settle(id, 'cancelled', packer)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(packer.stations.printing.take({ commandId: v7(), id })).resolves.toEqual({ taken: false })
  const own = await ask(printer, '二', packer)
  expect(await packer.stations.printing.jobs()).toMatchObject([{ id: own, isOwn: true, userName: '小丁' }])
})

test('what is printed on a shared printer where it stands is offered with its paper and corrections', async () => {
  await share()
  const [profile] = await owner.shipping.printers.list()
  const label = { ...profile!, printerName: 'XP-490B', paper: '100x150', offsetX: 150 } as const
  await owner.shipping.printers.save({ commandId: v7(), ...label })
  const [shared] = await tablet.stations.printing.printers()
  expect(shared).toMatchObject({ name: '面单机', station: 'pc', isHere: false, profiles: [label], users: [] })
  const own = (await tablet.shipping.printers.list())[0]!
  await tablet.shipping.printers.save({ commandId: v7(), ...own, sharedPrinterId: shared!.id })
  expect((await owner.stations.printing.printers())[0]!.users).toEqual([
    { station: '平板', document: 'addressLabel' },
  ])
})
