import { listWorkers, saveWorker, skillNames } from '../../../db/workers/workers.ts'
import { procedures } from '../procedures.ts'
import { exportWorkers } from '../production/floor-export.ts'
import { command } from '../services.ts'
import { householdsRouter } from './households-router.ts'
import { trainingRouter } from './training-router.ts'

const os = procedures.workers

export const workersRouter = os.router({
  list: os.list.handler(({ context }) => listWorkers(context.host.store.reader)),
  export: os.export.handler(({ context, input }) => exportWorkers(context, input.headers)),
  skills: os.skills.handler(({ context }) => skillNames(context.host.store.reader)),
  save: os.save.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => saveWorker(scope, input)),
  ),
  households: householdsRouter,
  training: trainingRouter,
})
