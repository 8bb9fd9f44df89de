import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatMoney } from '../../../shared/money.ts'
import type { PayWarning } from '../../../shared/payroll/contract.ts'
import { paths } from '../../app/paths.ts'
import { StatusTag, type Tone } from '../../ui/status-tag.tsx'
import styles from '../payroll.module.css'
import { hoursOf } from './figures.tsx'

interface Meaning {
  readonly tone: Tone
  /** Where something can be done about it; null: nothing has to be. */
  readonly path: string | null
}

const meanings: Readonly<Record<PayWarning['code'], Meaning>> = {
  'no-rate': { tone: 'act', path: null },
  'no-hourly-rate': { tone: 'act', path: paths.payTerms },
  'no-salary': { tone: 'act', path: paths.payTerms },
  'minimum-unknown': { tone: 'act', path: paths.payRules },
  'minimum-unchecked': { tone: 'warn', path: paths.workingHours },
  'below-minimum': { tone: 'warn', path: paths.workingHours },
  carried: { tone: 'act', path: paths.workerDebts },
  'debt-left': { tone: 'warn', path: paths.workerDebts },
  'damage-limited': { tone: 'warn', path: paths.workerDebts },
  'late-pieces': { tone: 'go', path: null },
  'reversed-pieces': { tone: 'warn', path: null },
}

/** Whether nothing should be paid before somebody looked at it. */
export function isUrgent({ code }: PayWarning): boolean {
  return meanings[code].tone === 'act'
}

/** The figures of a warning as they are said. */
function wordsOf(t: TFunction<'payroll'>, warning: PayWarning): Record<string, string | number> {
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
    default:
      return {}
  }
}

/** Warnings in a row of a table: an icon and a few words each, the sentence in the tooltip. */
export function WarningTags({ warnings }: { readonly warnings: readonly PayWarning[] }) {
  const { t } = useTranslation('payroll')
  return (
    <span className={styles.tags}>
      {warnings.map((warning, index) => {
        const words = wordsOf(t, warning)
        return (
          <StatusTag
            // biome-ignore lint/suspicious/noArrayIndexKey: two debts may be left of one kind; none moves
            key={index}
            tone={meanings[warning.code].tone}
            title={t(`warning.${warning.code}.text`, words)}
          >
            {t(`warning.${warning.code}.word`, words)}
          </StatusTag>
        )
      })}
    </span>
  )
}

/** Each warning with its sentence: what it means, what to do, and the way there. */
export function WarningNotes({ warnings }: { readonly warnings: readonly PayWarning[] }) {
  const { t } = useTranslation('payroll')
  if (warnings.length === 0) return null
  return (
    <ul className={styles.notes} aria-label={t('warning.title')}>
      {warnings.map((warning, index) => {
        const words = wordsOf(t, warning)
        const { tone, path } = meanings[warning.code]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two debts may be left of one kind; none moves
          <li key={index}>
            <StatusTag tone={tone}>{t(`warning.${warning.code}.word`, words)}</StatusTag>
            <span>
              {t(`warning.${warning.code}.text`, words)}{' '}
              {path !== null && <Link to={path}>{t(`warning.${warning.code}.go`)}</Link>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
