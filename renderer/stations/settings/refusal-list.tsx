import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DoorRefusal } from '../../../shared/stations/contract.ts'
import { api } from '../../app/client.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from './stations.module.css'

/** What was not let in since the program was opened, and why. Not there while there was nothing. */
export function RefusalList() {
  const { t, i18n } = useTranslation('stations')
  const { data: refusals = [] } = useQuery(api.stations.refusals.queryOptions())
  if (refusals.length === 0) return null
  const reason = (code: string) => (i18n.exists(`stations:reason.${code}`) ? t(`reason.${code}`) : code)
  return (
    <section className={styles.part} aria-label={t('refusals')}>
      <h3 className={styles.title}>{t('refusals')}</h3>
      <p className={styles.hint}>{t('refusalsText')}</p>
      <Table<DoorRefusal>
        size="small"
        rowKey={({ address, reason: code, station }) => `${address} ${code} ${station}`}
        dataSource={refusals}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        columns={[
          { title: t('from'), render: (_value, { address, station }) => station ?? address },
          { title: t('why'), render: (_value, refusal) => reason(refusal.reason) },
          { title: t('count'), dataIndex: 'count', align: 'right' },
          { title: t('last'), render: (_value, { at }) => <InstantText at={at} /> },
        ]}
      />
    </section>
  )
}
