import { floor, office, type Permissions } from '../settings/role-groups.ts'

/** Who may call which procedure of this module. */
export const qualityPermissions = {
  'quality.settings.get': floor,
  'quality.settings.save': office,
  'quality.proposed': floor,
  'quality.inspections.list': floor,
  'quality.inspections.get': floor,
  'quality.inspections.begin': floor,
  'quality.inspections.count': floor,
  'quality.inspections.addDefect': floor,
  'quality.inspections.voidDefect': floor,
  'quality.inspections.measure': floor,
  'quality.inspections.close': floor,
  'quality.inspections.reopen': office,
  'quality.inspections.void': floor,
  'quality.reworks.list': floor,
  'quality.reworks.done': floor,
  'quality.pareto': office,
} as const satisfies Permissions
