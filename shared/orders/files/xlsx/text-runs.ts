import { withoutControls } from '../decode-text.ts'
import { openTag, unescapeXml } from './xml.ts'

/**
 * The text of a shared or inline string: its runs of differently formatted letters joined, without the readings
 * (`<rPh>`) that Japanese and Chinese Excel keep beside it. `_x000D_` is how Excel writes a character XML cannot hold.
 */
export function textOf(inner: string, prefix: string): string {
  const tag = `${prefix}t`
  let text = ''
  let position = 0
  const readings = openTag(inner, `${prefix}rPh`, 0)
  const end = readings === -1 ? inner.length : readings
  for (;;) {
    const start = openTag(inner, tag, position)
    if (start === -1 || start >= end) break
    const tagEnd = inner.indexOf('>', start)
    if (tagEnd === -1) break
    position = tagEnd + 1
    if (inner.charCodeAt(tagEnd - 1) === 0x2f) continue
    const close = inner.indexOf('<', position)
    if (close === -1) break
    text += inner.slice(position, close)
    position = close
  }
  return excelText(text)
}

/** XML's and Excel's own escapes taken off. */
export function excelText(text: string): string {
  const plain = unescapeXml(text)
  if (!plain.includes('_x')) return plain
  return withoutControls(
    plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
}
