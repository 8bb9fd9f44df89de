import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api, client } from '../../app/client.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import styles from '../shipping.module.css'

/** Hand-overs so far, newest first. */
export function ManifestList() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const [page, setPage] = useState(1)
  const list = useQuery(
    api.shipping.manifests.list.queryOptions({ input: { limit: 20, offset: (page - 1) * 20 } }),
  )
  if (!list.data || list.data.total === 0) return null
  return (
    <section className={styles.section} aria-label={t('handOver.list')}>
      <div className={styles.bar}>
        <h2>{t('handOver.list')}</h2>
        <span className={styles.grow} />
        <ExportButton onExport={() => client.shipping.manifests.export({})} />
      </div>
      <Table
        size="small"
        rowKey="id"
        dataSource={list.data.rows}
        pagination={{
          current: page,
          pageSize: 20,
          total: list.data.total,
          onChange: setPage,
          hideOnSinglePage: true,
        }}
        onRow={(row) => ({
          onClick: () => void navigate(`/pack/hand-over/${row.id}`),
          style: { cursor: 'pointer' },
        })}
        columns={[
          { title: t('handOver.number'), render: (_, row) => t('handOver.name', { id: row.id }) },
          { title: t('column.carrier'), render: (_, row) => row.carrierName ?? t('handOver.noCarrier') },
          { title: t('column.handed'), render: (_, row) => <InstantText at={row.handedAt} /> },
          { title: t('handOver.courier'), dataIndex: 'courierName' },
          { title: t('column.parcels'), align: 'right', dataIndex: 'parcels' },
          { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
          {
            title: '',
            render: (_, row) => row.voided && <StatusTag tone="off">{t('handOver.voided')}</StatusTag>,
          },
        ]}
      />
    </section>
  )
}
