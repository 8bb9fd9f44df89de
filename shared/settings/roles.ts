import { catalogPermissions } from '../catalog/permissions.ts'
import { inventoryPermissions } from '../inventory/permissions.ts'
import { ordersPermissions } from '../orders/permissions.ts'
import { payrollPermissions } from '../payroll/permissions.ts'
import { planningPermissions } from '../planning/permissions.ts'
import { productionPermissions } from '../production/permissions.ts'
import { qualityPermissions } from '../quality/permissions.ts'
import { shippingPermissions } from '../shipping/permissions.ts'
import { stationsPermissions } from '../stations/permissions.ts'
import { subcontractingPermissions } from '../subcontracting/permissions.ts'
import { workersPermissions } from '../workers/permissions.ts'
import { settingsPermissions } from './permissions.ts'
import type { Permissions, Role } from './role-groups.ts'

export { type Role, roles } from './role-groups.ts'

/**
 * What each role may call: one line a procedure, in its module's `permissions.ts`, checked in the host before its input is
 * looked at, and mirrored in the screens by `may`. A test fails where a procedure has no line.
 */
export const permissions = {
  ...settingsPermissions,
  ...catalogPermissions,
  ...ordersPermissions,
  ...inventoryPermissions,
  ...shippingPermissions,
  ...planningPermissions,
  ...payrollPermissions,
  ...workersPermissions,
  ...productionPermissions,
  ...qualityPermissions,
  ...subcontractingPermissions,
  ...stationsPermissions,
} as const satisfies Permissions

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

/** Who sees what a piece pays. The clerk who types strips does not (DESIGN §1: no wages). */
export function seesRates(role: Role): boolean {
  return role === 'owner'
}

/** Who sees recipients in full in lists; a packer sees the one of the parcel in hand. */
export function seesRecipients(role: Role): boolean {
  return role === 'owner' || role === 'office'
}
