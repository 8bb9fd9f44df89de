import { App, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Alias } from '../../../shared/catalog/listings-contract.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import type { AllocationLoss } from '../../../shared/inventory/allocation-loss.ts'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { LossesNote } from '../../inventory/parts/losses.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import { CatalogTabs } from '../catalog-tabs.tsx'
import { SkuName } from '../sku-name.tsx'
import { SkuPicker } from '../sku-picker.tsx'
import styles from './listings.module.css'

const filterSchema = z.object({ search: z.string().max(100).default('') })

/** Listings that were matched: a wrong one is corrected here, or forgotten. */
export function AliasesScreen() {
  const { t } = useTranslation('catalog')
  const { message } = App.useApp()
  const { language } = useSession()
  const navigate = useNavigate()
  const ask = useConfirm()
  const list = useListState(['newest'])
  const { filter, setFilter, clear, isFiltered } = useUrlFilter(filterSchema)
  const [correcting, setCorrecting] = useState<Alias | null>(null)
  const [sku, setSku] = useState<SkuLabel | null>(null)
  const [isNotGoods, setNotGoods] = useState(false)
  const [losses, setLosses] = useState<readonly AllocationLoss[]>([])
  const rematch = useCommand(client.catalog.listings.rematch, {
    onSuccess: ({ lines, kept, losses: lost }) => {
      setCorrecting(null)
      setLosses(lost)
      void message.success(
        [t('aliases.changed', { count: lines }), kept > 0 && t('aliases.kept', { count: kept })]
          .filter(Boolean)
          .join(' '),
        6,
      )
    },
  })
  const correct = (alias: Alias) => {
    setSku(alias.sku)
    setNotGoods(alias.sku === null)
    setCorrecting(alias)
  }
  const means = isNotGoods ? ('not-goods' as const) : (sku?.id ?? null)
  const forget = async (alias: Alias) => {
    const isSure = await ask({
      title: t('aliases.forgetTitle'),
      text: t('aliases.forgetText', { count: alias.waitingLines, fixed: alias.fixedLines }),
      confirm: t('aliases.forget'),
    })
    if (isSure) await rematch.run({ aliasId: alias.id, means: 'unknown' })
  }
  return (
    <>
      <PageHeader title={t('title')} note={t('aliases.note')} />
      <CatalogTabs />
      <ErrorNote error={correcting ? null : rematch.error} onClose={rematch.reset} />
      <LossesNote losses={losses} onClose={() => setLosses([])} />
      <DataTable<Alias, 'newest'>
        name="catalog-aliases"
        list={list}
        query={api.catalog.listings.aliases.queryOptions({
          input: { ...filter, offset: list.page.offset, limit: list.page.limit },
        })}
        isFiltered={isFiltered}
        onClearFilters={clear}
        onOpen={correct}
        onExport={() => client.catalog.listings.exportAliases({ ...filter, headers: language })}
        filters={
          <SearchField
            value={filter.search}
            placeholder={t('aliases.search')}
            onSearch={(search) => setFilter({ search })}
          />
        }
        empty={
          <EmptyState
            title={t('aliases.emptyTitle')}
            text={t('aliases.emptyText')}
            action={<Button onClick={() => void navigate(paths.matching)}>{t('tabs.listings')}</Button>}
          />
        }
        columns={[
          { name: 'shop', title: t('aliases.shop'), width: 120, render: (row) => row.shopName },
          {
            name: 'listing',
            title: t('aliases.listing'),
            render: (row) => (
              <div className={styles.aliasListing}>
                <div className={styles.muted}>{row.title}</div>
                <div>
                  {row.attributes} {row.sellerCode !== '' && <code>{row.sellerCode}</code>}
                </div>
              </div>
            ),
          },
          {
            name: 'sku',
            title: t('aliases.sku'),
            render: (row) =>
              row.sku ? (
                <SkuName sku={row.sku} />
              ) : (
                <StatusTag tone="off">{t('listings.notGoods')}</StatusTag>
              ),
          },
          {
            name: 'lines',
            title: t('aliases.lines'),
            align: 'right',
            render: (row) => (
              <span className="number">
                {t('aliases.lineCounts', { count: row.waitingLines, fixed: row.fixedLines })}
              </span>
            ),
          },
          {
            name: 'actions',
            title: '',
            render: (row) => (
              <span style={{ display: 'inline-flex', gap: 8 }}>
                <Button size="small" onClick={() => correct(row)}>
                  {t('aliases.correct')}
                </Button>
                <Button size="small" danger onClick={() => void forget(row)}>
                  {t('aliases.forget')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {correcting && (
        <Modal
          open
          title={t('aliases.correctTitle')}
          okText={t('aliases.save')}
          okButtonProps={{
            loading: rematch.isPending,
            disabled: means === null || means === (correcting.sku?.id ?? 'not-goods'),
          }}
          onOk={() => void (means && rematch.run({ aliasId: correcting.id, means }))}
          onCancel={() => setCorrecting(null)}
        >
          <p className={styles.panelTitle}>{correcting.title}</p>
          <p className={styles.panelAttributes}>{correcting.attributes}</p>
          {!isNotGoods && <SkuPicker value={sku} onChange={setSku} />}
          <p>
            <Checkbox checked={isNotGoods} onChange={(event) => setNotGoods(event.target.checked)}>
              {t('listings.notGoods')} <span className={styles.muted}>{t('listings.notGoodsText')}</span>
            </Checkbox>
          </p>
          <p className={styles.muted}>
            {t('aliases.effect', { count: correcting.waitingLines, fixed: correcting.fixedLines })}
          </p>
          <ErrorNote error={rematch.error} />
        </Modal>
      )}
    </>
  )
}
