import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PrinterInfo } from 'electron'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { DesktopPrintJob } from '../../shared/desktop-bridge.ts'
import { type Desktop, runtime } from '../support/desktop.ts'
import { newPlace } from './running.ts'

const label = (text: string, page = '') =>
  `<!doctype html><meta charset="utf-8"><style>${page}</style>` +
  `<img src="https://evil.example/pixel.png"><script>document.title='ran'</script><p>${text}</p>`

const job: DesktopPrintJob = {
  html: label('张三'),
  widthMm: 76,
  heightMm: 130,
  printer: 'XP-490B',
  copies: 2,
}

async function setUpPrinter(desktop: Desktop): Promise<void> {
  await desktop.evaluate(() => {
    const printer = { name: 'XP-490B', displayName: '面单打印机', description: '', options: {} }
    globalThis.desktopScript.printers.push(printer as PrinterInfo)
  })
}

const print = (page: Page, printed: DesktopPrintJob) =>
  page.evaluate((given) => window.yifang!.print(given), printed)

test('a label goes silently to the named printer, on its paper, without margins', async () => {
  const { desktop, page } = await newPlace().open()
  await setUpPrinter(desktop)
  expect(await page.evaluate(() => window.yifang!.printers())).toEqual([
    { name: 'XP-490B', displayName: '面单打印机' },
  ])
  expect(await print(page, job)).toEqual({ state: 'printed' })
  const [printed] = await desktop.evaluate(() => globalThis.desktopScript.printed)
  expect(printed!.url).toMatch(/^app:\/\/main\/print\/[0-9a-f-]{36}\.html$/)
  expect(printed!.options).toEqual({
    silent: true,
    deviceName: 'XP-490B',
    copies: 2,
    pageSize: { width: 76_000, height: 130_000 },
    margins: { marginType: 'none' },
    landscape: false,
    printBackground: true,
  })
})

test('without a printer the system’s dialog asks, and its cancel is no failure', async () => {
  const { desktop, page } = await newPlace().open()
  await desktop.evaluate(() => {
    globalThis.desktopScript.printResult = { success: false, reason: 'Print job canceled' }
  })
  const answer = await print(page, { ...job, printer: null, copies: 1 })
  expect(answer).toEqual({ state: 'cancelled' })
  const [printed] = await desktop.evaluate(() => globalThis.desktopScript.printed)
  expect(printed!.options).toMatchObject({ silent: false, pageSize: { width: 76_000, height: 130_000 } })
  expect(printed!.options).not.toHaveProperty('deviceName')
})

test('a printer that is gone, or fails, is said so', async () => {
  const { desktop, page } = await newPlace().open()
  expect(await print(page, job)).toEqual({ state: 'failed', reason: 'printer-gone', detail: 'XP-490B' })
  await setUpPrinter(desktop)
  await desktop.evaluate(() => {
    globalThis.desktopScript.printResult = { success: false, reason: 'Invalid printer settings' }
  })
  expect(await print(page, job)).toEqual({
    state: 'failed',
    reason: 'failed',
    detail: 'Invalid printer settings',
  })
})

test('documents are printed one after the other, and their windows are closed', async () => {
  const { desktop, page } = await newPlace().open()
  await setUpPrinter(desktop)
  const answers = await page.evaluate(
    (given) => Promise.all([1, 2, 3].map((copies) => window.yifang!.print({ ...given, copies }))),
    job,
  )
  expect(answers).toEqual(Array(3).fill({ state: 'printed' }))
  const after = await desktop.evaluate(({ BrowserWindow }) => ({
    copies: globalThis.desktopScript.printed.map(({ options }) => options.copies),
    windows: BrowserWindow.getAllWindows().length,
  }))
  expect(after).toEqual({ copies: [1, 2, 3], windows: 1 })
})

test('a document runs no script, loads nothing from elsewhere and is gone when it is printed', async () => {
  const { desktop, page } = await newPlace().open()
  await setUpPrinter(desktop)
  await desktop.evaluate(({ app }) => {
    const seen: Record<string, unknown>[] = []
    Object.assign(globalThis, { seen })
    const { print } = globalThis.desktopScript
    app.on('web-contents-created', (_event, contents) => {
      Object.assign(globalThis, { contents })
    })
    globalThis.desktopScript.print = (contents, options, done) => {
      const look =
        '({ title: document.title, text: document.body.innerText.trim(), bridge: typeof window.yifang })'
      const { contents: real } = globalThis as unknown as { contents: Electron.WebContents }
      void real.executeJavaScript(look).then((found: Record<string, unknown>) => {
        seen.push(found)
        print(contents, options, done)
      })
    }
  })
  expect(await print(page, job)).toEqual({ state: 'printed' })
  const { seen, url } = await desktop.evaluate(() => ({
    seen: (globalThis as unknown as { seen: unknown[] }).seen,
    url: globalThis.desktopScript.printed[0]!.url,
  }))
  expect(seen).toEqual([{ title: '', text: '张三', bridge: 'undefined' }])
  expect(await page.evaluate(async (path) => (await fetch(path)).status, new URL(url).pathname)).toBe(404)
  if (runtime === 'stand-in')
    expect(await desktop.evaluate(({ standin }) => standin.state.outbound)).toEqual([])
})

test('a PDF has the paper’s size and goes where the user said', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  const target = join(place.folder, '面单.pdf')
  const save = (filePath: string) =>
    desktop.evaluate((_, path) => {
      globalThis.desktopScript.answers.push(path ? { canceled: false, filePath: path } : { canceled: true })
    }, filePath)
  // No @page of its own: the paper is what the job says.
  const pdf = { html: label('李四'), widthMm: 100, heightMm: 180, suggestedName: '面单 3/4?' }
  const saveAs = () => page.evaluate((given) => window.yifang!.printToPdf(given), pdf)
  await save(target)
  expect(await saveAs()).toEqual({ state: 'saved', fileName: '面单.pdf' })
  const bytes = readFileSync(target, 'latin1')
  expect(bytes.slice(0, 5)).toBe('%PDF-')
  const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(bytes)!
  const mm = (points: string | undefined) => (Number(points) / 72) * 25.4
  expect(mm(width)).toBeCloseTo(100, 0)
  expect(mm(height)).toBeCloseTo(180, 0)
  await save('')
  expect(await saveAs()).toEqual({ state: 'cancelled' })
  const folder = join(place.folder, 'folder.pdf')
  mkdirSync(folder)
  await save(folder)
  expect(await saveAs()).toMatchObject({ state: 'failed', reason: 'folder-unwritable' })
  const [first] = await desktop.evaluate(() => globalThis.desktopScript.dialogs)
  expect(first!.options.defaultPath).toMatch(/面单 3 4\.pdf$/)
})

test('a job that is out of order is refused', async () => {
  const { desktop, page } = await newPlace().open()
  await setUpPrinter(desktop)
  const tried = (wrong: object) =>
    page.evaluate(
      (given) =>
        window.yifang!.print(given).then(
          () => 'printed',
          () => 'refused',
        ),
      { ...job, ...wrong } as DesktopPrintJob,
    )
  expect(await tried({ widthMm: 0 })).toBe('refused')
  expect(await tried({ copies: 1000 })).toBe('refused')
  expect(await tried({ html: '' })).toBe('refused')
  expect(await tried({ header: 'x' })).toBe('refused')
  expect(await desktop.evaluate(() => globalThis.desktopScript.printed.length)).toBe(0)
})
