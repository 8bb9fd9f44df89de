import { readCalendar, saveCalendar } from '../../../db/planning/calendar.ts'
import { readCapacity } from '../../../db/planning/capacity.ts'
import { listProposals } from '../../../db/planning/proposals.ts'
import { listSeasons, readSeason, saveSeason } from '../../../db/planning/season.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'

const os = procedures.planning
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())

export const planningRouter = os.router({
  proposals: os.proposals.handler(({ context, input }) =>
    listProposals(reader(context), { ...input, today: today(context) }),
  ),
  season: {
    get: os.season.get.handler(({ context, input }) => readSeason(reader(context), input.styleId)),
    list: os.season.list.handler(({ context }) => listSeasons(reader(context), today(context))),
    save: os.season.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveSeason(scope, input)),
    ),
  },
  calendar: {
    get: os.calendar.get.handler(({ context }) => readCalendar(reader(context))),
    save: os.calendar.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveCalendar(scope, input.calendar)),
    ),
  },
  capacity: os.capacity.handler(({ context, input }) =>
    readCapacity(reader(context), { ...input, today: today(context) }),
  ),
})
