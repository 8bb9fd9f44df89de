import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDataDir } from '../../../electron/host/default-data-dir.ts'
import { type DoorAddress, type RequestFacts, refusalOf } from '../../../electron/host/http/refusal.ts'
import { createSessions } from '../../../electron/host/http/sessions.ts'
import { containedPath } from '../../../electron/host/http/static-files.ts'

const port = 4711
const door: DoorAddress = { scheme: 'http', hosts: [`127.0.0.1:${port}`, `localhost:${port}`], posts: [] }
const call: RequestFacts = {
  method: 'POST',
  path: '/rpc/orders/list',
  host: `127.0.0.1:${port}`,
  origin: `http://127.0.0.1:${port}`,
  site: 'same-origin',
  contentType: 'application/json',
  hasBody: true,
  isProcess: false,
}

describe('refusals', () => {
  it('let our own page and processes through', () => {
    expect(refusalOf(call, door)).toBeNull()
    expect(refusalOf({ ...call, site: undefined }, door)).toBeNull()
    expect(refusalOf({ ...call, origin: undefined }, door)).toBeNull()
    expect(refusalOf({ ...call, origin: undefined, site: undefined, isProcess: true }, door)).toBeNull()
    expect(
      refusalOf({ ...call, host: `localhost:${port}`, origin: `http://localhost:${port}` }, door),
    ).toBeNull()
    expect(refusalOf({ ...call, contentType: 'multipart/form-data; boundary=x' }, door)).toBeNull()
    const page = {
      ...call,
      method: 'GET',
      path: '/',
      origin: undefined,
      contentType: undefined,
      hasBody: false,
    }
    expect(refusalOf({ ...page, site: 'none' }, door)).toBeNull()
  })

  it('hold for any other origin, whatever else a request says', () => {
    const own = [`http://127.0.0.1:${port}`]
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.constant('null'), fc.string()),
        fc.boolean(),
        (origin, isProcess) => {
          fc.pre(!own.includes(origin))
          expect(refusalOf({ ...call, origin, isProcess }, door)).toBe('foreign-page')
        },
      ),
    )
  })

  it('hold for any other Host', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.constant(`127.0.0.1:${port + 1}`)), (host) => {
        expect(refusalOf({ ...call, host }, door)).toBe('wrong-host')
      }),
    )
    expect(refusalOf({ ...call, host: undefined }, door)).toBe('wrong-host')
  })
})

describe('static paths', () => {
  it('never leave the folder', () => {
    const root = resolve('/srv/page')
    const parts = fc.array(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '/', 'a', 'assets', '%5c', '\\', '%00', 'x.js'),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(parts, (list) => {
        const path = containedPath(root, `/${list.join('/')}`)
        if (path !== null) expect(path === root || path.startsWith(`${root}/`)).toBe(true)
      }),
    )
    expect(containedPath(root, '/assets/a.js')).toBe(join(root, 'assets/a.js'))
    expect(containedPath(root, '/%zz')).toBeNull()
  })
})

describe('sessions', () => {
  const bearer = (secret: string) => `Bearer ${secret}`

  it('give a browser one connection for as long as its cookie, and nobody else', () => {
    const sessions = createSessions(port, () => 0)
    const token = sessions.redeem(sessions.newKey())!
    const cookie = `other=1; ${sessions.cookieName}=${token}`
    expect(sessions.byCookie(cookie)).toBe(sessions.byCookie(cookie))
    expect(sessions.byCookie(cookie)?.door).toBe('browser')
    expect(sessions.byCookie(undefined)).toBeNull()
    expect(sessions.byCookie(`${sessions.cookieName}=${token}x`)).toBeNull()
    expect(createSessions(port, () => 0).byCookie(cookie)).toBeNull()
  })

  it('forget the oldest unused link, and any used one', () => {
    const sessions = createSessions(port, () => 0)
    const keys = Array.from({ length: 9 }, () => sessions.newKey())
    expect(sessions.redeem(keys[0]!)).toBeNull()
    expect(sessions.redeem(keys[8]!)).not.toBeNull()
    expect(sessions.redeem(keys[8]!)).toBeNull()
  })

  it('keep processes apart: what one has unlocked is locked for the next', () => {
    const sessions = createSessions(port, () => 0)
    const header = bearer(sessions.processSecret)
    const first = sessions.byBearer(header, 'a')!
    first.userId = 1
    expect(sessions.byBearer(header, 'a')).toBe(first)
    expect(sessions.byBearer(header, 'b')?.userId).toBeNull()
    expect(sessions.byBearer(header, undefined)?.userId).toBeNull()
    expect(sessions.byBearer(bearer('wrong'), 'a')).toBeNull()
    expect(sessions.byBearer(sessions.processSecret, 'a')).toBeNull()
  })
})

describe('the data folder', () => {
  it.each([
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Yifang/data'],
    ['darwin', {}, '/home/u/Library/Application Support/Yifang'],
    ['linux', { XDG_DATA_HOME: '/xdg' }, '/xdg/yifang'],
    ['linux', {}, '/home/u/.local/share/yifang'],
  ] as const)('on %s is where its users expect it', (platform, env, folder) => {
    expect(defaultDataDir(platform, env, '/home/u')).toBe(folder)
  })
})
