/** What Excel shows of a formula that fails, such as a look-up that finds nothing. */
const excelError = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!)$/i

/** Whether a cell is the error of a formula, and no text of anybody's. */
export function isExcelError(text: string): boolean {
  return excelError.test(text.normalize('NFKC').trim())
}

/**
 * Whether Excel made something else of a code or name: a long number with its last digits gone, a day ("3-4" becomes 4
 * March), a time ("110:56"), or a formula's error.
 */
export function isSpoilt(text: string): boolean {
  const plain = text.normalize('NFKC').trim()
  return (
    isExcelError(plain) ||
    /^\d(?:\.\d+)?E\+\d+$|^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$|^\d{1,2}月\d{1,2}日$|^\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/.test(
      plain,
    )
  )
}

/** Whether letters of a text were lost in an encoding that has none of them: they are question marks for good. */
export function hasLostLetters(text: string): boolean {
  return /[?\ufffd]/.test(text)
}

/** Whether no new name may be made of a text: see above; also where a spoilt number is a part of it. */
export function isMangled(name: string): boolean {
  return isSpoilt(name) || hasLostLetters(name) || /\d[.\d]*E\+\d/.test(name)
}
