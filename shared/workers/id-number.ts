/** Why a text is no ID number of today. */
export const idNumberFaults = [
  'old', // 15 digits, of before 1999
  'length',
  'letters',
  'mangled', // Excel kept 15 digits and wrote zeros for the rest
  'region',
  'birth',
  'check',
] as const
export type IdNumberFault = (typeof idNumberFaults)[number]

export type IdNumberRead =
  | {
      readonly fault: null
      /** 18 characters, the last a digit or a capital X. */
      readonly number: string
      readonly birthDate: string
      readonly sex: 'female' | 'male'
    }
  | { readonly fault: IdNumberFault }

/** The first two digits of GB/T 2260 (provinces), 83 for residents of Taiwan and 91–99 for foreigners (2023). */
const regions = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 92 93 94 95 96 97 98 99'.split(
    ' ',
  ),
)

/** GB 11643-1999: weights of the first 17 digits modulo 11, and what each remainder is written as. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** The 18th character of an ID number by its first 17 digits. */
export function idCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkCharacters[sum % 11]!
}

/**
 * Reads a resident ID number of GB 11643-1999: full-width digits, spaces and a small x are mended. `today` bounds the day of
 * birth. `isFromSheet`: Excel writes 000 for the last digits of a number that it took for one, and one in eleven of those
 * passes the check, so that none is believed.
 */
export function readIdNumber(text: string, today: string, isFromSheet = false): IdNumberRead {
  const number = plainNumber(text).toUpperCase()
  if (/^\d(?:\.\d+)?E\+?1[4-9]$/.test(number) || /^\d{15,18}\.0+$/.test(number)) return { fault: 'mangled' }
  if (/^\d{15}$/.test(number)) return { fault: 'old' }
  if (!/^[\dX]+$/.test(number)) return { fault: 'letters' }
  if (number.length !== 18) return { fault: 'length' }
  if (!/^\d{17}/.test(number)) return { fault: 'letters' }
  if (isFromSheet && number.endsWith('000')) return { fault: 'mangled' }
  if (!regions.has(number.slice(0, 2)) || number.slice(2, 6) === '0000') return { fault: 'region' }
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthDate) || birthDate < '1900-01-01' || birthDate > today) return { fault: 'birth' }
  if (number[17] !== idCheckCharacter(number)) return { fault: number.endsWith('000') ? 'mangled' : 'check' }
  return { fault: null, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** Why a text is no number of a bank card. */
export const bankAccountFaults = ['length', 'letters', 'mangled', 'check'] as const
export type BankAccountFault = (typeof bankAccountFaults)[number]

/** Reads a bank card's number: 16 to 19 digits whose last is the check digit of ISO/IEC 7812 (Luhn). `isFromSheet` as above. */
export function readBankAccount(
  text: string,
  isFromSheet = false,
): { readonly fault: null; readonly number: string } | { readonly fault: BankAccountFault } {
  const number = plainNumber(text)
  if (/^\d(?:\.\d+)?E\+?1\d$/i.test(number) || /^\d{15,19}\.0+$/.test(number)) return { fault: 'mangled' }
  if (!/^\d+$/.test(number)) return { fault: 'letters' }
  if (number.length < 16 || number.length > 19) return { fault: 'length' }
  // What is beyond 15 digits is all zeros: 6228480405987600 of a 16-digit card may be true, 17 and more are not.
  const isCut = number.length > 16 && /^0+$/.test(number.slice(15))
  if (isFromSheet && isCut) return { fault: 'mangled' }
  if (!passesLuhn(number)) return { fault: isCut ? 'mangled' : 'check' }
  return { fault: null, number }
}

/** Luhn: from the right every second digit doubled, its digits added; the sum ends in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const counted = index % 2 === 0 ? digit : digit * 2
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}

/** What lists and screens show of a number: its last four. */
export function maskedNumber(number: string): string {
  return `•••• ${number.slice(-4)}`
}

function plainNumber(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s'’‘`,，·-]/g, '')
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === date
}
