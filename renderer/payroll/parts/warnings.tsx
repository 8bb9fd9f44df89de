import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PayWarning } from '../../../shared/payroll/payslip-contract.ts'
import { paths } from '../../app/paths.ts'
import { StatusTag, type Tone } from '../../ui/status-tag.tsx'
import styles from '../payroll.module.css'
import { warningWords } from './use-warning-texts.ts'

interface Meaning {
  readonly tone: Tone
  /** Where something can be done about it; null: nothing has to be. */
  readonly path: string | null
}

const meanings: Readonly<Record<PayWarning['code'], Meaning>> = {
  'no-rate': { tone: 'act', path: null },
  'no-hourly-rate': { tone: 'act', path: paths.payTerms },
  'no-salary': { tone: 'act', path: paths.payTerms },
  'late-salary': { tone: 'warn', path: paths.payTerms },
  'no-attendance': { tone: 'warn', path: paths.attendance },
  'minimum-unknown': { tone: 'act', path: paths.payRules },
  'minimum-unchecked': { tone: 'warn', path: paths.attendance },
  'below-minimum': { tone: 'warn', path: paths.attendance },
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

/** Warnings in a row of a table: an icon and a few words each, the sentence in the tooltip. */
export function WarningTags({ warnings }: { readonly warnings: readonly PayWarning[] }) {
  const { t } = useTranslation('payroll')
  return (
    <span className={styles.tags}>
      {warnings.map((warning, index) => {
        const words = warningWords(t, warning)
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
        const words = warningWords(t, warning)
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
