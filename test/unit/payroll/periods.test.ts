import { expect, it } from 'vitest'
import { lastDayOf, periodOf } from '../../../shared/payroll/periods.ts'

it('a period never ends after today, and one that has not begun is none', () => {
  expect(periodOf('thisMonth', '2026-05-01', '2026-06-03')).toEqual({ from: '2026-06-01', to: '2026-06-03' })
  expect(periodOf('lastMonth', '2026-05-01', '2026-01-03')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
  expect(periodOf('firstHalf', '2026-05-20', '2026-06-03')).toEqual({ from: '2026-05-01', to: '2026-05-15' })
  expect(periodOf('secondHalf', '2024-02-02', '2026-06-03')).toEqual({ from: '2024-02-16', to: '2024-02-29' })
  expect(periodOf('secondHalf', '2026-06-02', '2026-06-20')).toEqual({ from: '2026-06-16', to: '2026-06-20' })
  expect(periodOf('secondHalf', '2026-06-02', '2026-06-03')).toBeNull()
  expect(periodOf('day', '2026-05-01', '2026-06-03')).toEqual({ from: '2026-06-03', to: '2026-06-03' })
  expect(lastDayOf('2025-02')).toBe('2025-02-28')
})
