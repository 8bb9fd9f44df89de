import { fold } from '../orders/matching.ts'

/**
 * Words for colours in the languages of the files we read, by their Chinese one. A listing says 白色小兔,
 * White or Trắng for what the workshop calls 白. Longer words first: 玫红 is not 红, Merah Jambu not Merah.
 */
const words: readonly (readonly [colour: string, ...names: string[]])[] = [
  ['玫红', '玫红', '玫瑰红', '桃红', 'ROSERED', 'FUCHSIA'],
  ['粉', '粉', 'PINK', 'HỒNG', 'MERAHJAMBU'],
  ['酒红', '酒红', 'BURGUNDY', 'WINE'],
  ['藏青', '藏青', '藏蓝', '深蓝', 'NAVY'],
  ['天蓝', '天蓝', '浅蓝', '湖蓝', 'SKYBLUE', 'XANHDAMÂY'],
  ['军绿', '军绿', '墨绿', 'ARMYGREEN', 'OLIVE'],
  ['红', '红', '大红', 'RED', 'ĐỎ', 'MERAH'],
  ['白', '白', 'WHITE', 'TRẮNG', 'PUTIH'],
  ['黑', '黑', 'BLACK', 'ĐEN', 'HITAM'],
  ['绿', '绿', 'GREEN', 'XANHLÁ', 'HIJAU'],
  ['蓝', '蓝', 'BLUE', 'XANHDƯƠNG', 'XANHBIỂN', 'BIRU'],
  ['黄', '黄', 'YELLOW', 'VÀNG', 'KUNING'],
  ['紫', '紫', 'PURPLE', 'TÍM', 'UNGU'],
  ['灰', '灰', 'GREY', 'GRAY', 'XÁM', 'KELABU'],
  ['金', '金', 'GOLD', 'VÀNGKIM', 'EMAS'],
  ['银', '银', 'SILVER', 'BẠC', 'PERAK'],
  ['橙', '橙', '橘', 'ORANGE', 'CAM', 'JINGGA'],
  ['棕', '棕', '咖', '褐', 'BROWN', 'NÂU', 'COKLAT'],
  ['米', '米色', '米白', '杏', 'BEIGE', 'APRICOT'],
  ['花', '彩色', '花色', 'MULTICOLOR', 'COLORFUL'],
]

const byLength = words
  .flatMap(([colour, ...names]) => names.map((name) => ({ colour, name: fold(name) })))
  .sort((a, b) => b.name.length - a.name.length)

/** The basic colours that a text names; a word inside a longer one's place is not counted twice. */
export function coloursIn(text: string): ReadonlySet<string> {
  let left = fold(text)
  const found = new Set<string>()
  for (const { colour, name } of byLength) {
    // Latin words are short ("CAM", "RED"): only where no other letter touches them.
    const latin = /^[\p{Script=Latin}\p{M}]+$/u.test(name)
    const pattern = latin ? new RegExp(`(?<!\\p{Script=Latin})${name}(?!\\p{Script=Latin})`, 'gu') : null
    const next = pattern ? left.replace(pattern, '·') : left.replaceAll(name, '·')
    if (next !== left) found.add(colour)
    left = next
  }
  return found
}

const swatches: Readonly<Record<string, string>> = {
  玫红: '#d81b60', 粉: '#f8a5c2', 酒红: '#7b1e3a', 藏青: '#1f2a4d', 天蓝: '#7ec8e3', 军绿: '#4b5d3a', 红: '#d32f2f',
  白: '#ffffff', 黑: '#1a1a1a', 绿: '#2e7d32', 蓝: '#1976d2', 黄: '#fdd835', 紫: '#7b1fa2', 灰: '#9e9e9e', 金: '#c9a227',
  银: '#c0c0c0', 橙: '#fb8c00', 棕: '#795548', 米: '#efe3c8',
} // biome-ignore format: a table is read by rows

/** A swatch to begin with for a colour's name ("白色小兔" → white); '' where the name says none. */
export function swatchFor(colourName: string): string {
  const [first] = coloursIn(colourName)
  return first === undefined ? '' : (swatches[first] ?? '')
}
