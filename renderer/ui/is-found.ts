import { pinyinInitials } from '../../shared/pinyin.ts'

/** Whether a short list's row is meant by what is searched for: part of one of its texts, or of a text's initials. */
export function isFound(search: string, texts: readonly string[]): boolean {
  const word = search.normalize('NFKC').trim().toLowerCase()
  return texts.some(
    (text) => text.toLowerCase().includes(word) || pinyinInitials(text).toLowerCase().includes(word),
  )
}
