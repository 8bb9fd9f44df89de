import { expect, test } from 'vitest'
import { textWidthEm } from '../../../renderer/print/fit.ts'
import { statementLines } from '../../../renderer/shipping/statement-rows.ts'

test('a row of an account says its order and the reason of its deduction whole, over as many lines as it takes', () => {
  const what = '外发收回 24 件 · W261129-1 三件领口脱线重做，扣返工费 36 元，双方电话里说好的，下个月一起结'
  const lines = statementLines(what)
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('').replaceAll(' ', '')).toBe(what.replaceAll(' ', ''))
  for (const line of lines) expect(textWidthEm(line)).toBeLessThanOrEqual(25)
  expect(statementLines('付款')).toEqual(['付款'])
})

test('a word longer than a line is broken, not cut off', () => {
  const what = `退货 ${'RT-2026112900001-'.repeat(5)}`
  const lines = statementLines(what)
  expect(lines.join('').replaceAll(' ', '')).toBe(what.replaceAll(' ', ''))
  for (const line of lines) expect(textWidthEm(line)).toBeLessThanOrEqual(25)
})
