import { PlusOutlined } from '@ant-design/icons'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import {
  type Customer,
  customerFilterSchema,
  customerKinds,
  customerSorts,
} from '../../../shared/orders/customers-contract.ts'
import { api, client } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import styles from '../orders.module.css'
import { CustomerForm } from './customer-form.tsx'
import { Owed } from './owed.tsx'

/** Direct buyers and sellers we ship for, those who owe most first. */
export function CustomersScreen() {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const url = useUrlFilter(customerFilterSchema)
  const list = useListState(customerSorts)
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  const inEach = (row: Customer, part: 'charged' | 'paid') =>
    row.balances.map((balance) => (
      <div key={balance.currency}>
        <Money minor={balance[part]} currency={balance.currency} />
      </div>
    ))
  return (
    <div className={styles.page}>
      <PageHeader title={t('title')} note={t('titleNote')} back="/orders" actions={add} />
      <DataTable
        name="customers"
        query={api.orders.customers.list.queryOptions({ input: { ...url.filter, ...list.page } })}
        list={list}
        isFiltered={url.isFiltered}
        onClearFilters={url.clear}
        onOpen={(row) => void navigate(`/orders/customers/${row.id}`)}
        onExport={() => client.orders.customers.exportList(url.filter)}
        rowTone={(row) => (row.archived ? 'off' : undefined)}
        empty={<EmptyState title={t('empty.title')} text={t('empty.text')} action={add} />}
        filters={
          <>
            <SearchField
              value={url.filter.search}
              placeholder={t('search')}
              onSearch={(search) => url.setFilter({ search })}
            />
            <Select
              allowClear
              style={{ width: 150 }}
              aria-label={t('kindLabel')}
              placeholder={t('kindLabel')}
              value={url.filter.kind ?? null}
              options={customerKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              onChange={(kind) => url.setFilter({ kind: kind ?? undefined })}
            />
            <Select
              allowClear
              style={{ width: 150 }}
              aria-label={t('onlyLabel')}
              placeholder={t('onlyLabel')}
              value={url.filter.only ?? null}
              options={(['owing', 'credit', 'archived'] as const).map((only) => ({
                value: only,
                label: t(`only.${only}`),
              }))}
              onChange={(only) => url.setFilter({ only: only ?? undefined })}
            />
          </>
        }
        columns={[
          {
            name: 'name',
            title: t('name'),
            sort: 'name',
            render: (row) => <Link to={`/orders/customers/${row.id}`}>{row.name}</Link>,
          },
          { name: 'kind', title: t('kindLabel'), render: (row) => t(`kind.${row.kind}`) },
          {
            name: 'phone',
            title: t('phone'),
            render: (row) => <span className={styles.number}>{row.phone}</span>,
          },
          {
            name: 'charged',
            title: t('charged'),
            align: 'right',
            render: (row) => inEach(row, 'charged'),
          },
          { name: 'paid', title: t('paid'), align: 'right', render: (row) => inEach(row, 'paid') },
          {
            name: 'owed',
            title: t('owed'),
            sort: 'owed',
            render: (row) =>
              row.balances.map((balance) => (
                <div key={balance.currency}>
                  <Owed minor={balance.owed} currency={balance.currency} />
                </div>
              )),
          },
          {
            name: 'orders',
            title: t('orderCount'),
            align: 'right',
            render: (row) => <span className={styles.number}>{row.orderCount}</span>,
          },
          {
            name: 'lastEntry',
            title: t('lastEntry'),
            sort: 'lastEntry',
            render: (row) => <span className={styles.number}>{row.lastEntryOn ?? '—'}</span>,
          },
          {
            name: 'note',
            title: t('note'),
            render: (row) => (
              <span className={styles.titles} style={{ maxWidth: 220 }} title={row.note}>
                {row.note}
              </span>
            ),
          },
        ]}
      />
      <Modal open={isAdding} title={t('add')} footer={null} destroyOnHidden onCancel={() => setAdding(false)}>
        <CustomerForm
          onDone={(id) => {
            setAdding(false)
            if (id !== null) void navigate(`/orders/customers/${id}`)
          }}
        />
      </Modal>
    </div>
  )
}
