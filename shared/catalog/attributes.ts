/**
 * The values of a line's attributes as marketplaces write them, without the properties' names and notes:
 *
 *   颜色分类：白色小兔；参考身高：110cm      Taobao       → 白色小兔 | 110cm
 *   颜色分类:白色[送头饰];尺码:M             Taobao       → 白色 | M
 *   白色小兔 110cm                           Pinduoduo    → 白色小兔 110cm
 *   红色,130cm   Bạc,Nam - 32 mm             Shopee, …    → 红色 | 130cm      Bạc | Nam - 32 mm
 */
export function attributeValues(attributes: string): readonly string[] {
  return attributes
    .normalize('NFKC')
    .split(/[;；,，|\n]+/)
    .map((part) => {
      const colon = part.search(/[:：]/)
      // "110cm:" with nothing behind it is a value that ends in a colon, not a property without one.
      const value = colon >= 0 && part.slice(colon + 1).trim() !== '' ? part.slice(colon + 1) : part
      return value.replace(/\[[^\]]*\]|【[^】]*】/g, '').trim()
    })
    .filter((value) => value !== '')
}

const sizeWords =
  /\d{2,3}(?:\s*\/\s*\d{2,3}[A-C]?)?\s*(?:cm|厘米|码|号|#)?(?:\s*[-~–—至到]\s*\d{2,3}\s*(?:cm|厘米|码|号)?)?|(?<![a-z])(?:\d?x{0,4}[sl]|m)(?:码|号)?(?![a-z])|均码|通码|f码|free\s*size|one\s*size|建议|身高|参考|适合|高/giu

/** A value without the words that say a size: what is left names the colour or the variant. */
export function withoutSize(value: string): string {
  return value
    .normalize('NFKC')
    .replace(sizeWords, ' ')
    .replace(/[()（）\s/·_-]+/g, ' ')
    .trim()
}
