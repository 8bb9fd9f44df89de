import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { renderDocument } from '../../renderer/print/render.tsx'
import type { Batch } from '../../shared/production/contract.ts'
import type { WorkEntry } from '../../shared/production/work-contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { photographed, writeFilm } from '../support/camera-film.ts'
import { chromiumArgs, chromiumPath } from '../support/chromium.ts'
import { openDoor, pairDevice } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { testFonts } from '../support/print-pages.ts'
import { launchBrowser } from './pages.ts'

/** A ticket and a badge, printed, held before a tablet's camera one after the other. */
let app: ServedApp
let browser: Browser
let folder: string

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const entries = async () =>
  ((await app.call('production.work.list', {})) as { rows: WorkEntry[] }).rows.filter((row) => !row.voided)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yifang-camera-'))
  app = await startApp()
  const styleId = await savePlainStyle(app)
  await write('workers.save', { id: null, name: '王秀英', kind: 'piece', note: '', archived: false })
  await savePlainSteps(app, styleId, 60)
  const batchId = await beginPlainBatch(app, styleId, { 110: 20 })
  await cutPlain(app, batchId, 20, { pieces: 20 })
  const [worker] = (await app.call('workers.list', {})) as Worker[]
  const { bundles, batchNumber } = (await app.call('production.batches.get', { id: batchId })) as Batch
  const [bundle] = bundles
  const printer = await launchBrowser()
  const look = { paper: '60x40', fonts: testFonts, locale: 'zh-CN' } as const
  const ticketPage = {
    batchNumber,
    bundleNumber: bundle!.bundleNumber,
    styleNo: 'DY-TZ',
    colour: '白色',
    size: '110',
    dyeLot: '',
    pieces: 20,
    operations: ['平车', '整烫'],
    strip: null,
    code: bundle!.code,
    qr: bundle!.qr,
  }
  const badgePage = {
    name: '王秀英',
    workshopName: '衣坊',
    photoUrl: null,
    code: worker!.code,
    qr: worker!.qr,
  }
  const ticket = await photographed(
    printer,
    renderDocument('bundleTicket', [{ tickets: [ticketPage] }], look),
  )
  const badge = await photographed(printer, renderDocument('badge', [badgePage], look))
  await printer.close()
  const film = join(folder, 'table.y4m')
  await writeFilm(film, [
    { seconds: 2, shown: null },
    { seconds: 4, shown: ticket },
    { seconds: 3, shown: null },
    { seconds: 4, shown: badge },
    { seconds: 30, shown: null },
  ])
  browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...chromiumArgs,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await rm(folder, { recursive: true, force: true })
})

it('records a ticket and a badge that are shown to the camera, each once, asking no other server', async () => {
  const { page, complaints } = await pairDevice(
    { app, browser, address: await openDoor(app) },
    { name: '记工台', role: 'recorder' },
    { permissions: ['camera'] },
  )
  const foreign: string[] = []
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreign.push(request.url())
  })
  await page.getByRole('button', { name: '用相机扫码' }).click()
  await page.getByRole('button', { name: /1 平车 20/ }).waitFor({ timeout: 30_000 })
  await page.locator('section[aria-label="相机"] polygon').waitFor()
  await page.getByText('王秀英，平车，20 件').waitFor({ timeout: 30_000 })
  // Held before it for seconds, it was one scan: a second one of the same would have been refused aloud.
  await page.waitForTimeout(2500)
  expect(await page.getByRole('alert').count()).toBe(0)
  await page.getByRole('button', { name: '关掉相机' }).click()
  expect(await page.locator('video').count()).toBe(0)
  expect(await entries()).toMatchObject([{ workerName: '王秀英', operationName: '平车', good: 20 }])
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
})
