import type { Role } from '../../../shared/settings/roles.ts'

/** A user as the list of people gives her. */
export interface Person {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly hasPin: boolean
  readonly archived: boolean
}
