import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startOfDay } from '../../../../shared/dates.ts'
import { type DayInput, dayHours, hoursParts, staysOf } from '../../../../shared/payroll/time/day-hours.ts'
import { nextPunch } from '../../../../shared/payroll/time/next-punch.ts'
import {
  clockTime,
  parseClockTime,
  presentMinutes,
  shiftMinutes,
  usualShift,
} from '../../../../shared/payroll/time/shift.ts'

const at = (text: string) => {
  const [hour, minute] = text.split(':').map(Number)
  return hour! * 60 + minute!
}
const stay = (from: string, to: string) => ({ from: at(from), to: at(to) })
// 8:00 to 18:30 with a noon break: nine hours.
const shift = usualShift(540)
const plain: DayInput = {
  punches: [],
  mark: null,
  leftMinute: null,
  extraMinutes: 0,
  fixed: null,
  hourWork: [],
  shift,
  planned: 540,
  kind: 'workday',
  norm: 480,
}
const scans = (...times: string[]) =>
  times.map((time, index) => ({
    way: index % 2 === 0 ? ('in' as const) : ('out' as const),
    minute: at(time),
  }))

describe('a shift', () => {
  test('has its hours without the break, and no minute of waiting for it to begin', () => {
    expect(shiftMinutes(shift)).toBe(540)
    expect(shiftMinutes(usualShift(240))).toBe(240)
    // 7:50 and 8:10 are on time, 8:20 is late; half an hour early is work.
    expect(
      ['07:50', '08:10', '08:20', '07:30'].map((time) => presentMinutes([stay(time, '12:00')], shift)),
    ).toEqual([240, 240, 220, 270])
    // Out for lunch and back before the break is over.
    expect(presentMinutes([stay('08:00', '12:05'), stay('13:10', '18:30')], shift)).toBe(540)
  })

  test('of the night goes on past midnight', () => {
    const night = { starts: at('22:00'), ends: at('30:00'), breaks: [stay('26:00', '26:30')], grace: 0 }
    expect(shiftMinutes(night)).toBe(450)
    expect(clockTime(night.ends)).toBe('+1 06:00')
  })

  test('never counts a minute twice, whatever the stays and breaks', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1600 }), fc.integer({ min: 0, max: 400 }))
      .map(([from, length]) => ({ from, to: from + length }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), fc.array(span, { maxLength: 3 }), (stays, breaks) => {
        const there = new Set<number>()
        for (const { from, to } of stays) for (let minute = from; minute < to; minute++) there.add(minute)
        for (const { from, to } of breaks) for (let minute = from; minute < to; minute++) there.delete(minute)
        expect(presentMinutes(stays, { starts: 480, ends: 1080, breaks, grace: 0 })).toBe(there.size)
      }),
    )
  })

  test('times are typed as people write them', () => {
    expect(['8:05', '18：30', '1830', '8.30', '24:00', '8', '18:60'].map(parseClockTime)).toEqual([
      485,
      1110,
      1110,
      510,
      null,
      null,
      null,
    ])
  })
})

describe('a day', () => {
  const hours = (patch: Partial<DayInput>) => {
    const { normal, overtime, kind, outMissing } = dayHours({ ...plain, ...patch })
    return [normal, overtime, kind, outMissing]
  }
  test('beyond eight hours is overtime of a workday; on a rest day and a holiday all of it is', () => {
    expect(hours({ punches: scans('7:58', '12:00', '13:30', '20:30') })).toEqual([480, 180, 'workday', false])
    expect(hours({ mark: 'came' })).toEqual([480, 60, 'workday', false])
    expect(hours({ mark: 'half' })).toEqual([270, 0, 'workday', false])
    expect(hours({ mark: 'came', kind: 'rest' })).toEqual([0, 540, 'rest', false])
    expect(hours({ mark: 'half', kind: 'holiday' })).toEqual([0, 270, 'holiday', false])
    expect(hours({ mark: 'came', extraMinutes: 120 })).toEqual([480, 180, 'workday', false])
    expect(hours({ mark: 'absent' })).toEqual([0, 0, 'workday', false])
    expect(hours({ mark: 'left', leftMinute: at('15:30') })).toEqual([360, 0, 'workday', false])
  })

  test('without a scan out has no hours until somebody says when she left', () => {
    const open = { punches: scans('8:00') }
    expect(hours(open)).toEqual([0, 0, 'workday', true])
    expect(hours({ ...open, mark: 'came' })).toEqual([480, 60, 'workday', false])
    expect(hours({ ...open, mark: 'half' })).toEqual([270, 0, 'workday', false])
    expect(hours({ ...open, mark: 'left', leftMinute: at('11:00') })).toEqual([180, 0, 'workday', false])
    expect(staysOf([...scans('8:00'), { way: 'in', minute: 500 }, { way: 'out', minute: 600 }])).toEqual({
      stays: [{ from: 480, to: 600 }],
      open: null,
    })
  })

  test('is what the office said, before all else', () => {
    const fixed = { normal: 300, overtime: 60, kind: 'rest' as const }
    expect(hours({ punches: scans('8:00'), mark: 'came', fixed })).toEqual([300, 60, 'rest', false])
  })

  test('worked on a batch alone is a day; batches have its first hours, and no more than there are', () => {
    const hourWork = [
      { batchId: 7, minutes: 400 },
      { batchId: 8, minutes: 200 },
    ]
    const evening = dayHours({ ...plain, hourWork: [{ batchId: 7, minutes: 120 }] })
    expect(hoursParts(evening, [{ batchId: 7, minutes: 120 }])).toEqual([
      { minutes: 120, overtime: 'none', batchId: 7, byHour: true },
    ])
    const day = dayHours({ ...plain, mark: 'came', extraMinutes: 120, hourWork })
    expect(hoursParts(day, hourWork)).toEqual([
      { minutes: 400, overtime: 'none', batchId: 7, byHour: true },
      { minutes: 80, overtime: 'none', batchId: 8, byHour: true },
      { minutes: 120, overtime: 'workday', batchId: 8, byHour: true },
      { minutes: 60, overtime: 'workday', batchId: null, byHour: false },
    ])
    const fixed = dayHours({ ...plain, hourWork, fixed: { normal: 100, overtime: 0, kind: 'workday' } })
    expect(hoursParts(fixed, hourWork)).toEqual([
      { minutes: 100, overtime: 'none', batchId: 7, byHour: true },
    ])
  })
})

describe('a badge scanned', () => {
  const day = startOfDay('2026-05-18')
  const minutes = (count: number) => day + count * 60_000
  const came = { way: 'in' as const, at: minutes(480), workDate: '2026-05-18' }
  const next = (now: number, last: Parameters<typeof nextPunch>[0] = came, ends = shift.ends) =>
    nextPunch(last, minutes(now), ends)

  test('is an arrival first, then a leave, and the same minute only once', () => {
    expect(next(480, null)).toMatchObject({ way: 'in', workDate: '2026-05-18' })
    expect(next(480.9)).toEqual({ kind: 'again', way: 'in' })
    expect(next(479.5)).toEqual({ kind: 'again', way: 'in' })
    expect(next(1110)).toMatchObject({ way: 'out', workDate: '2026-05-18', missed: null })
    expect(next(800, { ...came, way: 'out' })).toMatchObject({ way: 'in' })
  })

  test('with a clock set back is not written', () => {
    expect(next(470)).toEqual({ kind: 'clock-back' })
  })

  test('past midnight still ends the day; in the morning it asks about yesterday', () => {
    expect(next(1440 + 90)).toMatchObject({ way: 'out', workDate: '2026-05-18' })
    expect(next(1440 + 470)).toEqual({
      kind: 'write',
      way: 'in',
      workDate: '2026-05-19',
      missed: '2026-05-18',
    })
    // An evening helper who forgot is not paid until the next morning.
    expect(next(1440 + 420, { ...came, at: minutes(1080) })).toMatchObject({
      way: 'in',
      missed: '2026-05-18',
    })
    // Of a night shift until six the scan at half past seven is the end.
    expect(next(1440 + 450, { ...came, at: minutes(1320) }, at('30:00'))).toMatchObject({ way: 'out' })
  })
})
