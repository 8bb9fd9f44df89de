import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SkuLabel, skuText } from '../../shared/catalog/sku-label.ts'
import { api } from '../app/client.ts'
import { SkuName } from './sku-name.tsx'

interface SkuPickerProps {
  /** The chosen SKU, for its text in the closed field. */
  readonly value: SkuLabel | null
  readonly onChange: (sku: SkuLabel | null) => void
  readonly withSets?: boolean
  readonly id?: string
  readonly placeholder?: string
}

/** Finds a SKU by words, pinyin initials, any code, or a scan; arrows and Enter choose. */
export function SkuPicker(props: SkuPickerProps) {
  const { t } = useTranslation('catalog')
  const [search, setSearch] = useState('')
  const found = useQuery({
    ...api.catalog.skus.search.queryOptions({
      input: { search, withSets: props.withSets ?? true, limit: 30 },
    }),
    enabled: search.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const rows = search.trim() === '' ? (props.value ? [props.value] : []) : (found.data ?? [])
  return (
    <Select
      id={props.id}
      style={{ width: '100%' }}
      value={props.value?.id ?? null}
      allowClear
      showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
      placeholder={props.placeholder ?? t('picker.placeholder')}
      aria-label={props.placeholder ?? t('picker.placeholder')}
      notFoundContent={search.trim() === '' ? t('picker.hint') : found.isFetching ? ' ' : t('picker.nothing')}
      options={rows.map((sku) => ({ value: sku.id, label: skuText(sku) }))}
      optionRender={(option) => {
        const sku = rows.find((row) => row.id === option.value)
        return sku ? <SkuName sku={sku} side={36} /> : option.label
      }}
      onChange={(id: number | undefined) => {
        setSearch('')
        props.onChange(rows.find((row) => row.id === id) ?? null)
      }}
    />
  )
}
