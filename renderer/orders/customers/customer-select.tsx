import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { CustomerForm } from './customer-form.tsx'

/** A customer by name, pinyin initials or phone; a new one is added without leaving the screen. */
export function CustomerSelect(props: {
  readonly value: number | null
  readonly onChange: (id: number | null) => void
  readonly id?: string
}) {
  const { t } = useTranslation('customers')
  const [search, setSearch] = useState('')
  const [isAdding, setAdding] = useState(false)
  const found = useQuery(
    api.orders.customers.list.queryOptions({ input: { search, sort: 'name', limit: 50 } }),
  )
  const chosen = useQuery({
    ...api.orders.customers.get.queryOptions({ input: { id: props.value ?? 1 } }),
    enabled: props.value !== null,
  })
  const rows = found.data?.rows ?? []
  const isMissing = chosen.data?.id === props.value && !rows.some((row) => row.id === props.value)
  const shown = isMissing && chosen.data && search === '' ? [chosen.data, ...rows] : rows
  return (
    <span style={{ display: 'flex', gap: 4 }}>
      <Select
        {...(props.id !== undefined && { id: props.id })}
        allowClear
        showSearch={{ filterOption: false, onSearch: setSearch }}
        style={{ flex: 1, minWidth: 160 }}
        aria-label={t('choose')}
        placeholder={t('choose')}
        value={props.value}
        notFoundContent={t('notFound')}
        onChange={(id: number | null | undefined) => {
          props.onChange(id ?? null)
          setSearch('')
        }}
        options={shown.map((row) => ({
          value: row.id,
          label: row.phone === '' ? row.name : `${row.name} · ${row.phone}`,
        }))}
      />
      <Button
        icon={<PlusOutlined />}
        title={t('add')}
        aria-label={t('add')}
        onClick={() => setAdding(true)}
      />
      <Modal open={isAdding} title={t('add')} footer={null} destroyOnHidden onCancel={() => setAdding(false)}>
        <CustomerForm
          name={search}
          onDone={(id) => {
            setAdding(false)
            setSearch('')
            if (id === null) return
            void found.refetch()
            props.onChange(id)
          }}
        />
      </Modal>
    </span>
  )
}
