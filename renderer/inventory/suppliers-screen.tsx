import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Supplier } from '../../shared/inventory/purchases-contract.ts'
import { api } from '../app/client.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { isFound } from '../ui/is-found.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import styles from './inventory.module.css'
import { ExportList } from './parts/export-list.tsx'
import { Fen } from './parts/figures.tsx'
import { Owed } from './parts/owed.tsx'
import { SupplierAccount } from './parts/supplier-account.tsx'
import { SupplierForm } from './parts/supplier-form.tsx'

/** Who we buy from, and what we owe each. */
export function SuppliersScreen() {
  const { t } = useTranslation('inventory')
  const query = useQuery(api.inventory.suppliers.list.queryOptions())
  const [editing, setEditing] = useState<Supplier | 'new' | null>(null)
  const [search, setSearch] = useSearchParams()
  const openId = Number(search.get('id')) || null
  const setOpenId = (id: number | null) => setSearch(id === null ? {} : { id: String(id) }, { replace: true })
  const [word, setWord] = useState('')
  const found = (query.data ?? [])
    .filter(({ name, phone, note }) => isFound(word, [name, phone, note]))
    .toSorted((a, b) => Number(a.archived) - Number(b.archived) || b.owed - a.owed)
  const add = (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('supplier.add')}
    </Button>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      {query.data?.length === 0 ? (
        <EmptyState title={t('supplier.none.title')} text={t('supplier.none.text')} action={add} />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <SearchField width={220} value={word} placeholder={t('supplier.search')} onSearch={setWord} />
            <ExportList list="suppliers" />
          </div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={found}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('supplier.nothing') }}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                title: t('supplier.name'),
                render: (_, row) => (
                  <>
                    <LinkButton onClick={() => setOpenId(row.id)}>{row.name}</LinkButton>
                    <div className={styles.muted}>{[row.phone, row.note].filter(Boolean).join(' · ')}</div>
                  </>
                ),
              },
              { title: t('supplier.kindLabel'), render: (_, row) => t(`supplier.kind.${row.kind}`) },
              { title: t('supplier.bought'), align: 'right', render: (_, row) => <Fen value={row.bought} /> },
              { title: t('supplier.workFee'), align: 'right', render: (_, row) => <Fen value={row.work} /> },
              {
                title: t('supplier.returned'),
                align: 'right',
                render: (_, row) => <Fen value={row.returned} />,
              },
              { title: t('supplier.paid'), align: 'right', render: (_, row) => <Fen value={row.paid} /> },
              {
                title: t('supplier.owed'),
                align: 'right',
                render: (_, row) => (
                  <strong className={row.owed > 0 ? styles.alarm : undefined}>
                    <Owed value={row.owed} />
                  </strong>
                ),
              },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <Button size="small" onClick={() => setEditing(row)}>
                    {t('change')}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
      <Modal
        open={editing !== null}
        title={editing === 'new' ? t('supplier.add') : t('supplier.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <SupplierForm {...(editing !== 'new' && { supplier: editing })} onDone={() => setEditing(null)} />
        )}
      </Modal>
      <Drawer open={openId !== null} size={760} title={t('supplier.account')} onClose={() => setOpenId(null)}>
        {openId !== null && <SupplierAccount id={openId} />}
      </Drawer>
    </div>
  )
}
