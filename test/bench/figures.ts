/** One line of the bench: a value, the floor measured in the same run, and their ratio. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor: number | null
  readonly ratio: number | null
  /** What the issue asks for, as text; printed beside it and never asserted. */
  readonly target: string
}

export const figures: Figure[] = []

export function figure(
  name: string,
  value: number,
  unit: string,
  floor: number | null,
  target: string,
): void {
  const round = (number: number) => Number(number.toPrecision(4))
  figures.push({
    name,
    value: round(value),
    unit,
    floor: floor === null ? null : round(floor),
    ratio: floor === null ? null : round(value / floor),
    target,
  })
}

export function printFigures(json: boolean): void {
  if (json) {
    for (const { target: _target, ...line } of figures) console.log(JSON.stringify(line))
    return
  }
  for (const { name, value, unit, floor, ratio, target } of figures) {
    const beside = floor === null ? '' : `floor ${floor} ${unit}, ratio ${ratio}`
    console.log(
      `${name.padEnd(58)} ${`${value} ${unit}`.padStart(14)}  ${beside.padEnd(38)} target ${target}`,
    )
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}
