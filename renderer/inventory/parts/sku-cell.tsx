import { Link } from 'react-router'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { Photo } from '../../catalog/photo.tsx'
import styles from '../inventory.module.css'

/** The costume's picture, wherever it is named. The words beside it say what it is. */
export function SkuPhoto({ hash, size = 40 }: { readonly hash: string | null; readonly size?: number }) {
  return <Photo hash={hash} side={size} alt="" />
}

/** A SKU as photo, style, colour and size; leads to its stock page. */
export function SkuCell({ sku, photo = 40 }: { readonly sku: SkuLabel; readonly photo?: number }) {
  return (
    <span className={styles.sku}>
      <SkuPhoto hash={sku.photoHash} size={photo} />
      <span>
        <Link to={`/stock/sku/${sku.id}`}>
          <strong>{sku.styleNumber}</strong> {sku.styleName}
        </Link>
        <br />
        <span className={styles.muted}>
          {[sku.colour, sku.size, sku.sellerCode].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
    </span>
  )
}
