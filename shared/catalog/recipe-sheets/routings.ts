import { formatRate, parseRate, type RateRow } from '../../production/piece-rates.ts'
import { findCycle } from '../../production/routing.ts'
import type { Operation, OperationInput } from '../../production/routing-contract.ts'
import { isMangled } from '../spoilt-names.ts'
import { amountsText, numbersIn } from './boms.ts'
import { readList, writeList, writeNumbers } from './lists.ts'
import { keepSpelling, knownNames, knownTexts, type Names, nameKey } from './names.ts'
import { leftOut, type RecipeUnit } from './problems.ts'
import { nameOf, type RowReader, readWhole } from './row-reader.ts'

export interface KnownRouting {
  readonly sizes: readonly string[]
  readonly operations: readonly Operation[]
}

/** A price list to be set; 1/1,000,000 yuan a piece. */
export interface RateList {
  readonly validFrom: string
  readonly rates: readonly { readonly size: string; readonly rate: number }[]
}

export interface RoutingValue {
  readonly operations: readonly OperationInput[]
  /** Of each operation; null: its rates stay. */
  readonly rates: readonly (RateList | null)[]
}

const most = { operations: 60, seconds: 86_400, rate: 10_000_000_000 }

const sizesOf = (routing: KnownRouting) =>
  knownTexts([
    ...routing.sizes,
    ...routing.operations.flatMap(({ rates }) => rates.map(({ size }) => size)).filter(Boolean),
  ])

/** Reads a style's routing as a whole, with the rates its columns name. `today`: from when a rate without a day holds. */
export function planRouting(
  name: string,
  readers: readonly RowReader[],
  routing: KnownRouting,
  today: string,
): RecipeUnit<RoutingValue> {
  const facts = { name, row: readers[0]!.row, rows: readers.length }
  if (readers.length > most.operations) readers[most.operations]!.wrong('too-many', 'operation')
  const known = knownNames(routing.operations.map((operation) => [operation.name, operation] as const))
  const before = readers.map((reader) => known.find(reader.text('operation')))
  tellNames(readers, before, known)
  const names = readers.map((reader, index) => before[index]?.name ?? reader.text('operation'))
  const places = knownNames(names.map((operation, place) => [operation, place] as const))
  const sizes = sizesOf(routing)
  const steps = readers.map((reader, index) => ({
    input: stepOf(reader, names[index]!, before[index] ?? null, places, routing.operations),
    rates: ratesOf(reader, before[index]?.rates ?? [], sizes, today),
  }))
  const circle = findCycle(steps.map(({ input }, id) => ({ id, predecessors: input.predecessors })))
  if (circle !== null) readers[circle]!.wrong('circle', 'operation')
  if (readers.some((reader) => reader.isBad())) return leftOut(facts)
  const isSame = ({ input, rates }: (typeof steps)[number], index: number) => {
    const own = before[index]
    return own != null && rates === null && stepText(input, steps) === knownText(own, routing.operations)
  }
  const unchanged = steps.filter(isSame).length
  const kept = before.filter((operation) => operation !== null)
  return {
    ...facts,
    value: { operations: steps.map(({ input }) => input), rates: steps.map(({ rates }) => rates) },
    fresh: steps.length - kept.length,
    changed: kept.length - unchanged,
    unchanged,
    removed: routing.operations.filter((one) => !kept.includes(one)).map((one) => one.name),
    isReordered: kept.some(
      (one, at) => at > 0 && routing.operations.indexOf(kept[at - 1]!) > routing.operations.indexOf(one),
    ),
  }
}

/** Every step needs a name of its own. */
function tellNames(
  readers: readonly RowReader[],
  before: readonly (Operation | null)[],
  known: Names<Operation>,
): void {
  const seen = new Set<Operation | string>()
  for (const [index, reader] of readers.entries()) {
    const name = reader.short('operation', 40)
    const own = before[index] ?? nameKey(name)
    if (name === '') {
      if (!reader.isBad()) reader.wrong('missing', 'operation')
    } else if (seen.has(own)) reader.wrong('twice', 'operation')
    else if (known.isAmbiguous(name)) reader.wrong('ambiguous', 'operation')
    else if (before[index] === null && isMangled(name)) reader.wrong('mangled', 'operation')
    seen.add(own)
  }
}

function stepOf(
  reader: RowReader,
  name: string,
  before: Operation | null,
  places: Names<number>,
  known: readonly Operation[],
): OperationInput {
  const seconds = () => reader.number('standardSeconds', readWhole, { most: most.seconds }) || null
  const skill = reader.says('skill') ? keepSpelling(reader.short('skill', 40), before?.skill) : before?.skill
  return {
    id: before?.id ?? null,
    name,
    standardSeconds: reader.says('standardSeconds') ? seconds() : (before?.standardSeconds ?? null),
    ...(skill !== undefined && { skill }),
    recorded: recordedIn(reader) ?? before?.recorded ?? true,
    predecessors: predecessorsOf(reader, before, places, known),
  }
}

/** Null: the sheet does not say. */
function recordedIn(reader: RowReader): boolean | null {
  const text = reader.text('recorded').normalize('NFKC').toLowerCase()
  if (text === '') return null
  if (/^(?:是|要|要记工|记|有|对|y|yes|true|1|√|✓|✔)$/.test(text)) return true
  if (/^(?:否|不|不要|不是|不记|不记工|无|没有|n|no|false|0|×|x)$/.test(text)) return false
  return reader.wrong('not-yes-no', 'recorded')
}

/** Places in the sheet. Without the column, those the step has already, as far as the sheet has them. */
function predecessorsOf(
  reader: RowReader,
  before: Operation | null,
  places: Names<number>,
  known: readonly Operation[],
): number[] {
  if (!reader.says('after'))
    return (before?.predecessors ?? []).flatMap((id) => {
      const name = known.find((one) => one.id === id)?.name
      return name === undefined ? [] : (places.find(name) ?? [])
    })
  const texts: Names<string> = {
    find: (text) => (places.find(text) === null ? null : text),
    isAmbiguous: places.isAmbiguous,
  }
  return readList(reader.text('after'), texts).flatMap(
    (name) => nameOf(reader, 'after', places, 'unknown-step', name) ?? [],
  )
}

/** The list that holds on a day; empty where none does. */
function inForce(rows: readonly RateRow[], day: string): readonly RateRow[] {
  const newest = rows
    .filter((row) => row.validFrom <= day)
    .reduce((latest, row) => (row.validFrom > latest ? row.validFrom : latest), '')
  return rows.filter((row) => row.validFrom === newest)
}

const ratesText = (rates: readonly { readonly size: string; readonly rate: number }[]) =>
  amountsText(Object.fromEntries(rates.map(({ size, rate }) => [size, rate])))

/**
 * The price list a row sets; null where it says no rate, or what holds already. All rows of a date are one list, so
 * what the row does not say (the general rate, sizes of their own) is carried over from the list before.
 */
function ratesOf(
  reader: RowReader,
  known: readonly RateRow[],
  sizes: Names<string>,
  today: string,
): RateList | null {
  const rate = reader.number('rate', parseRate, { most: most.rate })
  const bySize = reader.says('rates') ? numbersIn(reader, 'rates', sizes, parseRate, most.rate) : null
  const day = reader.date('rateFrom')
  if (rate === null && Object.keys(bySize ?? {}).length === 0) return null
  const validFrom = day ?? today
  const before = inForce(known, validFrom)
  const general = rate ?? before.find(({ size }) => size === '')?.rate
  const ofSizes = bySize
    ? Object.entries(bySize).map(([size, own]) => ({ size, rate: own }))
    : before.filter(({ size }) => size !== '').map(({ size, rate: own }) => ({ size, rate: own }))
  const rates = [...(general === undefined ? [] : [{ size: '', rate: general }]), ...ofSizes]
  const there = day === null ? before : known.filter((row) => row.validFrom === day)
  return there.length > 0 && ratesText(there) === ratesText(rates) ? null : { validFrom, rates }
}

function stepText(input: OperationInput, steps: readonly { readonly input: OperationInput }[]): string {
  const before = input.predecessors.map((place) => steps[place]!.input.id ?? 0).toSorted((a, b) => a - b)
  return JSON.stringify([input.standardSeconds, input.skill ?? '', input.recorded, [...new Set(before)]])
}

function knownText(operation: Operation, all: readonly Operation[]): string {
  const before = operation.predecessors
    .filter((id) => all.some((one) => one.id === id))
    .toSorted((a, b) => a - b)
  return JSON.stringify([operation.standardSeconds, operation.skill, operation.recorded, before])
}

/** A step's row as `planRouting` reads it, with its newest price list. */
export function operationCells(
  operation: Operation,
  routing: KnownRouting,
  language: 'zh-CN' | 'en',
): Readonly<Record<string, string | number | null>> {
  const names = routing.operations.map(({ name }) => name)
  const list = inForce(operation.rates, '9999-12-31')
  const general = list.find(({ size }) => size === '')
  const ofSizes = Object.fromEntries(
    list.filter(({ size }) => size !== '').map(({ size, rate }) => [size, rate]),
  )
  const words = language === 'en' ? (['yes', 'no'] as const) : (['是', '否'] as const)
  return {
    operation: operation.name,
    standardSeconds: operation.standardSeconds,
    recorded: operation.recorded ? words[0] : words[1],
    after: writeList(
      operation.predecessors.flatMap((id) => routing.operations.find((one) => one.id === id)?.name ?? []),
      knownTexts(names),
    ),
    rate: general ? formatRate(general.rate) : null,
    rateFrom: list[0]?.validFrom ?? null,
    rates: writeNumbers(ofSizes, sizesOf(routing), formatRate),
    skill: operation.skill,
  }
}
