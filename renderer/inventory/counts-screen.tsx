import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatInstant } from '../../shared/dates.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { DataTable } from '../ui/table/data-table.tsx'
import { useListState } from '../ui/table/use-list-state.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { useListExport } from './parts/export-list.tsx'
import { PlaceSelect } from './parts/place-select.tsx'

const tones = { open: 'go', done: 'done', cancelled: 'off' } as const

/** Counts of places: begin one, go on with one, look at old ones. */
export function CountsScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const list = useListState(['newest'])
  const onExport = useListExport('counts')
  const [locationId, setLocationId] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const start = useCommand(client.inventory.counts.start, {
    onSuccess: ({ id }) => void navigate(`/stock/counts/${id}`),
  })
  const begin = may('inventory.counts.start') && (
    <span className={styles.bar}>
      <PlaceSelect label={t('place')} value={locationId} onChange={setLocationId} />
      <Input
        style={{ width: 200 }}
        placeholder={t('count.note')}
        value={note}
        maxLength={300}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        type="primary"
        loading={start.isPending}
        disabled={locationId === null}
        onClick={() => locationId !== null && void start.run({ locationId, note })}
      >
        {t('count.start')}
      </Button>
    </span>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={start.error} onClose={start.reset} />
      <DataTable
        name="counts"
        query={api.inventory.counts.list.queryOptions({
          input: { offset: list.page.offset, limit: list.page.limit },
        })}
        list={list}
        {...(onExport && { onExport })}
        filters={begin}
        empty={<EmptyState title={t('count.none.title')} text={t('count.none.text')} />}
        onOpen={(row) => void navigate(`/stock/counts/${row.id}`)}
        columns={[
          { name: 'place', title: t('place'), render: (row) => <strong>{row.locationName}</strong> },
          {
            name: 'state',
            title: t('state'),
            render: (row) => <StatusTag tone={tones[row.state]}>{t(`count.state.${row.state}`)}</StatusTag>,
          },
          { name: 'at', title: t('count.startedAt'), render: (row) => formatInstant(row.startedAt) },
          { name: 'who', title: t('who'), render: (row) => row.userName },
          { name: 'skus', title: t('count.skus'), align: 'right', render: (row) => row.skus },
          { name: 'pieces', title: t('pieces'), align: 'right', render: (row) => row.pieces },
          { name: 'note', title: t('note'), cut: true, render: (row) => row.note },
        ]}
      />
    </div>
  )
}
