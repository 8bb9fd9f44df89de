import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  idCheckCharacter,
  maskedNumber,
  passesLuhn,
  readBankAccount,
  readIdNumber,
} from '../../../shared/workers/id-number.ts'

const today = '2026-05-20'
const fault = (text: string, isFromSheet = false) => readIdNumber(text, today, isFromSheet).fault

test('an ID number of the standard says its day of birth and sex, as people type it', () => {
  // The example of GB 11643-1999 itself.
  expect(readIdNumber('11010519491231002X', today)).toEqual({
    fault: null,
    number: '11010519491231002X',
    birthDate: '1949-12-31',
    sex: 'female',
  })
  expect(readIdNumber(' 440524 1880 0101 0014', today).fault).toBe('birth')
  expect(readIdNumber('１１０１０５ 19491231 002x', today)).toMatchObject({ number: '11010519491231002X' })
})

test('what is no ID number is told apart: old, cut by Excel, mistyped, of no place or day', () => {
  expect(fault('110105491231002')).toBe('old')
  expect(fault('1.10105E+17')).toBe('mangled')
  expect(fault('110105194912310000')).toBe('mangled')
  expect(fault('11010519491231002')).toBe('length')
  expect(fault('11010519491231002Y')).toBe('letters')
  expect(fault('110105194912310021')).toBe('check')
  expect(fault('001010519491231002')).toBe('region')
  expect(fault('110105194902300020')).toBe('birth')
  expect(fault('110105203001010020')).toBe('birth')
})

test('a number that ends in 000 is believed when it is typed, and never from a sheet', () => {
  // A check character of 0 comes by chance, once in eleven.
  const cut = Array.from(
    { length: 28 },
    (_, day) => `372925198001${String(day + 1).padStart(2, '0')}100`,
  ).find((first17) => idCheckCharacter(first17) === '0')!
  expect(fault(`${cut}0`)).toBeNull()
  expect(fault(`${cut}0`, true)).toBe('mangled')
})

test('no single wrong digit and no two that changed places pass as an ID number', () => {
  const first17 = fc
    .tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.date({ min: new Date('1950-01-01'), max: new Date('2008-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(
      ([county, birth, order]) =>
        `37${String(county).padStart(4, '0')}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`,
    )
  fc.assert(
    fc.property(first17, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (start, at, by) => {
      const number = start + idCheckCharacter(start)
      expect(fault(number)).toBeNull()
      const digit = String((Number(number[at]) + by) % 10)
      expect(fault(number.slice(0, at) + digit + number.slice(at + 1))).not.toBeNull()
      if (at < 16 && number[at] !== number[at + 1]) {
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        expect(fault(swapped)).not.toBeNull()
      }
    }),
  )
})

test('a bank card passes by its check digit; what Excel cut is told as that', () => {
  expect(readBankAccount('6228 4804 0256 4890 018')).toEqual({ fault: null, number: '6228480402564890018' })
  expect(readBankAccount('6228480402564890019').fault).toBe('check')
  expect(readBankAccount('6.22848E+18').fault).toBe('mangled')
  expect(readBankAccount('6228480402564890000', true).fault).toBe('mangled')
  expect(readBankAccount('622848040256489').fault).toBe('length')
  expect(readBankAccount('账号').fault).toBe('letters')
  expect(passesLuhn('79927398713')).toBe(true)
  expect(maskedNumber('11010519491231002X')).toBe('•••• 002X')
})
