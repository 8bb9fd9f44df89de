import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { errorText } from '../../../renderer/ui/error-text.ts'
import { type ErrorCode, errorData } from '../../../shared/errors.ts'

const root = join(import.meta.dirname, '../../..')
const locales = ['zh-CN', 'en'] as const
const folder = (locale: string) => join(root, 'renderer/i18n', locale)
const modules = readdirSync(folder('zh-CN')).map((file) => file.replace('.json', ''))

/** "orders:list.title" → its text, as i18next would find it. */
function texts(locale: string): Map<string, string> {
  const all = new Map<string, string>()
  const walk = (prefix: string, value: unknown) => {
    if (typeof value === 'string') all.set(prefix, value)
    else
      for (const [key, inner] of Object.entries(value as object))
        walk(`${prefix}${prefix.endsWith(':') ? '' : '.'}${key}`, inner)
  }
  for (const file of readdirSync(folder(locale)))
    walk(`${file.replace('.json', '')}:`, JSON.parse(readFileSync(join(folder(locale), file), 'utf8')))
  return all
}

/** English has one and other, Chinese only other: a key counts once. */
const withoutPlural = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, '')
const byLocale = new Map(locales.map((locale) => [locale, texts(locale)]))
const chinese = byLocale.get('zh-CN')!
const english = byLocale.get('en')!
const known = new Set([...chinese.keys()].map(withoutPlural))

describe('texts', () => {
  it('are the same keys in both languages', () => {
    const other = new Set([...english.keys()].map(withoutPlural))
    expect([...known].filter((key) => !other.has(key))).toEqual([])
    expect([...other].filter((key) => !known.has(key))).toEqual([])
  })

  it('have the same placeholders in both languages', () => {
    const wrong = [...english].filter(([key, text]) => {
      const twin = chinese.get(key) ?? chinese.get(`${withoutPlural(key)}_other`)!
      // "one day" may leave its number out.
      return !key.endsWith('_one') && String(placeholders(text)) !== String(placeholders(twin))
    })
    expect(wrong).toEqual([])
  })

  it('have no Chinese in English, and none left empty', () => {
    expect([...english].filter(([, text]) => /\p{Script=Han}|[，。：；！？（）「」]/u.test(text))).toEqual([])
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('name a button as it is called', () => {
    const named = [...english, ...chinese].flatMap(([, text]) =>
      [...text.matchAll(/\$t\(([^)]+)\)/g)].map((match) => match[1]!),
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((key) => !english.has(key) || !chinese.has(key))).toEqual([])
  })

  it('say 1 piece and 2 pieces in English', () => {
    const nouns =
      'pieces|bundles|orders|rows|styles|materials|entries|workers|batches|lines|parcels|SKUs|inspections'
    const wrong = [...english].filter(([key, text]) =>
      [
        ...text.matchAll(new RegExp(`\\{\\{(\\w+)\\}\\} (?:new |problem |shipped )?(?:${nouns})\\b`, 'g')),
      ].some(([, name]) => name !== 'count' || !key.endsWith('_other')),
    )
    expect(wrong).toEqual([])
  })

  it('have both plural forms in English', () => {
    const keys = [...english.keys()]
    const lonely = keys.filter((key) => key.endsWith('_one') && !english.has(key.replace(/_one$/, '_other')))
    expect(lonely).toEqual([])
    expect(
      keys.filter((key) => key.endsWith('_other') && !english.has(key.replace(/_other$/, '_one'))),
    ).toEqual([])
    expect([...chinese.keys()].filter((key) => key.endsWith('_one'))).toEqual([])
  })
})

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]))].sort()

describe('errors', () => {
  // Shown beside the text, or too technical to be said.
  const notSaid: Readonly<Record<string, readonly string[]>> = {
    'pin-wrong': ['waitSeconds'],
    // The button beside it takes that parcel over.
    'parcel-in-hand': ['parcelId'],
  }
  it.each(Object.entries(errorData))('%s has a text that says what its data holds', (code, schema) => {
    const shape = (schema as z.ZodObject).shape
    // Names, numbers and amounts are listed; other lists and records are shown by the screen that expects them.
    const isListed = (field: unknown) =>
      !(field instanceof z.ZodArray && field.element instanceof z.ZodObject) ||
      'amount' in field.element.shape
    const sayable = Object.entries(shape)
      .filter(([, field]) => isListed(field) && !(field instanceof z.ZodRecord))
      .map(([name]) => name)
      .filter((name) => !notSaid[code]?.includes(name))
      .sort()
    for (const locale of locales) {
      const text =
        byLocale.get(locale)!.get(`errors:${code}`) ?? byLocale.get(locale)!.get(`errors:${code}_other`)
      expect(text, `errors:${code} in ${locale}`).toBeDefined()
      expect(placeholders(text!), locale).toEqual(sayable)
    }
  })
})

describe('several things that an error names', () => {
  afterEach(() => vi.unstubAllGlobals())
  it.each([
    ['zh-CN', '白毛绒 3.5 米、纽扣 20 个', '第 3、4 扎'],
    ['en', '白毛绒 3.5 m, 纽扣 20 pc', 'bundle 3, 4'],
  ] as const)('are listed as %s does', (locale, materials, bundles) => {
    vi.stubGlobal('document', { documentElement: { lang: locale } })
    const list = [
      { name: '白毛绒', amount: '3.5', unit: 'm' },
      { name: '纽扣', amount: '20', unit: 'pc' },
    ]
    const say = (code: ErrorCode, data: object) => errorText(saidIn(locale), { code, data: { ...data } })
    expect(say('materials-there', { batch: '260518-2', list })).toContain(materials)
    expect(say('ticket-split', { batch: '260518-2', bundle: 1, now: [3, 4] })).toContain(bundles)
  })
})

interface UsedKey {
  readonly file: string
  readonly key: string
  /** What the key may be, with the file's namespaces. */
  readonly candidates: readonly string[]
  /** Ends in a part that is only known at run time. */
  readonly open: boolean
}

/** Every t('…') and t(`…${x}…`) of the renderer. */
function usedKeys(): readonly UsedKey[] {
  const files = readdirSync(join(root, 'renderer'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  return files.flatMap((path) => {
    const source = readFileSync(path, 'utf8')
    const spaces = [...source.matchAll(/(?:useTranslation\(|TFunction<)\s*'([\w-]+)'/g)].map(
      (match) => match[1]!,
    )
    const namespaces = spaces.length > 0 ? spaces : ['ui']
    return [...source.matchAll(/\bt\(\s*(?:'([^']+)'|`([^`]+)`)/g)].map((match) => {
      const key = match[1] ?? match[2]!
      const full = key.includes(':') ? [key] : [...namespaces, 'ui'].map((space) => `${space}:${key}`)
      return {
        file: path.slice(root.length + 1),
        key,
        open: key.includes('${'),
        candidates: full.map((candidate) => candidate.replace(/\$\{.*$/s, '')),
      }
    })
  })
}

describe('screens', () => {
  const allowed = [
    // Chosen by the language.
    'print/texts.ts',
    'ui/list-text.ts',
    // Read, in what people type or name their files.
    'catalog/style/grid-inputs.tsx',
    'orders/watch/folder-watch.ts',
    'orders/watch/is-order-file.ts',
    'print/fit.ts',
    // Each language under its own name.
    'app/language-switch.tsx',
    'settings/language/language-tab.tsx',
    'settings/rescue/rescue-screen.tsx',
  ]
  it('have no Chinese of their own: English readers would see it', () => {
    const sources = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.tsx?$/.test(path) && !allowed.includes(path))
    expect(sources.length).toBeGreaterThan(300)
    const wrong = sources.flatMap((path) =>
      readFileSync(join(root, 'renderer', path), 'utf8')
        .replace(/\/\*.*?\*\//gs, '')
        .split('\n')
        .map((line) => line.replace(/(^|\s)\/\/.*$/, ''))
        .filter((line) => /\p{Script=Han}|[，。：；、！？（）「」]/u.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
    expect(wrong).toEqual([])
  })
})

/** As i18next would say it. */
const saidIn = (locale: (typeof locales)[number]) =>
  ((key: string, words: Record<string, string>) =>
    (byLocale.get(locale)!.get(key) ?? words.defaultValue ?? key).replace(
      /\{\{(\w+)\}\}/g,
      (_, name) => words[name] ?? '',
    )) as never

describe('rows that an error names', () => {
  const sources = ['db', 'electron/host'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  )
  const raised = sources.flatMap((source) => [...source.matchAll(/YifangError\('([\w-]+)', \{([^}]*)\}/g)])
  // What changes a row by its table's name says that name where there is no such row.
  const tables = [
    ...readFileSync(join(root, 'db/schema.sql'), 'utf8').matchAll(/^CREATE TABLE "?(\w+)"? \(/gm),
  ]
    .map((match) => match[1]!)
    .filter((table) => byLocale.get('en')!.has(`care:audit.tables.${table}`))
  it.each(['what', 'by'])('are said in words, whatever stands for "%s"', (group) => {
    const values = new Set(
      raised.flatMap(([, , data]) => new RegExp(`\\b${group}: '([\\w-]+)'`).exec(data!)?.[1] ?? []),
    )
    if (group === 'what') for (const table of tables) values.add(table)
    expect(values.size).toBeGreaterThan(2)
    const unsaid = [...values].filter((value) =>
      errorText(saidIn('zh-CN'), { code: 'still-used', data: { [group]: value, count: 1 } }).includes(value),
    )
    expect(unsaid).toEqual([])
  })
})

describe('work in the background', () => {
  it('has a name in both languages, whatever the host starts', () => {
    const started = readdirSync(join(root, 'electron/host'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .flatMap((source) => [...source.matchAll(/jobs\.start\('([\w-]+)'/g)].map((match) => match[1]!))
    expect(started.length).toBeGreaterThan(4)
    for (const kind of started)
      for (const locale of locales) {
        // A second one beside it is refused by its name, and not by its code.
        expect(errorText(saidIn(locale), { code: 'job-running', data: { kind } }), locale).not.toMatch(
          new RegExp(`[“「"]${kind}[”」"]`),
        )
      }
  })
})

describe('keys used in screens', () => {
  it('exist', () => {
    const used = usedKeys()
    expect(used.length).toBeGreaterThan(50)
    const missing = used.filter(({ candidates, open }) =>
      open
        ? !candidates.some((start) => [...known].some((key) => key.startsWith(start)))
        : !candidates.some((candidate) => known.has(candidate)),
    )
    expect(missing.map(({ file, key }) => `${file}: ${key}`)).toEqual([])
  })

  it('are in modules that both languages have', () => {
    expect(readdirSync(folder('en')).map((file) => file.replace('.json', ''))).toEqual(modules)
  })
})
