import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecoveryCode, recoveryCodeOf } from '../../../shared/workers/recovery-code.ts'

const bytes = fc.uint8Array({ minLength: 15, maxLength: 15 })

test('a code is read as it was written down, with small letters, O for 0 and without its lines', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = recoveryCodeOf(random)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){4}$/)
      const bare = code.replaceAll('-', '')
      expect(readRecoveryCode(code)).toBe(bare)
      expect(readRecoveryCode(bare.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(bare)
    }),
  )
})

test('different bytes are different codes, and one wrong letter is found before anything is tried', () => {
  fc.assert(
    fc.property(bytes, bytes, fc.nat(24), (one, other, at) => {
      const code = recoveryCodeOf(one)
      if (Buffer.compare(Buffer.from(one), Buffer.from(other)) !== 0)
        expect(recoveryCodeOf(other)).not.toBe(code)
      const bare = code.replaceAll('-', '')
      const wrong = bare[at] === '7' ? '8' : '7'
      expect(readRecoveryCode(bare.slice(0, at) + wrong + bare.slice(at + 1))).toBeNull()
    }),
  )
  expect(readRecoveryCode('')).toBeNull()
  expect(readRecoveryCode('AAAAA-AAAAA')).toBeNull()
})
