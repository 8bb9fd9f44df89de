import { useTranslation } from 'react-i18next'
import type { WaitingLine } from '../../../shared/inventory/contract.ts'
import styles from '../inventory.module.css'

/** What a short line waits for: "3 made by 25 May", and what nobody has answered yet. */
export function AwaitedSupplies({ line }: { readonly line: Pick<WaitingLine, 'supplies' | 'unanswered'> }) {
  const { t } = useTranslation('inventory')
  return (
    <>
      {line.supplies.map((supply) => (
        <div key={supply.supplyId}>
          {t(`supply.awaited.${supply.kind}`, { count: supply.quantity, from: supply.supplierName })}{' '}
          <span className={`${styles.muted} number`}>{supply.expectedDate ?? t('supply.noDate')}</span>
        </div>
      ))}
      {line.unanswered > 0 && (
        <div className={styles.alarm}>{t('supply.unanswered', { count: line.unanswered })}</div>
      )}
    </>
  )
}
