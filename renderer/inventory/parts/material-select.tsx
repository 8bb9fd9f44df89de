import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'

/** A material, found by its name or its initials. */
export function MaterialSelect(props: {
  readonly value: { readonly id: number; readonly name: string } | null
  readonly onChange: (material: Material) => void
  readonly except?: readonly number[]
  readonly label: string
}) {
  const { t } = useTranslation('materials')
  const [search, setSearch] = useState('')
  const query = useQuery({
    ...api.inventory.materials.list.queryOptions({ input: { search, offset: 0, limit: 50 } }),
    placeholderData: keepPreviousData,
  })
  const { value } = props
  const found = (query.data?.rows ?? []).filter(({ id }) => !(props.except ?? []).includes(id))
  const options = found.map(({ id, name, unit }) => ({ value: id, label: `${name} · ${t(`units.${unit}`)}` }))
  if (value && !options.some((option) => option.value === value.id))
    options.unshift({ value: value.id, label: value.name })
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setSearch }}
      style={{ width: '100%', minWidth: 180 }}
      aria-label={props.label}
      placeholder={props.label}
      value={value?.id ?? null}
      options={options}
      notFoundContent={
        query.isSuccess && search === '' && found.length === 0 && (props.except ?? []).length === 0 ? (
          <>
            {t('noneYet')} <Link to={paths.materials}>{t('toMaterials')}</Link>
          </>
        ) : undefined
      }
      onChange={(id: number | null) => {
        const material = found.find((row) => row.id === id)
        if (material) props.onChange(material)
      }}
    />
  )
}
