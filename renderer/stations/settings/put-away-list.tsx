import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PutAway } from '../../../shared/stations/put-away.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useKeptWords, useRefusalWords } from '../kept/kept-words.ts'
import styles from './stations.module.css'

/** What devices had kept, could not be written, and was given up there: it is in no book. Not there while there was nothing. */
export function PutAwayList() {
  const may = useMay()
  return may('stations.putAways') ? <List /> : null
}

function List() {
  const { t } = useTranslation('stations')
  const words = useKeptWords()
  const reason = useRefusalWords()
  const { data: rows = [], error } = useQuery(api.stations.putAways.queryOptions())
  const see = useCommand(client.stations.seePutAways)
  const fresh = rows.filter(({ isNew }) => isNew)
  if (rows.length === 0) return <ErrorNote error={error} />
  return (
    <section className={styles.part} aria-label={t('putAway.title')}>
      <h3 className={styles.title}>{t('putAway.title')}</h3>
      <p className={styles.hint}>{t('putAway.text')}</p>
      <ErrorNote error={error ?? see.error} />
      {fresh.length > 0 && (
        <div>
          <Button
            loading={see.isPending}
            onClick={() => void see.run({ upTo: Math.max(...fresh.map(({ id }) => id)) })}
          >
            {t('putAway.seen', { count: fresh.length })}
          </Button>
        </div>
      )}
      <Table<PutAway>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('putAway.what'),
            render: (_value, row) => (
              <>
                {words({ name: row.procedure, words: row.words })}{' '}
                {row.isNew && <StatusTag tone="act">{t('putAway.new')}</StatusTag>}
              </>
            ),
          },
          {
            title: t('putAway.kept'),
            render: (_value, row) => (
              <>
                {row.keptBy ?? '—'} <InstantText at={row.keptAt} />
              </>
            ),
          },
          { title: t('why'), render: (_value, row) => reason(row.error, row.errorData) },
          {
            title: t('putAway.by'),
            render: (_value, row) => (
              <>
                {row.putAwayBy} <InstantText at={row.at} />
              </>
            ),
          },
          { title: t('from'), dataIndex: 'station' },
        ]}
      />
    </section>
  )
}
