import {
  addAdjustment,
  addDebt,
  changeInstalment,
  listAdjustments,
  listDebts,
  repayDebt,
  voidAdjustment,
  voidDebt,
} from '../../../db/payroll/adjust.ts'
import { paidHours, unpaidHours, unpaidTickets, unratedSteps } from '../../../db/payroll/behind.ts'
import { closeRun } from '../../../db/payroll/close.ts'
import { readKiosk, readOwnPayslip, readOwnTickets } from '../../../db/payroll/kiosk.ts'
import { listOwed, payWages, reverseWagePayment } from '../../../db/payroll/payments.ts'
import { nextSpan, previewPayslip, previewRun } from '../../../db/payroll/preview.ts'
import {
  listRuns,
  payslipsOfRun,
  payslipsOfWorker,
  readPayslip,
  readRun,
  ticketsOf,
} from '../../../db/payroll/read-runs.ts'
import { addRecurring, endRecurring, listRecurring } from '../../../db/payroll/recurring.ts'
import {
  listPayTerms,
  readBankTemplate,
  readPayRules,
  saveBankTemplate,
  savePayRules,
  savePayTerms,
} from '../../../db/payroll/rules.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { makeBankFile } from './bank-file.ts'
import { insightRouter } from './insight-router.ts'
import { exportRun } from './run-export.ts'
import { timeRouter } from './time-router.ts'

const os = procedures.payroll
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())

export const payrollRouter = os.router({
  time: timeRouter,
  insight: insightRouter,
  rules: {
    get: os.rules.get.handler(({ context }) => readPayRules(reader(context))),
    save: os.rules.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => savePayRules(scope, input.rules)),
    ),
  },
  terms: {
    list: os.terms.list.handler(({ context }) => listPayTerms(reader(context))),
    save: os.terms.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => savePayTerms(scope, input)),
    ),
  },
  adjustments: {
    list: os.adjustments.list.handler(({ context, input }) => listAdjustments(reader(context), input)),
    add: os.adjustments.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addAdjustment(scope, input)),
    ),
    void: os.adjustments.void.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidAdjustment(scope, input.id)),
    ),
  },
  recurring: {
    list: os.recurring.list.handler(({ context, input }) => listRecurring(reader(context), input)),
    add: os.recurring.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addRecurring(scope, input)),
    ),
    end: os.recurring.end.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => endRecurring(scope, input)),
    ),
  },
  debts: {
    list: os.debts.list.handler(({ context, input }) => listDebts(reader(context), input)),
    add: os.debts.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addDebt(scope, input)),
    ),
    instalment: os.debts.instalment.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => changeInstalment(scope, input)),
    ),
    repay: os.debts.repay.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => repayDebt(scope, input)),
    ),
    letOff: os.debts.letOff.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidDebt(scope, input)),
    ),
  },
  runs: {
    next: os.runs.next.handler(({ context }) => nextSpan(reader(context), today(context))),
    preview: os.runs.preview.handler(({ context, input }) =>
      previewRun(reader(context), input, today(context)),
    ),
    previewOne: os.runs.previewOne.handler(({ context, input }) =>
      previewPayslip(reader(context), input, today(context)),
    ),
    tickets: os.runs.tickets.handler(({ context, input }) => unpaidTickets(reader(context), input)),
    times: os.runs.times.handler(({ context, input }) => unpaidHours(reader(context), input)),
    unrated: os.runs.unrated.handler(({ context, input }) => unratedSteps(reader(context), input)),
    close: os.runs.close.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => closeRun(scope, input, today(context))),
    ),
    list: os.runs.list.handler(({ context }) => listRuns(reader(context))),
    get: os.runs.get.handler(({ context, input }) => readRun(reader(context), input.id)),
    export: os.runs.export.handler(({ context, input }) => exportRun(context, input)),
    bankFile: os.runs.bankFile.handler(({ context, input, path }) => makeBankFile(context, path, input)),
  },
  bankTemplate: {
    get: os.bankTemplate.get.handler(({ context }) => readBankTemplate(reader(context))),
    save: os.bankTemplate.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveBankTemplate(scope, input.template)),
    ),
  },
  payslips: {
    get: os.payslips.get.handler(({ context, input }) => readPayslip(reader(context), input.id)),
    ofWorker: os.payslips.ofWorker.handler(({ context, input }) =>
      payslipsOfWorker(reader(context), input.workerId),
    ),
    ofRun: os.payslips.ofRun.handler(({ context, input }) => payslipsOfRun(reader(context), input.runId)),
    tickets: os.payslips.tickets.handler(({ context, input }) => ticketsOf(reader(context), input.lineId)),
    times: os.payslips.times.handler(({ context, input }) => paidHours(reader(context), input.id)),
  },
  kiosk: {
    read: os.kiosk.read.handler(({ context, input }) =>
      readKiosk(reader(context), input.badge, today(context)),
    ),
    payslip: os.kiosk.payslip.handler(({ context, input }) =>
      readOwnPayslip(reader(context), input.badge, input.id),
    ),
    tickets: os.kiosk.tickets.handler(({ context, input }) =>
      readOwnTickets(reader(context), input.badge, input.line, today(context)),
    ),
  },
  payments: {
    pay: os.payments.pay.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => payWages(scope, input)),
    ),
    reverse: os.payments.reverse.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => reverseWagePayment(scope, input)),
    ),
    owed: os.payments.owed.handler(({ context }) => listOwed(reader(context))),
  },
})
