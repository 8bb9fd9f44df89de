import type { MonthCell } from './contract.ts'

export interface MonthSums {
  /** Days with hours; a half day counts one half. */
  readonly days: number
  /** Minutes. */
  readonly normal: number
  readonly workday: number
  readonly rest: number
  readonly holiday: number
  /** Days. */
  readonly leave: number
  readonly season: number
  readonly absent: number
}

/** What a worker's month comes to. */
export function sumsOf(cells: readonly MonthCell[]): MonthSums {
  const sum = (of: 'normal' | 'workday' | 'rest' | 'holiday') =>
    cells.reduce((total, cell) => total + cell[of], 0)
  const count = (state: MonthCell['state']) => cells.filter((cell) => cell.state === state).length
  return {
    days: cells.reduce(
      (total, cell) =>
        total +
        (cell.normal + cell.workday + cell.rest + cell.holiday === 0 ? 0 : cell.state === 'half' ? 0.5 : 1),
      0,
    ),
    normal: sum('normal'),
    workday: sum('workday'),
    rest: sum('rest'),
    holiday: sum('holiday'),
    leave: count('leave'),
    season: count('season'),
    absent: count('absent'),
  }
}
