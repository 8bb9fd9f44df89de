import { readMonth } from '../../../db/payroll/time/sheets.ts'
import type { MonthCell } from '../../../shared/payroll/time/contract.ts'
import { sumsOf } from '../../../shared/payroll/time/month-sums.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

const texts = {
  'zh-CN': {
    file: '考勤',
    name: '姓名',
    ends: ['天数', '正常小时', '工作日加班', '休息日加班', '节假日加班', '请假天', '农忙天', '缺勤天'],
    states: { leave: '假', season: '农', absent: '缺', open: '?', half: '半', came: '', left: '' },
  },
  en: {
    file: 'time',
    name: 'Name',
    ends: [
      'Days',
      'Normal hours',
      'Overtime workday',
      'Overtime rest day',
      'Overtime holiday',
      'Days of leave',
      'Farm season',
      'Absent',
    ],
    states: { leave: 'leave', season: 'farm', absent: 'absent', open: '?', half: 'half', came: '', left: '' },
  },
} as const

/** A month as XLSX: workers down, days across, hours in the cells or why there are none, sums at the end. */
export async function exportMonth(
  context: GuardedContext,
  input: { readonly month: string; readonly headers: 'zh-CN' | 'en' },
) {
  const { file, name, ends, states } = texts[input.headers]
  const { days, rows } = await readMonth(context.host.store.reader, input.month)
  const cellText = (cell: MonthCell | undefined) => {
    if (!cell) return null
    const minutes = cell.normal + cell.workday + cell.rest + cell.holiday
    return minutes > 0 ? hours(minutes) : states[cell.state ?? 'came']
  }
  const fileName = `${file}-${input.month}.xlsx`
  return {
    fileName,
    file: await xlsxFile(
      fileName,
      [name, ...days.map((_, index) => String(index + 1)), ...ends],
      rows.map((row) => {
        const byDay = new Map(row.cells.map((cell) => [cell.day, cell]))
        const sums = sumsOf(row.cells)
        return [
          row.name,
          ...days.map((_, index) => cellText(byDay.get(index + 1))),
          sums.days,
          hours(sums.normal),
          hours(sums.workday),
          hours(sums.rest),
          hours(sums.holiday),
          sums.leave,
          sums.season,
          sums.absent,
        ]
      }),
    ),
  }
}

/** Hours to two decimals: minutes stay exact in the program. */
function hours(minutes: number): number {
  return Math.round((minutes * 100) / 60) / 100
}
