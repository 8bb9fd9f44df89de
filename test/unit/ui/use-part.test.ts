import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { usePart } from '../../../renderer/ui/use-part.ts'

function shownAt(address: string, parts: readonly string[]): string {
  const Screen = () => usePart(parts)[0]
  return renderToString(createElement(MemoryRouter, { initialEntries: [address] }, createElement(Screen)))
}

test('the address says which part of a screen is open, of those that its user may see', () => {
  const mine = ['inspections', 'reworks']
  expect(shownAt('/floor/quality', mine)).toBe('inspections')
  expect(shownAt('/floor/quality?part=reworks', mine)).toBe('reworks')
  // The ranking is the office's: a recorder who follows its link sees her first part, and not an error.
  expect(shownAt('/floor/quality?part=pareto', mine)).toBe('inspections')
  expect(shownAt('/floor/quality?part=pareto', [...mine, 'pareto'])).toBe('pareto')
})
