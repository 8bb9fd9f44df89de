import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '../../../shared/orders/imports-contract.ts'
import styles from '../orders.module.css'

/** The sums of an import: orders, and what needs somebody's eyes. */
export function Sums({ summary }: { readonly summary: ImportSummary }) {
  const { t } = useTranslation('orders')
  const { orders, lines } = summary
  const boxes: readonly (readonly [string, number, string?])[] = [
    [t('import.added'), orders.added, t('import.linesAdded', { count: lines.added })],
    [t('import.updated'), orders.updated, t('import.linesUpdated', { count: lines.updated })],
    [t('import.unchanged'), orders.unchanged - summary.overtaken],
    ...(summary.overtaken > 0
      ? ([[t('import.overtaken'), summary.overtaken, t('import.overtakenText')]] as const)
      : []),
    [t('import.problemRows'), summary.problemRows, t('import.problemRowsText')],
    [t('import.unmatched'), summary.unmatchedLines, t('import.unmatchedText')],
    [t('import.masked'), summary.masked, t('import.maskedText')],
    ...(summary.addressDiffers > 0
      ? ([[t('import.addressDiffers'), summary.addressDiffers, t('import.addressDiffersText')]] as const)
      : []),
  ]
  return (
    <div className={styles.sums}>
      {boxes.map(([name, value, text]) => (
        <div key={name} className={styles.sum}>
          <b>{value.toLocaleString('en')}</b>
          {name}
          {text && value > 0 && <div className={styles.muted}>{text}</div>}
        </div>
      ))}
    </div>
  )
}
