import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testHost } from '../../../support/host.ts'

test('the host answers from a thread of its own; a new workshop has nothing to say, and back-to-front days are refused', async () => {
  const { dir, client, close } = await testHost()
  const { insight } = client().payroll
  const span = { from: '2026-05-01', to: '2026-05-31' }
  expect(await insight.earnings(span)).toMatchObject({ average: null, steps: [], minimum: { hourly: 1800 } })
  expect(await insight.trends(span)).toEqual([])
  expect(await insight.styles(span)).toEqual([])
  expect(
    await insight.simulate({
      span,
      since: '2026-05-10',
      change: { by: 'share', permille: 50, styleId: null },
    }),
  ).toMatchObject({ before: 0, after: 0, perHourAfter: null, steps: [] })
  const refused = await insight.earnings({ from: span.to, to: span.from }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'input-invalid' })
  const tooLong = await insight.trends({ from: '2020-01-01', to: span.to }).catch((error: unknown) => error)
  expect(tooLong).toMatchObject({ code: 'input-invalid' })
  await close()
  rmSync(dir, { recursive: true, force: true })
})
