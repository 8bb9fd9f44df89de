import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cutOffEvent, isNamedEvent, logEvents } from '../../../shared/settings/log-events.ts'

test.each(['zh-CN', 'en'])('the health screen has %s words for all that the host logs', (language) => {
  const file = new URL(`../../../renderer/i18n/${language}/health.json`, import.meta.url)
  const { log } = JSON.parse(readFileSync(file, 'utf8')) as { readonly log: { readonly events: object } }
  // What is not in the list cannot be logged: the log's type takes nothing else.
  expect(Object.keys(log.events).toSorted()).toEqual([...logEvents, cutOffEvent].toSorted())
})

test('a line of another version is shown as it stands', () => {
  expect([isNamedEvent('moved'), isNamedEvent('of-a-later-version')]).toEqual([true, false])
})
