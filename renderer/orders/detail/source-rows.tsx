import type { OrderDetail } from '../../../shared/orders/contract.ts'
import styles from '../orders.module.css'

/** The rows of the marketplace's files as they came. */
export function SourceRows({ order }: { readonly order: OrderDetail }) {
  return order.sourceRows.map((source) => (
    <section key={`${source.file} ${source.row}`} className={styles.section}>
      <h3>
        {source.file} · {source.row}
      </h3>
      <dl className={styles.facts}>
        {source.cells.map((cell) => (
          <div key={cell.column} style={{ display: 'contents' }}>
            <dt>{cell.column}</dt>
            <dd>{cell.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
