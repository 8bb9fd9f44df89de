import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'

/** An open batch, found by its number, its style's number, name or initials, however many there are. */
export function BatchSelect(props: {
  readonly value: number | null
  readonly onChange: (id: number) => void
  readonly label: string
  readonly width?: number
}) {
  const { t } = useTranslation('production')
  const { value } = props
  const [search, setSearch] = useState('')
  const found = useQuery({
    ...api.production.batches.list.queryOptions({ input: { search, offset: 0, limit: 50 } }),
    placeholderData: keepPreviousData,
  })
  const rows = found.data?.rows ?? []
  // One that a ticket chose, or that is beyond the first page, is named all the same.
  const chosen = useQuery({
    ...api.production.batches.get.queryOptions({ input: { id: value ?? 0 } }),
    enabled: value !== null && !rows.some(({ id }) => id === value),
  })
  const shown = chosen.data && !rows.some(({ id }) => id === value) ? [chosen.data, ...rows] : rows
  return (
    <Select
      autoFocus
      showSearch={{ filterOption: false, onSearch: setSearch }}
      style={{ width: props.width ?? '100%' }}
      aria-label={props.label}
      placeholder={props.label}
      value={value}
      notFoundContent={found.isPending ? null : t(search === '' ? 'batch.none.title' : 'batch.notFound')}
      options={shown.map((row) => ({
        value: row.id,
        label: `${row.batchNumber} ${row.styleNumber} ${row.styleName}`,
      }))}
      onChange={(id: number | null) => id !== null && props.onChange(id)}
    />
  )
}
