import { textWidthEm } from '../print/fit.ts'

/** What of a line of the sheet is left for its text beside three columns of figures, in ems. */
const lineEms = 25

/** The text of a row of an account over as many lines of the sheet as it takes: the sheet cuts what is longer than one. */
export function statementLines(what: string): string[] {
  const lines = ['']
  const put = (text: string) => {
    const longer = lines.at(-1)! + text
    if (textWidthEm(longer) <= lineEms || lines.at(-1) === '') lines[lines.length - 1] = longer
    else lines.push(text.trimStart())
  }
  // A word that no line holds, such as a number somebody pasted, is broken anywhere.
  for (const word of what.match(/[!-˿]+|[^!-˿]/gu) ?? [])
    for (const part of textWidthEm(word) <= lineEms ? [word] : word) put(part)
  return lines
}
