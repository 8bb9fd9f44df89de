import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'

/** Orders that a batch is made for: a school class, a film crew. Once its style is chosen, those that want it. */
export function OrderPick(props: {
  readonly styleId: number | null
  readonly value: readonly number[]
  readonly onChange: (orderIds: readonly number[]) => void
}) {
  const { t } = useTranslation('production')
  const [search, setSearch] = useState('')
  const [names, setNames] = useState<Readonly<Record<number, string>>>({})
  const found = useQuery({
    ...api.orders.list.queryOptions({
      input: {
        search,
        stage: ['open'],
        ...(props.styleId !== null && { styleId: props.styleId }),
        offset: 0,
        limit: 30,
      },
    }),
    placeholderData: keepPreviousData,
  })
  const labelOf = (row: { orderNumber: string; performanceDate: string | null; titles: string }) =>
    [row.orderNumber, row.performanceDate, row.titles.slice(0, 20)].filter(Boolean).join(' · ')
  const options = (found.data?.rows ?? []).map((row) => ({ value: row.id, label: labelOf(row) }))
  const kept = props.value
    .filter((id) => !options.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: names[id] ?? String(id) }))
  return (
    <Select
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setSearch }}
      style={{ width: '100%' }}
      aria-label={t('batch.orders')}
      placeholder={t('batch.ordersHint')}
      value={[...props.value]}
      options={[...kept, ...options]}
      onChange={(ids: number[]) => {
        setNames({ ...names, ...Object.fromEntries(options.map(({ value, label }) => [value, label])) })
        props.onChange(ids)
      }}
    />
  )
}
