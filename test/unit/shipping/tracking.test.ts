import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkTrackingOf } from '../../../shared/shipping/carrier-codes.ts'
import {
  type Carrier,
  carrierNames,
  carriers,
  checkTracking,
  guessCarrier,
  isS10,
  normaliseTracking,
  s10CheckDigit,
} from '../../../shared/shipping/tracking.ts'

/** One real-looking number each, from the courier patterns seen (domain/shipping.md). */
const samples: Readonly<Record<Carrier, string>> = {
  sf: 'SF1385628716739',
  zto: '73610555582883',
  yto: 'YT8962646785389',
  sto: '773277027280336',
  yunda: '463431409940372',
  jt: 'JT5261988016578',
  ems: '1207119765021',
  jd: 'JDX024407261700',
  deppon: 'DPK202252612836',
  cainiao: '621123456789012',
}

describe('tracking numbers', () => {
  it.each(Object.entries(samples))('of %s are recognised: %s', (carrier, number) => {
    expect(guessCarrier(number)).toBe(carrier)
    expect(checkTracking(carrier as Carrier, number)).toBe('ok')
    expect(guessCarrier(` no:${number.toLowerCase()} `)).toBe(carrier)
  })

  it('of another courier are unusual, but a number is never refused', () => {
    expect(checkTracking('jt', samples.yto)).toBe('unusual')
    expect(checkTracking('yto', 'HELLO')).toBe('unusual')
    expect(guessCarrier('431234567890123')).toBeNull()
    expect(checkTracking('yunda', '431234567890123')).toBe('ok')
    expect(checkTracking('sto', '431234567890123')).toBe('ok')
  })

  it('of no courier at all are unusual where none is chosen; of a courier of our own they are not', () => {
    expect(checkTrackingOf(null, '12345')).toBe('unusual')
    expect(checkTrackingOf(null, samples.zto)).toBe('ok')
    expect(checkTrackingOf(null, 'RB123456785US')).toBe('ok')
    expect(checkTrackingOf('LAOWANG', '12345')).toBe('ok')
    expect(checkTrackingOf(null, '')).toBe('ok')
  })

  it.each([
    ['No:73610555582883', '73610555582883'],
    ['NO.73610555582883', '73610555582883'],
    ["'73610555582883", '73610555582883'],
    ['运单号：ｙｔ8962646785389', 'YT8962646785389'],
    ['快递单号: 7361 0555 582883\n', '73610555582883'],
    ['NOR123', 'NOR123'],
    ['', ''],
  ])('%j is normalised to %j', (text, normal) => expect(normaliseTracking(text)).toBe(normal))

  it('keep their form when normalised twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(samples)), (number) => {
        expect(normaliseTracking(normaliseTracking(number))).toBe(number)
      }),
    )
  })

  it.each([
    ['12345678', 5],
    ['47312482', 9],
    ['00000000', 5],
    ['99999999', 5],
  ])('S10 %s has check digit %i', (serial, digit) => expect(s10CheckDigit(serial)).toBe(digit))

  it('S10 numbers are checked', () => {
    expect(isS10('RB123456785US')).toBe(true)
    expect(isS10('RB123456786US')).toBe(false)
    expect(guessCarrier('LK473124829CN')).toBe('ems')
    expect(checkTracking('ems', 'lk473124829cn')).toBe('ok')
    expect(() => s10CheckDigit('123')).toThrow(RangeError)
  })

  it('name every courier in both languages', () => {
    for (const carrier of carriers) expect(Object.values(carrierNames[carrier]).every(Boolean)).toBe(true)
  })
})
