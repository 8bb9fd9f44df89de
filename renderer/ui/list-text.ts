/** Several names in one line, as the language on the screen lists them. */
export function listText(names: readonly (string | number)[]): string {
  return names.join(document.documentElement.lang === 'en' ? ', ' : '、')
}
