export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** By file path. */
export type Texts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The texts of a language, each in a file of its own: the first screen waits for the one that is shown. */
export const textFiles: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  'zh-CN': () => import('../i18n/zh-cn.ts'),
  en: () => import('../i18n/en.ts'),
}

const memoryKey = 'yifang.language'

/** The language that this device showed last: what the host says comes later. */
export function rememberedLanguage(): Language {
  const kept = localStorage.getItem(memoryKey)
  return languages.find((language) => language === kept) ?? 'zh-CN'
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(memoryKey, language)
}
