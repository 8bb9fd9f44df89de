import { expect, test } from 'vitest'
import { answersOf } from '../../../renderer/settings/today/answers.ts'
import { todaySchema } from '../../../shared/settings/contract.ts'
import { may, type Role, roles } from '../../../shared/settings/roles.ts'

/** A day on which there is one of everything. */
const today = todaySchema.parse(
  Object.fromEntries(
    Object.entries(todaySchema.shape).map(([name, schema]) => {
      const kind = schema.def.type
      return [name, kind === 'boolean' ? true : kind === 'array' ? [] : kind === 'string' ? '2026-05-28' : 1]
    }),
  ),
)
const tasks = (role: Role) => answersOf(today, (path) => may(role, path)).map(({ name }) => name)

test('the owner and the office have every task of the day, a packer none that she may not do', () => {
  expect(tasks('owner')).toHaveLength(8)
  expect(tasks('office')).toEqual(tasks('owner'))
  expect(tasks('packer')).toEqual(['performanceSoon'])
  for (const role of roles) if (!may(role, 'settings.today')) expect(tasks(role)).toEqual([])
})

test('what is not there is no task', () => {
  expect(answersOf({ ...today, onHold: 0 }, () => true).map(({ name }) => name)).not.toContain('onHold')
})
