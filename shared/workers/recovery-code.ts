/** Without I, L, O and U: nobody takes one letter for another, whoever wrote it down. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const base = letters.length
/** 120 bits: nobody guesses it. */
export const recoveryCodeBytes = 15
const length = 25

/** A recovery code as people write it, "A1B2C-…" (five groups of five), of 15 random bytes; its last letter is a check. */
export function recoveryCodeOf(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let index = 0; index < length - 1; index++) {
    text = letters[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return (text + checkLetter(text)).match(/.{5}/g)!.join('-')
}

/** What was typed as the code's bare letters; null where a letter is wrong, missing or too many. O is 0, I and L are 1. */
export function readRecoveryCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s–—-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (code.length !== length || [...code].some((letter) => !letters.includes(letter))) return null
  return checkLetter(code.slice(0, -1)) === code.at(-1) ? code : null
}

/** Luhn's rule for 32 letters: finds every single wrong letter and nearly every two that changed places. */
function checkLetter(text: string): string {
  let factor = 2
  let sum = 0
  for (const letter of [...text].reverse()) {
    const product = factor * letters.indexOf(letter)
    sum += Math.floor(product / base) + (product % base)
    factor = factor === 2 ? 1 : 2
  }
  return letters[(base - (sum % base)) % base]!
}
