import { useTranslation } from 'react-i18next'
import type { MonthSheet } from '../../../shared/payroll/time/contract.ts'
import { sumsOf } from '../../../shared/payroll/time/month-sums.ts'
import { clockTime } from '../../../shared/payroll/time/shift.ts'
import { weekday } from '../../../shared/planning/calendar.ts'
import { client } from '../../app/client.ts'
import { usePrinting } from '../../shipping/printing.ts'
import { hoursText } from './hours-text.ts'

/** Prints a month, a page for each worker with every day of it, to be signed. */
export function usePrintMonth() {
  const { t } = useTranslation('time')
  const printing = usePrinting()
  return async (sheet: MonthSheet): Promise<void> => {
    const { name: workshopName } = await client.settings.workshop.get()
    const hours = (minutes: number) => (minutes === 0 ? '' : hoursText(minutes))
    await printing.print(
      'timeSheet',
      sheet.rows.map((row) => {
        const cells = new Map(row.cells.map((cell) => [cell.day, cell]))
        const sums = sumsOf(row.cells)
        return {
          workshopName,
          name: row.name,
          kind: t(`production:worker.kinds.${row.kind}`),
          month: sheet.month,
          columns: ['normal', 'workday', 'rest', 'holiday'].map((of) => t(`month.sums.${of}`)),
          days: sheet.days.map(({ date, kind }, index) => {
            const cell = cells.get(index + 1)
            const times =
              cell?.from == null
                ? ''
                : `${clockTime(cell.from)}–${cell.to === null ? '' : clockTime(cell.to)}`
            return {
              day: `${Number(date.slice(8))} ${t(`month.week.${weekday(date)}`)}`,
              note: [
                kind === 'workday' ? '' : t(`kinds.${kind}`),
                cell?.state == null || cell.state === 'came'
                  ? ''
                  : t(cell.state === 'open' ? 'day.outMissing' : `marks.${cell.state}`),
              ]
                .filter((part) => part !== '')
                .join(' '),
              times,
              hours: cell
                ? [hours(cell.normal), hours(cell.workday), hours(cell.rest), hours(cell.holiday)]
                : ['', '', '', ''],
            }
          }),
          sums: [sums.normal, sums.workday, sums.rest, sums.holiday].map((minutes) => hoursText(minutes)),
          facts: (['days', 'leave', 'season', 'absent'] as const).map(
            (of) => [t(`month.sums.${of}`), String(sums[of])] as const,
          ),
        }
      }),
    )
  }
}
