import { type ReactNode, useId } from 'react'
import styles from './insight.module.css'

export interface Bar {
  readonly value: number
  readonly text: string
  /** Hatched: told apart from the solid ones without a colour. */
  readonly hatched: boolean
}

export interface BarRow {
  readonly id: number
  readonly label: string
  readonly bars: readonly Bar[]
}

export interface BarLine {
  readonly value: number
  readonly text: string
  readonly dash: string
}

const width = 800
const left = 230
const right = 110
const thick = 14

/** Lying bars, one or more a row, with lines across at what they are measured by; each line has its words above the bars. */
export function BarsChart(props: {
  readonly label: string
  readonly caption: ReactNode
  readonly rows: readonly BarRow[]
  readonly lines?: readonly BarLine[]
  /** What hatched and solid mean. */
  readonly legend?: { readonly solid: string; readonly hatched: string }
}) {
  const pattern = useId()
  const { rows, lines = [], legend } = props
  const most = Math.max(
    1,
    ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)),
    ...lines.map(({ value }) => value),
  )
  const xOf = (value: number) => left + (Math.max(0, value) / most) * (width - left - right)
  const legendHeight = legend ? 22 : 0
  const top = legendHeight + lines.length * 17 + 6
  const heights = rows.map(({ bars }) => bars.length * (thick + 2) + 10)
  const height = top + heights.reduce((sum, one) => sum + one, 0)
  const fillOf = (hatched: boolean) => (hatched ? `url(#${pattern})` : '#9db8d2')
  const begins = rows.map((_, at) => top + heights.slice(0, at).reduce((sum, one) => sum + one, 0))
  return (
    <figure className={styles.figure}>
      <figcaption>{props.caption}</figcaption>
      <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        <defs>
          <pattern
            id={pattern}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="#fff" />
            <rect width="2.5" height="6" fill="#1f2328" />
          </pattern>
        </defs>
        {legend &&
          [legend.hatched, legend.solid].map((text, at) => (
            <g key={text} transform={`translate(${left + at * 260} 0)`}>
              <rect y="2" width="26" height={thick} fill={fillOf(at === 0)} stroke="#1f2328" />
              <text x="34" y="14">
                {text}
              </text>
            </g>
          ))}
        {rows.map(({ id, label, bars }, at) => (
          <g key={id}>
            <title>{`${label}: ${bars.map(({ text }) => text).join(' / ')}`}</title>
            <text x={left - 10} y={begins[at]! + (heights[at]! - 10) / 2 + 4} textAnchor="end">
              {shortened(label)}
            </text>
            {bars.map(({ value, hatched }, index) => (
              <rect
                key={hatched ? 'hatched' : 'solid'}
                x={left}
                y={begins[at]! + index * (thick + 2)}
                width={xOf(value) - left}
                height={thick}
                fill={fillOf(hatched)}
                stroke="#1f2328"
                strokeWidth="0.75"
              />
            ))}
          </g>
        ))}
        {lines.map(({ value, text, dash }, at) => {
          const x = xOf(value)
          const isLate = x > width - 260
          return (
            <g key={text}>
              <line
                x1={x}
                x2={x}
                y1={legendHeight + at * 17 + 4}
                y2={height}
                stroke="#1f2328"
                strokeWidth="1.5"
                strokeDasharray={dash}
              />
              <text
                x={isLate ? x - 6 : x + 6}
                y={legendHeight + at * 17 + 14}
                textAnchor={isLate ? 'end' : 'start'}
              >
                {text}
              </text>
            </g>
          )
        })}
        {rows.map(({ id, bars }, at) =>
          bars.map(({ value, text, hatched }, index) => (
            <Value key={`${id} ${hatched}`} x={xOf(value) + 6} y={begins[at]! + index * (thick + 2) + 12}>
              {text}
            </Value>
          )),
        )}
      </svg>
    </figure>
  )
}

/** A figure beside its bar, on a white edge where a line crosses it. */
function Value(props: { readonly x: number; readonly y: number; readonly children: string }) {
  return (
    <text x={props.x} y={props.y} stroke="#fff" strokeWidth="4" paintOrder="stroke">
      {props.children}
    </text>
  )
}

/** As much of a name as stands beside the bars: a Chinese sign is as wide as two Latin ones. */
function shortened(label: string): string {
  let room = 30
  for (const [at, sign] of [...label].entries()) {
    room -= /[\u2e80-\uffff]/.test(sign) ? 2 : 1
    if (room < 0) return `${[...label].slice(0, at).join('')}…`
  }
  return label
}
