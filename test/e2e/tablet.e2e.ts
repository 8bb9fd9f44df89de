import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/production/contract.ts'
import type { Worker } from '../../shared/workers/contract.ts'
import { type ServedApp, startApp } from '../support/app.ts'
import { fingerFaults, pushedTables } from '../support/finger-faults.ts'
import { openDoor, pairDevice } from '../support/paired-device.ts'
import { beginPlainBatch, cutPlain, savePlainSteps } from '../support/plain-batch.ts'
import { savePlainStyle } from '../support/plain-style.ts'
import { launchBrowser, scanKeys } from './pages.ts'

/** Every floor screen under fingers: a tablet upright and lying, and one hardly larger than a phone. */
let app: ServedApp
let browser: Browser
let address: string
let styleId: number
let batchId: number

const write = (path: string, input: object) => app.call(path, { commandId: v7(), ...input })
const sizes = [
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
  { width: 600, height: 960 },
] as const

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  address = await openDoor(app)
  styleId = await savePlainStyle(app)
  await write('workers.save', { id: null, name: '王秀英', kind: 'piece', note: '', archived: false })
  await savePlainSteps(app, styleId, 60)
  batchId = await beginPlainBatch(app, styleId, { 110: 40 })
  await cutPlain(app, batchId, 40, { pieces: 20 })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** Loads a screen anew: what was on the screen before is not taken for it. */
async function show(page: Page, path: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${address}#${path}`)
  await page.locator('main').getByText(/\S/).first().waitFor()
}

async function expectFit(page: Page, screen: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<void> {
  // English is longer, never wider than where it is tightest.
  for (const size of language === 'en' ? sizes.slice(2) : sizes) {
    await page.setViewportSize(size)
    await expect
      .poll(
        async () => [...(await fingerFaults(page)), ...(size.width < 800 ? [] : await pushedTables(page))],
        {
          message: `${screen} at ${size.width}×${size.height}`,
        },
      )
      .toEqual([])
  }
  await page.setViewportSize(sizes[0])
}

const bundle = async () => ((await app.call('production.batches.get', { id: batchId })) as Batch).bundles[0]!

describe.each(['zh-CN', 'en'] as const)('a tablet in %s', (language) => {
  const open = async (role: 'packer' | 'recorder') => {
    const device = await pairDevice({ app, browser, address }, { name: `${role} ${language}`, role })
    if (language === 'en') {
      const answered = device.page.waitForResponse(/setLanguage/)
      await device.page.getByRole('button', { name: '切换语言' }).click()
      await answered
    }
    return device
  }

  it('packs, picks, counts and takes returns in', async () => {
    const { page, complaints } = await open('packer')
    const { id } = (await write('inventory.counts.start', { locationId: 1, note: '' })) as { id: number }
    for (const path of [
      '/pack',
      '/pack/waves',
      '/pack/hand-over',
      '/pack/returns',
      '/stock',
      '/stock/receive',
      `/stock/counts/${id}`,
      '/today',
    ]) {
      await show(page, path)
      await expectFit(page, path, language)
    }
    await write('inventory.counts.cancel', { id })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('records, hands out, inspects and writes who comes', async () => {
    const { page, complaints } = await open('recorder')
    await show(page, '/floor')
    await page.locator('[data-scan]').waitFor()
    await scanKeys(page, (await bundle()).code)
    await page.getByRole('button', { name: /1 平车 20/ }).waitFor()
    await expectFit(page, 'a bundle in hand', language)
    await show(page, '/floor/hand-outs')
    await page.locator('[data-scan]').waitFor()
    await scanKeys(page, (await bundle()).code)
    await page.getByRole('spinbutton').first().waitFor()
    await expectFit(page, 'a bundle to be handed out', language)
    for (const path of ['/floor/quality', '/floor/wall', '/people/attendance', '/people/attendance/scan']) {
      await show(page, path)
      await expectFit(page, path, language)
    }
    const [worker] = (await app.call('workers.list', {})) as Worker[]
    await scanKeys(page, worker!.code)
    await page.getByRole('status').getByText('王秀英').waitFor()
    await expectFit(page, 'a badge', language)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

it('keeps its keyboard away from a scan field until somebody wants to type, and takes a scanner all the while', async () => {
  const { page } = await pairDevice({ app, browser, address }, { name: '记工台', role: 'recorder' })
  const field = page.locator('[data-scan]')
  await page.locator('[data-scan]:focus').waitFor()
  expect(await field.getAttribute('inputmode')).toBe('none')
  await scanKeys(page, (await bundle()).code)
  await page.getByRole('button', { name: /1 平车 20/ }).waitFor()
  await page.getByRole('button', { name: '打字输入' }).click()
  await page.locator('[data-scan]:focus').waitFor()
  expect(await field.getAttribute('inputmode')).toBe('text')
  await page.keyboard.type('wxy')
  await page.keyboard.press('Enter')
  await page.getByText('王秀英，平车，20 件').waitFor()
  expect(await field.getAttribute('inputmode')).toBe('none')
  await page.context().close()
})

it('keeps a photo of the camera upright, and no larger than is worth its bytes', async () => {
  const { page } = await pairDevice({ app, browser, address }, { name: '文员', role: 'office' })
  await page.goto(`${address}#/catalog/styles/${styleId}`)
  await page.getByRole('button', { name: '拍照' }).waitFor()
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 1500)
    canvas.getContext('2d')!.fillRect(0, 0, 1500, 1500)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
    return bytes.toBase64()
  })
  const photo = turned(Buffer.from(plain, 'base64'))
  await page
    .locator('input[capture]')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  const folder = join(app.dataDir, 'photos')
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.orig'))
  const kept = await Promise.all(files.map(async (name) => sizeOf(await readFile(join(folder, name)))))
  // Held upright, it was taken 1500 wide and 3000 high.
  expect(kept).toContainEqual([800, 1600])
  await page.context().close()
})

/** With the mark of a camera that was held upright: Exif orientation 6, a quarter turn clockwise. */
function turned(jpeg: Buffer): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

/** Width and height of a JPEG, from its frame header. */
function sizeOf(jpeg: Buffer): readonly [number, number] {
  for (let at = 2; at < jpeg.length - 9; at += 2 + jpeg.readUInt16BE(at + 2))
    if (jpeg[at + 1] === 0xc0 || jpeg[at + 1] === 0xc2)
      return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)]
  return [0, 0]
}
