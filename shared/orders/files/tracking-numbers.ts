/** Splits a cell that may hold several tracking numbers; `No:` in front, as Taobao wrote it, is taken off. */
export function splitTracking(text: string): readonly string[] {
  if (text === '' || text === '-') return []
  const numbers = new Set<string>()
  for (const piece of text.split(/[,，;；、|\s]+/)) {
    const number = piece.replace(/^no[.:：]+/i, '')
    if (number !== '' && number !== '-') numbers.add(number)
  }
  return [...numbers]
}

/** `中通快递(ZTO)` → `中通快递`. */
export function cleanCarrier(text: string): string {
  return text === '-' ? '' : text.replace(/[(（][A-Za-z0-9_ -]+[)）]$/, '').trim()
}

/**
 * One cell with carrier and number (1688's older layout, Douyin's 快递信息): the number is the run of letters and
 * digits that holds at least six digits, the carrier what stands before the first of them.
 */
export function splitCarrierAndTracking(text: string): {
  readonly carrier: string
  readonly trackingNumbers: readonly string[]
} {
  const numbers = [...text.matchAll(/[A-Za-z]{0,6}\d{6,}[A-Za-z0-9]*/g)]
  const first = numbers[0]?.index ?? text.length
  const carrier = cleanCarrier(
    text
      .slice(0, first)
      .replace(/[\s:：,，;；|/-]+$/, '')
      .trim(),
  )
  return { carrier, trackingNumbers: [...new Set(numbers.map((match) => match[0]))] }
}
