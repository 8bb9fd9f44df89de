import { formatCentimetres, parseCentimetres, type SizePoint } from '../size-chart.ts'
import { isMangled } from '../spoilt-names.ts'
import { amountsText, numbersIn } from './boms.ts'
import { writeNumbers } from './lists.ts'
import { knownNames, knownTexts, nameKey } from './names.ts'
import { leftOut, type RecipeUnit } from './problems.ts'
import type { RowReader } from './row-reader.ts'

export interface KnownChart {
  readonly sizes: readonly string[]
  readonly points: readonly SizePoint[]
}

const most = { points: 60, millimetres: 10_000 }

const sizesOf = (chart: KnownChart) =>
  knownTexts([...chart.sizes, ...chart.points.flatMap((point) => Object.keys(point.sizes))])

/** Reads a style's size chart as a whole. */
export function planChart(
  name: string,
  readers: readonly RowReader[],
  chart: KnownChart,
): RecipeUnit<SizePoint[]> {
  const facts = { name, row: readers[0]!.row, rows: readers.length }
  if (readers.length > most.points) readers[most.points]!.wrong('too-many', 'point')
  const known = knownNames(chart.points.map((point) => [point.name, point] as const))
  const sizes = sizesOf(chart)
  const seen = new Set<SizePoint | string>()
  const read = readers.map((reader) => {
    const written = reader.short('point', 40)
    const before = known.find(written)
    const own = before ?? nameKey(written)
    if (written === '') {
      if (!reader.isBad()) reader.wrong('missing', 'point')
    } else if (seen.has(own)) reader.wrong('twice', 'point')
    else if (known.isAmbiguous(written)) reader.wrong('ambiguous', 'point')
    else if (before === null && isMangled(written)) reader.wrong('mangled', 'point')
    seen.add(own)
    const tolerance = (field: 'minus' | 'plus') =>
      reader.says(field)
        ? (reader.number(field, parseCentimetres, { most: most.millimetres }) ?? 0)
        : (before?.[field] ?? 0)
    const point: SizePoint = {
      name: before?.name ?? written,
      minus: tolerance('minus'),
      plus: tolerance('plus'),
      sizes: numbersIn(reader, 'sizes', sizes, parseCentimetres, most.millimetres),
    }
    return { point, before }
  })
  if (readers.some((reader) => reader.isBad())) return leftOut(facts)
  const text = ({ minus, plus, sizes: own }: SizePoint) => `${minus} ${plus} ${amountsText(own)}`
  const kept = read.flatMap(({ before }) => before ?? [])
  const unchanged = read.filter(({ point, before }) => before && text(point) === text(before)).length
  return {
    ...facts,
    value: read.map(({ point }) => point),
    fresh: read.length - kept.length,
    changed: kept.length - unchanged,
    unchanged,
    removed: chart.points.filter((point) => !kept.includes(point)).map((point) => point.name),
    isReordered: kept.some(
      (point, at) => at > 0 && chart.points.indexOf(kept[at - 1]!) > chart.points.indexOf(point),
    ),
  }
}

/** A point's row as `planChart` reads it. */
export function pointCells(
  point: SizePoint,
  chart: KnownChart,
): Readonly<Record<string, string | number | null>> {
  return {
    point: point.name,
    sizes: writeNumbers(point.sizes, sizesOf(chart), formatCentimetres),
    minus: point.minus / 10,
    plus: point.plus / 10,
  }
}
