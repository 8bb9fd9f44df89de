import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { pieceKinds, type StockLocation } from '../../../shared/inventory/contract.ts'
import { api } from '../../app/client.ts'

/** A place for stock. The first one of the wished kind is chosen until the user chooses; null: none. */
export function PlaceSelect(props: {
  readonly value: number | null
  readonly onChange: (id: number) => void
  readonly except?: number | null
  readonly kinds?: readonly StockLocation['kind'][]
  /** The kind chosen first. */
  readonly first?: StockLocation['kind']
  readonly label: string
  readonly isChosenFirst?: boolean
}) {
  const { t } = useTranslation('inventory')
  const query = useQuery(api.inventory.locations.list.queryOptions())
  const { value, onChange, isChosenFirst = true, kinds = pieceKinds } = props
  const places = (query.data ?? []).filter(
    (place) => !place.archived && place.id !== props.except && kinds.includes(place.kind),
  )
  const ofKind = (kind: StockLocation['kind']) => places.find((place) => place.kind === kind)
  const first = (ofKind(props.first ?? 'sellable') ?? ofKind('sellable') ?? places[0])?.id
  useEffect(() => {
    if (isChosenFirst && value === null && first !== undefined) onChange(first)
  }, [isChosenFirst, value, first, onChange])
  return (
    <Select
      aria-label={props.label}
      value={value}
      style={{ width: 240 }}
      placeholder={props.label}
      onChange={(id: number | null) => {
        if (id !== null) onChange(id)
      }}
      options={places.map((place) => ({
        value: place.id,
        label: `${place.code} ${place.name} · ${t(`kind.${place.kind}`)}`,
      }))}
    />
  )
}
