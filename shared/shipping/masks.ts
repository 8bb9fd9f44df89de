/**
 * Masks for buyers' personal data on screens, prints and exports (DESIGN §7), after 《快递电子运单》 GB/T 41833:
 * at least one character of the name, the middle of the phone, and the unit and room of the address are hidden.
 * All of them leave a text that is already masked as it is.
 */

/** The compound surnames still in common use. */
const compoundSurnames = new Set(
  (
    '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 长孙 宇文 端木 南宫 独孤 轩辕 钟离 闾丘 ' +
    '申屠 公羊 澹台 西门 东郭 百里 呼延 濮阳 淳于 单于 太史 赫连 万俟 闻人 公冶 宗政'
  ).split(' '),
)

/** Keeps the surname: 王小明 → 王**, 欧阳娜 → 欧阳*, 欧阳 → 欧*, John Smith → J**. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length === 0) return ''
  const compound = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join(''))
  const kept = compound ? 2 : characters.length > 1 ? 1 : 0
  return characters.slice(0, kept).join('') + '*'.repeat(Math.min(characters.length - kept, 2))
}

/**
 * Keeps the first three and last four digits of a mobile number: 13812341907 → 138****1907, with or without
 * +86, and of a platform's virtual number (its extension is dropped: it is half of the secret). A landline keeps
 * its area code and last two digits: 0530-1234567 → 0530-*****67. Others keep three and two, short ones the last.
 */
export function maskPhone(phone: string): string {
  const text = phone.normalize('NFKC').trim()
  if (text === '' || looksMasked(text)) return text
  const compact = text.replace(/[\s()]/g, '').replace(/^(?:\+?86-?|0086-?)(?=\d)/, '')
  const mobile = /^(1\d{2})\d{4,5}(\d{4})(?:[-,转]\d{1,6})?$/.exec(compact)
  if (mobile) return `${mobile[1]}****${mobile[2]}`
  const landline = /^(0(?:10|2\d|[3-9]\d{2}))-?(\d{5,6})(\d{2})(?:[-,转]\d{1,6})?$/.exec(compact)
  if (landline) return `${landline[1]}-${'*'.repeat(landline[2]!.length)}${landline[3]}`
  const kept = compact.length >= 9 ? 3 : 0
  const tail = compact.length >= 9 ? 2 : 1
  return compact.slice(0, kept) + '*'.repeat(Math.max(compact.length - kept - tail, 0)) + compact.slice(-tail)
}

const numeral = '[0-9０-９一二三四五六七八九十百零〇]'
/** A street number, or what follows it: block, unit, floor, room, and a comma's "No. 12". */
const fromStreetNumber = new RegExp(
  `[A-Za-z]?${numeral}+(?:[-—–#/]${numeral}+)*\\s*(?:号|號|弄|栋|幢|座|楼|层|单元|室|房|排|组|巷|支弄|#)|[0-9０-９]|[A-Za-z]\\s*(?:栋|幢|座|区|单元)`,
)

/**
 * Hides an address from its street number, block or room on: 曹县大集镇丁楼村12号3栋501 → 曹县大集镇丁楼村****.
 * Without a number the last part after village, town or street is hidden; a Latin address, which begins with the
 * number, keeps what follows its first comma.
 */
export function maskAddress(address: string): string {
  const text = address.trim()
  if (text === '' || looksMasked(text)) return text
  if (!/[\u3400-\u9fff]/.test(text)) {
    const comma = text.indexOf(',')
    return comma < 0 ? '****' : `****${text.slice(comma)}`
  }
  const number = text.search(fromStreetNumber)
  if (number > 0) return `${text.slice(0, number)}****`
  const place = /^.*[省市区县旗镇乡村街路道](?=.)/u.exec(text)
  if (number < 0 && place) return `${place[0]}****`
  return number < 0 ? `${text.slice(0, Math.floor(text.length / 2))}****` : '****'
}

/**
 * True for a name, phone or address that a platform has already hidden: asterisks or dots in it, or the whole
 * text an encrypted token (Douyin `#…##`, Pinduoduo `~…~`). Such a text must never be printed as an address.
 */
export function looksMasked(text: string): boolean {
  return /[*＊∗✱●○•■□▇█]|[xX]{3,}/u.test(text) || /^([#~$])[\w+/=#~$*-]{10,}\1$/.test(text.trim())
}
