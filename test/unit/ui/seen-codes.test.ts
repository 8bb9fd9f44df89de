import { expect, it } from 'vitest'
import { goneFor, SeenCodes } from '../../../renderer/ui/camera/seen-codes.ts'
import { encodeCode, qrText } from '../../../shared/barcode.ts'

const bars = encodeCode({ kind: 'bundle', epoch: 1, id: 12 })
const qr = qrText(bars, '7F3A')

it('reads what is held before the camera once, however long, and again after it was away', () => {
  const seen = new SeenCodes()
  expect(seen.isNew(bars, 0)).toBe(true)
  for (let at = 100; at <= 10_000; at += 100) expect(seen.isNew(bars, at)).toBe(false)
  expect(seen.isNew(bars, 10_000 + goneFor)).toBe(false)
  expect(seen.isNew(bars, 10_001 + 2 * goneFor)).toBe(true)
})

it('takes the bars and the QR code of one ticket for one scan, another ticket and a strip for another', () => {
  const seen = new SeenCodes()
  expect(seen.isNew(qr, 0)).toBe(true)
  expect(seen.isNew(bars, 300)).toBe(false)
  expect(seen.isNew(qrText(bars, '7F3A', 5), 400)).toBe(true)
  expect(seen.isNew(encodeCode({ kind: 'bundle', epoch: 1, id: 13 }), 500)).toBe(true)
  expect(seen.isNew('YT1076251715486', 600)).toBe(true)
})
