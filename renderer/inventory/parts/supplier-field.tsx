import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { byInitials } from '../../ui/by-initials.ts'
import { Field, type FieldProps } from '../../ui/form/field.tsx'
import { SupplierForm } from './supplier-form.tsx'

/** A supplier or neighbour; a new one is added without leaving the form, by who may. */
export function SupplierField({ kind, ...field }: FieldProps & { readonly kind?: 'supplier' | 'neighbour' }) {
  const { t } = useTranslation('inventory')
  const query = useQuery(api.inventory.suppliers.names.queryOptions())
  const may = useMay()
  const mayAdd = may('inventory.suppliers.save')
  const [isAdding, setAdding] = useState(false)
  const known = (query.data ?? []).filter((row) => kind === undefined || row.kind === kind)
  return (
    <Field {...field}>
      {({ value, onChange, id, status }) => (
        <span style={{ display: 'flex', gap: 4 }}>
          <Select
            id={id}
            status={status}
            allowClear
            showSearch={byInitials}
            style={{ minWidth: 200, flex: 1 }}
            value={typeof value === 'number' ? value : null}
            placeholder={t('supplier.choose')}
            onChange={(next: number | null | undefined) => onChange(next ?? null)}
            {...(!mayAdd && { notFoundContent: t('supplier.askOffice') })}
            options={known.map((row) => ({ value: row.id, label: row.name }))}
          />
          {mayAdd && (
            <Button
              icon={<PlusOutlined />}
              title={t('supplier.add')}
              aria-label={t('supplier.add')}
              onClick={() => setAdding(true)}
            />
          )}
          <Modal
            open={isAdding}
            title={t('supplier.add')}
            footer={null}
            destroyOnHidden
            onCancel={() => setAdding(false)}
          >
            <SupplierForm
              kind={kind ?? 'supplier'}
              onDone={(newId) => {
                setAdding(false)
                if (newId !== null) {
                  void query.refetch()
                  onChange(newId)
                }
              }}
            />
          </Modal>
        </span>
      )}
    </Field>
  )
}
