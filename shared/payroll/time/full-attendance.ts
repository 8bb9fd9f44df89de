import type { BusinessDate } from '../../dates.ts'
import type { MonthSheet } from './contract.ts'

/**
 * Ids of the workers who came on every working day of a month up to a day: no half day, leave, season or absence, and nobody
 * who left early. Empty where the month has had no working day yet.
 */
export function fullAttendance({ days, rows }: MonthSheet, upTo: BusinessDate): number[] {
  const working = days.filter(({ date, kind }) => kind === 'workday' && date <= upTo)
  if (working.length === 0) return []
  return rows
    .filter(({ cells }) =>
      working.every(({ date }) => {
        const cell = cells.find(({ day }) => day === Number(date.slice(8)))
        if (!cell || cell.normal + cell.workday === 0) return false
        // By badge nothing more is said; by hand it says that she came.
        return cell.state === null || cell.state === 'came'
      }),
    )
    .map(({ workerId }) => workerId)
}
