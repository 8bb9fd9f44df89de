import { v7 } from 'uuid'
import { addDays } from '../../../shared/dates.ts'
import type { HouseholdDraft } from '../../../shared/workers/households/contract.ts'
import { usualCourses } from '../../../shared/workers/training/usual-courses.ts'
import type { DemoClient } from './fill-catalog.ts'

type Member = HouseholdDraft['members'][number]

/** Households of the programme, two workers in one of them, and an evening's course that most of them passed. */
export async function makePeople(
  client: DemoClient,
  workers: readonly number[],
  today: string,
): Promise<void> {
  const [wang, li, , liu] = workers as [number, number, number, number]
  const works = (workerId: number, name: string, relation: Member['relation']): Member => ({
    workerId,
    name,
    relation,
    from: null,
    to: null,
  })
  const lives = (name: string, relation: Member['relation']): Member => ({
    workerId: null,
    name,
    relation,
    from: null,
    to: null,
  })
  const type = { to: null, riskClearedOn: null, note: '' }
  const household = { village: '丁楼村', note: '', archived: false, subsidies: [] }
  const households: readonly HouseholdDraft[] = [
    {
      ...household,
      number: '371721-0107',
      head: '丁大山',
      address: '12号',
      types: [{ ...type, kind: 'registered', from: '2014-06-01' }],
      members: [
        lives('丁大山', 'head'),
        works(wang, '王秀英', 'spouse'),
        works(li, '李桂兰', 'child-in-law'),
        lives('丁小宝', 'grandchild'),
      ],
      subsidies: [
        {
          workerId: wang,
          name: '一次性就业补贴',
          appliedOn: addDays(today, -60),
          amount: 200_000,
          receivedOn: null,
          receivedAmount: null,
          note: '',
        },
      ],
    },
    {
      ...household,
      number: '371721-0112',
      head: '刘春花',
      address: '31号',
      types: [
        { ...type, kind: 'marginal', from: '2022-03-01', riskClearedOn: '2024-05-01' },
        { ...type, kind: 'disabled', from: '2019-01-01' },
      ],
      members: [works(liu, '刘春花', 'head'), lives('丁老五', 'parent-in-law')],
    },
  ]
  for (const draft of households)
    await client.workers.households.save({
      commandId: v7(),
      id: null,
      ...draft,
      types: [...draft.types],
      members: [...draft.members],
      subsidies: [...draft.subsidies],
    })
  const courses: number[] = []
  for (const { name, skill } of usualCourses) {
    const course = { id: null, name, skill, level: 2, note: '', archived: false }
    courses.push((await client.workers.training.courses.save({ commandId: v7(), ...course })).id)
  }
  await client.workers.training.sessions.save({
    commandId: v7(),
    id: null,
    courseId: courses[1]!,
    date: addDays(today, -20),
    minutes: 120,
    trainer: '孙师傅',
    place: '村委会会议室',
    note: '',
    attendees: [wang, li, liu].map((workerId, at) => ({
      workerId,
      attended: true,
      result: at === 2 ? 'failed' : 'passed',
    })),
  })
}
