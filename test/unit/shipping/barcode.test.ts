import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CodeKind,
  codeKinds,
  codeSite,
  decodeCode,
  encodeCode,
  looksPrinted,
  maxCodeEpoch,
  maxCodeId,
  qrText,
} from '../../../shared/barcode.ts'
import { carriers, guessCarrier } from '../../../shared/shipping/tracking.ts'

const codes = fc.record({
  kind: fc.constantFrom(...(Object.keys(codeKinds) as CodeKind[])),
  epoch: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: maxCodeEpoch })),
  id: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: maxCodeId })),
})
const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-']

describe('printed codes', () => {
  it('have the documented form', () => {
    expect(encodeCode({ kind: 'pickSlip', epoch: 1, id: 123456 })).toMatch(/^YP[A-Z]1-123456$/)
    for (const [kind, letter] of Object.entries(codeKinds)) {
      expect(encodeCode({ kind: kind as CodeKind, epoch: 3, id: 9 })).toMatch(
        new RegExp(`^Y${letter}[A-Y]3-9$`),
      )
    }
  })

  it('come back as they went in', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(decodeCode(encodeCode(code))).toEqual({ ...code, site: null, operationId: null })
      }),
    )
  })

  it('are read in lower case, full width, with white space and a symbology prefix', () => {
    const text = encodeCode({ kind: 'bundle', epoch: 2, id: 4711 })
    const fullWidth = [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    for (const variant of [text.toLowerCase(), ` ${text}\r\n`, `\t${text}`, `]C0${text}`, fullWidth]) {
      expect(decodeCode(variant)).toMatchObject({ kind: 'bundle', epoch: 2, id: 4711 })
    }
  })

  it('are read by the workshop whose mark they carry, and by no other', () => {
    fc.assert(
      fc.property(codes, fc.nat(22), fc.nat(22), (code, mark, other) => {
        const text = encodeCode({ ...code, mark })
        expect(decodeCode(text, other) !== null).toBe(mark === other)
        expect(looksPrinted(text)).toBe(true)
      }),
    )
  })

  it('name the workshop in a QR code, and on a strip the step', () => {
    const code = encodeCode({ kind: 'bundle', epoch: 1, id: 4711, mark: 5 })
    expect(codeSite('7f3a1b2c-0000-4000-8000-000000000000')).toBe('7F3A')
    expect(decodeCode(qrText(code, '7F3A'), 5)).toMatchObject({ id: 4711, site: '7F3A', operationId: null })
    expect(decodeCode(`]Q1${qrText(code, '7F3A', 12)}`, 5)).toMatchObject({ id: 4711, operationId: 12 })
    expect(decodeCode(`${code}-7F3`, 5)).toBeNull()
  })

  // A '-' for a digit may make a shorter id of it and a workshop of the rest: that one is not this.
  it('never survive one wrong character', () => {
    const site = '7F3A'
    fc.assert(
      fc.property(codes, fc.nat(), (code, seed) => {
        const text = encodeCode(code)
        const at = seed % text.length
        for (const wrong of alphabet) {
          if (wrong === text[at]) continue
          const read = decodeCode(text.slice(0, at) + wrong + text.slice(at + 1))
          if (read?.site !== null) expect(read?.site).not.toBe(site)
          else expect(read).toBeNull()
        }
      }),
      { examples: [[{ kind: 'order', epoch: 7610, id: 4403 }, 4]] },
    )
  })

  it('never survive two exchanged characters, neighbours or not', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const text = encodeCode(code)
        for (let i = 0; i < text.length; i++) {
          for (let j = i + 1; j < text.length; j++) {
            if (text[i] === text[j]) continue
            const swapped = [...text]
            swapped[i] = text[j]!
            swapped[j] = text[i]!
            expect(decodeCode(swapped.join('')), `${text} → ${swapped.join('')}`).toBeNull()
          }
        }
      }),
    )
  })

  it('refuse what is not ours: courier numbers, other texts, leading zeros, ids out of range', () => {
    const others = [
      'YT8962646785389',
      '73610555582883',
      'SF1385628716739',
      'RB123456785US',
      '',
      'Y',
      'YP',
      '6901234567892',
    ]
    for (const text of others) expect(decodeCode(text)).toBeNull()
    const text = encodeCode({ kind: 'sku', epoch: 1, id: 77 })
    expect(decodeCode(text.replace('-77', '-077'))).toBeNull()
    for (const id of [0, -1, 1.5, maxCodeId + 1, Number.NaN]) {
      expect(() => encodeCode({ kind: 'sku', epoch: 1, id })).toThrow(RangeError)
    }
    expect(() => encodeCode({ kind: 'sku', epoch: 0, id: 1 })).toThrow(RangeError)
  })

  it('are taken for no courier', () => {
    expect(carriers.length).toBeGreaterThan(8)
    fc.assert(
      fc.property(codes, (code) => {
        expect(guessCarrier(encodeCode(code))).toBeNull()
      }),
    )
  })
})
