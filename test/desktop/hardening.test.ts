import { beforeAll, expect, test } from 'vitest'
import { desktopChannels } from '../../shared/desktop-bridge.ts'
import { runtime } from '../support/desktop.ts'
import { newPlace } from './running.ts'

/** What was passed to Electron is seen on the stand-in only. What Electron makes of it: guards.test.ts, page.test.ts. */
const onStandin = test.runIf(runtime === 'stand-in')

beforeAll(() => {
  if (runtime !== 'stand-in') console.log('hardening: options are looked at on the stand-in only')
})

onStandin(
  'every window is sandboxed and isolated, has no Node and no webview, and keeps web security on',
  async () => {
    const { desktop, page } = await newPlace().open()
    await page.evaluate(() => {
      // A print window is a window, too.
      const job = { html: '<p>x</p>', widthMm: 100, heightMm: 150, printer: null, copies: 1 }
      void window.yifang!.print(job).catch(() => {})
    })
    const windows = () =>
      desktop.evaluate(({ standin }) =>
        [...standin.state.made].map(({ preload, ...preferences }) => ({
          ...preferences,
          hasPreload: preload !== undefined,
        })),
      )
    await expect.poll(async () => (await windows()).length).toBe(2)
    const strictly = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    }
    // Whole: webSecurity, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures are nowhere.
    expect(await windows()).toEqual([
      { ...strictly, hasPreload: true },
      { ...strictly, backgroundThrottling: false, hasPreload: false },
    ])
    expect(await desktop.evaluate(({ standin }) => standin.state.isSandboxed)).toBe(true)
  },
)

test('a redirect away, a webview and a second window are refused by every page’s contents', async () => {
  const { desktop } = await newPlace().open()
  const answers = await desktop.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const isPrevented = (name: string, details: object) => {
      let prevented = false
      const event = {
        ...details,
        preventDefault: () => {
          prevented = true
        },
      }
      webContents.emit(name as 'will-redirect', event as never)
      return prevented
    }
    const redirect = (url: string) => isPrevented('will-redirect', { url, isMainFrame: true })
    const addresses = [
      'https://evil.example/',
      'http://127.0.0.1:1/',
      'file:///C:/Windows/win.ini',
      'app://evil/',
      'app://main.evil/',
      'app://main:1/',
      'javascript:alert(1)',
      'data:text/html,x',
      'blob:app://main/x',
      'not an address',
    ]
    return {
      away: addresses.map(redirect),
      home: redirect('app://main/#/orders'),
      webview: isPrevented('will-attach-webview', {}),
    }
  })
  expect(answers).toEqual({ away: Array(10).fill(true), home: false, webview: true })
})

onStandin(
  'the scheme has the rights it needs and no more, and answers GET of its own host alone',
  async () => {
    const { desktop } = await newPlace().open()
    const found = await desktop.evaluate(async ({ standin }) => {
      const handler = standin.handlers.get('app')!
      const ask = async (url: string, method = 'GET') =>
        (await handler(new Request(url, { method }) as never)).status
      const { headers } = await handler(new Request('app://main/') as never)
      const refused = await handler(new Request('app://main/nothing.js') as never)
      return {
        schemes: Object.fromEntries(standin.schemes),
        handled: [...standin.handlers.keys()],
        home: await ask('app://main/'),
        methods: await Promise.all(
          ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].map((m) => ask('app://main/', m)),
        ),
        hosts: await Promise.all(
          ['app://evil/', 'app://main.evil/', 'app://main:81/', 'app://x@main/index.html'].map((url) =>
            ask(url).catch(() => 404),
          ),
        ),
        above: await Promise.all(
          [
            '%2e%2e/electron/main.js',
            '..%2f..%2fpackage.json',
            '%2e%2e%5celectron%5cmain.js',
            'C:%5cx.txt',
            'x%00.js',
          ].map((path) => ask(`app://main/${path}`)),
        ),
        policy: headers.get('content-security-policy'),
        sniff: headers.get('x-content-type-options'),
        refusedPolicy: refused.headers.get('content-security-policy'),
      }
    })
    expect(found.schemes).toEqual({
      app: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    })
    expect(found.handled).toEqual(['app'])
    expect(found.home).toBe(200)
    expect(found.methods).toEqual(Array(5).fill(405))
    expect(found.hosts).toEqual(Array(4).fill(404))
    expect(found.above).toEqual(Array(5).fill(404))
    expect(found.sniff).toBe('nosniff')
    expect(found.policy).toBe(
      [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    )
    expect(found.refusedPolicy).toBe(found.policy)
  },
)

onStandin(
  'the main process hears five channels, and each of them from our page’s top frame only',
  async () => {
    const { desktop } = await newPlace().open()
    const { channels, answers } = await desktop.evaluate(async ({ BrowserWindow, standin }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const { $handlers } = standin.ipcMainStandin
      const ours = { url: 'app://main/', parent: null }
      const senders = [
        { sender: { id: webContents.id + 1 }, senderFrame: ours },
        { sender: webContents, senderFrame: null },
        { sender: webContents, senderFrame: { ...ours, parent: ours } },
        { sender: webContents, senderFrame: { ...ours, url: 'https://evil.example/' } },
        { sender: webContents, senderFrame: { ...ours, url: 'app://main.evil/' } },
      ]
      const calls = [...$handlers.values()].flatMap((handler) =>
        senders.map(async (event) => handler(event as never, {})),
      )
      const settled = await Promise.allSettled(calls)
      return {
        channels: [...$handlers.keys(), ...standin.ipcMainStandin.eventNames().map(String)].sort(),
        answers: settled.map((one) => (one.status === 'rejected' ? String(one.reason) : 'answered')),
      }
    })
    expect(channels).toEqual(Object.values(desktopChannels).sort())
    expect(answers).toEqual(Array(20).fill('Error: not our page'))
  },
)
