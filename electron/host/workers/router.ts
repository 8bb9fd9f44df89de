import { listWorkers, saveWorker, stepNames } from '../../../db/workers/workers.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'

const os = procedures.workers

export const workersRouter = os.router({
  list: os.list.handler(({ context }) => listWorkers(context.host.store.reader)),
  stepNames: os.stepNames.handler(({ context }) => stepNames(context.host.store.reader)),
  save: os.save.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => saveWorker(scope, input)),
  ),
})
