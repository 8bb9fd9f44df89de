import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { connectMessage } from '../../shared/desktop-bridge.ts'
import { type Desktop, runtime } from '../support/desktop.ts'
import { mainFile } from '../support/desktop-build.ts'
import { newPlace, type Place } from './running.ts'

/** Real Electron gives no handle on its permission handlers and serves no foreign page without a network. */
const onStandin = test.runIf(runtime === 'stand-in')
const refusals = (place: Place) =>
  readFileSync(join(place.dataDir, 'logs', 'yifang.log'), 'utf8').split('"port-refused"').length - 1

test('the page cannot be led away', async () => {
  const { desktop, page } = await newPlace().open()
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<a id="away" href="https://evil.example/">away</a>')
  })
  await page.click('#away')
  await page.evaluate(() => {
    location.href = 'https://evil.example/script'
  })
  await page.waitForTimeout(300)
  const url = await desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getURL(),
  )
  expect(url).toBe('app://main/')
  expect(await page.evaluate(() => typeof window.probe)).toBe('object')
  if (runtime === 'stand-in')
    expect(await desktop.evaluate(({ standin }) => standin.state.refused)).toEqual([
      'https://evil.example/',
      'https://evil.example/script',
    ])
})

test('no second window opens; a known shop site is offered to the browser after a question', async () => {
  const { desktop, page } = await newPlace().open()
  const opened = async (address: string, response?: number) => {
    await desktop.evaluate((_, answer) => {
      if (answer !== undefined) globalThis.desktopScript.answers.push({ response: answer })
    }, response)
    expect(await page.evaluate((url) => window.open(url), address)).toBe(null)
    await page.waitForTimeout(200)
    return desktop.evaluate(() => {
      const { dialogs, opened } = globalThis.desktopScript
      return { asked: dialogs.splice(0).length, opened: opened.splice(0).map(({ target }) => target) }
    })
  }
  expect(await opened('https://example.com/')).toEqual({ asked: 0, opened: [] })
  expect(await opened('http://mms.pinduoduo.com/')).toEqual({ asked: 0, opened: [] })
  expect(await opened('https://mms.pinduoduo.com.evil.example/')).toEqual({ asked: 0, opened: [] })
  expect(await opened('https://user@mms.pinduoduo.com/')).toEqual({ asked: 0, opened: [] })
  expect(await opened('https://mms.pinduoduo.com/orders', 1)).toEqual({ asked: 1, opened: [] })
  expect(await opened('https://mms.pinduoduo.com/orders', 0)).toEqual({
    asked: 1,
    opened: ['https://mms.pinduoduo.com/orders'],
  })
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a frame within the page gets no port and no bridge', async () => {
  const place = newPlace()
  const { page } = await place.open()
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.srcdoc = '<p>frame</p>'
        frame.onload = resolve
        document.body.append(frame)
      }),
  )
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame())!
  const answer = await frame.evaluate(async (message) => {
    const { port1, port2 } = new MessageChannel()
    parent.postMessage(message, '*', [port2])
    const heard = new Promise((resolve) => {
      port1.onmessage = () => resolve('answered')
    })
    // A call as oRPC writes it.
    port1.postMessage('{"i":"1","p":{"u":"orpc://localhost/settings/session/get"}}')
    return Promise.race([heard, new Promise((resolve) => setTimeout(() => resolve('silence'), 500))])
  }, connectMessage)
  expect(answer).toBe('silence')
  expect(await frame.evaluate(() => typeof window.yifang)).toBe('undefined')
})

onStandin('a foreign page in our own window gets no answer', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  const attack = `<script>
    const { port1, port2 } = new MessageChannel()
    window.heard = 'nothing'
    port1.onmessage = () => { window.heard = 'answer' }
    port1.addEventListener('close', () => { window.heard = 'closed' })
    window.postMessage(${JSON.stringify(connectMessage)}, '*', [port2])
    port1.postMessage('{"i":"1","p":{"u":"orpc://localhost/settings/session/get"}}')
    window.printing = window.yifang.printers().then(() => 'printers', () => 'refused')
  </script>`
  await desktop.evaluate(async ({ BrowserWindow, standin }, html) => {
    standin.state.web.set('https://evil.example/', html)
    await BrowserWindow.getAllWindows()[0]!.loadURL('https://evil.example/')
  }, attack)
  const heard = () => page.evaluate(() => (window as unknown as { heard: string }).heard)
  await expect.poll(heard).toBe('closed')
  expect(await page.evaluate(() => (window as unknown as { printing: Promise<string> }).printing)).toBe(
    'refused',
  )
  expect(refusals(place)).toBe(1)
})

test('another window with the same preload gets no port', async () => {
  const place = newPlace()
  const { desktop } = await place.open()
  await desktop.evaluate(
    async ({ BrowserWindow }, preload) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      await other.loadURL('app://main/').catch(() => {})
    },
    join(dirname(mainFile), 'preload.cjs'),
  )
  await expect.poll(() => refusals(place)).toBe(1)
})

onStandin('permissions are given by the table, to our own page only', async () => {
  const { desktop } = await newPlace().open()
  const answers = await desktop.evaluate(({ BrowserWindow, standin }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const { permissionRequest, permissionCheck } = standin.state
    const ask = (permission: string, requestingUrl: string, isMainFrame = true) => {
      let answer: boolean | undefined
      const callback = (granted: boolean) => {
        answer = granted
      }
      permissionRequest!(webContents, permission as never, callback, { requestingUrl, isMainFrame } as never)
      return answer
    }
    const check = (permission: string, origin: string) =>
      permissionCheck!(webContents, permission as never, origin, {} as never)
    const ours = 'app://main/'
    const denied = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'hid',
      'usb',
      'display-capture',
      'openExternal',
    ]
    return {
      copy: [ask('clipboard-sanitized-write', ours), check('clipboard-sanitized-write', ours)],
      serial: check('serial', ours),
      folder: (['readable', 'writable'] as const).map((fileAccessType) =>
        permissionCheck!(webContents, 'fileSystem', ours, { fileAccessType } as never),
      ),
      denied: denied.flatMap((permission) => [ask(permission, ours), check(permission, ours)]),
      builtIn: ask('constructor', ours),
      frame: ask('clipboard-sanitized-write', ours, false),
      foreign: ['https://evil.example/', 'app://main.evil/', 'app://evil@main/', ''].map((url) => [
        ask('clipboard-sanitized-write', url),
        check('serial', url),
      ]),
    }
  })
  expect(answers).toEqual({
    copy: [true, true],
    serial: true,
    folder: [true, false],
    denied: Array(16).fill(false),
    builtIn: false,
    frame: false,
    foreign: Array(4).fill([false, false]),
  })
})

test('the scanner’s serial port is the one that the user chose, also after the next start, until given back', async () => {
  const place = newPlace()
  const ports = [
    { portId: 'a', portName: 'COM3', displayName: 'Bluetooth', deviceInstanceId: 'BTHENUM\\7' },
    { portId: 'b', portName: 'COM4', displayName: 'USB Scanner', deviceInstanceId: 'USB\\VID_05E0\\1' },
    {
      portId: 'c',
      portName: 'ttyACM0',
      displayName: 'Scanner',
      vendorId: '1504',
      productId: '5889',
      serialNumber: 'S1',
    },
    { portId: 'd', portName: 'COM1' },
  ]
  // As Chromium names the same ports when it asks for leave.
  const asked = [
    { name: 'Bluetooth', device_instance_id: 'BTHENUM\\7' },
    { name: 'USB Scanner', device_instance_id: 'USB\\VID_05E0\\1' },
    { name: 'Scanner', vendor_id: 1504, product_id: 5889, serial_number: 'S1' },
    { name: 'COM1', token: 'x' },
  ]
  const choose = (desktop: Desktop, response: number, offered: object[]) =>
    desktop.evaluate(
      async ({ BrowserWindow, session }, given) =>
        new Promise((resolve) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!
          globalThis.desktopScript.answers.push({ response: given.response })
          const event = { preventDefault: () => {} }
          session.defaultSession.emit('select-serial-port', event, given.offered, webContents, resolve)
        }),
      { response, offered },
    )
  const mayOpen = (desktop: Desktop, origin = 'app://main/') =>
    desktop.evaluate(
      ({ ...electron }, given) =>
        given.asked.map((device) =>
          'standin' in electron
            ? electron.standin.state.devicePermission?.({
                deviceType: 'serial',
                origin: given.origin,
                device,
              } as never)
            : null,
        ),
      { asked, origin },
    )
  const first = await place.open()
  if (runtime === 'stand-in') expect(await mayOpen(first.desktop)).toEqual([false, false, false, false])
  expect(await choose(first.desktop, 1, ports)).toBe('b')
  expect(await choose(first.desktop, 2, ports)).toBe('c')
  expect(await choose(first.desktop, 4, ports)).toBe('')
  expect(await choose(first.desktop, 0, [])).toBe('')
  const buttons = await first.desktop.evaluate(() =>
    globalThis.desktopScript.dialogs.map(({ options }) => options.buttons),
  )
  expect(buttons[0]).toEqual(['Bluetooth', 'USB Scanner', 'Scanner', 'COM1', '取消'])
  expect(buttons[3]).toEqual(['取消'])
  await first.desktop.close()
  const { desktop } = await place.open()
  if (runtime !== 'stand-in') return
  expect(await mayOpen(desktop)).toEqual([false, true, true, false])
  expect(await mayOpen(desktop, 'https://evil.example/')).toEqual([false, false, false, false])
  const revoke = (origin: string) =>
    desktop.evaluate(
      ({ session }, details) => {
        session.defaultSession.emit('serial-port-revoked', {}, details)
      },
      { port: ports[1]!, origin },
    )
  await revoke('https://evil.example')
  expect(await mayOpen(desktop)).toEqual([false, true, true, false])
  await revoke('app://main')
  expect(await mayOpen(desktop)).toEqual([false, false, true, false])
})
