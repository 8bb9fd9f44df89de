import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { fontFamilies } from './theme.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** Every renderer/i18n/<locale>/<module>.json, in the bundle: switching needs no loading. */
const files = import.meta.glob<Record<string, unknown>>('../i18n/*/*.json', {
  eager: true,
  import: 'default',
})

function resources(): Record<string, Record<string, Record<string, unknown>>> {
  const all: Record<string, Record<string, Record<string, unknown>>> = {}
  for (const [path, texts] of Object.entries(files)) {
    const [, locale = '', module = ''] = /\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
    all[locale] = { ...all[locale], [module]: texts }
  }
  return all
}

export const i18n = i18next.createInstance()

/** Ready synchronously: all texts are in the bundle. A key's namespace is its module: "orders:list.title". */
void i18n.use(initReactI18next).init({
  resources: resources(),
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'ui',
  fallbackNS: 'ui',
  interpolation: { escapeValue: false },
  returnNull: false,
})

/**
 * English nouns beside several numbers of one text, each by its own: `{{pieces, plural(one: piece; other: pieces)}}`. i18next's
 * own plural forms go by one number, `count`.
 */
i18n.services.formatter?.add('plural', (value, _language, options) => {
  const { one, other } = options as { readonly one?: string; readonly other?: string }
  return `${value} ${Number(value) === 1 ? one : other}`
})

/** Switches every text on the screen at once. */
export function setShownLanguage(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.style.setProperty('--font', fontFamilies[language])
  if (i18n.language !== language) void i18n.changeLanguage(language)
}
