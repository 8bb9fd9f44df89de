import type { Recipient } from './contract.ts'

/**
 * Reading what people paste from WeChat: a recipient in one line or several, a class as a list of sizes.
 * Guesses only: everything is shown in its fields before it is used.
 */

const emptyRecipient: Recipient = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  address: '',
  postcode: '',
  country: '',
}

const phonePattern = /(?:\+?86[-\s]?)?(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|0\d{2,3}[-\s]?\d{7,8})(?!\d)/
const regionPattern =
  /(?<province>北京市?|上海市?|天津市?|重庆市?|[\u4e00-\u9fa5]{2,3}?省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|香港特别行政区|澳门特别行政区|内蒙古|广西|西藏|宁夏|新疆)\s*(?<city>[\u4e00-\u9fa5]{2,8}?(?:市|自治州|地区|盟))?\s*(?<district>[\u4e00-\u9fa5]{1,8}?(?:区|县|旗|市))?\s*(?<address>.*)$/su
const labels =
  /(?:收货人|收件人|姓名|联系人|手机号码?|电话号码?|手机|电话|联系电话|联系方式|所在地区|地区|详细地址|收货地址|地址|邮编)\s*[:：]/g

/**
 * Splits a pasted "name phone address" in any order, with or without labels. Parts that cannot be told apart
 * stay in the address.
 */
export function parseRecipientText(text: string): Recipient {
  let rest = text
    .normalize('NFKC')
    .replace(labels, ' ')
    .replace(/[,，;；、|\t\r\n]+/g, ' ')
    .trim()
  let phone = ''
  const found = phonePattern.exec(rest)
  if (found) {
    phone = found[1]!.replace(/\s/g, '')
    if (phone.startsWith('1')) phone = phone.replaceAll('-', '')
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`.trim()
  }
  const postcode = /(?:^|\s)(\d{6})(?=\s|$)/.exec(rest)?.[1] ?? ''
  if (postcode) rest = rest.replace(postcode, ' ').trim()
  const words = rest.split(/\s+/).filter(Boolean)
  // A name is short and no place: two to four characters (or a title after it) standing alone.
  const nameAt = words.findIndex((word) => isName(word))
  const name = nameAt >= 0 ? words[nameAt]! : ''
  const place = words.filter((_word, index) => index !== nameAt).join(' ')
  const region = regionPattern.exec(place)
  if (!region?.groups) return { ...emptyRecipient, name, phone, postcode, address: place }
  const { province = '', city = '', district = '', address = '' } = region.groups
  const before = place.slice(0, region.index).trim()
  const municipality = /^(?:北京|上海|天津|重庆)市?$/.test(province)
  return {
    ...emptyRecipient,
    name: name || before,
    phone,
    province: municipality && !province.endsWith('市') ? `${province}市` : province,
    city: municipality && city === '' ? (province.endsWith('市') ? province : `${province}市`) : city,
    district,
    address: address.trim(),
    postcode,
  }
}

function isName(word: string): boolean {
  if (!/^[\u4e00-\u9fa5·]{2,5}(?:老师|先生|女士|园长|校长)?$/u.test(word)) return false
  return !/[省市区县镇乡村路街道号楼室]$/u.test(word) && !regionPattern.test(word)
}

export interface WearerSize {
  /** '' where the line names none. */
  readonly wearer: string
  readonly size: string
  readonly quantity: number
}

/**
 * Reads a pasted class list: "张三 130", "李四，120cm", "130 × 5", "110码8件", "1. 王五 身高128". A size given
 * as a height is rounded up to the next 10 cm, as children's costumes are cut. Lines without a size are
 * given back in `unread`.
 */
export function parseSizeList(text: string): { readonly rows: WearerSize[]; readonly unread: string[] } {
  const rows: WearerSize[] = []
  const unread: string[] = []
  for (const raw of text.split(/\r?\n|[;；]/)) {
    const line = raw
      .normalize('NFKC')
      .replace(/^\s*\d{1,2}\s*[.、)]\s*/, '')
      .trim()
    if (line === '') continue
    const row = readSizeLine(line)
    if (row) rows.push(row)
    else unread.push(raw.trim())
  }
  return { rows, unread }
}

function readSizeLine(line: string): WearerSize | null {
  let rest = line
  let quantity = 1
  const counted = /(?:[x×*]\s*(\d{1,4})\s*(?:件|套|条|个)?|(\d{1,4})\s*(?:件|套|条|个|人|pcs?))/i.exec(rest)
  if (counted) {
    quantity = Number(counted[1] ?? counted[2])
    rest = rest.slice(0, counted.index) + rest.slice(counted.index + counted[0].length)
  }
  const letter = /(?:^|[^A-Za-z])((?:[2-6]?X{1,4}L)|XS|S|M|L|均码)(?![A-Za-z])/i.exec(rest)
  const height = /(?:身高)?\s*(?<!\d)(\d{2,3})(?!\d)\s*(?:cm|厘米|公分|码|号)?/i.exec(rest)
  let size = ''
  if (height && Number(height[1]) >= 70 && Number(height[1]) <= 200) {
    size = String(Math.ceil(Number(height[1]) / 10) * 10)
    rest = rest.replace(height[0], ' ')
  } else if (letter) {
    size = letter[1]!.toUpperCase()
    rest = rest.replace(letter[1]!, ' ')
  }
  if (size === '' || quantity < 1) return null
  const wearer = rest
    .replace(/身高|尺码|尺寸|[:：,，、\-—]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { wearer, size, quantity }
}
