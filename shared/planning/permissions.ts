import { office, type Permissions } from '../settings/role-groups.ts'

/** Who may call which procedure of this module. */
export const planningPermissions = {
  'planning.proposals': office,
  'planning.season.get': office,
  'planning.season.list': office,
  'planning.season.save': office,
  'planning.calendar.get': office,
  'planning.calendar.save': office,
  'planning.capacity': office,
} as const satisfies Permissions
