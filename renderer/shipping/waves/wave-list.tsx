import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api, client } from '../../app/client.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import styles from '../shipping.module.css'

const tones = { picking: 'go', done: 'done', cancelled: 'off' } as const

/** Waves so far, those being picked first. */
export function WaveList() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const waves = useQuery(api.shipping.waves.list.queryOptions({ input: { limit: 50 } }))
  if (!waves.data || waves.data.total === 0) return null
  return (
    <section className={styles.section} aria-label={t('wave.list')}>
      <div className={styles.bar}>
        <h2>{t('wave.list')}</h2>
        <span className={styles.grow} />
        <ExportButton onExport={() => client.shipping.waves.export({})} />
      </div>
      <Table
        size="small"
        rowKey="id"
        dataSource={waves.data.rows}
        pagination={false}
        onRow={(row) => ({
          onClick: () => void navigate(`/pack/waves/${row.id}`),
          style: { cursor: 'pointer' },
        })}
        columns={[
          { title: t('wave.number'), render: (_, row) => t('wave.name', { id: row.id }) },
          {
            title: t('column.state'),
            render: (_, row) => <StatusTag tone={tones[row.state]}>{t(`waveState.${row.state}`)}</StatusTag>,
          },
          { title: t('column.started'), render: (_, row) => <InstantText at={row.createdAt} /> },
          { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
          { title: t('wave.progress'), align: 'right', render: (_, row) => `${row.done} / ${row.orders}` },
        ]}
      />
    </section>
  )
}
