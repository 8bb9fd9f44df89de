const isEnglish = () => document.documentElement.lang === 'en'

/** Between names in one line, as the language on the screen lists them. */
export const listComma = () => (isEnglish() ? ', ' : '、')

/** Several names in one line. */
export function listText(names: readonly (string | number)[]): string {
  return names.join(listComma())
}

/** Several statements in one line. */
export function clausesText(clauses: readonly string[]): string {
  return clauses.join(isEnglish() ? ', ' : '，')
}

/** What is said of a name, in brackets behind it; nothing where nothing is said. */
export function inBrackets(text: string): string {
  if (text === '') return ''
  return isEnglish() ? ` (${text})` : `（${text}）`
}
