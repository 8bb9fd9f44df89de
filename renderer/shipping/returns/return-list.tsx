import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { returnFilterSchema, returnStates } from '../../../shared/shipping/returns-contract.ts'
import { api, client } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { NothingFound } from '../../ui/table/nothing-found.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import styles from '../shipping.module.css'

const tones = { unchecked: 'act', done: 'done', voided: 'off' } as const
const pageSize = 50

/** Returns so far, those to be checked first; found by any number on them, the buyer or the style. */
export function ReturnList() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const { filter, setFilter, clear, isFiltered } = useUrlFilter(returnFilterSchema)
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Number(params.get('page')) || 1)
  const list = useQuery({
    ...api.shipping.returns.list.queryOptions({
      input: { ...filter, limit: pageSize, offset: (page - 1) * pageSize },
    }),
    placeholderData: keepPreviousData,
  })
  if (list.data?.total === 0 && !isFiltered)
    return <EmptyState title={t('returns.emptyTitle')} text={t('returns.emptyText')} />
  return (
    <section className={styles.section} aria-label={t('returns.list')}>
      <h2>{t('returns.list')}</h2>
      <div className={styles.bar}>
        <SearchField
          value={filter.search}
          placeholder={t('returns.search')}
          onSearch={(search) => setFilter({ search })}
        />
        <Select<(typeof returnStates)[number] | 'all'>
          style={{ minWidth: 140 }}
          value={filter.state ?? 'all'}
          aria-label={t('column.state')}
          onChange={(next) => setFilter({ state: next === 'all' ? null : next })}
          options={[
            { value: 'all', label: t('returns.all') },
            ...returnStates.map((one) => ({ value: one, label: t(`returnState.${one}`) })),
          ]}
        />
        <span className={styles.grow} />
        <ExportButton
          disabled={list.data?.total === 0}
          onExport={() => client.shipping.returns.export(filter)}
        />
      </div>
      <ErrorNote error={list.error} />
      <Table
        size="small"
        rowKey="id"
        loading={list.isPending}
        dataSource={list.data?.rows ?? []}
        locale={{ emptyText: <NothingFound onClear={clear} /> }}
        pagination={{
          current: page,
          pageSize,
          total: list.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: (next) =>
            setParams((before) => {
              const all = new URLSearchParams(before)
              all.set('page', String(next))
              return all
            }),
        }}
        onRow={(row) => ({
          tabIndex: 0,
          style: { cursor: 'pointer' },
          onClick: () => void navigate(`/pack/returns/${row.id}`),
          onKeyDown: (event) => event.key === 'Enter' && void navigate(`/pack/returns/${row.id}`),
        })}
        columns={[
          { title: t('returns.number'), render: (_, row) => t('returns.name', { id: row.id }) },
          {
            title: t('column.order'),
            render: (_, row) =>
              row.orderNumber || <span className={styles.muted}>{t('returns.unknownOrder')}</span>,
          },
          { title: t('column.shop'), dataIndex: 'shopName' },
          { title: t('returns.tracking'), dataIndex: 'trackingNumber' },
          { title: t('returns.reason'), dataIndex: 'reason' },
          { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
          { title: t('returns.uncheckedPieces'), align: 'right', dataIndex: 'unchecked' },
          {
            title: t('column.state'),
            render: (_, row) => (
              <StatusTag tone={tones[row.state]}>{t(`returnState.${row.state}`)}</StatusTag>
            ),
          },
          { title: t('returns.received'), render: (_, row) => <InstantText at={row.receivedAt} /> },
        ]}
      />
    </section>
  )
}
