import type { TFunction } from 'i18next'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { Payslip, PayslipLine } from '../../../shared/payroll/payslip-contract.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import { hoursOf } from '../parts/figures.tsx'

type Translate = TFunction<'payroll'>

/** What a line is, in a few words. */
export function lineTitle(t: Translate, line: PayslipLine): string {
  switch (line.kind) {
    case 'piece':
      return `${line.styleNumber} ${line.styleName} · ${line.operationName}`
    case 'hour':
      return t(`line.hour.${line.overtime}`)
    case 'premium':
      return t(`line.premium.${line.overtime}`)
    case 'adjustment':
      return t(`adjustment.kind.${line.adjustment ?? 'deduction'}`)
    case 'debt':
      return t(`line.debt.${line.debt ?? 'advance'}`)
    default:
      return t(`line.${line.kind}`)
  }
}

/** How a line's amount comes about, as one would reckon it by hand. */
export function lineReckoning(t: Translate, line: PayslipLine, slip: Pick<Payslip, 'terms'>): string {
  switch (line.kind) {
    case 'piece': {
      const paid = line.rate > 0 ? 'paid' : 'unpaid'
      return [
        t('line.how.piece', { count: line.quantity, rate: formatRate(line.rate) }),
        line.isRework && line.fault !== '' && t(`line.fault.${line.fault}.${paid}`),
      ]
        .filter(Boolean)
        .join(' · ')
    }
    case 'hour':
      return t(line.base === 100 ? 'line.how.hour' : 'line.how.overtime', {
        hours: hoursOf(line.quantity),
        rate: formatRate(line.rate),
        percent: line.base,
      })
    case 'salary':
      return t('line.how.salary', {
        // Of before it was kept by the line: as the terms say.
        salary: formatMoney(line.rate > 0 ? line.rate / 10_000 : slip.terms.salary),
        worked: line.quantity,
        month: line.base,
        days: line.note === '' ? '' : t('line.how.days', { days: line.note }),
      })
    case 'premium':
      return t('line.how.premium', {
        base: toDecimal(Math.round(line.base / 10_000)),
        // Of what was made in overtime, in per cent: the rule as it was when it was paid.
        percent: line.quantity > 0 ? line.quantity : Math.round((line.amount * 10_000 * 100) / line.base),
      })
    case 'top-up':
      return t('line.how.topUp', { least: formatMoney(line.base), earned: formatMoney(line.quantity) })
    case 'adjustment':
      return line.recurringId === null ? line.note : `${line.note} · ${recurringText(t, line)}`
    case 'debt':
      return line.note
    case 'social':
      return t('line.how.social')
    case 'tax':
      return t(`line.how.tax.${slip.terms.taxAs}`)
    case 'carry':
      return t('line.how.carry')
    default:
      return ''
  }
}

/** "22 days × 5.00", or a month's amount by its days. */
function recurringText(t: Translate, line: PayslipLine): string {
  const amount = toDecimal(line.rate / 10_000)
  return line.base === 0
    ? t('line.how.byDay', { count: line.quantity, amount })
    : t('line.how.byMonth', { count: line.quantity, of: line.base, amount })
}

/** Terms in one sentence. */
export function termsText(t: Translate, { terms }: Pick<Payslip, 'terms'>): string {
  const pay =
    terms.basis === 'month'
      ? t('terms.sayMonth', { salary: toDecimal(terms.salary) })
      : terms.hourlyRate > 0
        ? t('terms.sayHour', { rate: formatRate(terms.hourlyRate) })
        : ''
  return [t(`terms.basis.${terms.basis}`), pay, t(`slip.tax.${terms.taxAs}`)].filter(Boolean).join(' · ')
}
