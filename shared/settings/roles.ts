/** Who uses the program (DESIGN §1). */
export const roles = ['owner', 'office', 'packer', 'recorder', 'worker', 'installer'] as const
export type Role = (typeof roles)[number]

const everyone = roles
const owner = ['owner'] as const
const office = ['owner', 'office'] as const
const packing = ['owner', 'office', 'packer'] as const
const upkeep = ['owner', 'installer'] as const

/**
 * What each role may call: one line a procedure, checked in the host before its input is looked at, and
 * mirrored in the screens by `may`. A test fails where a procedure has no line. `null`: before anyone has
 * said who she is.
 */
export const permissions = {
  'settings.session.get': null,
  'settings.session.unlock': null,
  'settings.session.lock': null,
  'settings.session.setLanguage': null,
  'settings.events.watch': everyone,
  'settings.jobs.list': everyone,
  'settings.jobs.cancel': packing,
  'settings.workshop.get': everyone,
  'settings.workshop.update': owner,
  'settings.shops.list': packing,
  'settings.shops.save': office,
  'settings.users.list': upkeep,
  'settings.users.save': owner,
  'settings.users.setPin': owner,
  'settings.today': packing,
  'orders.list': packing,
  'orders.get': packing,
  'orders.create': office,
  'orders.update': office,
  'orders.hold': office,
  'orders.release': office,
  'orders.cancel': office,
  'orders.resolveAddress': office,
  'orders.exportList': office,
  'orders.imports.stage': office,
  'orders.imports.preview': office,
  'orders.imports.problems': office,
  'orders.imports.commit': office,
  'orders.imports.discard': office,
  'orders.imports.undo': office,
  'orders.imports.list': office,
  'orders.imports.saveMapping': office,
  'orders.imports.exportProblems': office,
} as const satisfies Record<string, readonly Role[] | null>

export type ProcedurePath = keyof typeof permissions

/** Whether a role may call a procedure. */
export function may(role: Role, path: ProcedurePath): boolean {
  const allowed: readonly Role[] | null = permissions[path]
  return allowed === null || allowed.includes(role)
}

/** Who sees the shops' money: amounts are left out of answers to everybody else. */
export function seesMoney(role: Role): boolean {
  return role === 'owner' || role === 'office'
}

/** Who sees recipients in full in lists; a packer sees the one of the parcel in hand. */
export function seesRecipients(role: Role): boolean {
  return role === 'owner' || role === 'office'
}
