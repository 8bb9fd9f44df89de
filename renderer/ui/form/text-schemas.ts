import { z } from 'zod'
import { type Currency, parseMoney } from '../../../shared/money.ts'
import { i18n } from '../../app/i18n.ts'

/**
 * Number and money fields hold what was typed until the form is sent: these schemas turn the text into the
 * contract's integers, or say in the user's words why it is none.
 */
interface Limits {
  readonly min?: number
  readonly max?: number
}

const say = (key: string, words: Record<string, unknown> = {}) => i18n.t(`ui:field.${key}`, words)

/** A whole number, full-width digits and thousands commas allowed. */
export function integerText({ min = 0, max = 1_000_000_000 }: Limits = {}) {
  return z.string().transform((text, context): number => {
    const value = toInteger(text)
    if (text.trim() === '') context.addIssue({ code: 'custom', message: say('required') })
    else if (value === null) context.addIssue({ code: 'custom', message: say('notWhole') })
    else if (value < min) context.addIssue({ code: 'custom', message: say('tooSmall', { minimum: min }) })
    else if (value > max) context.addIssue({ code: 'custom', message: say('tooBig', { maximum: max }) })
    return value ?? 0
  })
}

/** The same; empty means none. */
export function optionalIntegerText(limits: Limits = {}) {
  const filled = integerText(limits)
  return z.string().transform((text, context): number | null => {
    if (text.trim() === '') return null
    const result = filled.safeParse(text)
    if (result.success) return result.data
    for (const issue of result.error.issues) context.addIssue({ code: 'custom', message: issue.message })
    return null
  })
}

/** An amount of money, in minor units. */
export function moneyText(currency: Currency = 'CNY', { min = 0 }: Pick<Limits, 'min'> = {}) {
  return z.string().transform((text, context): number => {
    const minor = parseMoney(text, currency)
    if (text.trim() === '') context.addIssue({ code: 'custom', message: say('required') })
    else if (minor === null) context.addIssue({ code: 'custom', message: say('notMoney') })
    else if (minor < min) context.addIssue({ code: 'custom', message: say('moneyTooSmall') })
    return minor ?? 0
  })
}

/** The same; empty means none. */
export function optionalMoneyText(currency: Currency = 'CNY', limits: Pick<Limits, 'min'> = {}) {
  const filled = moneyText(currency, limits)
  return z.string().transform((text, context): number | null => {
    if (text.trim() === '') return null
    const result = filled.safeParse(text)
    if (result.success) return result.data
    for (const issue of result.error.issues) context.addIssue({ code: 'custom', message: issue.message })
    return null
  })
}

function toInteger(text: string): number | null {
  const cleaned = text.normalize('NFKC').trim().replaceAll(',', '')
  if (!/^[+-]?\d{1,12}$/.test(cleaned)) return null
  return Number(cleaned)
}
