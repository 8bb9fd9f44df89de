import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type SkuLabel, skuText } from '../../shared/catalog/sku-label.ts'
import styles from './catalog.module.css'
import { ColourName } from './colour-name.tsx'
import { Photo } from './photo.tsx'

/** A SKU with its photo, in two lines: style above, colour, size and seller code below. */
export function SkuName({ sku, side = 40 }: { readonly sku: SkuLabel; readonly side?: number }) {
  const { t } = useTranslation('catalog')
  return (
    <span className={styles.name}>
      <Photo hash={sku.photoHash} side={side} alt={skuText(sku)} />
      <span className={styles.names}>
        <div>
          <b>{sku.styleNumber}</b> {sku.styleName} {sku.isSet && <Tag>{t('set')}</Tag>}
          {sku.archived && <Tag>{t('archived')}</Tag>}
        </div>
        <div>
          <ColourName name={sku.colour} swatch={sku.swatch} /> {sku.size}{' '}
          {sku.sellerCode !== '' && (
            <span className={`${styles.code} ${styles.muted}`}>{sku.sellerCode}</span>
          )}
        </div>
      </span>
    </span>
  )
}
