import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UpdateStatus, UpdateWaits } from '../../../shared/settings/update-contract.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { jobKind } from '../../ui/job-kind.ts'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from './update.module.css'
import { useInstall } from './use-install.ts'

/** The newest version that can be installed, and when. */
export function Offer({ status }: { readonly status: UpdateStatus }) {
  const { t, i18n } = useTranslation('update')
  const install = useInstall()
  const { offer, planned, waits } = status
  if (install.isEnding) return <Alert type="info" showIcon title={t('ending')} />
  if (status.preparing) return <Alert type="info" showIcon title={t('preparing')} />
  if (planned !== null)
    return (
      <Space wrap>
        <StatusTag tone="go">{t('planned', { version: planned })}</StatusTag>
        <Button size="small" onClick={() => install.plan(null)}>
          {t('unplan')}
        </Button>
        <ErrorNote error={install.error} />
      </Space>
    )
  if (!offer) return <p>{t('latest')}</p>
  const isWaiting = waits.jobs.length > 0 || waits.stations.length > 0 || waits.parcels > 0
  return (
    <>
      <div>
        <strong>
          {t('found', { version: offer.version })} {t(`place.${offer.kind}`, { place: offer.place })}
        </strong>{' '}
        <span className="number">
          {offer.date} · {(offer.size / 1e6).toFixed(1)} MB
        </span>
        <p className={styles.notes}>{i18n.language === 'en' ? offer.notes.en : offer.notes.zh}</p>
      </div>
      {status.canInstall && (
        <Space wrap>
          <Button type="primary" loading={install.isPending} onClick={() => install.plan(offer.id)}>
            {t('afterWork')}
          </Button>
          <Button disabled={isWaiting || install.isPending} onClick={() => void install.now(offer)}>
            {t('now')}
          </Button>
        </Space>
      )}
      {status.canInstall && isWaiting && <Waits waits={waits} />}
      <ErrorNote error={install.error} />
    </>
  )
}

function Waits({ waits: { jobs, stations, parcels } }: { readonly waits: UpdateWaits }) {
  const { t } = useTranslation('update')
  return (
    <div>
      {t('waits')}
      <ul>
        {jobs.length > 0 && <li>{t('waitsJobs', { jobs: listText(jobs.map((job) => jobKind(t, job))) })}</li>}
        {stations.length > 0 && <li>{t('waitsStations', { stations: listText(stations) })}</li>}
        {parcels > 0 && <li>{t('waitsParcels', { count: parcels })}</li>}
      </ul>
    </div>
  )
}
