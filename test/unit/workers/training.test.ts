import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCertificates } from '../../../db/workers/training/certificates.ts'
import { listCourses, saveCourse } from '../../../db/workers/training/courses.ts'
import { readSkillMatrix } from '../../../db/workers/training/matrix.ts'
import { readSession, removeSession, saveSession } from '../../../db/workers/training/sessions.ts'
import { listWorkers, saveWorker } from '../../../db/workers/workers.ts'
import type { Attendance } from '../../../shared/workers/training/contract.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from '../production/floor.ts'

let floor: Floor
let courseId: number
beforeEach(async () => {
  floor = await openFloor()
  const course = { id: null, name: '缝纫技能培训', skill: '拼身', level: 2, note: '', archived: false }
  courseId = (await run(floor.store, (scope) => saveCourse(scope, course))).id
})
afterEach(() => closeChecked(floor))

const session = (
  attendees: readonly Attendance[],
  more: { id?: number; date?: string; minutes?: number } = {},
) =>
  run(floor.store, (scope) =>
    saveSession(
      scope,
      {
        id: null,
        courseId,
        date: today,
        minutes: 120,
        trainer: '孙师傅',
        place: '车间',
        note: '',
        attendees,
        ...more,
      },
      today,
    ),
  )
const came = (worker: number, result: Attendance['result'] = 'undecided'): Attendance => ({
  workerId: floor.workers[worker]!,
  attended: true,
  result,
})
const skillsOf = async (worker: number) =>
  (await listWorkers(floor.store.reader)).find(({ id }) => id === floor.workers[worker])!.skills
const setSkill = async (worker: number, level: number) => {
  const found = (await listWorkers(floor.store.reader)).find(({ id }) => id === floor.workers[worker])!
  await run(floor.store, (scope) => saveWorker(scope, { ...found, skills: [{ skill: '拼身', level }] }))
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

test('a pass grants the course’s skill, and taking it back takes the skill back', async () => {
  const { id } = await session([came(0, 'passed'), came(1, 'failed')])
  expect(await skillsOf(0)).toEqual([{ skill: '拼身', level: 2 }])
  expect(await skillsOf(1)).toEqual([])
  expect((await readSession(floor.store.reader, id)).attendees).toMatchObject([
    { result: 'failed', granted: null },
    { result: 'passed', granted: { skill: '拼身', level: 2 } },
  ])
  // Saved again as it is: nothing is granted twice.
  await session([came(0, 'passed'), came(1, 'failed')], { id })
  await session([came(0, 'failed'), came(1, 'failed')], { id })
  expect(await skillsOf(0)).toEqual([])
})

test('who could do it better keeps her level, who was learning gets it back, who learnt more since keeps that', async () => {
  await setSkill(0, 3)
  await setSkill(1, 1)
  const { id } = await session([came(0, 'passed'), came(1, 'passed')])
  expect([await skillsOf(0), await skillsOf(1)]).toMatchObject([[{ level: 3 }], [{ level: 2 }]])
  await session([came(0)], { id })
  expect([await skillsOf(0), await skillsOf(1)]).toMatchObject([[{ level: 3 }], [{ level: 1 }]])
  await session([came(1, 'passed')], { id })
  await setSkill(1, 3)
  await session([], { id })
  expect(await skillsOf(1)).toMatchObject([{ level: 3 }])
})

test('a certificate counts the hours of all sessions of the course that she came to', async () => {
  await session([came(0), { ...came(1), attended: false }], { date: '2026-05-10', minutes: 90 })
  const { id } = await session([came(0, 'passed'), came(1, 'passed')])
  const [second, first] = await readCertificates(floor.store.reader, id, [])
  expect(first).toMatchObject({ name: '王秀英', from: '2026-05-10', to: today, minutes: 210, skill: '拼身' })
  expect(second).toMatchObject({ name: '李桂兰', from: today, to: today, minutes: 120 })
  expect(first!.number).not.toBe(second!.number)
  expect(await readCertificates(floor.store.reader, id, [floor.workers[1]!])).toEqual([second])
  expect((await listCourses(floor.store.reader))[0]).toMatchObject({ sessions: 2, passed: 2 })
})

test('nobody attended a day to come, and a session that somebody attended stays', async () => {
  const date = '2026-05-19'
  expect(await codeOf(session([came(0)], { date }))).toBe('date-ahead')
  const { id } = await session([{ ...came(0), attended: false }], { date })
  expect(await codeOf(run(floor.store, (scope) => removeSession(scope, id)))).toBe('done')
  const held = await session([came(0)])
  expect(await codeOf(run(floor.store, (scope) => removeSession(scope, held.id)))).toBe('still-used')
})

test('the matrix shows what open batches need against who can', async () => {
  await setSkill(0, 2)
  // 80 garments at 90 s a step, due in a week: one hand is enough for each; only the second, with no skill noted, can do the others.
  const { skills, workers } = await readSkillMatrix(floor.store.reader, today)
  expect(workers.map(({ name }) => name).toSorted()).toEqual(['李桂兰', '王秀英'])
  expect(skills.find(({ skill }) => skill === '拼身')).toMatchObject({
    seconds: 7200,
    firstDue: '2026-05-25',
    able: 2,
    noted: 1,
    needed: 1,
    missing: 0,
  })
  await setSkill(1, 1)
  const after = await readSkillMatrix(floor.store.reader, today)
  expect(after.skills[0]).toMatchObject({ able: 0, needed: 1, missing: 1 })
  expect(after.skills.find(({ skill }) => skill === '拼身')).toMatchObject({ able: 2, missing: 0 })
})

test('ticks that somebody else made meanwhile are not written over', async () => {
  const before = {
    courseId,
    date: today,
    minutes: 120,
    trainer: '孙师傅',
    place: '车间',
    note: '',
    attendees: [came(0)],
  }
  const { id } = await session(before.attendees)
  const from = (attendees: readonly Attendance[]) =>
    codeOf(run(floor.store, (scope) => saveSession(scope, { ...before, id, attendees, before }, today)))
  expect(await from([came(0, 'passed')])).toBe('done')
  expect(await from([came(0), came(1)])).toBe('changed-meanwhile')
  expect((await readSession(floor.store.reader, id)).attendees).toMatchObject([{ result: 'passed' }])
})
