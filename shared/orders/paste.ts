import type { Recipient } from './contract.ts'

/**
 * Reading a recipient that people paste from WeChat, in one line or several (a class: size-list.ts).
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
