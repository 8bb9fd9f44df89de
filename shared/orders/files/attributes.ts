export interface Attribute {
  /** "颜色分类"; '' where the platform gives bare values ("红色,130cm"). */
  readonly name: string
  readonly value: string
}

/**
 * Takes a listing's attributes apart: `颜色分类：白色小兔；参考身高：110cm`, `颜色分类:白色[规格];尺码:110`, and the bare values
 * of Pinduoduo, Douyin and Shopee (`红色,130cm`). Texts in `[…]` at the end of a value are dropped.
 */
export function parseAttributes(text: string): readonly Attribute[] {
  const cleaned = cleanAttributes(text)
  if (cleaned === '') return []
  const named = /[:：]/.test(cleaned)
  const attributes: Attribute[] = []
  for (const piece of cleaned.split(named ? /[;；]/ : /[;；,，]/)) {
    const colon = piece.search(/[:：]/)
    const name = colon === -1 ? '' : piece.slice(0, colon).trim()
    const value = piece
      .slice(colon + 1)
      .replace(/\[[^\]]*\]|【[^】]*】$/g, '')
      .trim()
    if (name !== '' || value !== '') attributes.push({ name, value })
  }
  return attributes
}

/** Attributes as kept with the line: the file's own text; what platforms write for "none" becomes ''. */
export function cleanAttributes(text: string): string {
  return text === '无规格' || text === 'null' || text === '-' || text === '默认规格' ? '' : text
}
