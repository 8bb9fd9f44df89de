import { useTranslation } from 'react-i18next'
import type { Looked } from '../../../shared/settings/backup-contract.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from '../settings-page.module.css'

/** What a backup holds, who made it, when, and what room it takes. */
export function LookedFacts({ name, looked }: { readonly name: string; readonly looked: Looked }) {
  const { t } = useTranslation('care')
  const { manifest, needed, free } = looked
  const { counts, newestOrder } = manifest
  return (
    <dl className={styles.facts}>
      <dt>{t('look.file')}</dt>
      <dd>
        {name}
        {looked.sealed && ` · ${t('look.sealed')}`}
      </dd>
      <dt>{t('look.made')}</dt>
      <dd>
        <InstantText at={manifest.createdAt} /> · {t(`why.${manifest.reason}`)}
      </dd>
      <dt>{t('look.by')}</dt>
      <dd>
        {manifest.madeBy || t('look.program')}
        {manifest.program && ` · ${t('look.version')} ${manifest.program}`}
      </dd>
      <dt>{t('look.workshop')}</dt>
      <dd>{manifest.workshopName || '–'}</dd>
      <dt>{t('look.orders')}</dt>
      <dd className="number">
        {counts.orders.toLocaleString()} · {t('look.skus')} {counts.skus.toLocaleString()} ·{' '}
        {t('look.parcels')} {counts.parcels.toLocaleString()}
      </dd>
      <dt>{t('look.newest')}</dt>
      <dd>
        {newestOrder ? (
          <>
            <span className="number">{newestOrder.number}</span>
            {newestOrder.at !== null && (
              <>
                {' · '}
                <InstantText at={newestOrder.at} />
              </>
            )}
          </>
        ) : (
          t('look.none')
        )}
      </dd>
      <dt>{t('look.photos')}</dt>
      <dd>{t(manifest.photos ? 'look.withPhotos' : 'look.withoutPhotos')}</dd>
      <dt>{t('look.numbers')}</dt>
      <dd>{t(`look.numbersIn.${manifest.dataKey}`)}</dd>
      <dt>{t('room')}</dt>
      <dd className="number">
        {t('look.room', { needed: bytesText(needed * 1e6), free: bytesText(free * 1e6) })}
      </dd>
    </dl>
  )
}
