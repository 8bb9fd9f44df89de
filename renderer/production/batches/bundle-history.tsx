import { useQuery } from '@tanstack/react-query'
import { Drawer, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BundleRow } from '../../../shared/production/contract.ts'
import { api } from '../../app/client.ts'
import { SkuName } from '../../catalog/sku-name.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from '../production.module.css'

/** All that happened to a bundle. */
export function BundleHistory({
  bundle,
  onClose,
}: {
  readonly bundle: BundleRow
  readonly onClose: () => void
}) {
  const { t } = useTranslation('production')
  const query = useQuery(api.production.bundles.history.queryOptions({ input: { id: bundle.id } }))
  return (
    <Drawer open size={680} title={t('history.title', { bundle: bundle.bundleNumber })} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={query.error} />
        <SkuName sku={bundle.sku} side={56} />
        <Table
          size="small"
          rowKey={(row) => `${row.at} ${row.what} ${row.who} ${row.operation} ${row.pieces}`}
          loading={query.isPending}
          dataSource={query.data ?? []}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          rowClassName={(row) => (row.undone ? styles.voided! : '')}
          columns={[
            { title: t('history.at'), render: (_, row) => <InstantText at={row.at} /> },
            { title: t('history.what'), render: (_, row) => t(`history.${row.what}`) },
            { title: t('history.step'), dataIndex: 'operation' },
            { title: t('history.who'), dataIndex: 'who' },
            { title: t('bundle.pieces'), align: 'right', dataIndex: 'pieces' },
            { title: t('note'), dataIndex: 'note' },
          ]}
        />
      </div>
    </Drawer>
  )
}
