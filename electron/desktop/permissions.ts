import type { Session } from 'electron'
import { isOurs } from './app-origin.ts'

type Permission = Parameters<Exclude<Parameters<Session['setPermissionCheckHandler']>[0], null>>[1]

/** What the page may ask Chromium for, each with its reason. What has no line is denied: camera, place, notices… */
const allowed: Partial<Readonly<Record<Permission | 'serial', string>>> = {
  'clipboard-sanitized-write': 'copy buttons: order numbers, addresses, details of an error',
  fileSystem: 'a folder of order exports that the user chose: looked into, never written',
  // Lets the page ask; which port it gets is chosen in serial-ports.ts.
  serial: 'a scanner bound to one window, so that packer and owner do not share a keyboard focus',
}

/** Whether a page at `address` is given a permission. */
export function isPermitted(permission: string, address: string): boolean {
  return Object.hasOwn(allowed, permission) && isOurs(address)
}

/** Sets all handlers: Chromium asks some permissions by one and some by another. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(details.isMainFrame && isPermitted(permission, details.requestingUrl) && !isWriting(details))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, details) =>
      isPermitted(permission, requestingOrigin) && !isWriting(details),
  )
}

/** Whether a page asks to write files: it saves by downloads alone. */
function isWriting(details: object): boolean {
  return 'fileAccessType' in details && details.fileAccessType === 'writable'
}
