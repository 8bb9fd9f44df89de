import type { Session, WebPreferences } from 'electron'
import type { BrowserContext } from 'playwright-core'
import type { WindowStandin } from './browser-window.ts'

type Handler<K extends keyof Session> = Session[K] extends (handler: infer H) => void ? H : never

/** What the parts of the stand-in share, and what tests read of it (`desktop.evaluate`). */
interface StandinState {
  context: BrowserContext | null
  isReady: boolean
  isQuitting: boolean
  /** Blockers of sleep that are on. */
  awake: number
  /** Every window's page is, whatever its options say. */
  isSandboxed: boolean
  readonly windows: Set<WindowStandin>
  /** What each window was made with, those that are closed too. */
  readonly made: WebPreferences[]
  /** Emits an event of `app`. */
  announce: (event: string, ...args: unknown[]) => void
  /** Answers of the outside world by the beginning of their address; everything else is unreachable. */
  readonly web: Map<string, string>
  /** Every address outside our scheme that anything tried to reach. */
  readonly outbound: string[]
  /** Navigations that the program prevented, and windows that it did not open. */
  readonly refused: string[]
  permissionRequest: Handler<'setPermissionRequestHandler'>
  permissionCheck: Handler<'setPermissionCheckHandler'>
  devicePermission: Handler<'setDevicePermissionHandler'>
}

export const state: StandinState = {
  context: null,
  isReady: false,
  isQuitting: false,
  awake: 0,
  isSandboxed: false,
  windows: new Set(),
  made: [],
  announce: () => {},
  web: new Map(),
  outbound: [],
  refused: [],
  permissionRequest: null,
  permissionCheck: null,
  devicePermission: null,
}
