import { expect, test } from 'vitest'
import { runtime, withProbe } from '../support/desktop.ts'
import { newPlace } from './running.ts'

test('the window opens and its page shows who is signed in', async () => {
  const { desktop, page } = await newPlace().open()
  expect(await page.textContent('body')).toContain('desktop')
  const shown = await desktop.evaluate(({ BrowserWindow }) => {
    const [main] = BrowserWindow.getAllWindows()
    return { visible: main!.isVisible(), url: main!.webContents.getURL() }
  })
  expect(shown).toEqual({ visible: true, url: 'app://main/' })
  const session = await page.evaluate(() => window.probe.client.settings.session.get())
  expect(session).toMatchObject({ door: 'desktop', user: { role: 'owner' } })
})

test('a command of the page is a row in the store, and its event comes back', async () => {
  const place = newPlace()
  const { page } = await place.open()
  await page.evaluate(async () => {
    await window.probe.watch()
    const commandId = window.probe.newId()
    const shop = { id: null, platform: 'taobao', name: '大华演出服', promiseHours: 48 } as const
    await window.probe.client.settings.shops.save({ commandId, ...shop })
  })
  expect(place.rows('SELECT name, platform FROM shop')).toEqual([{ name: '大华演出服', platform: 'taobao' }])
  await expect
    .poll(() =>
      page.evaluate(() => window.probe.events.map((event) => (event.kind === 'changed' ? event.tables : []))),
    )
    .toContainEqual(expect.arrayContaining(['shop']))
})

test('an error of the host arrives with its code and data', async () => {
  const { page } = await newPlace().open()
  const error = await page.evaluate(() =>
    window.probe.client.settings.session
      .unlock({ userId: 999, pin: '1234' })
      .catch((raised: { code: string; data: unknown }) => ({ code: raised.code, data: raised.data })),
  )
  expect(error).toMatchObject({ code: 'not-found' })
})

test('a reload keeps the window signed in', async () => {
  const { desktop, page } = await newPlace().open()
  await page.evaluate(async () => {
    const { client, newId } = window.probe
    const { user } = await client.settings.session.get()
    await client.settings.users.setPin({ commandId: newId(), userId: user!.id, pin: '2580' })
    await client.settings.session.unlock({ userId: user!.id, pin: '2580' })
  })
  await page.reload()
  await withProbe(page)
  const session = await page.evaluate(() => window.probe.client.settings.session.get())
  expect(session).toMatchObject({ pinsInUse: true, user: { role: 'owner' } })
  // The program itself does not: the next start asks for the PIN.
  await desktop.close()
})

test('the bridge is all that the page sees of the program', async () => {
  const { page } = await newPlace().open()
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(window.yifang!).sort(),
    frozen: Object.isFrozen(window.yifang),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    secure: window.isSecureContext,
  }))
  expect(seen).toEqual({
    bridge: ['door', 'join', 'print', 'printToPdf', 'printers'],
    frozen: true,
    node: [],
    secure: true,
  })
})

test('the policy is enforced: no inline script, no eval, nothing from elsewhere', async () => {
  const { desktop, page } = await newPlace().open()
  const tried = await page.evaluate(async () => {
    const failed = (work: Promise<unknown>) => work.then(() => 'went through').catch(() => 'refused')
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const image = new Image()
    image.src = 'https://evil.example/pixel.png'
    const frame = document.createElement('iframe')
    frame.src = 'https://evil.example/frame.html'
    document.body.append(frame)
    const policy = (await fetch('./index.html')).headers.get('content-security-policy')
    return {
      inline: window.inlineRan ?? false,
      eval: await failed(new Promise((resolve) => resolve(new Function('return 1')()))),
      fetch: await failed(fetch('https://evil.example/')),
      image: await failed(image.decode()),
      policy,
    }
  })
  expect(tried).toMatchObject({ inline: false, eval: 'refused', fetch: 'refused', image: 'refused' })
  expect(tried.policy).toContain("default-src 'none'")
  if (runtime === 'stand-in')
    expect(await desktop.evaluate(({ standin }) => standin.state.outbound)).toEqual([])
})

test('the scheme serves the page’s files by GET, and nothing beside its folder', async () => {
  const { page } = await newPlace().open()
  const status = await page.evaluate(async () => {
    const of = async (path: string, method = 'GET') => (await fetch(path, { method })).status
    return {
      script: await of('/page.js'),
      screen: await of('/orders/5'),
      missing: await of('/missing.js'),
      above: await of('/..%2f..%2fpackage.json'),
      aboveBackslash: await of('/..%5c..%5cpackage.json'),
      noText: await of('/%ff.js'),
      post: await of('/index.html', 'POST'),
    }
  })
  expect(status).toEqual({
    script: 200,
    screen: 200,
    missing: 404,
    above: 404,
    aboveBackslash: 404,
    noText: 404,
    post: 405,
  })
})
