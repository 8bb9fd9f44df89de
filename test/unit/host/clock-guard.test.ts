import { expect, test } from 'vitest'
import { openHost } from '../../../electron/host/host.ts'
import { dayMs, hourMs } from '../../../shared/dates.ts'
import { clockDoubt } from '../../../shared/settings/clock.ts'
import { clientOf, id, testHost } from '../../support/host.ts'

const noon = Date.UTC(2026, 4, 18, 4)

test('a clock is doubted an hour behind the last entry and sixty days after it, not before', () => {
  expect(clockDoubt(noon, null)).toBeNull()
  expect(clockDoubt(noon - hourMs, noon)).toBeNull()
  expect(clockDoubt(noon - hourMs - 1, noon)).toBe('behind')
  expect(clockDoubt(noon + 60 * dayMs, noon)).toBeNull()
  expect(clockDoubt(noon + 60 * dayMs + 1, noon)).toBe('ahead')
})

test('nothing is dated by a clock set back by years until somebody says that it is right', async () => {
  let now = noon
  const running = await testHost({ clock: () => now })
  const client = running.client()
  await client.settings.workshop.update({ commandId: id(), phone: '1' })
  now = Date.UTC(2009, 0, 1)
  expect(await client.settings.clock.state()).toEqual({ doubt: 'behind', now, lastAt: noon })
  await expect(client.settings.workshop.update({ commandId: id(), phone: '2' })).rejects.toMatchObject({
    code: 'clock-doubtful',
    data: { now: '2009-01-01 08:00', last: '2026-05-18 12:00' },
  })
  expect((await client.settings.workshop.get()).phone).toBe('1')
  // What the screen showed is no more: the question is asked anew.
  await expect(client.settings.clock.confirm({ commandId: id(), now: noon })).rejects.toMatchObject({
    code: 'clock-doubtful',
  })
  await client.settings.clock.confirm({ commandId: id(), now })
  await client.settings.workshop.update({ commandId: id(), phone: '2' })
  // Set right again, years later: a question once more, and the answer holds over a restart.
  now = noon + hourMs
  await expect(client.settings.workshop.update({ commandId: id(), phone: '3' })).rejects.toMatchObject({
    code: 'clock-doubtful',
  })
  await client.settings.clock.confirm({ commandId: id(), now })
  await running.close()
  const again = await testHost({ dir: running.dir, clock: () => now })
  await again.client().settings.workshop.update({ commandId: id(), phone: '3' })
  await again.close()
})

test('a dead battery is noticed on the first morning, though nothing was ever written', async () => {
  const { dir, close } = await testHost({ clock: () => noon })
  await close()
  let now = Date.UTC(2009, 0, 1)
  const host = await openHost({
    dataDir: `${dir}-new`,
    version: 'test',
    clock: () => now,
    notBefore: Date.UTC(2025, 0, 1),
  })
  const client = clientOf(host)
  expect((await client.settings.clock.state()).doubt).toBe('behind')
  await expect(client.settings.workshop.update({ commandId: id(), phone: '2' })).rejects.toMatchObject({
    code: 'clock-doubtful',
    data: { last: '2025-01-01 08:00' },
  })
  // Set right, however long after the program was made, nothing is asked.
  now = noon
  await client.settings.workshop.update({ commandId: id(), phone: '2' })
  await host.close()
})
