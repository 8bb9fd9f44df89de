import { z } from 'zod'
import { materialUnits } from '../inventory/materials-contract.ts'
import { parseMoney } from '../money.ts'
import { parseRate } from '../production/piece-rates.ts'
import { parseAmount } from '../quantity.ts'
import { exportedFileSchema, procedure } from '../rpc.ts'
import { parseCentimetres, sizePointSchema } from './size-chart.ts'

/** What a workshop keeps of its styles in a spreadsheet: materials, what styles are made of, how, and their measures. */
export const recipeKinds = ['materials', 'bom', 'routing', 'sizes'] as const
export type RecipeKind = (typeof recipeKinds)[number]

/** Column titles, the same in what is written and what is read; the first ones named are the least that makes the kind. */
export const recipeHeaders = {
  'zh-CN': {
    materials: ['物料', '单位', '门幅（厘米）', '克重', '供应商', '单价', '备注'],
    bom: ['款号', '物料', '单件用量', '部位', '颜色', '各尺码用量', '损耗%', '用量按米'],
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
    bom: ['Style', 'Material', 'Usage', 'Part', 'Colours', 'Usage by size', 'Wastage %', 'Usage in metres'],
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
/** So many of the first columns must be there. */
const needed = { materials: 2, bom: 3, routing: 2, sizes: 3 } as const

const unitNames: Readonly<Record<(typeof materialUnits)[number], readonly string[]>> = {
  m: ['米', 'm'],
  kg: ['公斤', '千克', 'kg'],
  pc: ['个', '件', '只', 'pc', 'pcs'],
  roll: ['卷', 'roll'],
}
const unitOf = (text: string) => materialUnits.find((unit) => unitNames[unit].includes(text.toLowerCase()))
export const unitName = (unit: (typeof materialUnits)[number], language: 'zh-CN' | 'en') =>
  unitNames[unit][language === 'en' ? unitNames[unit].length - 1 : 0]!

const name = z.string().min(1).max(60)
export const recipeRowSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('materials'),
    name,
    unit: z.enum(materialUnits),
    width: z.int().nullable(),
    gramsPerArea: z.int().nullable(),
    supplier: z.string().max(60),
    price: z.int().nullable(),
    note: z.string().max(300),
  }),
  z.object({
    kind: z.literal('bom'),
    style: name,
    material: name,
    usage: z.int().min(0),
    part: z.string().max(40),
    colours: z.array(z.string().max(40)).max(60),
    usages: z.record(z.string(), z.int().min(0)),
    wastage: z.int().min(0).max(1000),
    /** length: usage of a fabric kept by weight, in mm. */
    typed: z.enum(['unit', 'length']),
  }),
  z.object({
    kind: z.literal('routing'),
    style: name,
    operation: z.string().min(1).max(40),
    standardSeconds: z.int().min(1).max(86_400).nullable(),
    recorded: z.boolean(),
    after: z.array(z.string().max(40)).max(20),
    rate: z.int().min(0).nullable(),
    rateFrom: z.iso.date().nullable(),
    /** Null: the sheet does not say; sizes keep what they have. */
    rates: z.record(z.string(), z.int().min(0)).nullable(),
    /** Null: the sheet does not say. */
    skill: z.string().max(40).nullable(),
  }),
  z.object({ kind: z.literal('sizes'), style: name, ...sizePointSchema.shape }),
])
export type RecipeRow = z.infer<typeof recipeRowSchema>

/** What is wrong with a row of the file (its number there), by the title of the column. */
export const recipeProblemSchema = z.object({
  row: z.int(),
  problem: z.enum([
    'missing',
    'not-a-number',
    'unknown-unit',
    'unknown-style',
    'unknown-material',
    'twice',
    'unknown-step',
    'circle',
  ]),
  text: z.string(),
})
export type RecipeProblem = z.infer<typeof recipeProblemSchema>

/** Which kind of sheet a header is of; null: none of these. */
export function recipeKindOf(header: readonly string[]): RecipeKind | null {
  const titles = header.map((title) => title.trim())
  return (
    recipeKinds.find((kind) =>
      Object.values(recipeHeaders).some((headers) =>
        headers[kind].slice(0, needed[kind]).every((title) => titles.includes(title)),
      ),
    ) ?? null
  )
}

const list = (text: string) =>
  text
    .split(/[、,，;；/]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** Rows of a sheet as they are meant, and what is wrong with the others. Empty rows are passed over. */
export function parseRecipes(
  kind: RecipeKind,
  header: readonly string[],
  rows: readonly { readonly row: number; readonly cells: readonly string[] }[],
): { rows: { row: number; value: RecipeRow }[]; problems: RecipeProblem[] } {
  const titles = header.map((title) => title.trim())
  const languages = Object.values(recipeHeaders)
  const place = (index: number) =>
    Math.max(-1, ...languages.map((headers) => titles.indexOf(headers[kind][index]!)))
  const places = recipeHeaders['zh-CN'][kind].map((_, index) => place(index))
  const found: { row: number; value: RecipeRow }[] = []
  const problems: RecipeProblem[] = []
  for (const { row, cells } of rows) {
    const text = (index: number) =>
      (places[index]! < 0 ? '' : (cells[places[index]!] ?? '')).normalize('NFKC').trim()
    if (cells.every((cell) => cell.trim() === '')) continue
    const wrong: Wrong = (problem, index) => {
      const title = titles[places[index]!] ?? recipeHeaders['zh-CN'][kind][index]
      problems.push({ row, problem, text: `${title}: ${text(index)}` })
      return null
    }
    const number = <N>(index: number, parse: (written: string) => N | null): N | null | undefined => {
      if (text(index) === '') return null
      const value = parse(text(index))
      if (value === null) wrong('not-a-number', index)
      return value ?? undefined
    }
    const isThere = (index: number) => places[index]! >= 0
    const value = { materials: materialOf, bom: bomOf, routing: stepOf, sizes: pointOf }[kind](
      text,
      number,
      wrong,
      isThere,
    )
    if (value) found.push({ row, value })
  }
  return { rows: found, problems }
}

type Text = (index: number) => string
type Numbers = <N>(index: number, parse: (written: string) => N | null) => N | null | undefined
/** Notes a problem; the row is left out. */
type Wrong = (problem: RecipeProblem['problem'], index: number) => null

const whole = (text: string) => (/^\d{1,6}(?:\.0+)?$/.test(text) ? Math.round(Number(text)) : null)
const tenths = (text: string) => (/^\d{1,4}(?:\.\d)?$/.test(text) ? Math.round(Number(text) * 10) : null)

function materialOf(text: Text, number: Numbers, wrong: Wrong): RecipeRow | null {
  const unit = unitOf(text(1))
  if (text(0) === '') return wrong('missing', 0)
  if (!unit) return wrong('unknown-unit', 1)
  const width = number(2, tenths)
  const gramsPerArea = number(3, whole)
  const price = number(5, (written) => parseMoney(written))
  if (width === undefined || gramsPerArea === undefined || price === undefined) return null
  return {
    kind: 'materials',
    name: text(0).slice(0, 60),
    unit,
    width: width || null,
    gramsPerArea: gramsPerArea || null,
    supplier: text(4).slice(0, 60),
    price,
    note: text(6).slice(0, 300),
  }
}

function bomOf(text: Text, number: Numbers, wrong: Wrong): RecipeRow | null {
  if (text(0) === '') return wrong('missing', 0)
  if (text(1) === '') return wrong('missing', 1)
  const usage = number(2, parseAmount)
  const wastage = number(6, (written) => tenths(written.replace('%', '')))
  if (usage === null) return wrong('missing', 2)
  if (usage === undefined || wastage === undefined) return null
  const usages = bySize(text(5), parseAmount)
  if (usages === null) return wrong('not-a-number', 5)
  return {
    kind: 'bom',
    style: text(0),
    material: text(1),
    usage,
    part: text(3).slice(0, 40),
    colours: list(text(4)),
    usages,
    wastage: wastage ?? 0,
    typed: /^(?:是|米|y|yes|m|1|√|✓)/i.test(text(7)) ? 'length' : 'unit',
  }
}

function stepOf(
  text: Text,
  number: Numbers,
  wrong: Wrong,
  isThere: (index: number) => boolean,
): RecipeRow | null {
  if (text(0) === '') return wrong('missing', 0)
  if (text(1) === '') return wrong('missing', 1)
  const standardSeconds = number(2, whole)
  const rate = number(5, parseRate)
  if (standardSeconds === undefined || rate === undefined) return null
  const from = text(6)
    .replaceAll('/', '-')
    .replace(/-(\d)(?!\d)/g, '-0$1')
  if (from !== '' && !z.iso.date().safeParse(from).success) return wrong('not-a-number', 6)
  const rates = bySize(text(7), parseRate)
  if (rates === null) return wrong('not-a-number', 7)
  return {
    kind: 'routing',
    style: text(0),
    operation: text(1).slice(0, 40),
    standardSeconds: standardSeconds || null,
    recorded: !/^(?:否|不|n|no|0|×)/i.test(text(3)),
    after: list(text(4)),
    rate,
    rateFrom: from === '' ? null : from,
    rates: isThere(7) ? rates : null,
    skill: isThere(8) ? text(8).slice(0, 40) : null,
  }
}

function pointOf(text: Text, number: Numbers, wrong: Wrong): RecipeRow | null {
  if (text(0) === '') return wrong('missing', 0)
  if (text(1) === '') return wrong('missing', 1)
  const minus = number(3, parseCentimetres)
  const plus = number(4, parseCentimetres)
  if (minus === undefined || plus === undefined) return null
  const sizes = bySize(text(2), parseCentimetres)
  if (sizes === null) return wrong('not-a-number', 2)
  return {
    kind: 'sizes',
    style: text(0),
    name: text(1).slice(0, 40),
    minus: minus ?? 0,
    plus: plus ?? 0,
    sizes,
  }
}

/** "110:56、120:58" as numbers by size; null where one is none. */
function bySize(text: string, parse: (written: string) => number | null): Record<string, number> | null {
  const amounts: Record<string, number> = {}
  for (const part of list(text)) {
    const [size, written] = part.split(/[:：=]/).map((piece) => piece.trim())
    const amount = written === undefined ? null : parse(written)
    if (!size || amount === null) return null
    amounts[size] = amount
  }
  return amounts
}

const kind = z.enum(recipeKinds)
export const recipesContract = {
  export: procedure.input(z.object({ kind, headers: z.enum(['zh-CN', 'en']) })).output(exportedFileSchema),
  /** Reads a sheet of one of the kinds and finds what it names; nothing is written. Raises file-unreadable. */
  preview: procedure.input(z.object({ file: z.file() })).output(
    z.object({
      kind,
      /** Rows without a problem, as `commit` takes them. */
      rows: z.array(recipeRowSchema),
      styles: z.int(),
      fresh: z.int(),
      problems: z.array(recipeProblemSchema),
    }),
  ),
  /** Writes rows of a preview: materials by name, BOMs, routings and size charts of each style as a whole. Raises not-found. */
  commit: procedure
    .input(z.object({ commandId: z.uuidv7(), rows: z.array(recipeRowSchema).min(1).max(5000) }))
    .output(z.object({ materials: z.int(), styles: z.int() })),
}
