import { useQuery } from '@tanstack/react-query'
import { Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { Photo } from '../catalog/photo.tsx'
import styles from '../production/production.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { isFound } from '../ui/is-found.ts'
import { listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { ExportRows } from '../ui/table/export-rows.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import { usePart } from '../ui/use-part.ts'
import { Incoming } from './incoming.tsx'
import { JobFileDialog } from './job-file-dialog.tsx'
import { Partners } from './partners.tsx'
import { Suggestions } from './suggestions.tsx'

const allParts = ['orders', 'partners', 'suggestions', 'incoming'] as const
type Part = (typeof allParts)[number]

/** Work that is at other enterprises, who they are, what could go out next, and work of others that is done here. */
export function SentOutScreen() {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const parts = allParts.filter(
    (one) =>
      (one !== 'suggestions' || may('subcontracting.suggestions')) &&
      (one !== 'incoming' || may('subcontracting.incoming.list')),
  )
  const [part, setPart] = usePart(parts)
  const [files, setFiles] = useState<readonly File[]>([])
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Segmented<Part>
          value={part}
          onChange={setPart}
          options={parts.map((one) => ({ value: one, label: t(`parts.${one}`) }))}
        />
        {may('subcontracting.files.accept') && (
          <FileDrop
            label={t('file.open')}
            dropLabel={t('file.drop')}
            accept=".yifang-job,.json"
            multiple={false}
            onFiles={setFiles}
          />
        )}
      </div>
      {part === 'orders' && <Orders />}
      {part === 'partners' && <Partners />}
      {part === 'suggestions' && <Suggestions />}
      {part === 'incoming' && <Incoming />}
      {files[0] && <JobFileDialog file={files[0]} onClose={() => setFiles([])} />}
    </div>
  )
}

function Orders() {
  const { t } = useTranslation('subcontracting')
  const [state, setState] = useState<'open' | 'closed'>('open')
  const query = useQuery(api.subcontracting.orders.list.queryOptions({ input: { state } }))
  const [search, setSearch] = useState('')
  const rows = (query.data ?? []).filter((row) =>
    isFound(search, [row.orderNumber, row.partner, row.batchNumber, row.styleNumber, row.styleName]),
  )
  if (query.data?.length === 0 && state === 'open')
    return (
      <>
        <StateSwitch state={state} onChange={setState} />
        <EmptyState title={t('none.title')} text={t('none.text')} />
      </>
    )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      <div className={styles.bar}>
        <StateSwitch state={state} onChange={setState} />
        <SearchField width={240} value={search} placeholder={t('search')} onSearch={setSearch} />
        <ExportRows
          fileName={t('parts.orders')}
          rows={rows}
          columns={[
            [t('order'), (row) => row.orderNumber],
            [t('partner.name'), (row) => row.partner],
            [t('batch'), (row) => row.batchNumber],
            [t('steps'), (row) => listText(row.operations.map(({ name }) => name))],
            [t('sent'), (row) => row.sent],
            [t('good'), (row) => row.good],
            [t('scrap'), (row) => row.scrap],
            [t('lost'), (row) => row.lost],
            [t('out'), (row) => row.out],
            [t('due'), (row) => row.dueDate],
          ]}
        />
      </div>
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={rows}
        locale={{ emptyText: t('nothing') }}
        scroll={{ x: true }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('order'),
            render: (_, row) => (
              <span className={styles.bar} style={{ flexWrap: 'nowrap' }}>
                <Photo hash={row.photoHash} side={40} alt={row.styleName} />
                <span>
                  <Link to={`/floor/sent-out/${row.id}`}>
                    <b>{row.orderNumber}</b>
                  </Link>{' '}
                  {row.partner}
                  <div className={styles.muted}>
                    {row.batchNumber} · {row.styleNumber} {row.styleName}
                  </div>
                </span>
              </span>
            ),
          },
          {
            title: t('steps'),
            render: (_, row) => (row.whole ? t('whole') : listText(row.operations.map(({ name }) => name))),
          },
          { title: t('sent'), align: 'right', dataIndex: 'sent' },
          { title: t('good'), align: 'right', dataIndex: 'good' },
          { title: t('bad'), align: 'right', render: (_, row) => row.scrap + row.lost },
          { title: t('out'), align: 'right', render: (_, row) => <b>{row.out}</b> },
          {
            title: t('due'),
            render: (_, row) => (
              <>
                {row.dueDate ?? '—'}{' '}
                {row.state === 'open' && row.out === 0 && row.sent > 0 ? (
                  <StatusTag tone="done">{t('allBack')}</StatusTag>
                ) : (
                  row.late && <StatusTag tone="act">{t('late')}</StatusTag>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

function StateSwitch(props: {
  readonly state: 'open' | 'closed'
  readonly onChange: (state: 'open' | 'closed') => void
}) {
  const { t } = useTranslation('subcontracting')
  return (
    <div>
      <Segmented
        value={props.state}
        onChange={props.onChange}
        options={(['open', 'closed'] as const).map((one) => ({ value: one, label: t(`states.${one}`) }))}
      />
    </div>
  )
}
