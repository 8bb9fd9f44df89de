import { readIncomeLines, saveIncomeLines } from '../../../db/workers/households/lines.ts'
import { listHouseholds, readHousehold } from '../../../db/workers/households/read.ts'
import { saveHousehold } from '../../../db/workers/households/save.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { certificateFile, rosterFile, takeCertificate, takeRoster } from './county-papers.ts'

const os = procedures.workers.households
const reader = (context: GuardedContext) => context.host.store.reader

export const householdsRouter = os.router({
  list: os.list.handler(({ context }) => listHouseholds(reader(context), businessDate(context.host.clock()))),
  get: os.get.handler(({ context, input }) => readHousehold(reader(context), input.id)),
  save: os.save.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => saveHousehold(scope, input)),
  ),
  lines: {
    get: os.lines.get.handler(({ context }) => readIncomeLines(reader(context))),
    save: os.lines.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveIncomeLines(scope, input.lines)),
    ),
  },
  roster: {
    print: os.roster.print.handler(({ context, input, path }) => takeRoster(context, path, input, 'paper')),
    export: os.roster.export.handler(async ({ context, input, path }) =>
      rosterFile(await takeRoster(context, path, input, 'xlsx'), input),
    ),
  },
  certificate: {
    print: os.certificate.print.handler(({ context, input, path }) =>
      takeCertificate(context, path, input, 'paper'),
    ),
    export: os.certificate.export.handler(async ({ context, input, path }) =>
      certificateFile(await takeCertificate(context, path, input, 'xlsx'), input),
    ),
  },
})
