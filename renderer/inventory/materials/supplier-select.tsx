import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { byInitials } from '../../ui/by-initials.ts'

/** Who is bought from, found by name. */
export function SupplierSelect(props: {
  readonly value: number | null
  readonly onChange: (id: number) => void
}) {
  const { t } = useTranslation('materials')
  const suppliers = useQuery(api.inventory.suppliers.list.queryOptions())
  return (
    <Select
      autoFocus
      showSearch={byInitials}
      style={{ width: 220 }}
      aria-label={t('supplier')}
      placeholder={t('supplier')}
      value={props.value}
      options={(suppliers.data ?? [])
        .filter(({ archived }) => !archived)
        .map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: number | null) => {
        if (id !== null) props.onChange(id)
      }}
    />
  )
}
