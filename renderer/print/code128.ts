import { code128 } from 'bwip-js/generic'

/** 203 dpi thermal heads have 8 dots to the millimetre. */
export const dotsPerMm = 8

/** White space a scanner needs left and right of the bars, in modules (ISO/IEC 15417). */
const quietModules = 10

interface Bars {
  readonly modules: number
  readonly path: string
}

const memory = new Map<string, Bars>()
/** A season's parcels in one sitting; beyond that the oldest are forgotten. */
const memoryLimit = 20_000

/** Bars of a text, one module wide and one high, quiet zones included, as an SVG path. */
function bars(text: string): Bars {
  const known = memory.get(text)
  if (known) return known
  let total = 0
  let path = ''
  code128(
    { bcid: 'code128', text, height: 1 },
    {
      // A bar comes as a vertical line of a width about its middle; at two units a module all of it is whole.
      scale: () => [2, 2],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (width) => {
        total = width / 2
      },
      line: (x, _y0, _x1, _y1, width) => {
        path += `M${(x - width / 2) / 2 + quietModules} 0h${width / 2}v1h-${width / 2}z`
      },
      polygon: () => {},
      hexagon: () => {},
      ellipse: () => {},
      fill: () => {},
      text: () => {},
      end: () => {},
    },
  )
  const made = { modules: total + 2 * quietModules, path }
  if (memory.size >= memoryLimit) memory.delete(memory.keys().next().value!)
  memory.set(text, made)
  return made
}

export interface Code128 {
  readonly modules: number
  readonly widthMm: number
  /** Printer dots a module is wide. */
  readonly dots: 2 | 3
  readonly path: string
}

/**
 * Code 128 of a text for a width at most, or null where it does not fit (or holds what Code 128 has not: Chinese).
 *
 * A module is a whole number of printer dots, 3 (0.375 mm) where there is room, else 2 (0.25 mm): at 2.5 dots some
 * bars would print 2 and some 3 dots wide, which is what makes codes of thermal printers unreadable. One dot
 * (0.125 mm) is below what hand scanners resolve.
 */
export function fitCode128(text: string, maxWidthMm: number): Code128 | null {
  if (!/^[\u0020-\u007e]+$/.test(text)) return null
  const { modules, path } = bars(text)
  for (const dots of [3, 2] as const) {
    const widthMm = (modules * dots) / dotsPerMm
    if (widthMm <= maxWidthMm) return { modules, widthMm, dots, path }
  }
  return null
}
