import { formatAmount, parseAmount } from '../../quantity.ts'
import type { BomLineInput, BomLineRow } from '../bom-contract.ts'
import { isSpoilt } from '../spoilt-names.ts'
import { readList, readNumbers, writeList, writeNumbers } from './lists.ts'
import { keepSpelling, knownNames, knownTexts, type Names, nameKey } from './names.ts'
import { leftOut, type RecipeUnit } from './problems.ts'
import { nameOf, type RowReader, readTenths } from './row-reader.ts'

/** How a material is kept. */
export interface MaterialKept {
  readonly unit: string
  /** Millimetres. */
  readonly width: number | null
  readonly gramsPerArea: number | null
}

/** Whether a length of it can be weighed. */
export const isWeighed = ({ unit, width, gramsPerArea }: MaterialKept) =>
  unit === 'kg' && width !== null && gramsPerArea !== null

export interface KnownBom {
  readonly colours: readonly string[]
  readonly sizes: readonly string[]
  readonly lines: readonly BomLineRow[]
}

const coloursOf = (bom: KnownBom) =>
  knownTexts([...bom.colours, ...bom.lines.flatMap((line) => line.colours)])
const sizesOf = (bom: KnownBom) =>
  knownTexts([...bom.sizes, ...bom.lines.flatMap((line) => Object.keys(line.usages))])

const most = { usage: 1e9, wastage: 1000, lines: 100, colours: 60 }

/**
 * Reads a style's BOM as a whole. `materials`: those in use, by name, and how they are kept; archived ones count where the
 * BOM has them.
 */
export function planBom(
  name: string,
  readers: readonly RowReader[],
  bom: KnownBom,
  materials: Names<number>,
  keptAs: ReadonlyMap<number, MaterialKept>,
): RecipeUnit<BomLineInput[]> {
  const facts = { name, row: readers[0]!.row, rows: readers.length }
  if (readers.length > most.lines) readers[most.lines]!.wrong('too-many', 'material')
  const own = knownNames(bom.lines.map((line) => [line.materialName, line.materialId] as const))
  const all: Names<number> = {
    find: (text) => own.find(text) ?? (own.isAmbiguous(text) ? null : materials.find(text)),
    isAmbiguous: (text) => own.isAmbiguous(text) || materials.isAmbiguous(text),
  }
  const kept = new Map([...keptAs, ...bom.lines.map((line) => [line.materialId, line] as const)])
  const known = { colours: coloursOf(bom), sizes: sizesOf(bom), kept }
  const written = readers.map((reader) => lineOf(reader, all, known))
  if (readers.some((reader) => reader.isBad())) return leftOut(facts)
  const lines = written.filter((line) => line !== null)
  const partners = pair(lines, bom.lines)
  const value = lines.map((line, index): BomLineInput => {
    const before = partners[index]
    return {
      materialId: line.materialId,
      usage: line.usage,
      part: keepSpelling(line.part ?? before?.part ?? '', before?.part),
      colours: [...(line.colours ?? before?.colours ?? [])],
      usages: line.usages ?? before?.usages ?? {},
      wastage: line.wastage ?? before?.wastage ?? 0,
      typed: line.typed ?? before?.typed ?? 'unit',
    }
  })
  // A row copied by mistake would double the cloth; a line that the books have twice stays so.
  for (const [index, line] of value.entries())
    if (
      partners[index] === undefined &&
      value.some((other, at) => at !== index && lineText(other) === lineText(line))
    )
      readers[index]!.wrong('twice', 'material')
  if (readers.some((reader) => reader.isBad())) return leftOut(facts)
  const isSame = (index: number) => {
    const before = partners[index]
    return before !== undefined && lineText(value[index]!) === lineText(before)
  }
  const unchanged = value.filter((_, index) => isSame(index)).length
  const there = partners.filter((line) => line !== undefined)
  return {
    ...facts,
    value,
    fresh: value.length - there.length,
    changed: there.length - unchanged,
    unchanged,
    removed: bom.lines
      .filter((line) => !there.includes(line))
      .map(({ materialName, part }) => (part === '' ? materialName : `${materialName} (${part})`)),
    isReordered: there.some(
      (line, at) => at > 0 && bom.lines.indexOf(there[at - 1]!) > bom.lines.indexOf(line),
    ),
  }
}

/** A line as the sheet says it; undefined: it has no column for that. */
interface WrittenLine {
  readonly materialId: number
  readonly usage: number
  readonly part: string | undefined
  readonly colours: readonly string[] | undefined
  readonly usages: Readonly<Record<string, number>> | undefined
  readonly wastage: number | undefined
  /** length: usage in metres of a fabric that is kept by weight. */
  readonly typed: BomLineInput['typed'] | undefined
}

function lineOf(
  reader: RowReader,
  materials: Names<number>,
  known: {
    readonly colours: Names<string>
    readonly sizes: Names<string>
    readonly kept: ReadonlyMap<number, MaterialKept>
  },
): WrittenLine | null {
  if (reader.text('material') === '') return reader.wrong('missing', 'material')
  const materialId = nameOf(reader, 'material', materials, 'unknown-material')
  if (reader.text('usage') === '') return reader.wrong('missing', 'usage')
  const usage = reader.number('usage', parseAmount, { most: most.usage })
  const colours = reader.says('colours') ? readList(reader.text('colours'), known.colours) : undefined
  for (const colour of colours ?? []) nameOf(reader, 'colours', known.colours, 'unknown-colour', colour)
  if ((colours?.length ?? 0) > most.colours) reader.wrong('too-many', 'colours')
  const usages = reader.says('usages')
    ? numbersIn(reader, 'usages', known.sizes, parseAmount, most.usage)
    : undefined
  const line = {
    usage,
    part: reader.says('part') ? reader.short('part', 40) : undefined,
    colours,
    usages,
    wastage: reader.says('wastage') ? wastageIn(reader) : undefined,
    typed: reader.says('typed') ? typedIn(reader, known.kept.get(materialId ?? 0)) : undefined,
  }
  return materialId === null || usage === null ? null : { ...line, materialId, usage }
}

/** Numbers by size of a cell; sizes that the style does not have, and what is beyond `most`, are told. */
export function numbersIn(
  reader: RowReader,
  field: string,
  sizes: Names<string>,
  parse: (text: string) => number | null,
  most: number,
): Record<string, number> {
  const { numbers, wrong } = readNumbers(reader.text(field), sizes, parse)
  if (isSpoilt(reader.text(field))) reader.wrong('mangled', field)
  else if (wrong !== null) reader.wrong('not-a-number', field, wrong)
  for (const [size, number] of numbers) {
    nameOf(reader, field, sizes, 'unknown-size', size)
    if (number > most) reader.wrong('too-large', field, `${size}`)
  }
  return Object.fromEntries(numbers)
}

/**
 * Wastage in 1/1000. A bare number below one is refused: somebody typed "30%" and Excel kept 0.3, or she means 0.3 % —
 * nobody can tell.
 */
function wastageIn(reader: RowReader): number {
  const text = reader.text('wastage').normalize('NFKC')
  if (/^0?\.\d*[1-9]\d*$/.test(text)) reader.wrong('percent-unclear', 'wastage')
  else
    return (
      reader.number('wastage', (written) => readTenths(written.replace(/\s*%$/, '')), {
        most: most.wastage,
      }) ?? 0
    )
  return 0
}

/**
 * "m" (米): the usage is a length, to be weighed; empty, and of what is kept by the metre: it is in the material's own unit.
 */
function typedIn(reader: RowReader, kept: MaterialKept | undefined): 'unit' | 'length' {
  const isLength = /^(?:米|m|metres?|meters?)$/i.test(reader.text('typed').normalize('NFKC').trim())
  if (!isLength || kept === undefined || kept.unit === 'm') return 'unit'
  if (!isWeighed(kept)) reader.wrong('not-by-length', 'typed')
  return 'length'
}

/** Which line of the books each written one is: of the same material, rather with the same part and colours. */
function pair(lines: readonly WrittenLine[], known: readonly BomLineRow[]): (BomLineRow | undefined)[] {
  const left = new Set(known)
  const partners: (BomLineRow | undefined)[] = lines.map(() => undefined)
  const samePart = (line: WrittenLine, other: BomLineRow) =>
    line.part === undefined || nameKey(line.part) === nameKey(other.part)
  const sameColours = (line: WrittenLine, other: BomLineRow) =>
    line.colours === undefined || JSON.stringify(line.colours) === JSON.stringify(other.colours)
  const sameRest = (line: WrittenLine, other: BomLineRow) =>
    line.usage === other.usage &&
    (line.wastage === undefined || line.wastage === other.wastage) &&
    (line.typed === undefined || line.typed === other.typed) &&
    (line.usages === undefined || amountsText(line.usages) === amountsText(other.usages))
  const rules: readonly ((line: WrittenLine, other: BomLineRow) => boolean)[] = [
    (line, other) => samePart(line, other) && sameColours(line, other) && sameRest(line, other),
    (line, other) => samePart(line, other) && sameColours(line, other),
    samePart,
    () => true,
  ]
  for (const rule of rules)
    for (const [index, line] of lines.entries()) {
      if (partners[index]) continue
      const other = [...left].find((one) => one.materialId === line.materialId && rule(line, one))
      if (!other) continue
      partners[index] = other
      left.delete(other)
    }
  return partners
}

/** Numbers by name in one order, to compare. */
export function amountsText(amounts: Readonly<Record<string, number>>): string {
  return JSON.stringify(Object.entries(amounts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const lineText = (line: BomLineInput) =>
  JSON.stringify([
    line.materialId,
    line.usage,
    line.part,
    line.colours,
    amountsText(line.usages),
    line.wastage,
    line.typed,
  ])

/** A line's row as `planBom` reads it. */
export function bomCells(line: BomLineRow, bom: KnownBom): Readonly<Record<string, string | number | null>> {
  return {
    material: line.materialName,
    usage: formatAmount(line.usage),
    part: line.part,
    colours: writeList(line.colours, coloursOf(bom)),
    usages: writeNumbers(line.usages, sizesOf(bom), formatAmount),
    // Below one with its sign: see wastageIn.
    wastage: line.wastage > 0 && line.wastage < 10 ? `${line.wastage / 10}%` : line.wastage / 10,
    typed: line.typed === 'length' ? 'm' : '',
  }
}
