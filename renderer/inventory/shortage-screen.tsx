import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { StyleShortage } from '../../shared/inventory/supply-contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { DueTag } from '../ui/due-tag.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { ExportButton } from '../ui/table/export-button.tsx'
import { NothingFound } from '../ui/table/nothing-found.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import styles from './inventory.module.css'
import { AwaitedSupplies } from './parts/awaited-supplies.tsx'
import { QuantityGrid } from './parts/quantity-grid.tsx'
import { SkuPhoto } from './parts/sku-cell.tsx'
import { SupplyForm } from './parts/supply-form.tsx'

/** Styles drawn at once: the most urgent ones; the export has all. */
const atOnce = 50

/** What open orders lack, style by style, to be answered by make, buy or wait. */
export function ShortageScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const search = params.get('search') ?? ''
  const query = useQuery({
    ...api.inventory.shortages.list.queryOptions({ input: { search } }),
    placeholderData: keepPreviousData,
  })
  const data = query.data
  const [shown, setShown] = useState(atOnce)
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <SearchField
          value={search}
          placeholder={t('searchStyle')}
          onSearch={(text) => setParams(text === '' ? {} : { search: text }, { replace: true })}
        />
        {data !== undefined && data.short > 0 && (
          <span>
            {t('shortage.sum', { short: data.short, orders: data.orders })}{' '}
            {data.unanswered > 0 && (
              <StatusTag tone="act">{t('supply.unanswered', { count: data.unanswered })}</StatusTag>
            )}
          </span>
        )}
        <span className={styles.grow} />
        {may('inventory.shortages.export') && (
          <ExportButton onExport={() => client.inventory.shortages.export()} disabled={data?.short === 0} />
        )}
      </div>
      <ErrorNote error={query.error} />
      {data?.styles.length === 0 &&
        (search === '' ? (
          <EmptyState
            title={t('shortage.none.title')}
            text={t('shortage.none.text')}
            action={<Button onClick={() => void navigate('/orders')}>{t('shortage.none.action')}</Button>}
          />
        ) : (
          <NothingFound onClear={() => setParams({})} />
        ))}
      {data !== undefined && data.styles.length > 0 && (
        <p className={styles.legend}>{t('shortage.legend')}</p>
      )}
      <div>
        {data?.styles.slice(0, shown).map((style) => (
          <StyleBlock key={style.styleId} style={style} />
        ))}
      </div>
      {query.isPending && <Spin />}
      {data !== undefined && data.styles.length > shown && (
        <Button onClick={() => setShown(shown + atOnce)}>
          {t('shortage.more', { count: data.styles.length - shown })}
        </Button>
      )}
    </div>
  )
}

function StyleBlock({ style }: { readonly style: StyleShortage }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const [answer, setAnswer] = useState<Readonly<Record<number, string>> | null>(null)
  const begin = () =>
    setAnswer(
      Object.fromEntries(
        style.cells.map((cell) => [cell.skuId, cell.unanswered > 0 ? String(cell.unanswered) : '']),
      ),
    )
  return (
    <div className={styles.style}>
      <div className={styles.sku} style={{ alignItems: 'flex-start' }}>
        <SkuPhoto hash={style.photoHash} size={72} />
        <div>
          <strong>{style.styleNumber}</strong> {style.styleName}
          <div>
            <span className={styles.alarm}>{t('shortage.short', { count: style.short })}</span> ·{' '}
            {t('shortage.orders', { count: style.orders })}
          </div>
          <div>
            <DueTag shipBy={style.shipBy} />
            {style.undated && style.shipBy !== null && (
              <span className={styles.muted}> {t('shortage.undated')}</span>
            )}
          </div>
          {style.performanceDate !== null && (
            <div>{t('shortage.performance', { date: style.performanceDate })}</div>
          )}
        </div>
      </div>
      <div className={styles.page}>
        <QuantityGrid
          colours={style.colours}
          sizes={style.sizes}
          cells={style.cells}
          render={(cell) => (
            <Link
              to={`/stock/sku/${cell.skuId}`}
              title={t('gridCell', {
                onHand: cell.onHand,
                free: 0,
                short: cell.short,
                expected: cell.expected,
              })}
            >
              <span className={cell.unanswered > 0 ? styles.alarm : undefined}>{cell.short}</span>
              {cell.short > cell.unanswered && (
                <span className={styles.good}> ✓{cell.short - cell.unanswered}</span>
              )}
            </Link>
          )}
        />
        <div className={styles.bar}>
          {may('inventory.supply.add') && (
            <Button type={style.unanswered > 0 ? 'primary' : 'default'} onClick={begin}>
              {t('supply.answer')}
            </Button>
          )}
          <Button onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? t('shortage.hideOrders') : t('shortage.showOrders', { count: style.orders })}
          </Button>
        </div>
        {isOpen && <OrdersBehind itemIds={style.cells.map((cell) => cell.skuId)} />}
      </div>
      <Modal
        open={answer !== null}
        title={t('supply.answerTitle', { style: `${style.styleNumber} ${style.styleName}` })}
        footer={null}
        width={760}
        destroyOnHidden
        onCancel={() => setAnswer(null)}
      >
        {answer !== null && (
          <SupplyForm quantities={answer} onDone={() => setAnswer(null)}>
            <QuantityGrid
              colours={style.colours}
              sizes={style.sizes}
              cells={style.cells}
              render={(cell) => (
                <Input
                  aria-label={`${cell.colour} ${cell.size}`}
                  inputMode="numeric"
                  style={{ width: 72, textAlign: 'right' }}
                  value={answer[cell.skuId] ?? ''}
                  onFocus={(event) => event.target.select()}
                  onChange={(event) => setAnswer({ ...answer, [cell.skuId]: event.target.value })}
                />
              )}
            />
          </SupplyForm>
        )}
      </Modal>
    </div>
  )
}

function OrdersBehind({ itemIds }: { readonly itemIds: number[] }) {
  const { t } = useTranslation('inventory')
  const query = useQuery(api.inventory.shortages.lines.queryOptions({ input: { itemIds } }))
  return (
    <>
      <ErrorNote error={query.error} />
      <Table
        size="small"
        loading={query.isPending}
        rowKey={(line) => `${line.orderLineId}:${line.itemId}`}
        dataSource={query.data ?? []}
        pagination={(query.data?.length ?? 0) > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('order'),
            render: (_, line) => <Link to={`/orders/${line.orderId}`}>{line.orderNumber}</Link>,
          },
          { title: t('sku'), render: (_, line) => line.skuText },
          { title: t('shipBy'), render: (_, line) => <DueTag shipBy={line.shipBy} /> },
          { title: t('performance'), render: (_, line) => line.performanceDate ?? '' },
          {
            title: t('short'),
            align: 'right',
            render: (_, line) => t('shortage.of', { short: line.short, need: line.need }),
          },
          { title: t('waitsFor'), render: (_, line) => <AwaitedSupplies line={line} /> },
        ]}
      />
    </>
  )
}
