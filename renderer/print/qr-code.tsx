import type { ReactNode } from 'react'
import { encode } from 'uqr'
import { dotsPerMm } from './code128.ts'

/** White space a reader needs on every side, in modules (ISO/IEC 18004). */
const quietModules = 4

interface Squares {
  readonly modules: number
  readonly path: string
}
const memory = new Map<string, Squares>()
const memoryLimit = 20_000

/** Squares of a text as an SVG path, a run of dark modules of a row each; without quiet zone. Correction level M. */
function squares(text: string): Squares {
  const known = memory.get(text)
  if (known) return known
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  let path = ''
  for (const [y, row] of data.entries())
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue
      const start = x
      while (row[x + 1]) x++
      path += `M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`
    }
  const made = { modules: size, path }
  if (memory.size >= memoryLimit) memory.delete(memory.keys().next().value!)
  memory.set(text, made)
  return made
}

/** A QR code, its quiet zone included, as large as fits: a module is a whole number of printer dots, three at least. */
export function QrCode({ text, maxMm }: { readonly text: string; readonly maxMm: number }): ReactNode {
  const { modules, path } = squares(text)
  const whole = modules + 2 * quietModules
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
      <path d={path} />
    </svg>
  )
}
