import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Pagination, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Listing } from '../../../shared/catalog/listings-contract.ts'
import { type SkuLabel, skuText } from '../../../shared/catalog/sku-label.ts'
import type { AllocationLoss } from '../../../shared/inventory/allocation-loss.ts'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { LossesNote } from '../../inventory/parts/losses.tsx'
import { DueTag } from '../../ui/due-tag.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { NothingFound } from '../../ui/table/nothing-found.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import { CatalogTabs } from '../catalog-tabs.tsx'
import { CreateSkuDialog } from './create-sku-dialog.tsx'
import { type DoneMatch, LastMatch } from './last-match.tsx'
import styles from './listings.module.css'
import { MatchPanel } from './match-panel.tsx'
import { SiblingsDialog } from './siblings-dialog.tsx'

const filterSchema = z.object({
  search: z.string().max(100).default(''),
  shopId: z.int().positive().optional(),
})
const keyOf = (listing: Listing) => `${listing.shopId} ${listing.matchKey}`

/**
 * What marketplaces call things that we cannot name yet, each matched once. Left what waits, right what it may
 * be; the keyboard alone does it: arrows choose, Enter accepts and goes to the next.
 */
export function ListingsScreen() {
  const { t } = useTranslation('catalog')
  const { message } = App.useApp()
  const { language } = useSession()
  const navigate = useNavigate()
  const list = useListState(['due'])
  const { filter, setFilter, clear, isFiltered } = useUrlFilter(filterSchema)
  const shops = useQuery(api.settings.shops.list.queryOptions())
  const waiting = useQuery({
    ...api.catalog.listings.list.queryOptions({
      input: { ...filter, offset: list.page.offset, limit: list.page.limit },
    }),
    placeholderData: keepPreviousData,
  })
  const rows = waiting.data?.rows ?? []
  const [place, setPlace] = useState({ key: '', index: 0 })
  const found = rows.findIndex((row) => keyOf(row) === place.key)
  // The chosen one is gone (matched): what has moved into its place is next.
  const index = found >= 0 ? found : Math.min(place.index, rows.length - 1)
  const current = rows[index]
  const go = (to: number) => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))]
    if (row) setPlace({ key: keyOf(row), index: rows.indexOf(row) })
  }
  useEffect(() => {
    document.querySelector('[data-current-listing]')?.scrollIntoView({ block: 'nearest' })
  })

  const [creating, setCreating] = useState<Listing | null>(null)
  const [siblingsOf, setSiblingsOf] = useState<{ readonly listing: Listing; readonly sku: SkuLabel } | null>(
    null,
  )
  const [losses, setLosses] = useState<readonly AllocationLoss[]>([])
  const [last, setLast] = useState<DoneMatch | null>(null)
  const match = useCommand(client.catalog.listings.match)

  const next = (listing: Listing) =>
    setPlace({
      key: '',
      index: Math.max(
        0,
        rows.findIndex((row) => keyOf(row) === keyOf(listing)),
      ),
    })
  /** No SKU: it is no goods. */
  const accept = async (listing: Listing, sku: SkuLabel | null) => {
    if (match.isPending) return
    const done = await match.run({
      matches: [{ shopId: listing.shopId, matchKey: listing.matchKey, means: sku?.id ?? 'not-goods' }],
    })
    if (!done) return
    setLosses(done.losses)
    setLast({
      aliasIds: done.aliasIds,
      title: listing.attributes || listing.title,
      skuText: sku && skuText(sku),
      orders: done.orders,
    })
    next(listing)
    if (sku && listing.siblings > 0) setSiblingsOf({ listing, sku })
  }

  return (
    <>
      <PageHeader title={t('title')} note={t('listings.note')} />
      <CatalogTabs />
      <div className={styles.filters}>
        <SearchField
          value={filter.search}
          placeholder={t('listings.search')}
          onSearch={(search) => setFilter({ search })}
        />
        <Select
          style={{ minWidth: 180 }}
          allowClear
          value={filter.shopId ?? null}
          placeholder={t('listings.allShops')}
          aria-label={t('listings.allShops')}
          options={(shops.data ?? []).map((shop) => ({ value: shop.id, label: shop.name }))}
          onChange={(shopId: number | null | undefined) => setFilter({ shopId: shopId ?? undefined })}
        />
        <ExportButton
          disabled={rows.length === 0}
          onExport={() => client.catalog.listings.export({ ...filter, headers: language })}
        />
        {last && <LastMatch done={last} onUndone={() => setLast(null)} />}
      </div>
      <ErrorNote error={waiting.error ?? match.error} onClose={match.reset} />
      <LossesNote losses={losses} onClose={() => setLosses([])} />
      {waiting.data && rows.length === 0 ? (
        isFiltered ? (
          <NothingFound onClear={clear} />
        ) : (
          <EmptyState
            title={t('listings.emptyTitle')}
            text={t('listings.emptyText')}
            action={
              <Button onClick={() => void navigate(paths.importOrders)}>{t('listings.importOrders')}</Button>
            }
          />
        )
      ) : (
        <div className={styles.panes}>
          <div className={styles.left}>
            <ul className={styles.list} aria-label={t('tabs.listings')}>
              {rows.map((row, at) => (
                <li key={keyOf(row)}>
                  <button
                    type="button"
                    className={at === index ? `${styles.row} ${styles.current}` : styles.row}
                    aria-current={at === index}
                    {...(at === index && { 'data-current-listing': '' })}
                    onClick={() => go(at)}
                  >
                    <span className={styles.title}>{row.title || '—'}</span>
                    <span className={styles.attributes}>{row.attributes || row.sellerCode || '—'}</span>
                    <span className={styles.facts}>
                      {row.attributes !== '' && row.sellerCode !== '' && <code>{row.sellerCode}</code>}
                      <span>{row.shopName}</span>
                      <span>
                        {t('listings.orders', { count: row.orders })}{' '}
                        {t('listings.pieces', { count: row.pieces })}
                      </span>
                      <DueTag shipBy={row.earliestShipBy} />
                      {row.notGoods && (
                        <StatusTag tone="off">{t(`listings.notGoodsKind.${row.notGoods}`)}</StatusTag>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {(waiting.data?.total ?? 0) > list.page.limit && (
              <Pagination
                size="small"
                current={list.pageNumber}
                pageSize={list.page.limit}
                total={waiting.data?.total ?? 0}
                showSizeChanger={false}
                onChange={(page) => list.goTo(page, list.page.limit)}
              />
            )}
          </div>
          {current && (
            <MatchPanel
              key={keyOf(current)}
              listing={current}
              isPending={match.isPending}
              isPaused={creating !== null || siblingsOf !== null}
              onAccept={(sku) => void accept(current, sku)}
              onMove={(step) => go(index + step)}
              onCreate={() => setCreating(current)}
            />
          )}
        </div>
      )}
      {creating && (
        <CreateSkuDialog
          listing={creating}
          onClose={() => setCreating(null)}
          onDone={(made, sku) => {
            setCreating(null)
            setLosses(made.matched.losses)
            void message.success(t('listings.created', { sku: skuText(sku), count: made.matched.orders }))
            next(creating)
            if (creating.siblings > 0) setSiblingsOf({ listing: creating, sku })
          }}
        />
      )}
      {siblingsOf && (
        <SiblingsDialog
          listing={siblingsOf.listing}
          sku={siblingsOf.sku}
          onClose={() => setSiblingsOf(null)}
          onDone={(done) => {
            setSiblingsOf(null)
            setLosses(done.losses)
            if (last)
              setLast({
                ...last,
                aliasIds: [...last.aliasIds, ...done.aliasIds],
                orders: last.orders + done.orders,
              })
          }}
        />
      )}
    </>
  )
}
