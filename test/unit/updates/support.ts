import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { type Host, openHost } from '../../../electron/host/host.ts'
import { type Router, router } from '../../../electron/host/router.ts'
import type { Connection } from '../../../electron/host/services.ts'
import type { SetupRun } from '../../../electron/host/settings/updates/installer.ts'
import type { Fetch } from '../../../electron/host/settings/updates/server.ts'
import { newKey } from '../../support/update-files.ts'
import { testFolder } from '../store/support.ts'

export const key = newKey()
export const oldSetup = Buffer.from('MZ setup of the version before')
export const newSetup = Buffer.from('MZ setup of the next version, somewhat longer')

/** A PC: its data, a stick, and the programs that are started on it one after another. */
export function newPc() {
  const folder = testFolder()
  const dataDir = join(folder, 'data')
  const stick = join(folder, 'stick')
  for (const each of [dataDir, stick]) mkdirSync(each, { recursive: true })
  const open: Host[] = []
  const runs: SetupRun[] = []
  onTestFinished(async () => {
    for (const host of open.splice(0)) await host.close().catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  })
  const start = async (
    version: string,
    options: { clock?: () => number; fetch?: Fetch; installed?: boolean } = {},
  ) => {
    const host = await openHost({
      dataDir,
      version,
      upkeep: false,
      ...(options.clock && { clock: options.clock }),
      updates: {
        keys: [key.publicKey],
        places: existsSync(stick) ? [stick] : [],
        installer: options.installed === false ? null : { endAndRun: (run) => void runs.push(run) },
        ...(options.fetch && { fetch: options.fetch }),
      },
    })
    open.push(host)
    const connect = (given: Partial<Connection> = {}): RouterClient<Router> => {
      const connection: Connection = {
        door: 'desktop',
        station: 'front',
        userId: 1,
        language: null,
        lastCallAt: host.services.uptime(),
        ...given,
      }
      return createRouterClient(router, { context: { host: host.services, connection } })
    }
    return {
      host,
      client: connect(),
      connect,
      end: async () => {
        open.splice(open.indexOf(host), 1)
        await host.close()
      },
      addShop: (client: RouterClient<Router>, name: string) =>
        client.settings.shops.save({
          commandId: v7(),
          id: null,
          platform: 'taobao',
          name,
          promiseHours: 48,
        }),
    }
  }
  return { folder, dataDir, stick, runs, start }
}

export const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code?: string; data?: { reason?: string } }) =>
      error.data?.reason ? `${error.code} ${error.data.reason}` : (error.code ?? String(error)),
  )
