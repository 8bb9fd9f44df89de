import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/orders/contract.ts'
import { nameKey } from '../../../shared/settings/audit-references.ts'
import { AuditChange } from '../../ui/audit/audit-change.tsx'
import { useAuditWords } from '../../ui/audit/audit-words.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from '../orders.module.css'

/** Who changed what and when, newest first. */
export function History({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('care')
  const { command, table } = useAuditWords()
  return (
    <table className={styles.mapping}>
      <tbody>
        {order.history.map((entry) => (
          <tr key={entry.id}>
            <td className={styles.number}>
              <InstantText at={entry.at} />
            </td>
            <td>{entry.userName || t('audit.program')}</td>
            <td>{command(entry.command)}</td>
            <td>
              {entry.table === 'orders'
                ? ''
                : `${(entry.names[nameKey('order_line', entry.rowId)] ?? table(entry.table)).replace(`${order.orderNumber} · `, '')} `}
              {entry.action === 'insert' ? t('audit.actions.insert') : <AuditChange row={entry} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
