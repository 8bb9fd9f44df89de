import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReader } from '../../db/open.ts'
import { codeStamp } from '../../db/printed-code.ts'
import { decodeCode } from '../../shared/barcode.ts'
import type { PrintDocument, PrinterProfile } from '../../shared/shipping/printer-profile.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'
import { PaperTray } from './paper.ts'

/**
 * Every document as its screen prints it from a living workshop's data: each bar code is read from the picture a
 * 203 dpi printer makes, sharp and smudged, and says what the screen knows.
 */
const cli = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url))
let dataDir: string
let app: ServedApp
/** What this workshop's codes are moved by. */
let mark: number
let browser: Browser
let opened: OpenedPage
let tray: PaperTray

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yifang-test-'))
  const made = spawnSync(process.execPath, [cli, 'demo', '--data', dataDir, '--orders', '600'])
  if (made.status !== 0) throw new Error(made.stderr.toString())
  app = await startApp({ dataDir })
  const books = openReader(dataDir)
  mark = (await codeStamp(books)).mark
  await books.destroy()
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  tray = await PaperTray.under(browser, opened)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Opens a screen, presses its buttons one after another, and gives the codes read from all that it printed. */
async function printed(hash: string, ...buttons: readonly (string | RegExp)[]): Promise<readonly string[]> {
  const { page } = opened
  await page.goto(`${app.url}#${hash}`)
  const { bars } = await tray.codesOf(async () => {
    for (const name of buttons) await page.getByRole('button', { name }).last().click()
  })
  return bars
}

/** The station's paper for a document, as Settings would save it. */
async function choosePaper(document: PrintDocument, name: PrinterProfile['paper']): Promise<void> {
  const profiles = await app.call<PrinterProfile[]>('shipping/printers/list')
  const profile = profiles.find((candidate) => candidate.document === document)
  await app.call('shipping/printers/save', { ...profile, paper: name, commandId: v7() })
}

interface ParcelRow {
  readonly id: number
  readonly code: string
  readonly trackingNumber: string
}

/** A packed parcel with a number, whose recipient the platform shows: only such a one has an address label. */
async function packedParcel(): Promise<ParcelRow> {
  const { rows } = await app.call<{ rows: ParcelRow[] }>('shipping/pack/list', { state: 'packed' })
  for (const row of rows) {
    const { masked } = await app.call<{ masked: boolean }>('shipping/pack/get', { id: row.id })
    if (row.trackingNumber !== '' && !masked) return row
  }
  throw new Error('the demo has no packed parcel with a number and an address')
}

interface Wave {
  readonly id: number
  readonly slips: readonly { readonly code: string; readonly state: string }[]
}

/** A wave of orders that are ready, begun once. */
let waveId = 0
async function openWave(): Promise<Wave> {
  if (waveId === 0) {
    const { rows } = await app.call<{ rows: { orderId: number; refusal: string | null }[] }>(
      'shipping/waves/candidates',
      {},
    )
    const groups = rows.filter(({ refusal }) => refusal === null).map(({ orderId }) => [orderId])
    // A few: each is read twice.
    groups.length = Math.min(groups.length, 6)
    const made = await app.call<{ id: number }>('shipping/waves/create', { groups, commandId: v7() })
    waveId = made.id
  }
  return app.call<Wave>('shipping/waves/get', { id: waveId })
}

describe('what the screens print', () => {
  it.each(['76x130', '100x150', '100x180'] as const)('an address label of %s', async (size) => {
    await choosePaper('addressLabel', size)
    const parcel = await packedParcel()
    expect(await printed(`/pack/parcels/${parcel.id}`, '打印地址标签')).toEqual([parcel.trackingNumber])
  })

  it.each(['76x130', '100x150', 'A4'] as const)('a packing slip of %s', async (size) => {
    await choosePaper('packingSlip', size)
    const parcel = await packedParcel()
    const [code, ...more] = await printed(`/pack/parcels/${parcel.id}`, '打印装箱单')
    expect(more).toEqual([])
    expect(decodeCode(code!, mark)).toMatchObject({ kind: 'parcel', id: parcel.id })
  })

  it.each(['76x130', '100x150', 'A5'] as const)('pick slips of %s', async (size) => {
    await choosePaper('pickSlip', size)
    const wave = await openWave()
    const codes = await printed(`/pack/waves/${wave.id}`, /打印拣货单/)
    const waiting = wave.slips.filter((slip) => slip.state === 'waiting')
    expect(codes).toEqual(waiting.map((slip) => slip.code))
  })

  it.each(['60x40', '50x30'] as const)('SKU labels of %s', async (size) => {
    await choosePaper('skuLabel', size)
    const codes = await printed('/catalog/styles/1', /打印标签/, /^打印 \d+ 张/)
    expect(codes.length).toBeGreaterThan(1)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(decodeCode(code, mark)?.kind).toBe('sku')
  })

  it.each(['60x40', '50x30'] as const)('labels of %s for goods that came back', async (size) => {
    await choosePaper('skuLabel', size)
    const back = await app.call<{ id: number }>('shipping/returns/receive', {
      commandId: v7(),
      orderId: null,
      trackingNumber: '',
      reason: '',
      lines: [{ orderLineId: null, itemId: 1, quantity: 2 }],
    })
    const codes = await printed(`/pack/returns/${back.id}`, /打印退货标签/)
    expect(codes.map((code) => decodeCode(code, mark)?.kind)).toEqual(['sku', 'sku'])
  })

  it('a calibration page', async () => {
    expect(await printed('/settings/printers', '打印校准页')).toEqual(['YF-203'])
  })
})
