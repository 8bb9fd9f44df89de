import { useQuery } from '@tanstack/react-query'
import { Button, Pagination, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { BoardRow } from '../../../shared/production/contract.ts'
import { api } from '../../app/client.ts'
import { Photo } from '../../catalog/photo.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import { SearchField } from '../../ui/table/search-field.tsx'
import floor from '../production.module.css'
import styles from './board.module.css'
import { SlowBundles } from './slow-bundles.tsx'

/** More batches than anybody looks over at once are turned over. */
const pageSize = 20

/** Where every piece of the open batches stands, and the bundles nobody touched for days. */
export function BoardScreen() {
  const { t } = useTranslation('production')
  const query = useQuery(api.production.board.queryOptions())
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const { data } = query
  if (!data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  if (data.length === 0)
    return (
      <EmptyState
        title={t('batch.none.title')}
        text={t('board.none')}
        action={
          <Link to="/floor/batches">
            <Button>{t('tabs.batches')}</Button>
          </Link>
        }
      />
    )
  const found = data.filter((row) => isFound(search, [row.batchNumber, row.styleNumber, row.styleName]))
  return (
    <div className={floor.page}>
      <ErrorNote error={query.error} />
      <div className={floor.bar}>
        {data.length > pageSize && (
          <SearchField
            value={search}
            placeholder={t('batch.search')}
            onSearch={(text) => {
              setSearch(text)
              setPage(1)
            }}
          />
        )}
        <span className={floor.muted}>{t('board.help')}</span>
      </div>
      {found.length === 0 && <p>{t('batch.notFound')}</p>}
      {found.slice((page - 1) * pageSize, page * pageSize).map((row) => (
        <BatchStages key={row.id} row={row} />
      ))}
      <Pagination {...pageBar(page, found.length, setPage, pageSize)} />
      <SlowBundles />
    </div>
  )
}

function BatchStages({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('production')
  const stages = [
    { key: 'cut', name: t('board.toCut'), pieces: row.toCut },
    ...row.stages.map(({ operationId, name, waiting }) => ({ key: operationId, name, pieces: waiting })),
    { key: 'finished', name: t('board.finished'), pieces: row.finished },
    { key: 'stock', name: t('board.inStock'), pieces: row.inStock },
  ]
  return (
    <section className={styles.batch} aria-label={row.batchNumber}>
      <div className={styles.head}>
        <Photo hash={row.photoHash} side={48} alt={row.styleName} />
        <span>
          <Link to={`/floor/batches/${row.id}`}>{row.batchNumber}</Link> <b>{row.styleNumber}</b>{' '}
          {row.styleName}
          <br />
          <span className={floor.muted}>
            {row.dueDate ? t('batch.dueOn', { date: row.dueDate }) : t('board.noDue')} ·{' '}
            {t('board.planned', { count: row.planned })}
          </span>{' '}
          {row.out > 0 && (
            <Link to="/floor/sent-out">
              <StatusTag tone="go">{t('board.out', { count: row.out })}</StatusTag>
            </Link>
          )}{' '}
          {row.late && <StatusTag tone="act">{t('board.late')}</StatusTag>}
        </span>
      </div>
      <ol className={styles.stages}>
        {stages.map(({ key, name, pieces }) => (
          <li key={key} className={pieces === 0 ? styles.empty : undefined}>
            <span>{name}</span>
            <b>{pieces}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
