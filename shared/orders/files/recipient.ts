import type { ParsedRecipient } from './types.ts'

/** 31 provinces, two regions and Taiwan, as their names begin. */
const provinces = new Set(
  (
    '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 ' +
    '贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 内蒙 香港 澳门 台湾 海外'
  ).split(' '),
)

/** `山东省`, `上海`, `内蒙古自治区`: a first word with nothing behind it. */
const provinceAlone = /^(?:..[省市]?|黑龙江省?|内蒙古|[^市县]{2,7}(?:自治区|特别行政区))$/
const unspaced =
  /^([^省市区]{2,3}省|[^省市]{2,6}自治区|..特别行政区|(?:北京|上海|天津|重庆)市?)([^路号]{1,10}?(?:市|自治州|盟|地区))?([^镇乡街路道号村]{1,8}?[区县市旗])?(.*)$/s

export interface SplitAddress {
  readonly province: string
  readonly city: string
  readonly district: string
  readonly address: string
  readonly postcode: string
}

/**
 * Splits Taobao's and 1688's `省 市 区 详细地址(邮编)`. The postcode `(000000)` means unknown. Text that does not begin
 * with a Chinese province is left whole, as the address.
 */
export function splitAddress(text: string): SplitAddress {
  let rest = text.trim()
  let postcode = ''
  const ending = rest.charCodeAt(rest.length - 1)
  if (ending === 0x29 || ending === 0xff09) {
    const match = /\s*[(（](\d{6})[)）]$/.exec(rest)
    if (match) {
      postcode = match[1] === '000000' ? '' : match[1]!
      rest = rest.slice(0, match.index)
    }
  }
  if (!provinces.has(rest.slice(0, 2)))
    return { province: '', city: '', district: '', address: rest, postcode }
  const parts = rest.split(/\s+/)
  const [province = '', city = '', third = ''] = parts
  if (!provinceAlone.test(province)) return { ...splitUnspaced(rest), postcode }
  if (parts.length < 3 || !/[市州区县盟旗]$|地区$|^\*+$/.test(city)) {
    return { province, city: '', district: '', address: parts.slice(1).join(' '), postcode }
  }
  // Dongguan, Sanya and others have no districts: what follows the city is a town or the street itself.
  const isDistrict = parts.length > 3 && /[区县市旗盟镇乡道]$|^\*+$/.test(third) && third.length <= 15
  const from = isDistrict ? 3 : 2
  return { province, city, district: isDistrict ? third : '', address: parts.slice(from).join(' '), postcode }
}

/** `山东省菏泽市曹县大集镇`, as people type it. The four big cities are province and city at once. */
function splitUnspaced(text: string): Omit<SplitAddress, 'postcode'> {
  const match = unspaced.exec(text)
  if (!match) return { province: '', city: '', district: '', address: text }
  const [, province = '', city = '', district = '', rest = ''] = match
  const isCity = /^(?:北京|上海|天津|重庆)/.test(province)
  return { province, city: city || (isCity ? province : ''), district, address: rest.trim() }
}

/** Encrypted by the platform: `##密文`, `$$密文`, `~密文~`; no one can read it, so nothing is shown. */
function isEncrypted(text: string): boolean {
  return text.startsWith('##') || text.startsWith('$$') || /^~.{16,}~/.test(text)
}

/** `138****5678`, `张**`, `S***e`; a single star in a street ("3*4栋") hides nothing. */
function isMasked(text: string): boolean {
  return (
    text.includes('**') || text.includes('＊＊') || text.includes('…') || /^\d{3}[Xx]{4,}\d{2,4}$/.test(text)
  )
}

/** A virtual number that forwards for some weeks and then expires: `132…-1234`, `17512345678-1234`. */
function isVirtual(phone: string): boolean {
  return /^\+?(?:86)?1[\d.…*]{5,}-\d{3,4}$/.test(phone)
}

/** A recipient's parts as the file has them; `town` goes in front of the street unless that names it already. */
export type RecipientParts = Omit<ParsedRecipient, 'masked'> & { readonly town: string }

/** Puts a recipient together; hidden provinces and encrypted texts become '', and `masked` says so. */
export function makeRecipient({ town, ...parts }: RecipientParts): ParsedRecipient {
  const texts = [parts.name, parts.phone, parts.address, parts.province, parts.city, parts.district, town]
  const hidden = texts.some((text) => isEncrypted(text) || isMasked(text))
  if (!hidden && !parts.name.includes('*') && !isVirtual(parts.phone)) {
    return { ...parts, address: joinTown(town, parts.address), masked: false }
  }
  return {
    name: shown(parts.name),
    phone: shown(parts.phone),
    province: shown(parts.province),
    city: shown(parts.city),
    district: shown(parts.district),
    address: joinTown(shown(town), shown(parts.address)),
    postcode: parts.postcode,
    country: parts.country,
    masked: true,
  }
}

function joinTown(town: string, address: string): string {
  return town === '' || address.includes(town) ? address : `${town} ${address}`.trim()
}

function shown(text: string): string {
  return isEncrypted(text) || /^[*＊]+$/.test(text) ? '' : text
}
