import type { ReactNode } from 'react'
import styles from './insight.module.css'

interface Line {
  readonly name: string
  /** Null: nothing to say of that point. */
  readonly values: readonly (number | null)[]
}

const width = 560
const height = 240
const left = 44
const top = 44
const bottom = 26
const right = 12

/** One line with dots and one broken line with squares over weeks; told apart without colours. */
export function LinesChart(props: {
  readonly label: string
  readonly caption: ReactNode
  readonly points: readonly string[]
  readonly solid: Line
  readonly broken: Line
  readonly format: (value: number) => string
  /** The axis reaches at least this, so that small ups and downs look small. */
  readonly least: number
  /** Said in its place where there is nothing to draw. */
  readonly nothing: string
}) {
  const { points, solid, broken, format, least } = props
  const all = [...solid.values, ...broken.values].filter((value) => value !== null)
  const step = niceStep(Math.max(least, ...all) / 4)
  const most = step * Math.max(1, Math.ceil(Math.max(least, ...all) / step))
  const xOf = (at: number) =>
    points.length < 2
      ? (left + width - right) / 2
      : left + 8 + (at / (points.length - 1)) * (width - left - right - 16)
  const yOf = (value: number) => top + (1 - value / most) * (height - top - bottom)
  const every = Math.ceil(points.length / 8)
  return (
    <figure className={styles.figure}>
      <figcaption>{props.caption}</figcaption>
      <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        {([solid, broken] as const).map(({ name }, at) => (
          <g key={at === 0 ? 'solid' : 'broken'} transform={`translate(${left + at * 230} 10)`}>
            <line x2="36" stroke="#1f2328" strokeWidth={at === 0 ? 2.5 : 1.5} strokeDasharray={dashes[at]} />
            <Mark at={at} x={18} y={0} />
            <text x="44" y="5">
              {name}
            </text>
          </g>
        ))}
        {Array.from({ length: Math.round(most / step) + 1 }, (_, at) => at * step).map((value) => (
          <g key={value}>
            <line x1={left} x2={width - right} y1={yOf(value)} y2={yOf(value)} stroke="#d8dce1" />
            <text className={styles.quiet} x={left - 6} y={yOf(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {all.length === 0 && (
          <text className={styles.quiet} x={(left + width) / 2} y={(top + height) / 2} textAnchor="middle">
            {props.nothing}
          </text>
        )}
        {points.map((point, at) =>
          at % every === 0 ? (
            <text key={point} className={styles.quiet} x={xOf(at)} y={height - 6} textAnchor="middle">
              {point}
            </text>
          ) : null,
        )}
        {([broken, solid] as const).map(({ values }, index) => {
          const at = 1 - index
          return (
            <g key={at}>
              <path
                d={pathOf(values, xOf, yOf)}
                fill="none"
                stroke="#1f2328"
                strokeWidth={at === 0 ? 2.5 : 1.5}
                strokeDasharray={dashes[at]}
              />
              {values.map((value, point) =>
                value === null ? null : <Mark key={points[point]} at={at} x={xOf(point)} y={yOf(value)} />,
              )}
            </g>
          )
        })}
      </svg>
    </figure>
  )
}

const dashes = [undefined, '5 4'] as const

function Mark({ at, x, y }: { readonly at: number; readonly x: number; readonly y: number }) {
  return at === 0 ? (
    <circle cx={x} cy={y} r="4" fill="#1f2328" />
  ) : (
    <rect x={x - 3} y={y - 3} width="6" height="6" fill="#fff" stroke="#1f2328" />
  )
}

/** Over a point without a value the line breaks. */
function pathOf(
  values: readonly (number | null)[],
  xOf: (at: number) => number,
  yOf: (value: number) => number,
): string {
  return values
    .map((value, at) =>
      value === null
        ? ''
        : `${values[at - 1] == null ? 'M' : 'L'}${xOf(at).toFixed(1)} ${yOf(value).toFixed(1)}`,
    )
    .join('')
}

/** 1, 2 or 5 times a power of ten, at least this. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10) * power
}
