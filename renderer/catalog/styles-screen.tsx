import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Segmented, Switch } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { StyleRow } from '../../shared/catalog/contract.ts'
import { api, client } from '../app/client.ts'
import { useMay, useSession } from '../app/session.tsx'
import { useShortcuts } from '../app/shortcuts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { type DataColumn, DataTable } from '../ui/table/data-table.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import { useListState } from '../ui/table/use-list-state.ts'
import { useCommand } from '../ui/use-command.ts'
import { useUrlFilter } from '../ui/use-url-filter.ts'
import styles from './catalog.module.css'
import { CatalogTabs } from './catalog-tabs.tsx'
import { ColourName } from './colour-name.tsx'
import { Photo } from './photo.tsx'

const filterSchema = z.object({
  search: z.string().max(100).default(''),
  archived: z.boolean().default(false),
  only: z.enum(['all', 'sets', 'no-photo', 'no-code']).default('all'),
})
const only = ['all', 'sets', 'no-photo', 'no-code'] as const

/** All styles: found by number, name, pinyin initials, colour or any code of theirs. */
export function StylesScreen() {
  const { t } = useTranslation('catalog')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const may = useMay()
  const { language } = useSession()
  const list = useListState(['styleNumber'])
  const { filter, setFilter, clear, isFiltered } = useUrlFilter(filterSchema)
  const [selected, setSelected] = useState<readonly number[]>([])
  const archive = useCommand(client.catalog.styles.archive, {
    onSuccess: ({ changed }) => {
      setSelected([])
      void message.success(
        t(filter.archived ? 'styles.unarchived' : 'styles.archivedNow', { count: changed }),
      )
    },
  })
  const mayEdit = may('catalog.styles.save')
  useShortcuts(
    mayEdit ? [{ keys: 'n', label: t('styles.new'), run: () => void navigate('/catalog/new') }] : [],
  )
  const newButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/catalog/new')}>
      {t('styles.new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayEdit && (
            <>
              <Button onClick={() => void navigate('/catalog/import')}>{t('sheet.open')}</Button>
              {newButton}
            </>
          )
        }
      />
      <CatalogTabs />
      <ErrorNote error={archive.error} onClose={archive.reset} />
      <DataTable<StyleRow, 'styleNumber'>
        name="catalog-styles"
        columns={columns(t)}
        list={list}
        query={api.catalog.styles.list.queryOptions({
          input: { ...filter, offset: list.page.offset, limit: list.page.limit },
        })}
        filters={
          <>
            <SearchField
              value={filter.search}
              placeholder={t('styles.search')}
              onSearch={(search) => setFilter({ search })}
            />
            <Segmented
              value={filter.only}
              options={only.map((value) => ({ value, label: t(`styles.only.${value}`) }))}
              onChange={(value) => setFilter({ only: value })}
            />
            <label className={styles.colour} htmlFor="show-archived">
              <Switch
                id="show-archived"
                size="small"
                checked={filter.archived}
                onChange={(archived) => {
                  setSelected([])
                  setFilter({ archived })
                }}
              />
              {t('styles.showArchived')}
            </label>
            {selected.length > 0 && (
              <Button
                loading={archive.isPending}
                onClick={() => void archive.run({ ids: [...selected], archived: !filter.archived })}
              >
                {t(filter.archived ? 'styles.unarchive' : 'styles.archive', { count: selected.length })}
              </Button>
            )}
          </>
        }
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState
            title={t('styles.emptyTitle')}
            text={t(mayEdit ? 'styles.emptyText' : 'styles.emptyAsk')}
            action={
              mayEdit && (
                <span style={{ display: 'inline-flex', gap: 8 }}>
                  {newButton}
                  <Button onClick={() => void navigate('/catalog/import')}>{t('sheet.open')}</Button>
                </span>
              )
            }
          />
        }
        selected={mayEdit ? selected : undefined}
        onSelect={mayEdit ? setSelected : undefined}
        onOpen={(row) => void navigate(`/catalog/styles/${row.id}`)}
        onExport={
          may('catalog.sheet.export')
            ? () => client.catalog.sheet.export({ ...filter, headers: language })
            : undefined
        }
        rowTone={(row) => (row.archived ? 'off' : undefined)}
      />
    </>
  )
}

function columns(t: TFunction<'catalog'>): readonly DataColumn<StyleRow, 'styleNumber'>[] {
  return [
    {
      name: 'style',
      title: t('styles.column.style'),
      width: 220,
      render: (row) => (
        <span className={styles.name}>
          <Photo hash={row.photoHash} side={48} alt={row.name || row.styleNumber} />
          <span className={styles.names}>
            <div>
              <b>{row.styleNumber}</b>
            </div>
            <div className={styles.muted}>{row.name}</div>
          </span>
        </span>
      ),
    },
    {
      name: 'colours',
      title: t('styles.column.colours'),
      render: (row) => (
        <span className={styles.swatches}>
          {row.colours.slice(0, 6).map((colour) => (
            <ColourName key={colour.name} {...colour} />
          ))}
          {row.colours.length > 6 && <span className={styles.muted}>+{row.colours.length - 6}</span>}
        </span>
      ),
    },
    {
      name: 'sizes',
      title: t('styles.column.sizes'),
      render: (row) =>
        row.sizes.length > 5
          ? `${row.sizes[0]} … ${row.sizes.at(-1)} (${row.sizes.length})`
          : row.sizes.filter(Boolean).join(' '),
    },
    {
      name: 'skus',
      roomy: true,
      title: t('styles.column.skus'),
      align: 'right',
      width: 90,
      render: (row) => <span className="number">{row.skuCount}</span>,
    },
    {
      name: 'onHand',
      title: t('styles.column.onHand'),
      align: 'right',
      width: 90,
      render: (row) => (
        <span className="number">{row.setCount === row.skuCount && row.setCount > 0 ? '—' : row.onHand}</span>
      ),
    },
    {
      name: 'marks',
      roomy: true,
      title: t('styles.column.marks'),
      render: (row) => (
        <span className={styles.swatches}>
          {row.setCount > 0 && (
            <StatusTag tone="off" icon={null}>
              {t('styles.isSet')}
            </StatusTag>
          )}
          {row.withoutCode > 0 && (
            <StatusTag tone="warn" title={t('styles.withoutCodeTitle')}>
              {t('styles.withoutCode', { count: row.withoutCode })}
            </StatusTag>
          )}
          {row.photoHash === null && <StatusTag tone="off">{t('styles.withoutPhoto')}</StatusTag>}
        </span>
      ),
    },
  ]
}
