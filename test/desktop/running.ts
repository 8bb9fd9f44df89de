import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import RawDatabase from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { type Desktop, type LaunchOptions, launchDesktop, withProbe } from '../support/desktop.ts'

/** A data folder and a settings folder of one test, and the programs it started. */
export interface Place {
  readonly folder: string
  readonly dataDir: string
  readonly home: string
  readonly logFile: string
  start(options?: Partial<LaunchOptions>): Promise<Desktop>
  /** Starts, and waits for the page with the probe in it. */
  open(options?: Partial<LaunchOptions>): Promise<{ readonly desktop: Desktop; readonly page: Page }>
  /** Reads the database beside the program. */
  rows(sql: string): unknown[]
  /** What the script saw in processes that are gone. */
  /** For a place that is kept over several tests. */
  end(): Promise<void>
  log(): { readonly kind: string; readonly options?: Record<string, unknown>; readonly target?: string }[]
}

const places: Place[] = []

afterEach(async () => {
  for (const place of places.splice(0)) await place.end()
})

async function endAll(folder: string, started: readonly Desktop[]): Promise<void> {
  for (const desktop of started) {
    if (desktop.process.exitCode !== null || desktop.process.signalCode !== null) continue
    // In order, so that its Chromium is gone, too; one that hangs or asks is killed.
    const timer = setTimeout(() => desktop.process.kill('SIGKILL'), 3000)
    await desktop.close().catch(() => {})
    await desktop.exited
    clearTimeout(timer)
  }
  // A Chromium whose program was killed writes to its profile until it has noticed.
  if (started.some((desktop) => desktop.process.signalCode !== null)) await sleep(500)
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

/** Calls a procedure from a page that has the probe. */
export function callFrom<T>(page: Page, path: string, input?: unknown): Promise<T> {
  return page.evaluate(
    ([name, given]) => {
      type Call = (input: unknown) => Promise<unknown>
      const found = name
        .split('.')
        .reduce<unknown>(
          (node, part) => (node as Readonly<Record<string, unknown>>)[part],
          window.probe.client,
        )
      return (found as Call)(given)
    },
    [path, input] as const,
  ) as Promise<T>
}

/** `kept`: its test ends it. */
export function newPlace(lasts: 'test' | 'kept' = 'test'): Place {
  const folder = mkdtempSync(join(tmpdir(), 'yifang-desktop-'))
  const started: Desktop[] = []
  const dataDir = join(folder, 'data')
  const home = join(folder, 'home')
  const logFile = join(folder, 'script.log')
  const start: Place['start'] = async (options = {}) => {
    const desktop = await launchDesktop({ dataDir, home, logFile, ...options })
    started.push(desktop)
    return desktop
  }
  const place: Place = {
    folder,
    dataDir,
    home,
    logFile,
    start,
    open: async (options) => {
      const desktop = await start(options)
      const page = await desktop.page()
      await page.waitForFunction(() => document.body.textContent?.trim() !== '')
      return { desktop, page: await withProbe(page) }
    },
    rows: (sql) => {
      const raw = new RawDatabase(join(dataDir, 'yifang.db'), { readonly: true })
      try {
        return raw.prepare(sql).all()
      } finally {
        raw.close()
      }
    },
    end: () => endAll(folder, started),
    log: () =>
      readFileSync(logFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ReturnType<Place['log']>[number]),
  }
  if (lasts === 'test') places.push(place)
  return place
}
