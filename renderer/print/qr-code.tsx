import { qrcode } from 'bwip-js/generic'
import type { ReactNode } from 'react'
import { dotsPerMm } from './code128.ts'

/** White space a reader needs on every side, in modules (ISO/IEC 18004). */
const quietModules = 4

interface Squares {
  readonly modules: number
  readonly path: string
}
const memory = new Map<string, Squares>()
const memoryLimit = 20_000

/** Squares of a text, one module each, as an SVG path to be filled even-odd; without quiet zone. */
function squares(text: string): Squares {
  const known = memory.get(text)
  if (known) return known
  let modules = 0
  let path = ''
  qrcode(
    { bcid: 'qrcode', text, scale: 1 },
    {
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (width) => {
        modules = width
      },
      line: () => {},
      polygon: (points) => {
        path += `M${points.map(([x, y]) => `${x} ${y}`).join('L')}z`
      },
      hexagon: () => {},
      ellipse: () => {},
      fill: () => {},
      text: () => {},
      end: () => {},
    },
  )
  const made = { modules, path }
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
      <path fillRule="evenodd" d={path} />
    </svg>
  )
}
