/**
 * The codes we print ourselves, read back by a scanner: `YPK1-123456` = pick slip 123456, epoch 1.
 *
 *   Y            ours: no courier's number has a '-' after a few characters and ends in our id
 *   P            kind (see `codeKinds`)
 *   K            check letter, moved by the workshop's mark (0 … 22): what another workshop printed mostly fails
 *   1            restore epoch (DESIGN §4): raised by every restore, so that a ticket printed after the backup
 *                was taken is never taken for another row
 *   -123456      id, decimal, no leading zeros
 *
 * A QR code has room for more: `YTK1-123456-7F3A` names the workshop (the beginning of its site id), and on a strip
 * that is torn off a ticket `YTK1-123456-7F3A-12` the step, by its id.
 *
 * Only upper-case letters, digits and '-': a scanner set to any keyboard layout types them. The id is digits
 * so that Code 128 packs two into one symbol; the check letter stands in front so that the digits stay in one
 * run: six digits fit a 60 mm label at three printer dots a module, twelve at two.
 */
export const codeKinds = {
  order: 'O',
  pickSlip: 'P',
  parcel: 'B',
  sku: 'S',
  bundle: 'T',
  worker: 'W',
  return: 'R',
  location: 'L',
} as const

export type CodeKind = keyof typeof codeKinds

export interface PrintedCode {
  readonly kind: CodeKind
  readonly epoch: number
  readonly id: number
}

export interface ReadCode extends PrintedCode {
  /** Of a QR code: the workshop that printed it. */
  readonly site: string | null
  /** Of a strip: its step. */
  readonly operationId: number | null
}

export const maxCodeEpoch = 9999
export const maxCodeId = 999_999_999_999

/** 23 letters for the residues of the prime 23: without I, Q and Z, which people misread. */
const checkLetters = 'ABCDEFGHJKLMNOPRSTUVWXY'
const modulus = 23
/** A primitive root of 23: the weights of 22 neighbouring positions all differ. */
const root = 5

const kindByLetter: Readonly<Record<string, CodeKind>> = Object.fromEntries(
  Object.entries(codeKinds).map(([kind, letter]) => [letter, kind as CodeKind]),
)

/**
 * The printed form of a code. `mark`: the workshop's. Throws RangeError for an epoch or id outside 1…maximum or not an
 * integer.
 */
export function encodeCode({ kind, epoch, id, mark = 0 }: PrintedCode & { readonly mark?: number }): string {
  if (!isCount(epoch, maxCodeEpoch) || !isCount(id, maxCodeId)) {
    throw new RangeError(`no printed code for epoch ${epoch}, id ${id}`)
  }
  const tail = `${epoch}-${id}`
  return `Y${codeKinds[kind]}${checkLetter(codeKinds[kind], tail, mark)}${tail}`
}

/** What a QR code says beyond the bars: whose it is, and on a strip which step. */
export function qrText(code: string, site: string, operationId?: number): string {
  return operationId === undefined ? `${code}-${site}` : `${code}-${site}-${operationId}`
}

/** The beginning of a site id (UUID) as QR codes carry it. */
export function codeSite(siteId: string): string {
  return siteId.slice(0, 4).toUpperCase()
}

/**
 * Reads a scanned or typed code of the workshop with this mark; null when it is another's, none of ours or damaged. Any
 * single wrong character and any two characters exchanged, neighbours or not, are caught, here or by the site that the
 * caller compares. Lower case, full-width
 * characters (a scanner typing through a Chinese input method), white space around and a scanner's symbology prefix
 * (`]C0`, `]Q1`) are tolerated.
 */
export function decodeCode(text: string, mark = 0): ReadCode | null {
  const match = codeForm.exec(cleaned(text))
  if (!match) return null
  const [, letter = '', check, epoch, id, site, operationId] = match
  const kind = kindByLetter[letter]
  if (kind === undefined || checkLetter(letter, `${epoch}-${id}`, mark) !== check) return null
  return {
    kind,
    epoch: Number(epoch),
    id: Number(id),
    site: site ?? null,
    operationId: operationId === undefined ? null : Number(operationId),
  }
}

/** Whether a text has the form of a printed code, whoever printed it and however it was read. */
export function looksPrinted(text: string): boolean {
  const match = codeForm.exec(cleaned(text))
  return match?.[1] !== undefined && kindByLetter[match[1]] !== undefined
}

/** What a text names, whether its bars or its QR code were read: the same for both of one label, another for a strip of it. */
export function thingNamed(text: string): string {
  const match = codeForm.exec(cleaned(text))
  if (!match) return text
  const [, letter, check, epoch, id, , operationId] = match
  return `Y${letter}${check}${epoch}-${id}${operationId === undefined ? '' : `--${operationId}`}`
}

const codeForm = /^Y([A-Z])([A-Z])([1-9]\d{0,3})-([1-9]\d{0,11})(?:-([0-9A-F]{4})(?:-([1-9]\d{0,11}))?)?$/

function cleaned(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^\](?:C|Q)\d/, '')
}

/**
 * Weighted sum modulo a prime: one wrong character changes one term by weight × difference, two exchanged
 * characters change the sum by (difference of weights) × (difference of values); neither is 0 modulo 23 as long
 * as values and weights differ. Kind and check letter share one table of values for that reason; digits and '-'
 * may share values with letters because no letter is ever accepted in a digit's place.
 */
function checkLetter(kindLetter: string, tail: string, mark: number): string {
  let sum = 0
  for (const character of tail) {
    sum = (sum * root + (character === '-' ? 10 : Number(character))) % modulus
  }
  // Weights run from the right: the tail's are root^0…, then the check letter's, then the kind's.
  const checkWeight = power(root, tail.length)
  const rest = sum + checkWeight * root * checkLetters.indexOf(kindLetter)
  const residue = (((-rest * power(checkWeight, modulus - 2)) % modulus) + modulus) % modulus
  return checkLetters[(residue + mark) % modulus]!
}

/** base^exponent modulo 23; power(x, 21) is the inverse of x (Fermat). */
function power(base: number, exponent: number): number {
  let result = 1
  for (let i = 0; i < exponent; i++) result = (result * base) % modulus
  return result
}

function isCount(value: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= maximum
}
