import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api } from '../../app/client.ts'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { OddNumber } from '../odd-number.tsx'
import office from '../shipping.module.css'
import { ItemList } from './item-list.tsx'
import styles from './pack.module.css'
import { ParcelSide } from './parcel-side.tsx'
import { parcelTones } from './parcels-screen.tsx'
import { RelabelForm } from './relabel-form.tsx'
import { useParcelPrinting } from './use-parcel-printing.ts'

/** One parcel: what is in it, its papers again, another number. */
export function ParcelScreen() {
  const { t } = useTranslation('shipping')
  const id = Number(useParams().id)
  const query = useQuery(api.shipping.pack.get.queryOptions({ input: { id } }))
  const { printSlip, printLabel, job } = useParcelPrinting()
  const [isChanging, setChanging] = useState(false)
  const parcel = query.data
  if (!parcel) return <ErrorNote error={query.error} />
  const isClosed = parcel.state === 'packed' || parcel.state === 'shipped'
  return (
    <div className={office.page}>
      <PageHeader
        back="/pack/parcels"
        title={parcel.trackingNumber || t('parcels.name', { id })}
        note={
          <>
            <StatusTag tone={parcelTones[parcel.state]}>{t(`parcelState.${parcel.state}`)}</StatusTag>{' '}
            <OddNumber parcel={parcel} />{' '}
            {parcel.manifestId !== null && (
              <Link to={`/pack/hand-over/${parcel.manifestId}`}>
                {t('handOver.name', { id: parcel.manifestId })}
              </Link>
            )}
          </>
        }
        actions={
          <>
            <JobMark job={job} />
            {isClosed && <Button onClick={() => setChanging(true)}>{t('parcels.relabel')}</Button>}
            {isClosed && <Button onClick={() => void printSlip(parcel)}>{t('print.slip')}</Button>}
            {isClosed && <Button onClick={() => void printLabel(parcel, true)}>{t('print.label')}</Button>}
            {(parcel.state === 'open' || parcel.state === 'packed') && (
              <Link to={`/pack?parcel=${id}`}>
                <Button type="primary">{t('parcels.toTable')}</Button>
              </Link>
            )}
          </>
        }
      />
      <div className={`${styles.screen} ${styles.columns}`} style={{ display: 'grid' }}>
        <ItemList parcel={parcel} currentId={null} />
        <ParcelSide parcel={parcel} currentId={null} />
      </div>
      <Modal
        open={isChanging}
        title={t('parcels.relabel')}
        footer={null}
        destroyOnHidden
        onCancel={() => setChanging(false)}
      >
        <RelabelForm parcel={parcel} onDone={() => setChanging(false)} />
      </Modal>
    </div>
  )
}
