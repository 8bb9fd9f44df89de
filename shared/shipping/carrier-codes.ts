import { type Carrier, checkTracking, fitsSomeCarrier, guessCarrier } from './tracking.ts'

/** Codes of the carrier list that a workshop starts with (db/settings/initialise.ts) → the rules of tracking.ts. */
const byCode: Readonly<Record<string, Carrier>> = {
  ZTO: 'zto',
  YTO: 'yto',
  STO: 'sto',
  YUNDA: 'yunda',
  JT: 'jt',
  SF: 'sf',
  EMS: 'ems',
  YZ: 'ems',
  JD: 'jd',
  DPK: 'deppon',
  CN: 'cainiao',
}

/** Words in a platform's or an ERP's carrier name → code. The first that fits. */
const words: readonly (readonly [RegExp, string])[] = [
  [/中通|ZTO/i, 'ZTO'],
  [/圆通|YTO/i, 'YTO'],
  [/申通|STO/i, 'STO'],
  [/韵达|YUNDA/i, 'YUNDA'],
  [/极兔|J&?T/i, 'JT'],
  [/顺丰|SF/i, 'SF'],
  [/邮政.*(包裹|小包|普通)|中国邮政$/i, 'YZ'],
  [/EMS|邮政/i, 'EMS'],
  [/京东|JD/i, 'JD'],
  [/德邦|DEPPON/i, 'DPK'],
  [/菜鸟|丹鸟/i, 'CN'],
]

/** The code of the carrier that a text names ("中通快递(ZTO)" → ZTO); null where none is known. */
export function carrierCodeOf(name: string): string | null {
  return words.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** The code of the one carrier whose current numbers look like this; null where none or several do. */
export function guessCarrierCode(number: string): string | null {
  const carrier = guessCarrier(number)
  return Object.entries(byCode).find(([, rule]) => rule === carrier)?.[0] ?? null
}

/**
 * "unusual": a number that does not look like one of this carrier's; with no carrier, like none of any we know. The
 * numbers of a carrier without rules are never unusual, nor is no number at all.
 */
export function checkTrackingOf(code: string | null, number: string): 'ok' | 'unusual' {
  if (number === '') return 'ok'
  if (code === null) return fitsSomeCarrier(number) ? 'ok' : 'unusual'
  const carrier = byCode[code.toUpperCase()]
  return carrier ? checkTracking(carrier, number) : 'ok'
}
