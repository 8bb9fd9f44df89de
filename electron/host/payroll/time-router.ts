import { lastOfMonth } from '../../../db/payroll/gather.ts'
import { makeHours } from '../../../db/payroll/time/make-hours.ts'
import { fixDay, markDay, saveHourWork, setExtra } from '../../../db/payroll/time/marks.ts'
import { addPunch, scanBadge, voidPunch } from '../../../db/payroll/time/punches.ts'
import { readDay, readMonth } from '../../../db/payroll/time/sheets.ts'
import { listShifts, saveShift } from '../../../db/payroll/time/shifts.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { exportMonth } from './month-export.ts'

const os = procedures.payroll.time
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())

export const timeRouter = os.router({
  scan: os.scan.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => scanBadge(scope, input.text)),
  ),
  day: os.day.handler(({ context, input }) => readDay(reader(context), input.workDate, today(context))),
  mark: os.mark.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => markDay(scope, input, today(context))),
  ),
  extra: os.extra.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => setExtra(scope, input, today(context))),
  ),
  addPunch: os.addPunch.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => addPunch(scope, input, today(context))),
  ),
  voidPunch: os.voidPunch.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => voidPunch(scope, input.id, today(context))),
  ),
  hourWork: os.hourWork.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => saveHourWork(scope, input, today(context))),
  ),
  fix: os.fix.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => fixDay(scope, input, today(context))),
  ),
  month: os.month.handler(({ context, input }) => readMonth(reader(context), input.month)),
  export: os.export.handler(({ context, input }) => exportMonth(context, input)),
  remake: os.remake.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      const from = `${input.month}-01`
      const span = { workerIds: null, from, to: lastOfMonth(from) }
      return { days: await makeHours(scope, span, today(context), true) }
    }),
  ),
  shifts: {
    list: os.shifts.list.handler(({ context }) => listShifts(reader(context))),
    save: os.shifts.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveShift(scope, input)),
    ),
  },
})
