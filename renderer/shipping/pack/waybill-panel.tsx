import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NoWaybillReason, noWaybillReasons } from '../../../shared/shipping/pack-contract.ts'
import { api } from '../../app/client.ts'
import styles from './pack.module.css'

/** Asked only where a parcel is full and has no number: scan one (the field above takes it), or say why there is none. */
export function WaybillPanel({
  onReason,
}: {
  readonly onReason: (reason: NoWaybillReason, carrierId: number | null) => void
}) {
  const { t } = useTranslation('shipping')
  const carriers = useQuery(api.shipping.carriers.list.queryOptions())
  const [carrierId, setCarrierId] = useState<number | null>(null)
  return (
    <section className={styles.card} aria-label={t('pack.waybillTitle')}>
      <div className={styles.big}>{t('pack.waybillTitle')}</div>
      <p>{t('pack.waybillText')}</p>
      <Select
        size="large"
        allowClear
        style={{ width: '100%', marginBottom: 8 }}
        placeholder={t('pack.carrierLater')}
        value={carrierId}
        onChange={(id: number | undefined) => setCarrierId(id ?? null)}
        options={(carriers.data ?? [])
          .filter((carrier) => !carrier.archived)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className={styles.reasons}>
        {noWaybillReasons.map((reason) => (
          <Button key={reason} onClick={() => onReason(reason, carrierId)}>
            {t(`noWaybill.${reason}`)}
          </Button>
        ))}
      </div>
    </section>
  )
}
