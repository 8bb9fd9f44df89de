import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../shared/dates.ts'
import {
  dayKind,
  isWorkingDay,
  knowsHolidays,
  standardSeconds,
  usualCalendar,
  weekday,
} from '../../../shared/planning/calendar.ts'
import { calendarSchema } from '../../../shared/planning/contract.ts'
import { publicHolidays } from '../../../shared/planning/public-holidays.ts'
import { finishDates, latestStart, scheduler, weeklyLoad } from '../../../shared/planning/schedule.ts'

// 2026-05-18 is a Monday.
const monday = '2026-05-18'
const sundaysOff = { ...usualCalendar, restDays: [0], efficiency: 100, minutesPerDay: 60 }

describe('the calendar', () => {
  test('a holiday is no working day, a rest day named as worked is one', () => {
    const calendar = { ...sundaysOff, holidays: ['2026-05-19'], extraDays: ['2026-05-24'] }
    expect(isWorkingDay(calendar, '2026-05-19')).toBe(false)
    expect(isWorkingDay(calendar, '2026-05-24')).toBe(true)
    expect(isWorkingDay(calendar, '2026-05-31')).toBe(false)
  })

  test('of a holiday week only the statutory days are holidays; the weekend worked for it is a workday', () => {
    const calendar = { ...usualCalendar, restDays: [0, 6] }
    // May 2026: off from the 1st to the 5th, the law's days are the 1st and the 2nd, Saturday the 9th is worked.
    expect(
      ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-05', '2026-05-06', '2026-05-09', '2026-05-10'].map(
        (day) => dayKind(calendar, day),
      ),
    ).toEqual(['holiday', 'holiday', 'rest', 'rest', 'workday', 'workday', 'rest'])
    // The workshop works through it: planned on as a workday, paid as a holiday.
    const busy = { ...calendar, extraDays: ['2026-05-01'] }
    expect(isWorkingDay(busy, '2026-05-01')).toBe(true)
    expect(dayKind(busy, '2026-05-01')).toBe('holiday')
  })

  test('every year it ships with has the thirteen days of the law, all of them off', () => {
    for (const { holidays, statutory, extraDays } of publicHolidays) {
      expect(new Set(statutory).size).toBe(13)
      expect(holidays).toEqual(expect.arrayContaining([...statutory]))
      // Only a weekend is worked for a longer holiday.
      for (const day of extraDays) expect([0, 6]).toContain(weekday(day))
    }
    expect([2025, 2026, 2027].map((year) => knowsHolidays(usualCalendar, year))).toEqual([true, true, false])
  })

  test('a calendar saved before there were wages keeps its days, and knows the law’s', () => {
    const {
      normMinutes: _,
      statutory: __,
      checkedYears: ___,
      ...before
    } = {
      ...usualCalendar,
      holidays: ['2026-05-18'],
      extraDays: [],
    }
    const now = calendarSchema.parse(before)
    expect(now).toMatchObject(before)
    expect(dayKind(now, '2026-05-18')).toBe('rest')
    expect(dayKind(now, '2026-05-01')).toBe('holiday')
  })

  test('work of three days due on a Tuesday begins on the Thursday before, over a Sunday off', () => {
    const perDay = standardSeconds(sundaysOff, 2 * 60)
    expect(perDay).toBe(7200)
    const start = (seconds: number, hands: Parameters<typeof latestStart>[2]) =>
      latestStart([{ skill: '拼身', seconds }], sundaysOff, hands, '2026-05-26')
    // Done by Monday the 25th; Sunday is free: Thursday, Friday, Saturday would be one too many.
    expect(start(3 * perDay, anyStep(perDay))).toBe('2026-05-22')
    expect(start(3 * perDay + 1, anyStep(perDay))).toBe('2026-05-21')
    expect(start(1, [])).toBeNull()
    // Nobody can do it, however many there are.
    expect(start(1, [{ seconds: perDay, skills: ['整烫'], away: [] }])).toBeNull()
  })

  test('the latest start waits for the one who can do a step, and begins before she goes away', () => {
    const steps = [
      { skill: '平车', seconds: 100 },
      { skill: '钉珠', seconds: 200 },
    ]
    const sewer = { seconds: 100, skills: ['平车'], away: [] }
    const beader = { seconds: 100, skills: ['钉珠'], away: [] }
    expect(latestStart(steps, usualCalendar, [sewer, beader], monday)).toBe(addDays(monday, -2))
    const harvest = { ...beader, away: [{ from: addDays(monday, -5), to: addDays(monday, -1) }] }
    expect(latestStart(steps, usualCalendar, [sewer, harvest], monday)).toBe(addDays(monday, -7))
    const work = [{ id: 1, due: null, steps }]
    const gone = { ...beader, away: [{ from: monday, to: addDays(monday, 9) }] }
    expect(finishDates(work, usualCalendar, [sewer, gone], monday).get(1)).toBe(addDays(monday, 11))
  })

  test('a calendar without a working day gives no date instead of none for ever', () => {
    const never = { ...usualCalendar, restDays: [0, 1, 2, 3, 4, 5, 6], extraDays: [] }
    expect(latestStart([{ skill: '拼身', seconds: 1 }], never, anyStep(100), monday)).toBeNull()
    expect(
      finishDates(
        [{ id: 1, due: monday, steps: [{ skill: '拼身', seconds: 5 }] }],
        never,
        anyStep(100),
        monday,
      ).get(1),
    ).toBeNull()
  })
})

const anyStep = (seconds: number) => [{ seconds, skills: [], away: [] }]
const planned = (work: readonly { id: number; due: string | null; seconds: number }[]) =>
  work.map(({ seconds, ...one }) => ({ ...one, steps: [{ skill: '拼身', seconds }] }))

describe('finish dates', () => {
  const skill = fc.constantFrom('拼身', '钉珠', '整烫')
  const hand = fc.record({
    seconds: fc.integer({ min: 20, max: 50 }),
    skills: fc.uniqueArray(skill, { maxLength: 2 }),
    away: fc.constantFrom([], [{ from: monday, to: addDays(monday, 3) }]),
  })
  const plans = fc.uniqueArray(
    fc.record({
      id: fc.nat(50),
      due: fc.constantFrom(null, monday, addDays(monday, 3), addDays(monday, 9)),
      steps: fc.array(fc.record({ skill, seconds: fc.nat(150) }), { maxLength: 3 }),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  )

  test('one scheduler asked again and again says what each schedule alone says', () => {
    fc.assert(
      fc.property(fc.array(hand, { maxLength: 4 }), fc.array(plans, { maxLength: 4 }), (hands, several) => {
        const asked = scheduler(sundaysOff, hands, monday)
        for (const plan of several)
          expect([...asked(plan)]).toEqual([...finishDates(plan, sundaysOff, hands, monday)])
      }),
    )
  })

  test('no day gives more than its hands have, and without hands for a step it is never done', () => {
    fc.assert(
      fc.property(fc.array(hand, { maxLength: 4 }), plans, (hands, plan) => {
        const dates = finishDates(plan, sundaysOff, hands, monday)
        for (const { id, steps } of plan) {
          const isPossible = steps.every(
            (step) =>
              step.seconds === 0 ||
              hands.some(({ skills }) => skills.length === 0 || skills.includes(step.skill)),
          )
          expect(dates.get(id) !== null).toBe(isPossible)
        }
        const ends = [...dates.values()].filter((date) => date !== null).toSorted()
        for (const end of ends) {
          const done = plan.filter(({ id }) => dates.get(id) !== null && dates.get(id)! <= end)
          const needed = done.flatMap(({ steps }) => steps).reduce((sum, { seconds }) => sum + seconds, 0)
          let there = 0
          for (let day = monday; day <= end; day = addDays(day, 1))
            if (isWorkingDay(sundaysOff, day))
              for (const { seconds, away } of hands)
                if (!away.some(({ from, to }) => from <= day && day <= to)) there += seconds
          expect(needed).toBeLessThanOrEqual(there)
        }
      }),
    )
  })

  test('a step waits for those who can do it; who cannot works ahead, and who can do any helps last', () => {
    const work = [
      {
        id: 1,
        due: '2026-05-20',
        steps: [
          { skill: '拼身', seconds: 100 },
          { skill: '钉珠', seconds: 300 },
        ],
      },
      { id: 2, due: '2026-05-30', steps: [{ skill: '拼身', seconds: 100 }] },
    ]
    const sewer = { seconds: 100, skills: ['拼身'], away: [] }
    const beader = { seconds: 100, skills: ['钉珠', '绣花'], away: [] }
    const dates = (hands: Parameters<typeof finishDates>[2]) => [
      ...finishDates(work, usualCalendar, hands, monday).values(),
    ]
    expect(dates([sewer, beader])).toEqual([addDays(monday, 2), addDays(monday, 1)])
    expect(dates([sewer])).toEqual([null, addDays(monday, 1)])
    expect(dates([...anyStep(100), sewer, beader])).toEqual([addDays(monday, 1), addDays(monday, 1)])
  })

  const work = fc.array(
    fc.record({
      due: fc.option(
        fc.integer({ min: 0, max: 60 }).map((days) => addDays(monday, days)),
        { nil: null },
      ),
      seconds: fc.integer({ min: 0, max: 200_000 }),
    }),
    { maxLength: 30 },
  )
  test('all work fits into the days until it is done, and more hands never make it later', () => {
    fc.assert(
      fc.property(work, fc.integer({ min: 1000, max: 50_000 }), (list, perDay) => {
        const queue = list.map((one, id) => ({ id, ...one }))
        const done = finishDates(planned(queue), sundaysOff, anyStep(perDay), monday)
        const faster = finishDates(planned(queue), sundaysOff, anyStep(perDay * 2), monday)
        for (const { id } of queue) {
          const day = done.get(id)
          if (day === null || day === undefined) continue
          expect(faster.get(id)! <= day).toBe(true)
          const days = countDays(day)
          const before = queue.filter((one) => (done.get(one.id) ?? '9999') <= day)
          const total = before.reduce((sum, { seconds }) => sum + seconds, 0)
          expect(total).toBeLessThanOrEqual(days * perDay)
        }
      }),
    )
  })

  test('the soonest due is done first, what has no date last', () => {
    const done = finishDates(
      planned([
        { id: 1, due: null, seconds: 100 },
        { id: 2, due: '2026-06-01', seconds: 100 },
        { id: 3, due: '2026-05-20', seconds: 100 },
      ]),
      usualCalendar,
      anyStep(100),
      monday,
    )
    expect([done.get(3), done.get(2), done.get(1)]).toEqual(['2026-05-18', '2026-05-19', '2026-05-20'])
  })
})

test('weeks show what is due in them; overdue work counts now, undated work nowhere', () => {
  const weeks = weeklyLoad(
    [
      { due: '2026-05-01', seconds: 10 },
      { due: '2026-05-24', seconds: 20 },
      { due: '2026-05-25', seconds: 30 },
      { due: null, seconds: 40 },
    ],
    sundaysOff,
    anyStep(100),
    '2026-05-20',
    2,
  )
  expect(weeks).toEqual([
    // Wednesday to Saturday.
    { start: monday, capacity: 400, load: 30 },
    { start: '2026-05-25', capacity: 600, load: 30 },
  ])
})

function countDays(last: string): number {
  let days = 0
  for (let day = monday; day <= last; day = addDays(day, 1)) if (isWorkingDay(sundaysOff, day)) days++
  return days
}
