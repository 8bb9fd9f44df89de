import { floor, office, owner, type Permissions } from '../settings/role-groups.ts'

/** Who may call which procedure of this module. */
export const workersPermissions = {
  'workers.skills': floor,
  'workers.list': floor,
  'workers.export': office,
  'workers.save': office,
  // Incomes, and what the county says of a household: for nobody but the owner.
  'workers.households.list': owner,
  'workers.households.get': owner,
  'workers.households.save': owner,
  'workers.households.lines.get': owner,
  'workers.households.lines.save': owner,
  'workers.households.roster.print': owner,
  'workers.households.roster.export': owner,
  'workers.households.certificate.print': owner,
  'workers.households.certificate.export': owner,
  'workers.training.courses.list': floor,
  'workers.training.courses.save': office,
  'workers.training.sessions.list': floor,
  'workers.training.sessions.get': floor,
  'workers.training.sessions.save': office,
  'workers.training.sessions.remove': office,
  'workers.training.sessions.certificates': floor,
  // ID numbers on paper are the owner's to give.
  'workers.training.sessions.certificatesWithIds': owner,
  'workers.training.matrix': office,
  'workers.training.exportMatrix': office,
  'workers.details': office,
  'workers.openWork': office,
  'workers.leave': office,
  'workers.comeBack': office,
  'workers.sheet.template': office,
  'workers.sheet.preview': office,
  'workers.sheet.commit': office,
  // Whole numbers, and the key to them, are the owner's.
  'workers.reveal': owner,
  'workers.dataKey.state': office,
  'workers.dataKey.create': owner,
  'workers.dataKey.open': owner,
  'workers.dataKey.renew': owner,
} as const satisfies Permissions
