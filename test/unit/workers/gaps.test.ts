import { expect, test } from 'vitest'
import { usualCalendar } from '../../../shared/planning/calendar.ts'
import { skillGaps } from '../../../shared/workers/training/gaps.ts'

/** 8 hours at 100 %: 28,800 standard seconds a day; no days are kept free before a due date. */
const calendar = { ...usualCalendar, minutesPerDay: 480, efficiency: 100, daysBefore: 0 }
const day = 28_800
const work = (skill: string, days: number, due: string | null, name = skill) => ({
  skill,
  name,
  seconds: days * day,
  due,
})
const hand = (...skills: readonly string[]) => ({ skills })

test('hands needed are those of the tightest day, with all that is due by then', () => {
  // By Wednesday (3 days) 6 days of work: 2 hands. By Friday (5 days) 20 days in all: 4 hands.
  const parts = [work('平车', 6, '2026-06-03'), work('平车', 14, '2026-06-05', '合肩'), work('整烫', 1, null)]
  const gaps = skillGaps(parts, [hand('平车'), hand('平车', '整烫'), hand('锁边')], calendar, '2026-06-01')
  expect(gaps).toMatchObject([
    { skill: '平车', names: ['平车', '合肩'], firstDue: '2026-06-03', needed: 4, able: 2, missing: 2 },
    { skill: '整烫', firstDue: null, needed: 1, able: 1, missing: 0 },
  ])
})

test('rest days are not worked, what is late is a day’s work, and who has no skill noted can do any', () => {
  const sundays = { ...calendar, restDays: [0, 6] }
  // Friday to Monday: two working days.
  expect(skillGaps([work('a', 4, '2026-06-08')], [], sundays, '2026-06-05')).toMatchObject([{ needed: 2 }])
  expect(skillGaps([work('a', 3, '2026-05-01')], [hand()], calendar, '2026-06-05')).toMatchObject([
    { needed: 3, able: 1, noted: 0, missing: 2 },
  ])
  expect(skillGaps([work('a', 0, '2026-06-08')], [], calendar, '2026-06-05')).toEqual([])
})
