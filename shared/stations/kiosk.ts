import type { ProcedurePath, Role } from '../settings/roles.ts'

/** A screen that a station shows and never leaves: pay by badge, coming and going by badge, the wall. */
export const kiosks = ['pay', 'time', 'wall'] as const
export type Kiosk = (typeof kiosks)[number]

interface KioskFacts {
  readonly role: Role
  /** All that may be called from there, whoever stands before it. */
  readonly may: ReadonlySet<ProcedurePath>
}

const always: readonly ProcedurePath[] = [
  'settings.session.get',
  'settings.session.setLanguage',
  'settings.events.watch',
  'settings.clock.state',
  'catalog.photo',
]

export const kioskFacts: Readonly<Record<Kiosk, KioskFacts>> = {
  pay: {
    role: 'worker',
    may: new Set([...always, 'payroll.kiosk.read', 'payroll.kiosk.payslip', 'payroll.kiosk.tickets']),
  },
  time: {
    role: 'recorder',
    may: new Set([...always, 'payroll.time.scan', 'payroll.time.addPunch']),
  },
  wall: { role: 'recorder', may: new Set([...always, 'production.tally']) },
}
