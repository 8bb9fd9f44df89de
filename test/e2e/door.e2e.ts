import { mkdtemp, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runServe, type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, openPage } from './pages.ts'

let app: ServedApp
let browser: Browser
let cookie: string

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request as no browser would send it: fetch would not let a test choose Host. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> {
  const { hostname, port } = new URL(app.url)
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: body === undefined ? 'GET' : 'POST', headers },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const rpc = '/rpc/settings/session/get'
const json = { 'content-type': 'application/json' } as const

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  const entered = await ask(new URL(app.link).pathname + new URL(app.link).search)
  expect(entered.status).toBe(303)
  cookie = String(entered.headers['set-cookie']).split(';')[0]!
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('the loopback door', () => {
  it('gives the cookie to the first use of the link only, HttpOnly and SameSite=Strict', async () => {
    const fresh = new URL(await app.newLink())
    const first = await ask(fresh.pathname + fresh.search)
    expect(first.headers.location).toBe('/')
    expect(String(first.headers['set-cookie'])).toMatch(
      /^yifang-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    const second = await ask(fresh.pathname + fresh.search)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body).toContain('已经用过一次')
    expect(second.body).toContain('used once already')
  })

  it('answers nothing without the cookie, not even the page', async () => {
    for (const path of ['/', '/index.html', '/assets/x.js', '/?key=wrong', '/favicon.ico']) {
      const { status, body } = await ask(path)
      expect(status, path).toBe(403)
      expect(body).not.toContain('<script')
    }
    expect((await ask(rpc, { ...json, origin: app.url.slice(0, -1) }, '{}')).status).toBe(403)
    const wrong = { cookie: `${cookie.split('=')[0]}=${'A'.repeat(43)}` }
    expect((await ask('/', wrong)).status).toBe(403)
  })

  it('answers its own page with its cookie', async () => {
    const page = await ask('/', { cookie })
    expect(page.status).toBe(200)
    expect(String(page.headers['content-security-policy'])).toContain(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';",
    )
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    const call = await ask(rpc, { ...json, cookie, origin: app.url.slice(0, -1) }, '{}')
    expect(call.status).toBe(200)
    expect(call.body).toContain('"door":"browser"')
  })

  it('refuses a Host that is not its own (DNS rebinding)', async () => {
    const { port } = new URL(app.url)
    for (const host of [`evil.example:${port}`, `127.0.0.1.nip.io:${port}`, '127.0.0.1', `[::1]:${port}`]) {
      expect((await ask('/', { cookie, host })).status, host).toBe(403)
      expect((await ask(rpc, { ...json, cookie, host, origin: `http://${host}` }, '{}')).status, host).toBe(
        403,
      )
    }
  })

  it('refuses a foreign Origin, a cross-site or same-site request, and an RPC call that says nothing of either', async () => {
    const own = app.url.slice(0, -1)
    const refused: readonly Readonly<Record<string, string>>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: own.replace('127.0.0.1', 'localhost') },
      { origin: 'http://127.0.0.1:1' },
      { origin: own, 'sec-fetch-site': 'cross-site' },
      { origin: own, 'sec-fetch-site': 'same-site' },
      {},
    ]
    for (const headers of refused)
      expect((await ask(rpc, { ...json, cookie, ...headers }, '{}')).status, JSON.stringify(headers)).toBe(
        403,
      )
    expect((await ask('/', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    // A link on a foreign page must not use up the key either.
    const fresh = new URL(await app.newLink())
    expect((await ask(fresh.pathname + fresh.search, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await ask(fresh.pathname + fresh.search)).status).toBe(303)
  })

  it('takes RPC only as POST, with a body of a kind that our page sends', async () => {
    const own = { cookie, origin: app.url.slice(0, -1) }
    expect((await ask(`${rpc}?data={}`, own)).status).toBe(403)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await ask(rpc, { ...own, 'content-type': type }, '{}')).status, type).toBe(403)
  })

  it('gives no file outside the page', async () => {
    for (const path of [
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cx.json',
      '/%00.js',
      '/host.json',
    ])
      expect((await ask(path, { cookie })).status, path).toBe(404)
  })

  it('gives a new link only to who can read host.json', async () => {
    expect((await ask('/door', json, '')).status).toBe(403)
    expect((await ask('/door', { ...json, cookie, origin: app.url.slice(0, -1) }, '')).status).toBe(403)
    expect((await ask('/door', { ...json, authorization: `Bearer ${'A'.repeat(43)}` }, '')).status).toBe(403)
    expect(await app.newLink()).toContain('?key=')
  })

  it('a foreign page in the same browser gets nothing', async () => {
    const { context, page } = await openPage(browser, await app.newLink())
    await page.getByRole('navigation').first().waitFor()
    const foreign = await context.newPage()
    await context.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>evil</p>' }),
    )
    await foreign.goto('http://evil.example/')
    const stolen = await foreign.evaluate(async (url) => {
      const outcomes: string[] = []
      for (const options of [
        { method: 'POST', body: '{}', credentials: 'include' },
        { method: 'POST', body: '{}', credentials: 'include', mode: 'no-cors' },
      ] as const)
        outcomes.push(
          await fetch(`${url}rpc/settings/session/lock`, options).then(
            (answer) => `${answer.type} ${answer.status}`,
            () => 'refused',
          ),
        )
      return outcomes
    }, app.url)
    for (const outcome of stolen) expect(outcome).toMatch(/^refused$|^opaque 0$/)
    await context.close()
  })
})

describe('starting twice', () => {
  it('the second start gives the first one’s link and ends well', async () => {
    const second = await runServe(['--data', app.dataDir])
    expect(second.code, second.errors).toBe(0)
    const link = new URL(/http:\S+/.exec(second.output)![0])
    expect(link.origin).toBe(new URL(app.url).origin)
    expect((await ask(link.pathname + link.search)).status).toBe(303)
  })

  it('a folder that cannot be written to is named, in both languages, and nothing is served', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'yifang-test-')), 'a-file')
    await writeFile(file, '')
    const { code, output, errors } = await runServe(['--data', join(file, 'data')])
    expect(code).toBe(1)
    expect(output).toBe('')
    expect(errors).toContain('不能写入')
    expect(errors).toContain('cannot be written to')
    expect(errors).toContain(file)
  })
})
