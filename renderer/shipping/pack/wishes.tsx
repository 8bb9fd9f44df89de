import { CheckOutlined, EditOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Parcel, Wish } from '../../../shared/shipping/pack-contract.ts'
import { photoUrl } from '../../catalog/photo-cache.ts'
import { LinePicture } from '../../orders/line-picture.tsx'
import styles from './pack.module.css'

/** The wish of the piece just scanned; undefined where it has none. */
export function wishInHand(
  parcel: Parcel | null,
  itemId: number | null,
  lineInHand: number | null | undefined,
): Wish | undefined {
  const item = parcel?.items.find((one) => one.itemId === itemId)
  return item?.wishes.find((wish) => wish.orderLineId === lineInHand)
}

/** What the piece in hand must be besides its SKU, as large as it goes: whose it is, what is printed on it, how long. */
export function WishInHand({ wish }: { readonly wish: Wish }) {
  const { t } = useTranslation('shipping')
  const facts = [
    ['customText', wish.customText],
    ['measurements', wish.measurements],
    ['note', wish.note],
  ] as const
  return (
    <section className={styles.wish} aria-label={t('pack.wish.title')}>
      {wish.pictureHash !== '' && <WholePicture hash={wish.pictureHash} />}
      <div className={styles.wishTexts}>
        <div className={styles.wishTitle}>
          <EditOutlined /> {t('pack.wish.title')}
          {wish.wanted > 1 && (
            <span> · {t('pack.wish.pieces', { here: wish.here, wanted: wish.wanted })}</span>
          )}
        </div>
        {wish.wearer !== '' && <div className={styles.wearer}>{wish.wearer}</div>}
        <dl>
          {facts
            .filter(([, text]) => text !== '')
            .map(([name, text]) => (
              <div key={name}>
                <dt>{t(`pack.wish.${name}`)}</dt>
                <dd>{text}</dd>
              </div>
            ))}
        </dl>
      </div>
    </section>
  )
}

/** Uncut: what the buyer drew at the edge is asked for too. */
function WholePicture({ hash }: { readonly hash: string }) {
  const { t } = useTranslation('shipping')
  const [shown, setShown] = useState<{ readonly hash: string; readonly url: string | null } | null>(null)
  useEffect(() => {
    let isHere = true
    photoUrl(hash, 'original').then(
      (url) => isHere && setShown({ hash, url }),
      () => isHere && setShown({ hash, url: null }),
    )
    return () => {
      isHere = false
    }
  }, [hash])
  if (shown?.hash !== hash) return <span className={styles.wishPicture} />
  if (shown.url === null) return <span className={styles.wishPicture}>{t('pack.wish.pictureLost')}</span>
  return <img className={styles.wishPicture} src={shown.url} alt={t('pack.wish.picture')} />
}

/** The lines of an item that ask for something: those still to come first, the piece in hand marked. */
export function WishList(props: {
  readonly wishes: readonly Wish[]
  readonly lineInHand: number | null | undefined
}) {
  const { t } = useTranslation('shipping')
  if (props.wishes.length === 0) return null
  const full = (wish: Wish) => Number(wish.here >= wish.wanted)
  return (
    <ul className={styles.wishes} aria-label={t('pack.wish.list')}>
      {props.wishes
        .toSorted((a, b) => full(a) - full(b))
        .map((wish) => (
          <li
            key={wish.orderLineId}
            className={wish.orderLineId === props.lineInHand ? styles.wishNow : undefined}
          >
            {full(wish) === 1 ? (
              <CheckOutlined />
            ) : (
              <span className={styles.muted}>
                {wish.here}/{wish.wanted}
              </span>
            )}
            {wish.pictureHash !== '' && (
              <LinePicture hash={wish.pictureHash} side={48} alt={t('pack.wish.picture')} />
            )}
            <span>
              {wish.wearer !== '' && <b>{wish.wearer} </b>}
              {[wish.customText, wish.measurements, wish.note].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
    </ul>
  )
}
