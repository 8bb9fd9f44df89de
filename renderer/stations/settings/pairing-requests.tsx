import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PairingRequest } from '../../../shared/stations/contract.ts'
import { api, client } from '../../app/client.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { PairForm } from './pair-form.tsx'
import styles from './stations.module.css'

/** Devices that ask to be let in, each with its way to yes and no. */
export function PairingRequests() {
  const { t } = useTranslation('stations')
  const { data: requests = [] } = useQuery(api.stations.requests.queryOptions({ refetchInterval: 20_000 }))
  const [open, setOpen] = useState<PairingRequest | null>(null)
  return (
    <section className={styles.part} aria-label={t('requests')} aria-live="polite">
      {requests.length === 0 && <p className={styles.hint}>{t('noRequests')}</p>}
      {requests.map((request) => (
        <div key={request.id} className={styles.request}>
          <strong>{t('asks', { device: request.device, address: request.address })}</strong>
          <InstantText at={request.at} />
          <Button type="primary" onClick={() => setOpen(request)}>
            {t('typeCode')}
          </Button>
          <Button onClick={() => void client.stations.turnAway({ requestId: request.id }).catch(() => {})}>
            {t('turnAway')}
          </Button>
        </div>
      ))}
      <Modal
        open={open !== null}
        title={t('pairTitle')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(null)}
      >
        {open && <PairForm request={open} onDone={() => setOpen(null)} />}
      </Modal>
    </section>
  )
}
