import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { holderText } from '../../../shared/stations/presence.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from './pack.module.css'

/** The table while no parcel lies on it: how to begin, what is unfinished, what was just packed. */
export function IdleTable({ onResume }: { readonly onResume: (parcelId: number) => void }) {
  const { t } = useTranslation('shipping')
  const table = useQuery(api.shipping.pack.table.queryOptions())
  if (table.error) return <ErrorNote error={table.error} />
  const data = table.data
  if (!data) return null
  return (
    <div className={styles.idle}>
      <section className={styles.card}>
        <h2>{t('pack.today')}</h2>
        <div className={styles.figure}>{data.packedToday}</div>
        <div className={styles.muted}>{t('pack.todayText', { count: data.piecesToday })}</div>
        <h2 style={{ marginTop: 16 }}>{t('pack.begin')}</h2>
        <ol className={styles.steps}>
          <li>{t('pack.begin1')}</li>
          <li>{t('pack.begin2')}</li>
          <li>{t('pack.begin3')}</li>
        </ol>
      </section>
      {data.open.length > 0 && (
        <section className={styles.card}>
          <h2>{t('pack.unfinished')}</h2>
          <ul className={styles.list}>
            {data.open.map((parcel) => (
              <li key={parcel.id}>
                <span>
                  {parcel.orderNumbers.join(' + ')} · {t('pieces', { count: parcel.pieces })}
                  {parcel.holder && (
                    <>
                      {' '}
                      <StatusTag tone="warn">
                        {t('pack.inHand', { who: holderText(parcel.holder) })}
                      </StatusTag>
                    </>
                  )}
                </span>
                <Button onClick={() => onResume(parcel.id)}>{t('pack.resume')}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.card}>
        <h2>{t('pack.waves')}</h2>
        {data.waves.length === 0 ? (
          <p className={styles.muted}>
            {t('pack.noWaves')} <Link to="/pack/waves">{t('pack.toWaves')}</Link>
          </p>
        ) : (
          <ul className={styles.list}>
            {data.waves.map((wave) => (
              <li key={wave.id}>
                <Link to={`/pack/waves/${wave.id}`}>{t('wave.name', { id: wave.id })}</Link>
                <span className={styles.big}>
                  {wave.done} / {wave.orders}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {data.recent.length > 0 && (
        <section className={styles.card}>
          <h2>{t('pack.recent')}</h2>
          <ul className={styles.list}>
            {data.recent.map((parcel) => (
              <li key={parcel.id}>
                <span>
                  {parcel.trackingNumber || parcel.orderNumbers.join(' + ')}{' '}
                  <span className={styles.muted}>
                    <InstantText at={parcel.packedAt} />
                  </span>
                </span>
                <Button onClick={() => onResume(parcel.id)}>{t('pack.show')}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
