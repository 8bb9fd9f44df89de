import type { Away } from '../../../shared/stations/away.ts'
import type { Sharing } from '../../../shared/stations/contract.ts'
import type { Pairing } from './pairing.ts'
import type { Refusals } from './refusals.ts'
import type { StationSessions } from './station-sessions.ts'

/** What the owner chose; a setting of the store. */
export interface SharingPlan {
  readonly on: boolean
  readonly address: string | null
  readonly port: number | null
  readonly keepAwake: boolean
}

/** The door for the workshop's own network. */
export interface Stations {
  readonly pairing: Pairing
  readonly sessions: StationSessions
  readonly refusals: Refusals
  /** Opens or closes as the store's setting says; once the store is there, and again after it was exchanged. */
  begin(): Promise<void>
  end(): Promise<void>
  /** Follows a plan that was just stored. */
  follow(plan: SharingPlan): Promise<void>
  /** Says to every device why it may not be answered soon; null: all is well again. */
  tellAway(why: Away | null): void
  state(): Promise<Sharing>
  /** Whether a page has a line open now. */
  isConnected(session: string): boolean
  /** Names of the devices that have a page open now. */
  present(): string[]
  /** Its pages end now, and its key opens nothing any more, not even after a restore of older books. */
  shutOut(station: { readonly id: number; readonly publicKey: string }): Promise<void>
}

export interface StationsOptions {
  /** The built page; without one there is nothing to serve, and no door. */
  readonly pageDir: string | null
  /** Keeps the PC from sleeping; the desktop's. */
  readonly keepAwake?: (on: boolean) => void
}
