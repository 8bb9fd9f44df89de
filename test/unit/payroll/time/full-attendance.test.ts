import { expect, test } from 'vitest'
import type { MonthCell, MonthSheet } from '../../../../shared/payroll/time/contract.ts'
import { fullAttendance } from '../../../../shared/payroll/time/full-attendance.ts'

const cell = (day: number, state: MonthCell['state'] = null, normal = 480): MonthCell => ({
  day,
  state,
  normal,
  workday: 0,
  rest: 0,
  holiday: 0,
  from: null,
  to: null,
})
const row = (workerId: number, cells: MonthCell[]): MonthSheet['rows'][number] => ({
  workerId,
  name: `w${workerId}`,
  kind: 'piece',
  cells,
})

test('who came on every working day, by badge or by hand, and nobody who was away, left early or came for half a day', () => {
  const sheet: MonthSheet = {
    month: '2026-05',
    days: [
      { date: '2026-05-01', kind: 'holiday' },
      { date: '2026-05-04', kind: 'workday' },
      { date: '2026-05-05', kind: 'workday' },
      { date: '2026-05-06', kind: 'workday' },
    ],
    rows: [
      row(1, [cell(4), cell(5, 'came')]),
      row(2, [cell(4), cell(5, 'half', 240)]),
      row(3, [cell(4), cell(5, 'left', 300)]),
      row(4, [cell(4)]),
      row(5, [cell(4), cell(5, 'leave', 0)]),
      row(6, [cell(4), cell(5), cell(6)]),
    ],
  }
  expect(fullAttendance(sheet, '2026-05-05')).toEqual([1, 6])
  expect(fullAttendance(sheet, '2026-05-31')).toEqual([6])
  expect(fullAttendance(sheet, '2026-05-03')).toEqual([])
})
