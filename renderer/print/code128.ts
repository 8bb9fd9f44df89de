import JsBarcode from 'jsbarcode'

/** 203 dpi thermal heads have 8 dots to the millimetre. */
export const dotsPerMm = 8

/** White space a scanner needs left and right of the bars, in modules (ISO/IEC 15417). */
const quietModules = 10

/** Bars of a text, one module wide and one high, quiet zones included, as an SVG path. */
function bars(text: string): { readonly modules: number; readonly path: string } {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {}
  JsBarcode(drawn, text, { format: 'CODE128' })
  const modules = drawn.encodings?.map(({ data }) => data).join('') ?? ''
  let path = ''
  for (const { 0: bar, index } of modules.matchAll(/1+/g))
    path += `M${index + quietModules} 0h${bar.length}v1h-${bar.length}z`
  return { modules: modules.length + 2 * quietModules, path }
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
