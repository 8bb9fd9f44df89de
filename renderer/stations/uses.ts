import { type Kiosk, kiosks } from '../../shared/stations/kiosk.ts'

/** What a device is there for: work of a role, or one screen that it never leaves. */
export const stationUses = ['packer', 'recorder', 'office', ...kiosks] as const
export type StationUse = (typeof stationUses)[number]

export function roleAndKiosk(use: StationUse): {
  readonly role: 'packer' | 'recorder' | 'office' | 'worker'
  readonly kiosk: Kiosk | null
} {
  if (use === 'packer' || use === 'recorder' || use === 'office') return { role: use, kiosk: null }
  return { role: 'worker', kiosk: use }
}

export function stationUse(station: { readonly role: string; readonly kiosk: Kiosk | null }): StationUse {
  return station.kiosk ?? (station.role as 'packer' | 'recorder' | 'office')
}
