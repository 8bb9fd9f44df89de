import { useTranslation } from 'react-i18next'
import type { StyleDetail } from '../../../shared/catalog/contract.ts'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import styles from './style.module.css'

/** What this style's sets are made of, one line a set. Nothing where it has none. */
export function SetParts({ style }: { readonly style: StyleDetail }) {
  const { t } = useTranslation('catalog')
  const sets = style.skus.filter((sku) => sku.isSet && !sku.archived)
  if (sets.length === 0) return null
  return (
    <section className={styles.grid}>
      <h2 className={styles.heading}>{t('sets.title')}</h2>
      <p className={styles.muted}>{t('sets.explain')}</p>
      <table className={styles.partsTable}>
        <tbody>
          {sets.map((sku) => (
            <tr key={sku.id}>
              <th>
                {sku.colour} {sku.size}
              </th>
              <td>
                {sku.parts.map((part) => (
                  <span key={part.sku.id} className={styles.part}>
                    {skuText(part.sku)} <b className="number">× {part.quantity}</b>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
