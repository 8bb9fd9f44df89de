import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { api } from '../app/client.ts'

/** Picks another style by typing, to take something of it along. */
export function StylePick(props: {
  readonly except: number
  readonly label: string
  readonly onPick: (styleId: number) => void
}) {
  const [search, setSearch] = useState('')
  const found = useQuery({
    ...api.catalog.styles.list.queryOptions({ input: { search, offset: 0, limit: 30 } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setSearch }}
      style={{ width: 220 }}
      value={null}
      aria-label={props.label}
      placeholder={props.label}
      options={(found.data?.rows ?? [])
        .filter(({ id }) => id !== props.except)
        .map(({ id, styleNumber, name }) => ({ value: id, label: `${styleNumber} ${name}` }))}
      onChange={(id: number | null) => {
        if (id !== null) props.onPick(id)
      }}
    />
  )
}
