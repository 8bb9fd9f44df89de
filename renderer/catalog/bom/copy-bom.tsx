import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BomLineRow } from '../../../shared/catalog/bom-contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'

/** Takes the BOM of a similar style along, to be looked at before it is saved. */
export function CopyBom(props: {
  readonly except: number
  readonly onCopied: (lines: readonly BomLineRow[]) => void
}) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const [search, setSearch] = useState('')
  const [error, setError] = useState<unknown>(null)
  const found = useQuery({
    ...api.catalog.styles.list.queryOptions({ input: { search, offset: 0, limit: 30 } }),
    placeholderData: keepPreviousData,
  })
  const copy = async (styleId: number) => {
    setError(null)
    try {
      const lines = await client.catalog.bom.get({ styleId })
      props.onCopied(lines)
      void message.info(t('bom.copied', { count: lines.length }))
    } catch (raised) {
      setError(raised)
    }
  }
  return (
    <>
      <Select
        showSearch={{ filterOption: false, onSearch: setSearch }}
        style={{ width: 220 }}
        value={null}
        aria-label={t('bom.copy')}
        placeholder={t('bom.copy')}
        options={(found.data?.rows ?? [])
          .filter(({ id }) => id !== props.except)
          .map(({ id, styleNumber, name }) => ({ value: id, label: `${styleNumber} ${name}` }))}
        onChange={(id: number | null) => {
          if (id !== null) void copy(id)
        }}
      />
      <ErrorNote error={error} />
    </>
  )
}
