import type { CommandScope } from '../../../db/command.ts'
import { readSetting, writeSetting } from '../../../db/settings/settings.ts'
import type { HostServices } from '../services.ts'
import type { SharingPlan } from './stations-service.ts'

const setting = 'stations-sharing'
export const noSharing: SharingPlan = { on: false, address: null, port: null, keepAwake: false }

export async function readSharingPlan({ store }: HostServices): Promise<SharingPlan> {
  return { ...noSharing, ...((await readSetting(store.reader, setting)) as Partial<SharingPlan> | null) }
}

export async function storeSharingPlan(scope: CommandScope, plan: SharingPlan): Promise<null> {
  await writeSetting(scope, setting, plan)
  return null
}
