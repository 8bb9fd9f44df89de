/**
 * Couriers and the shapes of their numbers. Couriers change them without notice and old ones stay in use:
 * a pattern is a guess and a warning, never a reason to refuse a number.
 */
interface CarrierRule {
  /** What the courier gives out now; a guess is made from these. */
  readonly current: RegExp
  /** Older or rarer shapes that are no reason for a warning. */
  readonly also?: RegExp
}

const rules = {
  sf: { current: /^SF[A-Z0-9]\d{12}$/, also: /^\d{12}(?:\d{3})?$/ },
  zto: { current: /^7[34568]\d{12}$/, also: /^(?:\d{12}|\d{14})$/ },
  yto: { current: /^YT\d{13}$/, also: /^[A-Z0-9]{2}\d{10,13}$/ },
  sto: { current: /^(?:77|43)\d{12,15}$/, also: /^\d{12,13}$/ },
  yunda: { current: /^(?:[34]\d{14}|5\d{12})$/, also: /^(?:\d{13}|\d{15})$/ },
  jt: { current: /^JT\d{13}$/, also: /^JT\d{12}$/ },
  ems: { current: /^(?:[189]\d{12}|P[A-Z]\d{11})$/, also: /^\d{13}$/ },
  jd: { current: /^JD[A-Z0-9]{2}\d{11}$/, also: /^JD[A-Z0-9]{8,18}$/ },
  deppon: { current: /^DPK\d{12}$/, also: /^(?:\d{8,10}|DPK?\d{8,14})$/ },
  cainiao: { current: /^621\d{12}$/ },
} as const satisfies Record<string, CarrierRule>

export type Carrier = keyof typeof rules

export const carriers = Object.keys(rules) as readonly Carrier[]

export const carrierNames: Readonly<Record<Carrier, { readonly 'zh-CN': string; readonly en: string }>> = {
  sf: { 'zh-CN': '顺丰速运', en: 'SF Express' },
  zto: { 'zh-CN': '中通快递', en: 'ZTO' },
  yto: { 'zh-CN': '圆通速递', en: 'YTO' },
  sto: { 'zh-CN': '申通快递', en: 'STO' },
  yunda: { 'zh-CN': '韵达快递', en: 'Yunda' },
  jt: { 'zh-CN': '极兔速递', en: 'J&T Express' },
  ems: { 'zh-CN': '邮政 EMS', en: 'China Post EMS' },
  jd: { 'zh-CN': '京东快递', en: 'JD Logistics' },
  deppon: { 'zh-CN': '德邦快递', en: 'Deppon' },
  cainiao: { 'zh-CN': '菜鸟速递', en: 'Cainiao' },
}

/**
 * A tracking number as files, scanners and people write it, brought to one form: `No:73600…` and `运单号：` are
 * stripped, as are white space and the apostrophe Excel puts before digits; full-width becomes plain, upper case.
 */
export function normaliseTracking(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s'"\u200b\ufeff]/g, '')
    .toUpperCase()
    .replace(/^(?:NO[:.]+|(?:快递|物流)?(?:运单|快递|物流)?单?号?:)/, '')
}

/** The one courier whose current numbers look like this, else null: none fits, or several do. */
export function guessCarrier(number: string): Carrier | null {
  const normal = normaliseTracking(number)
  if (isS10(normal)) return normal.endsWith('CN') ? 'ems' : null
  const fitting = carriers.filter((carrier) => rules[carrier].current.test(normal))
  return fitting.length === 1 ? fitting[0]! : null
}

/** Whether a number looks like one of that courier's. "Unusual" is shown as a warning and may be ignored. */
export function checkTracking(carrier: Carrier, number: string): 'ok' | 'unusual' {
  const normal = normaliseTracking(number)
  const rule: CarrierRule = rules[carrier]
  if (rule.current.test(normal) || rule.also?.test(normal)) return 'ok'
  return carrier === 'ems' && isS10(normal) ? 'ok' : 'unusual'
}

/** Check digit of an eight-digit serial in an international postal number (UPU standard S10). */
export function s10CheckDigit(serial: string): number {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('an S10 serial has eight digits')
  const weights = [8, 6, 4, 2, 3, 5, 9, 7]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(serial[index]), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 0 : check === 11 ? 5 : check
}

/** True for an international postal number with a right check digit, e.g. RB123456785US. */
export function isS10(number: string): boolean {
  const match = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(normaliseTracking(number))
  return match !== null && s10CheckDigit(match[1]!) === Number(match[2])
}

/** Whether a number looks like one of any courier we know, of now or of before. */
export function fitsSomeCarrier(number: string): boolean {
  return carriers.some((carrier) => checkTracking(carrier, number) === 'ok')
}
