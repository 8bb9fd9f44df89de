import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import type { Parcel } from '../../../shared/shipping/pack-contract.ts'
import { Photo } from '../../catalog/photo.tsx'
import styles from './pack.module.css'
import { WishList } from './wishes.tsx'

/** What the parcel takes, and how many are in it: the next to scan on top, full ones below. */
export function ItemList(props: {
  readonly parcel: Parcel
  readonly currentId: number | null
  /** The order line that the last scanned piece went to. */
  readonly lineInHand?: number | null
  readonly onTakeOut?: (itemId: number) => void
}) {
  const { t } = useTranslation('shipping')
  const { parcel, currentId, onTakeOut } = props
  const isOpen = parcel.state === 'open'
  const full = (item: Parcel['items'][number]) => Number(item.here >= item.wanted)
  const items = isOpen ? parcel.items.toSorted((a, b) => full(a) - full(b)) : parcel.items
  return (
    <ul className={styles.items} aria-label={t('pack.items')}>
      {items.map((item) => (
        <li
          key={item.itemId}
          className={[
            styles.item,
            full(item) === 1 && styles.full,
            item.itemId === currentId && styles.current,
          ]
            .filter(Boolean)
            .join(' ')}
        >
          <span className={styles.place} title={t('pack.place')}>
            {item.location || '—'}
          </span>
          <Photo hash={item.sku.photoHash} side={72} alt={skuText(item.sku)} />
          <div>
            <div className={styles.big}>
              {item.sku.colour} {item.sku.size}
            </div>
            <div className={styles.muted}>
              {item.sku.styleNumber} {item.sku.styleName} {item.sku.sellerCode}
            </div>
            {item.sets.map((set) => (
              <span key={set} className={styles.note}>
                {t('pack.ofSet', { set })}
              </span>
            ))}
            <WishList wishes={item.wishes} lineInHand={props.lineInHand} />
          </div>
          <span className={styles.count}>
            {full(item) === 1 && <CheckOutlined />}{' '}
            {isOpen ? `${item.here} / ${item.wanted}` : `× ${item.here}`}
          </span>
          {isOpen && onTakeOut ? (
            <Button
              icon={<MinusOutlined />}
              disabled={item.here === 0}
              aria-label={t('pack.takeOut')}
              title={t('pack.takeOut')}
              onClick={() => onTakeOut(item.itemId)}
            />
          ) : (
            <span />
          )}
        </li>
      ))}
    </ul>
  )
}
