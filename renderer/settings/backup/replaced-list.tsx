import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import type { Replaced } from '../../../shared/settings/backup-contract.ts'
import { api } from '../../app/client.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from './backup.module.css'
import type { RestoreWish } from './restore-dialog.tsx'

/** Databases that were put aside; each can be brought back as a backup is. Nothing is shown while there is none. */
export function ReplacedList({ onRestore }: { readonly onRestore: (wish: RestoreWish) => void }) {
  const { t } = useTranslation('care')
  const { data } = useQuery(api.settings.backup.replaced.queryOptions())
  if (!data || data.length === 0) return null
  return (
    <section className={styles.replaced} aria-label={t('replaced.title')}>
      <h3>{t('replaced.title')}</h3>
      <p className={styles.muted}>{t('replaced.note')}</p>
      <Table<Replaced>
        size="small"
        rowKey="name"
        dataSource={[...data]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('replaced.column.at'), render: (_value, { at }) => <InstantText at={at} /> },
          { title: t('replaced.column.why'), render: (_value, { why }) => t(`replaced.${why}`) },
          {
            title: t('replaced.column.size'),
            align: 'right',
            render: (_value, { bytes }) => <span className="number">{bytesText(bytes)}</span>,
          },
          {
            title: '',
            render: (_value, { name, at }) => (
              <Button
                size="small"
                onClick={() => onRestore({ source: { replaced: name }, name: formatInstant(at) })}
              >
                {t('replaced.bring')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  )
}
