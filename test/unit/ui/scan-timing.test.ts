import { describe, expect, it } from 'vitest'
import { ScanTiming } from '../../../renderer/ui/scan-timing.ts'

function typed(code: string, pace: number): boolean {
  const timing = new ScanTiming()
  for (const at of Array.from(code, (_letter, index) => index * pace)) timing.key(at)
  return timing.wasScanned(code.length)
}

describe('a scanner', () => {
  it('is told from hands by its pace', () => {
    expect(typed('YPK1-123456', 5)).toBe(true)
    expect(typed('YPK1-123456', 30)).toBe(true)
    expect(typed('YPK1-123456', 60)).toBe(false)
    expect(typed('YPK1-123456', 180)).toBe(false)
  })

  it('is not seen in two or three keys that happen to be fast', () => {
    expect(typed('12', 5)).toBe(false)
    expect(typed('', 5)).toBe(false)
  })
})
