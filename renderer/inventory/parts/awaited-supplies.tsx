import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AwaitedSupply, WaitingLine } from '../../../shared/inventory/supply-contract.ts'
import { useMay } from '../../app/session.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../inventory.module.css'

/**
 * What a short line waits for: "3 made by 25 May" with its batch or who has it, marked where that is too late for the
 * order, and what nobody has answered yet.
 */
export function AwaitedSupplies({ line }: { readonly line: Pick<WaitingLine, 'supplies' | 'unanswered'> }) {
  const { t } = useTranslation('inventory')
  return (
    <>
      {line.supplies.map((supply) => (
        <div key={supply.supplyId}>
          <Source supply={supply} />{' '}
          {supply.late ? (
            <StatusTag tone="act">{t('supply.tooLate', { date: supply.expectedDate })}</StatusTag>
          ) : (
            <span className={`${styles.muted} number`}>{supply.expectedDate ?? t('supply.noDate')}</span>
          )}
        </div>
      ))}
      {line.unanswered > 0 && (
        <div className={styles.alarm}>{t('supply.unanswered', { count: line.unanswered })}</div>
      )}
    </>
  )
}

/** How it comes, with a link to where that is seen. */
function Source({ supply }: { readonly supply: AwaitedSupply }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const text = t(`supply.awaited.${supply.kind}`, { count: supply.quantity, from: supply.supplierName })
  if (supply.batch === null)
    return may('inventory.supply.list') ? <Link to="/stock/expected">{text}</Link> : text
  return (
    <>
      {text} <BatchLink batch={supply.batch} />
      {supply.sentOut.map((order) => (
        <span key={order.id}>
          {' '}
          {may('subcontracting.orders.get') ? (
            <Link to={`/floor/sent-out/${order.id}`}>{t('supply.atPartner', { name: order.partner })}</Link>
          ) : (
            t('supply.atPartner', { name: order.partner })
          )}
        </span>
      ))}
    </>
  )
}

/** The batch that makes expected pieces; only its number for who does not see batches. */
export function BatchLink({ batch }: { readonly batch: NonNullable<AwaitedSupply['batch']> }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const text = t('supply.batch', { number: batch.batchNumber })
  return may('production.batches.get') ? <Link to={`/floor/batches/${batch.id}`}>{text}</Link> : text
}
