import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Currency } from '../../../shared/money.ts'
import { type OrderRow, orderFilterSchema, orderSorts } from '../../../shared/orders/contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { useShortcuts } from '../../app/shortcuts.ts'
import { DueTag } from '../../ui/due-tag.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { type DataColumn, DataTable } from '../../ui/table/data-table.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import { carryFiles } from '../import/carried-files.ts'
import { OrderFlags, OrderStanding } from '../order-words.tsx'
import styles from '../orders.module.css'
import { NewFilesBar } from '../watch/new-files-bar.tsx'
import { OrderFilters } from './order-filters.tsx'

/** All orders, most urgent first. The address keeps filter, order and page. Files dropped here are imported. */
export function OrdersScreen() {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const may = useMay()
  const url = useUrlFilter(orderFilterSchema)
  // Who searches an old order looks for the latest of its kind.
  const list = useListState(orderSorts, url.filter.search.trim() !== '')
  const [selected, setSelected] = useState<readonly number[]>([])
  const mayImport = may('orders.imports.stage')
  const takeFiles = (files: readonly File[]) => {
    carryFiles(files)
    void navigate('/orders/import')
  }
  useShortcuts(
    may('orders.create')
      ? [{ keys: 'n', label: t('newOrder'), run: () => void navigate('/orders/new') }]
      : [],
  )
  const actions = (
    <>
      {mayImport && (
        <FileDrop
          type="primary"
          label={t('import.choose')}
          dropLabel={t('import.dropHere')}
          accept=".csv,.xlsx,.txt,.tsv"
          onFiles={takeFiles}
        />
      )}
      {may('orders.create') && (
        <Button icon={<PlusOutlined />} onClick={() => void navigate('/orders/new')}>
          {t('newOrder')}
        </Button>
      )}
      {may('orders.customers.list') && (
        <Button onClick={() => void navigate('/orders/customers')}>{t('customers:title')}</Button>
      )}
      {mayImport && <Button onClick={() => void navigate('/orders/imports')}>{t('import.past')}</Button>}
    </>
  )
  return (
    <div className={styles.page}>
      <PageHeader title={t('title')} actions={actions} />
      <NewFilesBar />
      {selected.length > 0 && <SelectionBar ids={selected} onDone={() => setSelected([])} />}
      <DataTable
        name="orders"
        query={api.orders.list.queryOptions({ input: { ...url.filter, ...list.page } })}
        list={list}
        filters={<OrderFilters filter={url.filter} onChange={url.setFilter} />}
        isFiltered={url.isFiltered}
        onClearFilters={url.clear}
        hints={
          url.filter.search.trim() === '' ? undefined : { nothing: t('searchNothing'), more: t('searchMore') }
        }
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t(mayImport ? 'empty.text' : 'empty.ask')}
            action={mayImport ? <Link to="/orders/import">{t('import.choose')}</Link> : undefined}
          />
        }
        {...(may('orders.hold') && { selected, onSelect: setSelected })}
        onOpen={(row) => void navigate(`/orders/${row.id}`)}
        {...(may('orders.exportList') && { onExport: () => client.orders.exportList(url.filter) })}
        rowTone={(row) => (row.stage === 'ended' ? 'off' : undefined)}
        columns={useColumns()}
      />
    </div>
  )
}

/** On a smaller screen these wait behind the column choice, so that the list never scrolls sideways. */
const isNarrow = window.innerWidth < 1200
const isWide = window.innerWidth >= 1600

type Column = DataColumn<OrderRow, (typeof orderSorts)[number]>

function useColumns(): readonly Column[] {
  const { t } = useTranslation('orders')
  return [
    {
      name: 'shipBy',
      title: t('shipBy'),
      sort: 'shipBy',
      render: (row) => (
        <DueTag
          shipBy={row.shipBy}
          source={row.shipBySource}
          isOver={row.stage === 'shipped' || row.stage === 'ended'}
        />
      ),
    },
    { name: 'standing', title: t('standing.label'), render: (row) => <OrderStanding order={row} /> },
    {
      name: 'orderNumber',
      title: t('orderNumber'),
      sort: 'orderNumber',
      render: (row) => (
        <Link className={styles.number} to={`/orders/${row.id}`}>
          {row.orderNumber}
        </Link>
      ),
    },
    {
      name: 'shop',
      title: t('shop'),
      hiddenAtFirst: isNarrow,
      render: (row) => (
        <span className={`${styles.titles} ${styles.narrow}`} title={row.shopName}>
          {row.shopName}
        </span>
      ),
    },
    {
      name: 'recipient',
      title: t('recipient'),
      roomy: true,
      render: (row) => (
        <span className={styles.recipient}>
          {row.recipientName || row.buyerId} <span className={styles.muted}>{row.region}</span>
        </span>
      ),
    },
    {
      name: 'titles',
      title: t('goods'),
      render: (row) => (
        <span className={styles.titles} title={row.titles}>
          {row.titles}
        </span>
      ),
    },
    {
      name: 'pieces',
      title: t('pieces'),
      align: 'right',
      render: (row) => <span className={styles.number}>{row.pieceCount}</span>,
    },
    { name: 'flags', title: t('flags.label'), roomy: true, render: (row) => <OrderFlags order={row} /> },
    {
      name: 'remark',
      title: t('remark'),
      hiddenAtFirst: !isWide,
      render: (row) => {
        const text = [row.note, row.buyerNote, row.sellerNote].filter(Boolean).join(' · ')
        return (
          <span className={`${styles.titles} ${styles.narrow}`} title={text}>
            {text}
          </span>
        )
      },
    },
    {
      name: 'amount',
      title: t('amount'),
      hiddenAtFirst: !isWide,
      align: 'right',
      render: (row) =>
        row.paidAmount === null ? null : <Money minor={row.paidAmount} currency={row.currency as Currency} />,
    },
    {
      name: 'paidAt',
      title: t('paidAt'),
      sort: 'paidAt',
      hiddenAtFirst: true,
      render: (row) => <InstantText at={row.paidAt} />,
    },
    {
      name: 'createdAt',
      title: t('createdAt'),
      sort: 'createdAt',
      hiddenAtFirst: true,
      render: (row) => <InstantText at={row.createdAt} />,
    },
  ]
}

/** What can be done with the chosen orders together. */
function SelectionBar({ ids, onDone }: { readonly ids: readonly number[]; readonly onDone: () => void }) {
  const { t } = useTranslation('orders')
  const { message } = App.useApp()
  const [reason, setReason] = useState<string | null>(null)
  const hold = useCommand(client.orders.hold, {
    onSuccess: ({ changed }) => {
      message.success(t('held', { count: changed }))
      setReason(null)
      onDone()
    },
  })
  const release = useCommand(client.orders.release, {
    onSuccess: ({ changed }) => {
      message.success(t('released', { count: changed }))
      onDone()
    },
  })
  return (
    <div className={styles.bar}>
      <span>{t('chosen', { count: ids.length })}</span>
      <Button onClick={() => setReason('')}>{t('hold')}</Button>
      <Button loading={release.isPending} onClick={() => void release.run({ ids: [...ids] })}>
        {t('release')}
      </Button>
      <Button type="text" onClick={onDone}>
        {t('unchoose')}
      </Button>
      <ErrorNote error={hold.error ?? release.error} />
      <Modal
        open={reason !== null}
        title={t('holdTitle', { count: ids.length })}
        okText={t('hold')}
        okButtonProps={{ disabled: !reason?.trim(), loading: hold.isPending }}
        onOk={() => void hold.run({ ids: [...ids], reason: reason ?? '' })}
        onCancel={() => setReason(null)}
      >
        <p>{t('holdText')}</p>
        <Input
          autoFocus
          maxLength={200}
          value={reason ?? ''}
          placeholder={t('holdReason')}
          aria-label={t('holdReason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </div>
  )
}
