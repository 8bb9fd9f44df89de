import { pinyin } from 'pinyin-pro'

const initials = new Map<string, string>()

/**
 * Pinyin initials in lower case: "王秀英" → "wxy", "DY-兔子" → "dytz". Latin letters and digits stay,
 * everything else is dropped. Cached by character: a million names use a few thousand characters.
 */
export function pinyinInitials(text: string): string {
  let out = ''
  for (const character of text.normalize('NFKC').toLowerCase()) {
    let initial = initials.get(character)
    if (initial === undefined) {
      initial = /[a-z0-9]/.test(character)
        ? character
        : /\p{Script=Han}/u.test(character)
          ? (pinyin(character, { pattern: 'first', toneType: 'none', type: 'array' })[0] ?? '')
          : ''
      initials.set(character, initial)
    }
    out += initial
  }
  return out
}
