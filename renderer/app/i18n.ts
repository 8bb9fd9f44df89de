import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages, rememberLanguage, textFiles } from './languages.ts'
import { fontFamilies } from './theme.ts'

export const i18n = i18next.createInstance()

/** A key's namespace is its module: "orders:list.title". */
void i18n.use(initReactI18next).init({
  resources: {},
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'ui',
  fallbackNS: 'ui',
  interpolation: { escapeValue: false },
  returnNull: false,
})

const loaded = new Map<Language, Promise<void>>()

/** Brings the texts of a language, once. */
export function loadTexts(language: Language): Promise<void> {
  const known = loaded.get(language)
  if (known) return known
  const loading = textFiles[language]().then(({ texts }) => {
    for (const [path, words] of Object.entries(texts))
      i18n.addResourceBundle(language, /([^/]+)\.json$/.exec(path)?.[1] ?? '', words)
  })
  loaded.set(language, loading)
  loading.catch(() => loaded.delete(language))
  return loading
}

/**
 * English nouns beside several numbers of one text, each by its own: `{{pieces, plural(one: piece; other: pieces)}}`. i18next's
 * own plural forms go by one number, `count`.
 */
i18n.services.formatter?.add('plural', (value, _language, options) => {
  const { one, other } = options as { readonly one?: string; readonly other?: string }
  return `${value} ${Number(value) === 1 ? one : other}`
})

/** Switches every text on the screen, at once where the language's texts are here. */
export async function setShownLanguage(language: Language): Promise<void> {
  wanted = language
  await loadTexts(language)
  // Another one was chosen meanwhile.
  if (wanted !== language) return
  rememberLanguage(language)
  document.documentElement.lang = language
  document.documentElement.style.setProperty('--font', fontFamilies[language])
  if (i18n.language !== language) await i18n.changeLanguage(language)
}
let wanted: Language | null = null

/** Brings the other languages while nothing else is to be done: who switches does not wait, whether the host answers or not. */
export function loadOtherTexts(): void {
  const bring = () => {
    for (const language of languages) void loadTexts(language).catch(() => undefined)
  }
  setTimeout(() => requestIdleCallback(bring), 3000)
}
