import { hostname } from 'node:os'
import type { Connection } from '../services.ts'
import { digestOf, newSecret, sameDigest } from './secrets.ts'

/** Links that were handed out and not followed; more than a few are forgotten, the oldest first. */
const maxOpenKeys = 8
const maxProcesses = 64

/** Who may talk through the HTTP door: browsers by cookie, processes by the secret in host.json. */
export interface Sessions {
  readonly cookieName: string
  /** Gives away processes of this user: written to host.json, never printed. */
  readonly processSecret: string
  /** A key for one link; it is worth nothing once it has been used. */
  newKey(): string
  /** Takes a key and gives the cookie that replaces it; null for a wrong or used one. */
  redeem(key: string): string | null
  /** The connection of a browser, by its Cookie header. */
  byCookie(header: string | undefined): Connection | null
  /** The connection of a process. `label` keeps its calls together; without one every call stands alone. */
  byBearer(header: string | undefined, label: string | undefined): Connection | null
}

export function createSessions(port: number, uptime: () => number): Sessions {
  // Cookies do not keep ports apart: two hosts on one PC must not overwrite each other's.
  const cookieName = `yifang-${port}`
  const keys: Buffer[] = []
  const browsers: { readonly token: Buffer; readonly connection: Connection }[] = []
  const processes = new Map<string, Connection>()
  const processSecret = newSecret()
  const processDigest = digestOf(processSecret)
  const connect = (door: Connection['door']): Connection => ({
    door,
    // Printers are remembered by station, so its name must outlive the process.
    station: hostname(),
    userId: null,
    language: null,
    lastCallAt: uptime(),
  })
  return {
    cookieName,
    processSecret,
    newKey: () => {
      const key = newSecret()
      keys.push(digestOf(key))
      if (keys.length > maxOpenKeys) keys.shift()
      return key
    },
    redeem: (key) => {
      const at = keys.findIndex((known) => sameDigest(key, known))
      if (at < 0) return null
      keys.splice(at, 1)
      const token = newSecret()
      browsers.push({ token: digestOf(token), connection: connect('browser') })
      return token
    },
    byCookie: (header) => {
      const token = readCookie(header, cookieName)
      if (token === null) return null
      return browsers.find((browser) => sameDigest(token, browser.token))?.connection ?? null
    },
    byBearer: (header, label) => {
      const given = /^Bearer (\S+)$/.exec(header ?? '')?.[1]
      if (given === undefined || !sameDigest(given, processDigest)) return null
      if (!label) return connect('process')
      const known = processes.get(label) ?? connect('process')
      processes.delete(label)
      processes.set(label, known)
      if (processes.size > maxProcesses) processes.delete(processes.keys().next().value!)
      return known
    },
  }
}

export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}
