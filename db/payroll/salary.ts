import { addDays, type BusinessDate } from '../../shared/dates.ts'
import { lastDayOf } from '../../shared/payroll/periods.ts'
import { daysWorked } from '../../shared/payroll/reckon.ts'
import type { PayTerms } from '../../shared/payroll/rules.ts'
import type { SalaryMonth } from '../../shared/payroll/wage-sums.ts'

/** Between which days somebody is employed; null: nobody wrote it down. */
export interface Employment {
  readonly contractFrom: BusinessDate | null
  readonly leftOn: BusinessDate | null
}

export function isEmployed({ contractFrom, leftOn }: Employment, day: BusinessDate): boolean {
  return (contractFrom === null || day >= contractFrom) && (leftOn === null || day <= leftOn)
}

/**
 * The months that a salary is paid for by a run: from the day after the last one that was paid, so that whoever was left
 * out of a run is paid for it by the next. Who never was paid begins with the run, or with her contract where that is
 * earlier and wages were paid here by then (`firstRun`: the first day of the first run; '' none).
 */
export function salaryMonths(
  on: Employment & {
    readonly from: BusinessDate
    readonly to: BusinessDate
    readonly paidTo: string
    readonly firstRun: string
    readonly termsOn: (day: BusinessDate) => PayTerms
    readonly isWorkingDay: (day: BusinessDate) => boolean
    readonly isAway: (day: BusinessDate) => boolean
  },
): SalaryMonth[] {
  const months: SalaryMonth[] = []
  for (let from = firstDay(on); from <= on.to; ) {
    const last = lastDayOf(from.slice(0, 7))
    const to = last < on.to ? last : on.to
    const terms = on.termsOn(to)
    const why = to < on.from ? 'late' : 'now'
    // Days are counted for nobody else: three hundred times two months took as long as the hours. Of a month before a
    // salary was agreed nothing is late.
    const worked =
      terms.basis === 'month' && (why === 'now' || terms.salary > 0)
        ? daysWorked(from, to, (day) => on.isWorkingDay(day) && !on.isAway(day) && isEmployed(on, day))
        : 0
    if (worked > 0)
      months.push({
        salary: terms.salary,
        worked,
        month: daysWorked(`${from.slice(0, 7)}-01`, last, on.isWorkingDay),
        from: on.contractFrom !== null && on.contractFrom > from ? on.contractFrom : from,
        to: on.leftOn !== null && on.leftOn < to ? on.leftOn : to,
        why,
      })
    from = addDays(last, 1)
  }
  return months
}

function firstDay(on: Parameters<typeof salaryMonths>[0]): BusinessDate {
  if (on.paidTo !== '') return addDays(on.paidTo, 1)
  if (on.contractFrom === null || on.firstRun === '') return on.from
  const begins = on.contractFrom > on.firstRun ? on.contractFrom : on.firstRun
  return begins < on.from ? begins : on.from
}
