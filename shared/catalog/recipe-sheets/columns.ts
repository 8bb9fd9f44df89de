import { headerKey } from '../../orders/files/header-names.ts'

/** What a workshop keeps of its styles in a spreadsheet: materials, what styles are made of, how, and their measures. */
export const recipeKinds = ['materials', 'bom', 'routing', 'sizes'] as const
export type RecipeKind = (typeof recipeKinds)[number]

/** The columns of each kind, in the order in which they are written. */
export const recipeFields = {
  materials: ['name', 'unit', 'width', 'gramsPerArea', 'supplier', 'price', 'note'],
  bom: ['style', 'material', 'usage', 'part', 'colours', 'usages', 'wastage', 'typed'],
  routing: [
    'style',
    'operation',
    'standardSeconds',
    'recorded',
    'after',
    'rate',
    'rateFrom',
    'rates',
    'skill',
  ],
  sizes: ['style', 'point', 'sizes', 'minus', 'plus'],
} as const
export type RecipeField<K extends RecipeKind = RecipeKind> = (typeof recipeFields)[K][number]

/** Column titles, the same in what is written and what is read, in the order of `recipeFields`. */
export const recipeHeaders = {
  'zh-CN': {
    materials: ['物料', '单位', '门幅（厘米）', '克重', '供应商', '单价', '备注'],
    bom: ['款号', '物料', '单件用量', '部位', '颜色', '各尺码用量', '损耗%', '用量按'],
    routing: [
      '款号',
      '工序',
      '标准工时（秒）',
      '要记工',
      '前道工序',
      '工价',
      '工价从哪天起',
      '各尺码工价',
      '要会什么',
    ],
    sizes: ['款号', '量的部位', '各尺码尺寸（厘米）', '可小', '可大'],
  },
  en: {
    materials: ['Material', 'Unit', 'Width (cm)', 'g/m²', 'Supplier', 'Price', 'Note'],
    bom: ['Style', 'Material', 'Usage', 'Part', 'Colours', 'Usage by size', 'Wastage %', 'Usage in'],
    routing: [
      'Style',
      'Step',
      'Standard seconds',
      'Recorded',
      'After',
      'Rate',
      'Rate from',
      'Rate by size',
      'Skill',
    ],
    sizes: ['Style', 'Measured point', 'Size by size (cm)', 'Less at most', 'More at most'],
  },
} as const

/** So many of the first columns must be there; materials need another one besides their name. */
const needed = { bom: 3, routing: 2, sizes: 3 } as const

const titleKey = (title: string) => headerKey(title).toLowerCase()

/** GBK, in which Excel saves a CSV, knows no ²: it is lost as a question mark. */
const otherTitles: Readonly<Record<string, string>> = { [titleKey('g/m?')]: titleKey('g/m²') }

function placesOf(kind: RecipeKind, header: readonly string[]): ReadonlyMap<string, number> {
  const keys = header.map((title) => otherTitles[titleKey(title)] ?? titleKey(title))
  const places = new Map<string, number>()
  for (const [index, field] of recipeFields[kind].entries())
    for (const headers of Object.values(recipeHeaders)) {
      const place = keys.indexOf(titleKey(headers[kind][index]!))
      if (place >= 0 && !places.has(field)) places.set(field, place)
    }
  return places
}

/** Which kind of sheet a header is of; null: none of these. A BOM may name units, too: it is no list of materials. */
export function recipeKindOf(header: readonly string[]): RecipeKind | null {
  for (const kind of ['bom', 'routing', 'sizes'] as const) {
    const places = placesOf(kind, header)
    if (recipeFields[kind].slice(0, needed[kind]).every((field) => places.has(field))) return kind
  }
  const places = placesOf('materials', header)
  const namesStyles = placesOf('bom', header).has('style')
  return places.has('name') && places.size > 1 && !namesStyles ? 'materials' : null
}

export interface RecipeColumns {
  /** Where each field stands; a field without a column is left as it is. */
  readonly places: ReadonlyMap<string, number>
  /** Titles of columns that nothing is read from. */
  readonly ignored: readonly string[]
}

/** The columns of a sheet. `hidden`: fields that the caller may not write. Of two columns of one title the first counts. */
export function recipeColumns(
  kind: RecipeKind,
  header: readonly string[],
  hidden: ReadonlySet<string> = new Set(),
): RecipeColumns {
  const all = placesOf(kind, header)
  const places = new Map([...all].filter(([field]) => !hidden.has(field)))
  const used = new Set(places.values())
  return {
    places,
    ignored: header
      .filter((title, index) => title.trim() !== '' && !used.has(index))
      .map((title) => title.trim().slice(0, 60)),
  }
}

/** Fields that hold money: who sees no prices or rates neither gets nor writes them. */
export function hiddenFields(sees: {
  readonly money: boolean
  readonly rates: boolean
}): ReadonlySet<string> {
  return new Set([...(sees.money ? [] : ['price']), ...(sees.rates ? [] : ['rate', 'rateFrom', 'rates'])])
}
