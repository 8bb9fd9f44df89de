import { textWidthEm } from '../print/fit.ts'

/** What of a line of the sheet is left for its text beside three columns of figures, in ems. */
const lineEms = 25

/** The text of a row of an account over as many lines of the sheet as it takes: the sheet cuts what is longer than one. */
export function statementLines(what: string): string[] {
  const lines = ['']
  for (const word of what.match(/[!-˿]+|[^!-˿]/gu) ?? []) {
    const longer = lines.at(-1)! + word
    if (textWidthEm(longer) <= lineEms || lines.at(-1) === '') lines[lines.length - 1] = longer
    else lines.push(word.trimStart())
  }
  return lines
}
