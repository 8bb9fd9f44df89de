import { addDefect, mendDefect, voidDefect } from '../../../db/quality/defects.ts'
import {
  beginInspection,
  closeInspection,
  countInspected,
  measurePiece,
  reopenInspection,
  voidInspection,
} from '../../../db/quality/inspections.ts'
import { readPareto } from '../../../db/quality/pareto.ts'
import { listInspections, proposedStrictness, readInspection } from '../../../db/quality/read-inspections.ts'
import { listReworks } from '../../../db/quality/reworks.ts'
import { readQualitySettings, saveQualitySettings } from '../../../db/quality/settings.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'

const os = procedures.quality
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())

export const qualityRouter = os.router({
  settings: {
    get: os.settings.get.handler(({ context }) => readQualitySettings(reader(context))),
    save: os.settings.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveQualitySettings(scope, input.settings)),
    ),
  },
  proposed: os.proposed.handler(({ context, input }) => proposedStrictness(reader(context), input.styleId)),
  inspections: {
    list: os.inspections.list.handler(({ context, input }) => listInspections(reader(context), input)),
    get: os.inspections.get.handler(({ context, input }) => readInspection(reader(context), input.id)),
    begin: os.inspections.begin.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => beginInspection(scope, input, today(context))),
    ),
    count: os.inspections.count.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => countInspected(scope, input)),
    ),
    addDefect: os.inspections.addDefect.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addDefect(scope, input)),
    ),
    voidDefect: os.inspections.voidDefect.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidDefect(scope, input.defectId)),
    ),
    measure: os.inspections.measure.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => measurePiece(scope, input)),
    ),
    close: os.inspections.close.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => closeInspection(scope, input)),
    ),
    reopen: os.inspections.reopen.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => reopenInspection(scope, input.id)),
    ),
    void: os.inspections.void.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidInspection(scope, input.id)),
    ),
  },
  reworks: {
    list: os.reworks.list.handler(({ context }) => listReworks(reader(context))),
    done: os.reworks.done.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => mendDefect(scope, input, today(context))),
    ),
  },
  pareto: os.pareto.handler(({ context, input }) => readPareto(reader(context), input)),
})
