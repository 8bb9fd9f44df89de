import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/orders/contract.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from '../orders.module.css'

/** Who changed what and when, newest first. */
export function History({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  return (
    <table className={styles.mapping}>
      <tbody>
        {order.history.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is a snapshot, never reordered
          <tr key={index}>
            <td className={styles.number}>
              <InstantText at={entry.at} />
            </td>
            <td>{entry.userName}</td>
            <td>{t(`command.${entry.command.replaceAll('.', '-')}`, { defaultValue: entry.command })}</td>
            <td>
              {Object.keys(entry.after ?? {})
                .filter((name) => name in (entry.before ?? {}))
                .map(
                  (name) =>
                    `${name}: ${String(entry.before?.[name] ?? '')} → ${String(entry.after?.[name] ?? '')}`,
                )
                .join('; ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
