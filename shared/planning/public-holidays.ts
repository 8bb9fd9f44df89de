import type { BusinessDate } from '../dates.ts'

/** One year's public holidays. */
export interface PublicHolidays {
  readonly year: number
  /** Days off, those that weekends were moved for among them. */
  readonly holidays: readonly BusinessDate[]
  /** Of them, the statutory ones: work on them is paid as on a holiday, on the others as on a rest day. */
  readonly statutory: readonly BusinessDate[]
  /** Weekend days that are worked instead. */
  readonly extraDays: readonly BusinessDate[]
}

/**
 * China's holidays by the State Council's notices 国办发明电〔2024〕12号 (2025) and 〔2025〕7号 (2026), the statutory days by
 * 全国年节及纪念日放假办法 as changed in 2024 (13 days). To be checked: notices are changed, and counties differ.
 */
export const publicHolidays: readonly PublicHolidays[] = [
  {
    year: 2025,
    holidays: [
      '2025-01-01',
      ...span('2025-01-', 28, 31),
      ...span('2025-02-', 1, 4),
      ...span('2025-04-', 4, 6),
      ...span('2025-05-', 1, 5),
      '2025-05-31',
      ...span('2025-06-', 1, 2),
      ...span('2025-10-', 1, 8),
    ],
    statutory: [
      '2025-01-01',
      ...span('2025-01-', 28, 31),
      '2025-04-04',
      ...span('2025-05-', 1, 2),
      '2025-05-31',
      ...span('2025-10-', 1, 3),
      '2025-10-06',
    ],
    extraDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    holidays: [
      ...span('2026-01-', 1, 3),
      ...span('2026-02-', 15, 23),
      ...span('2026-04-', 4, 6),
      ...span('2026-05-', 1, 5),
      ...span('2026-06-', 19, 21),
      ...span('2026-09-', 25, 27),
      ...span('2026-10-', 1, 7),
    ],
    statutory: [
      '2026-01-01',
      ...span('2026-02-', 16, 19),
      '2026-04-05',
      ...span('2026-05-', 1, 2),
      '2026-06-19',
      '2026-09-25',
      ...span('2026-10-', 1, 3),
    ],
    extraDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]

function span(month: string, first: number, last: number): BusinessDate[] {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `${month}${String(first + index).padStart(2, '0')}`,
  )
}
