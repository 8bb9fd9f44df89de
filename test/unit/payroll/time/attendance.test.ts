import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../../db/check/index.ts'
import { type CommandScope, runCommand } from '../../../../db/command.ts'
import { savePayTerms } from '../../../../db/payroll/rules.ts'
import { makeHours } from '../../../../db/payroll/time/make-hours.ts'
import { fixDay, markDay, saveHourWork, setExtra } from '../../../../db/payroll/time/marks.ts'
import { addPunch, scanBadge, voidPunch } from '../../../../db/payroll/time/punches.ts'
import { readDay, readMonth } from '../../../../db/payroll/time/sheets.ts'
import { saveShift } from '../../../../db/payroll/time/shifts.ts'
import { saveCalendar } from '../../../../db/planning/calendar.ts'
import { readCost } from '../../../../db/production/costs/read-cost.ts'
import { listWorkers, saveWorker } from '../../../../db/workers/workers.ts'
import { startOfDay } from '../../../../shared/dates.ts'
import { usualTerms } from '../../../../shared/payroll/rules.ts'
import { usualCalendar } from '../../../../shared/planning/calendar.ts'
import { lastDay, may, openWorkshop, type Workshop } from '../workshop.ts'

// A Monday, and the day after it.
const monday = '2026-05-18'
const tuesday = '2026-05-19'

let floor: Workshop
let badges: string[]
beforeEach(async () => {
  floor = await openWorkshop()
  const workers = await listWorkers(floor.store.reader)
  badges = floor.workers.map((id) => workers.find((worker) => worker.id === id)!.code)
})
afterEach(async () => {
  const broken = (await checkStore(floor.store.reader)).filter(({ violations }) => violations.length > 0)
  expect(broken).toEqual([])
  await floor.close()
})

/** Runs work at a time of a day: "7:58", "25:30" past midnight. */
async function at<A>(day: string, time: string, work: (scope: CommandScope) => Promise<A>, station = 'door') {
  const [hour, minute, second = 0] = time.split(':').map(Number)
  const instant = startOfDay(day) + ((hour! * 60 + minute!) * 60 + second) * 1000
  const call = { uuid: v7(), name: 'test', userId: 1, station, at: instant, input: null }
  return (await runCommand(floor.store, call, work)).answer
}
const scan = (day: string, time: string, worker = 0, station = 'door') =>
  at(day, time, (scope) => scanBadge(scope, badges[worker]!), station)
const today = lastDay
const edit = <A>(work: (scope: CommandScope) => Promise<A>) => at(lastDay, '20:00', work)
const mark = (
  workDate: string,
  as: Parameters<typeof markDay>[1]['mark'],
  workerIds: readonly number[] = [floor.workers[0]!],
) => edit((scope) => markDay(scope, { workDate, workerIds, mark: as, leftMinute: null }, today))

/** The live hours of the first worker's days: minutes, kind, paid by the hour, batch. */
async function hours(worker = 0) {
  const rows = await floor.store.reader
    .selectFrom('time_entry')
    .select(['work_date', 'minutes', 'overtime', 'paid', 'batch_id'])
    .where('worker_id', '=', floor.workers[worker]!)
    .where('voided_at', 'is', null)
    .orderBy('work_date')
    .orderBy('id')
    .execute()
  return rows.map((row) =>
    [row.work_date.slice(5), row.minutes, row.overtime, row.paid ? 'paid' : '', row.batch_id ? 'batch' : '']
      .join(' ')
      .trim()
      .replaceAll(/ {2,}/g, ' '),
  )
}
const dayOf = async (day: string, now = today) =>
  (await readDay(floor.store.reader, day, now)).rows.find(({ workerId }) => workerId === floor.workers[0])!
const away = () =>
  floor.store.reader
    .selectFrom('worker_away')
    .select(['from_date', 'to_date', 'kind'])
    .orderBy('from_date')
    .execute()

describe('a badge', () => {
  test('says when she comes and when she leaves, and her hours of the day are made', async () => {
    expect(await scan(monday, '7:58')).toMatchObject({
      outcome: 'in',
      worker: { name: '王秀英' },
      minutes: 0,
    })
    expect(await scan(monday, '12:01')).toMatchObject({ outcome: 'out', minutes: 240 })
    expect(await scan(monday, '13:25')).toMatchObject({ outcome: 'in' })
    expect(await scan(monday, '20:30')).toMatchObject({ outcome: 'out', minutes: 660 })
    expect(await hours()).toEqual(['05-18 480 none', '05-18 180 workday'])
    // What was made on the way was taken back, not changed.
    const voided = await floor.store.reader
      .selectFrom('time_entry')
      .select('minutes')
      .where('voided_at', 'is not', null)
      .execute()
    expect(voided).toEqual([{ minutes: 240 }])
  })

  test('twice within a minute, at two stations, is told and written once', async () => {
    await scan(monday, '8:00')
    expect(await scan(monday, '8:00:40', 0, 'yard')).toMatchObject({ outcome: 'again', workDate: monday })
    expect(await scan(monday, '8:00:41', 1, 'yard')).toMatchObject({
      outcome: 'in',
      worker: { name: '李桂兰' },
    })
    const punches = await floor.store.reader.selectFrom('punch').select(['way']).execute()
    expect(punches).toEqual([{ way: 'in' }, { way: 'in' }])
  })

  test('at a clock that was set back is refused for her, and told for the others', async () => {
    await scan(monday, '18:30')
    await expect(scan(monday, '8:00')).rejects.toMatchObject({
      code: 'clock-back',
      data: { last: '2026-05-18 18:30', now: '2026-05-18 08:00' },
    })
    const other = await scan(monday, '8:00', 1)
    expect(other).toMatchObject({ outcome: 'in', clockBehind: startOfDay(monday) + 1110 * 60_000 })
  })

  test('that was not scanned out is asked about next morning, and answered once', async () => {
    await scan(monday, '8:00')
    const morning = await scan(tuesday, '7:55')
    expect(morning).toMatchObject({ outcome: 'in', missed: { workDate: monday, from: 480, ends: 1110 } })
    expect(await hours()).toEqual([])
    const sheet = await readDay(floor.store.reader, tuesday, tuesday)
    expect(sheet.missing).toEqual([{ workDate: monday, workers: 1 }])
    await edit((scope) =>
      addPunch(scope, { workerId: floor.workers[0]!, workDate: monday, way: 'out', minute: 1050 }, today),
    )
    expect((await readDay(floor.store.reader, tuesday, tuesday)).missing).toEqual([])
    expect(await hours()).toEqual(['05-18 480 none'])
  })

  test('of nobody, of somebody who left, and a ticket are refused', async () => {
    await edit((scope) =>
      saveWorker(scope, {
        id: floor.workers[1]!,
        name: '李桂兰',
        kind: 'piece',
        note: '',
        archived: true,
      }),
    )
    await expect(scan(monday, '8:00', 1)).rejects.toMatchObject({ code: 'code-unknown' })
    await expect(at(monday, '8:00', (scope) => scanBadge(scope, '王秀英'))).rejects.toMatchObject({
      code: 'code-unknown',
    })
  })

  test('taken back leaves the day as if it had not been', async () => {
    await scan(monday, '8:00')
    await scan(monday, '18:30')
    const [, out] = (await dayOf(monday, monday)).punches
    await edit((scope) => voidPunch(scope, out!.id, today))
    expect(await hours()).toEqual([])
    await edit((scope) => voidPunch(scope, out!.id, today))
    expect(await dayOf(monday, tuesday)).toMatchObject({
      hours: { normal: 0, outMissing: true },
    })
  })
})

describe('a tick', () => {
  test('makes a day, half a day, none; another one replaces it', async () => {
    await mark(monday, 'came')
    expect(await hours()).toEqual(['05-18 480 none', '05-18 60 workday'])
    await mark(monday, 'half')
    expect(await hours()).toEqual(['05-18 270 none'])
    await mark(monday, 'absent')
    expect(await hours()).toEqual([])
    await mark(monday, 'came')
    await edit((scope) =>
      setExtra(scope, { workerId: floor.workers[0]!, workDate: monday, minutes: 120 }, today),
    )
    expect(await hours()).toEqual(['05-18 480 none', '05-18 180 workday'])
    await mark(monday, null)
    // The evening stays: it was said apart.
    expect(await hours()).toEqual(['05-18 120 none'])
    await expect(mark('2026-07-01', 'came')).rejects.toMatchObject({ code: 'date-ahead' })
  })

  test('of days away that were said with the worker is the same thing, with its kind', async () => {
    const harvest = { from: '2026-05-27', to: '2026-05-29', kind: 'season' as const, note: '收麦子' }
    const worker = {
      id: floor.workers[0]!,
      name: '王秀英',
      kind: 'piece' as const,
      note: '',
      archived: false,
    }
    await edit((scope) => saveWorker(scope, { ...worker, away: [harvest] }))
    expect((await dayOf('2026-05-28')).away).toBe('season')
    await mark('2026-05-28', 'came')
    const now = (await listWorkers(floor.store.reader)).find(({ id }) => id === worker.id)!
    expect(now.away).toEqual([
      { ...harvest, to: '2026-05-27' },
      { ...harvest, from: '2026-05-29' },
    ])
    // The same days for another reason are other days.
    await edit((scope) => saveWorker(scope, { ...worker, away: [{ ...harvest, kind: 'leave' }] }))
    expect(await away()).toEqual([{ from_date: '2026-05-27', to_date: '2026-05-29', kind: 'leave' }])
  })

  test('of leave and of the farm season is the worker’s days away, one span for days in a row', async () => {
    await mark('2026-05-28', 'season')
    await mark('2026-05-30', 'season')
    await mark('2026-05-29', 'season')
    expect(await away()).toEqual([{ from_date: '2026-05-28', to_date: '2026-05-30', kind: 'season' }])
    // Rain: she comes on the 29th after all.
    await mark('2026-05-29', 'came')
    expect(await away()).toEqual([
      { from_date: '2026-05-28', to_date: '2026-05-28', kind: 'season' },
      { from_date: '2026-05-30', to_date: '2026-05-30', kind: 'season' },
    ])
    await mark('2026-05-30', 'leave')
    expect((await away()).map(({ kind }) => kind)).toEqual(['season', 'leave'])
    expect(await scan('2026-05-30', '8:00')).toMatchObject({ outcome: 'in', wasAway: 'leave' })
    const { rows } = await readMonth(floor.store.reader, '2026-05')
    const hers = rows.find(({ workerId }) => workerId === floor.workers[0])
    expect(hers!.cells.map(({ day, state }) => [day, state])).toEqual([
      [28, 'season'],
      [29, 'came'],
      [30, 'open'],
    ])
  })
})

describe('hours of a day', () => {
  test('are overtime of their kind by the calendar, and are made anew when it is changed', async () => {
    // May 1st is a public holiday, the 3rd only a day off of its week.
    for (const day of ['2026-05-01', '2026-05-03', '2026-05-09']) await mark(day, 'half')
    expect(await hours()).toEqual(['05-01 270 holiday', '05-03 270 rest', '05-09 270 none'])
    await edit((scope) => saveCalendar(scope, { ...usualCalendar, extraDays: ['2026-05-03'] }))
    const remade = await edit((scope) => makeHours(scope, { workerIds: null, ...may }, today, true))
    expect(remade).toBe(1)
    expect(await hours()).toEqual(['05-01 270 holiday', '05-03 270 none', '05-09 270 none'])
  })

  test('go by her own shift, else by the workshop’s usual one', async () => {
    const shift = { breaks: [], grace: 0, archived: false }
    await edit((scope) =>
      saveShift(scope, {
        id: null,
        name: '白班',
        starts: 480,
        ends: 960,
        isUsual: true,
        workerIds: [],
        ...shift,
      }),
    )
    await edit((scope) =>
      saveShift(scope, {
        id: null,
        name: '晚班',
        starts: 1080,
        ends: 1260,
        isUsual: false,
        workerIds: [floor.workers[1]!],
        ...shift,
      }),
    )
    await mark(monday, 'came', floor.workers)
    expect(await hours(0)).toEqual(['05-18 480 none'])
    expect(await hours(1)).toEqual(['05-18 180 none'])
  })

  test('of whoever is paid by the hour are paid; of a piece worker only what was named so, with its batch', async () => {
    const [pieces, byHour] = floor.workers
    await edit((scope) =>
      savePayTerms(scope, {
        workerId: byHour!,
        terms: { ...usualTerms('hourly'), validFrom: '2026-05-01', hourlyRate: 20_000_000 },
      }),
    )
    await mark(monday, 'came', floor.workers)
    const work = [
      { batchId: floor.batchId, minutes: 120, note: '' },
      { batchId: null, minutes: 30, note: '扫地' },
    ]
    for (const workerId of [pieces!, byHour!])
      await edit((scope) => saveHourWork(scope, { workerId, workDate: monday, work }, today))
    expect(await hours(0)).toEqual([
      '05-18 60 workday',
      '05-18 120 none paid batch',
      '05-18 30 none paid',
      '05-18 330 none',
    ])
    expect(await hours(1)).toEqual([
      '05-18 60 workday paid',
      '05-18 120 none paid batch',
      '05-18 30 none paid',
      '05-18 330 none paid',
    ])
    await edit((scope) => saveHourWork(scope, { workerId: pieces!, workDate: monday, work: [] }, today))
    expect(await hours(0)).toEqual(['05-18 60 workday', '05-18 480 none'])
  })

  test('of whoever is paid by the hour cost the batch that they were worked on', async () => {
    const workerId = floor.workers[0]!
    const terms = { ...usualTerms('hourly'), validFrom: '2026-05-01', hourlyRate: 20_000_000 }
    await edit((scope) => savePayTerms(scope, { workerId, terms }))
    await mark(monday, 'came')
    const before = await readCost(floor.store.reader, floor.batchId, today)
    const work = [{ batchId: floor.batchId, minutes: 500, note: '' }]
    await edit((scope) => saveHourWork(scope, { workerId, workDate: monday, work }, today))
    const after = await readCost(floor.store.reader, floor.batchId, today)
    // Eight hours at 20 yuan, and twenty minutes at 150 %.
    expect(after.hours).toEqual({ minutes: 500, actual: 17_000 })
    expect(after.wages.actual - before.wages.actual).toBe(17_000)
  })

  test('are what the office says until it says no more', async () => {
    await scan(monday, '8:00')
    const one = { workerId: floor.workers[0]!, workDate: monday }
    const fixed = { normal: 400, overtime: 30, kind: 'rest' as const }
    await edit((scope) => fixDay(scope, { ...one, fixed, note: '补卡' }, today))
    expect(await hours()).toEqual(['05-18 400 none', '05-18 30 rest'])
    await edit((scope) => fixDay(scope, { ...one, fixed: null, note: '' }, today))
    expect(await hours()).toEqual([])
  })

  test('that a closed run paid are only reversed: the next run has the difference', async () => {
    const workerId = floor.workers[0]!
    await edit((scope) =>
      savePayTerms(scope, {
        workerId,
        terms: {
          ...usualTerms('hourly'),
          validFrom: '2026-05-01',
          hourlyRate: 20_000_000,
          minimumApplies: false,
        },
      }),
    )
    await mark(monday, 'came')
    await floor.closeRun()
    const paid = await floor.store.reader.selectFrom('time_entry').selectAll().execute()
    // The calendar changes: a closed day stays as it was paid.
    await edit((scope) => saveCalendar(scope, { ...usualCalendar, statutory: [monday] }))
    expect(await edit((scope) => makeHours(scope, { workerIds: null, ...may }, today, true))).toBe(0)
    await edit((scope) => saveCalendar(scope, usualCalendar))
    await mark(monday, 'half')
    const [entry] = await floor.store.reader
      .selectFrom('time_entry')
      .selectAll()
      .where('id', '=', paid[0]!.id)
      .execute()
    expect(entry).toMatchObject({ minutes: paid[0]!.minutes, overtime: paid[0]!.overtime })
    expect(entry!.voided_at).not.toBeNull()
    const [next] = await floor.preview({ from: '2026-06-01', to: '2026-06-30' }, [workerId])
    // Paid 8 h and 1 h at 150 %, due 4.5 h at 20 yuan.
    expect(
      next!.lines.filter(({ kind }) => kind === 'hour').reduce((sum, { amount }) => sum + amount, 0),
    ).toBe(9000 - 16_000 - 3000)
    expect(await dayOf(monday)).toMatchObject({ mark: 'half', paid: false })
  })

  test('are taken from a salary where she was absent, a day of the month’s working days', async () => {
    const workerId = floor.workers[0]!
    const terms = {
      ...usualTerms('monthly'),
      validFrom: '2026-05-01',
      salary: 300_000,
      minimumApplies: false,
    }
    await edit((scope) => savePayTerms(scope, { workerId, terms }))
    const salary = async () =>
      (await floor.preview(may, [workerId]))[0]!.lines.find(({ kind }) => kind === 'salary')
    const whole = await salary()
    await mark(monday, 'absent')
    expect(await salary()).toMatchObject({
      sum: { worked: (whole as { sum: { worked: number } }).sum.worked - 1 },
    })
  })
})
