import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/money.ts'
import type { PayWarning } from '../../../shared/payroll/payslip-contract.ts'
import { hoursOf } from './figures.tsx'

/** The figures of a warning as they are said. */
export function warningWords(t: TFunction<'payroll'>, warning: PayWarning): Record<string, string | number> {
  switch (warning.code) {
    case 'below-minimum':
      return {
        least: formatMoney(warning.least),
        earned: formatMoney(warning.earned),
        missing: formatMoney(warning.least - warning.earned),
      }
    case 'debt-left':
      return { kind: t(`debt.kind.${warning.kind}`), left: formatMoney(warning.left) }
    case 'damage-limited':
      return { taken: formatMoney(warning.taken), left: formatMoney(warning.left) }
    case 'carried':
      return { amount: formatMoney(warning.amount) }
    case 'late-pieces':
    case 'reversed-pieces':
      return { count: warning.pieces }
    case 'no-rate':
      return { count: warning.pieces, entries: warning.entries }
    case 'no-hourly-rate':
      return { hours: hoursOf(warning.minutes) }
    case 'late-salary':
      return { from: warning.from, to: warning.to }
    default:
      return {}
  }
}

/** What a worker is to know of her payslip: what the owner alone can do something about is left out. */
export function useWarningTexts(): (warnings: readonly PayWarning[]) => string[] {
  const { t } = useTranslation('payroll')
  const hers = ['below-minimum', 'debt-left', 'damage-limited', 'carried', 'no-rate']
  return (warnings) =>
    warnings
      .filter(({ code }) => hers.includes(code))
      .map((warning) => t(`slipNote.${warning.code}`, warningWords(t, warning)))
}
