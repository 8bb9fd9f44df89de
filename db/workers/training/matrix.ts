import type { Kysely } from 'kysely'
import { canDo } from '../../../shared/planning/schedule.ts'
import type { SkillMatrix } from '../../../shared/workers/training/contract.ts'
import { type SkillGap, skillGaps } from '../../../shared/workers/training/gaps.ts'
import { readOpenWork } from '../../planning/capacity.ts'
import type { Database } from '../../schema.ts'
import { listWorkers, skillNames } from '../workers.ts'

/** Who can do what, against what the steps of routings ask for and what the open batches still need. */
export async function readSkillMatrix(db: Kysely<Database>, today: string): Promise<SkillMatrix> {
  const { calendar, batches, steps } = await readOpenWork(db)
  const workers = (await listWorkers(db)).filter(({ archived }) => !archived)
  const hands = workers.map(({ skills }) => ({ skills: skills.map(({ skill }) => skill) }))
  const gaps = skillGaps(
    batches.flatMap(({ id, deadline }) => (steps.get(id) ?? []).map((step) => ({ ...step, due: deadline }))),
    hands,
    calendar,
    today,
  )
  const rest = new Set([...(await skillNames(db)), ...hands.flatMap(({ skills }) => skills)])
  for (const { skill } of gaps) rest.delete(skill)
  const able = (skill: string) => hands.filter(({ skills }) => canDo(skills, skill)).length
  const others = [...rest].map(
    (skill): SkillGap => ({
      skill,
      names: [],
      seconds: 0,
      firstDue: null,
      able: able(skill),
      noted: hands.filter(({ skills }) => skills.includes(skill)).length,
      needed: 0,
      missing: 0,
    }),
  )
  return {
    skills: [...gaps, ...others].map((gap) => ({ ...gap, names: [...gap.names] })),
    workers: workers.map(({ id, name, skills }) => ({ id, name, skills })),
  }
}
