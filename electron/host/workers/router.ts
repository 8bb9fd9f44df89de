import { listDetails, openWorkOf } from '../../../db/workers/details.ts'
import { comeBack, leave } from '../../../db/workers/leave.ts'
import { listWorkers, skillNames } from '../../../db/workers/workers.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { exportWorkers } from '../production/floor-export.ts'
import { command } from '../services.ts'
import { createDataKey, dataKeyState, renewCode } from './data-key-calls.ts'
import { householdsRouter } from './households-router.ts'
import { reveal, saveWithNumbers } from './numbers.ts'
import { commitRoster, previewRoster, rosterTemplate } from './roster-file.ts'
import { trainingRouter } from './training-router.ts'

const os = procedures.workers

export const workersRouter = os.router({
  list: os.list.handler(({ context }) => listWorkers(context.host.store.reader)),
  export: os.export.handler(({ context, input }) => exportWorkers(context, input.headers)),
  skills: os.skills.handler(({ context }) => skillNames(context.host.store.reader)),
  save: os.save.handler(({ context, input, path }) => saveWithNumbers(context, path, input)),
  details: os.details.handler(async ({ context: { host } }) =>
    listDetails(host.store.reader, await host.dataKeys.ifOpen()),
  ),
  reveal: os.reveal.handler(({ context, input, path }) => reveal(context, path, input)),
  openWork: os.openWork.handler(({ context, input }) =>
    openWorkOf(context.host.store.reader, input.workerId),
  ),
  leave: os.leave.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => leave(scope, input, businessDate(scope.at))),
  ),
  comeBack: os.comeBack.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => comeBack(scope, input)),
  ),
  sheet: {
    template: os.sheet.template.handler(({ input }) => rosterTemplate(input.headers)),
    preview: os.sheet.preview.handler(({ context, input }) => previewRoster(context, input.file)),
    commit: os.sheet.commit.handler(({ context, input, path }) => commitRoster(context, path, input)),
  },
  dataKey: {
    state: os.dataKey.state.handler(({ context }) => dataKeyState(context)),
    create: os.dataKey.create.handler(({ context, input, path }) => createDataKey(context, path, input)),
    open: os.dataKey.open.handler(async ({ context: { host }, input }) => {
      await host.dataKeys.openWith(input.code)
      host.changed(['data_key'])
      return {}
    }),
    renew: os.dataKey.renew.handler(({ context, input, path }) => renewCode(context, path, input)),
  },
  households: householdsRouter,
  training: trainingRouter,
})
