import { readLevelDifferences } from '../../../db/repair/levels.ts'
import { procedures } from '../procedures.ts'
import { makeDiagnosis } from './diagnosis.ts'
import { readHealth, readLog } from './health.ts'
import { startRepair } from './repair.ts'
import { enterRescue } from './rescue.ts'

const os = procedures.settings

/** What the installer looks at and mends. */
export const healthRouters = {
  health: {
    get: os.health.get.handler(({ context }) => readHealth(context.host)),
    log: os.health.log.handler(({ context, input }) => readLog(context.host.dataDir, input.onlyErrors)),
    diagnosis: os.health.diagnosis.handler(({ context }) => makeDiagnosis(context.host)),
  },
  repair: {
    levels: os.repair.levels.handler(({ context }) => readLevelDifferences(context.host.store.reader)),
    rescue: os.repair.rescue.handler(async ({ context }) => {
      await enterRescue(context.host)
      return {}
    }),
    start: os.repair.start.handler(({ context, input }) => startRepair(context, input.kind)),
  },
}
