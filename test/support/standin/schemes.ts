import type { CustomScheme, Privileges } from 'electron'

export const schemes = new Map<string, Privileges>()
let isSealed = false

/** Called once the program's first turn is over: Electron wants its schemes before `ready`. */
export function sealSchemes(): void {
  isSealed = true
}

export function registerSchemes(list: readonly CustomScheme[]): void {
  if (isSealed) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
  for (const { scheme, privileges } of list) schemes.set(scheme, privileges ?? {})
}

/**
 * `app://main/x` is `http://main.app.localhost/x` to Chromium, which lets nobody answer a scheme it does not
 * know; names under localhost are secure contexts, others are not.
 */
export function toHttp(address: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address)
  if (!parts) return address
  const [, scheme, host, rest] = parts
  const privileges = schemes.get(scheme!)
  if (!privileges?.standard) return address
  return `http://${host}.${scheme}.${privileges.secure ? 'localhost' : 'test'}${rest || '/'}`
}

export function toApp(address: string): string {
  const parts = /^(blob:)?http:\/\/(.*)\.([a-z0-9+-]+)\.(localhost|test)(\/.*)?$/.exec(address)
  if (!parts || !schemes.has(parts[3]!)) return address
  return `${parts[1] ?? ''}${parts[3]}://${parts[2]}${parts[5] ?? '/'}`
}
