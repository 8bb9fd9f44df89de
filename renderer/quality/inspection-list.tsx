import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type InspectionRow, inspectionStates } from '../../shared/quality/contract.ts'
import { api } from '../app/client.ts'
import { useIsTight } from '../app/touch.ts'
import { Photo } from '../catalog/photo.tsx'
import styles from '../production/production.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { fitting } from '../ui/table/fitting.ts'
import { pageBar } from '../ui/table/page-bar.ts'
import { SearchField } from '../ui/table/search-field.tsx'
import { VerdictTag } from './verdict-tag.tsx'

/** Checks, newest first; of one batch or all. */
export function InspectionList(props: { readonly batchId: number | null; readonly onBegin?: () => void }) {
  const { t } = useTranslation('quality')
  const [state, setState] = useState<(typeof inspectionStates)[number] | null>(null)
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const isTight = useIsTight()
  const query = useQuery({
    ...api.quality.inspections.list.queryOptions({
      input: { state, batchId: props.batchId, search, offset: (page - 1) * 50, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  })
  if (query.data?.total === 0 && state === null && search === '')
    return (
      <EmptyState
        title={t('none.title')}
        text={t('none.text')}
        action={
          props.onBegin && (
            <Button type="primary" onClick={props.onBegin}>
              {t('begin.open')}
            </Button>
          )
        }
      />
    )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      <div className={styles.bar}>
        <SearchField
          width={240}
          value={search}
          placeholder={t('search')}
          onSearch={(text) => {
            setSearch(text)
            setPage(1)
          }}
        />
        <Select
          allowClear
          style={{ width: 160 }}
          aria-label={t('state')}
          placeholder={t('anyState')}
          value={state}
          options={inspectionStates.map((one) => ({ value: one, label: t(`states.${one}`) }))}
          onChange={(value) => {
            setState(value ?? null)
            setPage(1)
          }}
        />
      </div>
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data?.rows ?? []}
        locale={{ emptyText: t('nothing') }}
        scroll={{ x: true }}
        pagination={pageBar(page, query.data?.total, setPage)}
        columns={fitting<InspectionRow>(isTight, [
          {
            title: t('subject'),
            render: (_, row) => (
              <span className={styles.bar} style={{ flexWrap: 'nowrap' }}>
                <Photo hash={row.photoHash} side={40} alt={row.styleName} />
                <span>
                  <Link to={`/floor/quality/${row.id}`}>
                    <b>{row.subject || t('kinds.receipt')}</b>
                  </Link>
                  <div className={styles.muted}>{row.styleName}</div>
                </span>
              </span>
            ),
          },
          {
            title: t('kind'),
            render: (_, row) =>
              `${t(`kinds.${row.kind}`)}${row.operationName ? ` · ${row.operationName}` : ''}`,
          },
          { title: t('date'), dataIndex: 'businessDate', className: styles.nowrap },
          {
            title: t('looked'),
            align: 'right',
            className: styles.nowrap,
            render: (_, row) => `${row.inspected} / ${row.sample}`,
          },
          // Tablets say how it ended; how many of which are on the inspection itself.
          { title: t('classes.critical'), align: 'right', dataIndex: 'critical', roomy: true },
          { title: t('classes.major'), align: 'right', dataIndex: 'major', roomy: true },
          { title: t('classes.minor'), align: 'right', dataIndex: 'minor', roomy: true },
          { title: t('verdict'), render: (_, row) => <VerdictTag state={row.state} /> },
        ])}
      />
    </div>
  )
}
