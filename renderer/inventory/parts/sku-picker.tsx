import { useQuery } from '@tanstack/react-query'
import { App, Select } from 'antd'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import type { StockRow } from '../../../shared/inventory/contract.ts'
import { api, client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { errorText } from '../../ui/error-text.ts'
import { SkuPhoto } from './sku-cell.tsx'

/** Finds a SKU by scan, code, number, name or pinyin initials. A scanner's Enter takes the exact code at once. */
export function SkuPicker(props: {
  readonly onPick: (row: StockRow) => void
  readonly inputRef?: Ref<{ focus: () => void }>
  readonly autoFocus?: boolean
}) {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const [search, setSearch] = useState('')
  const [isOpen, setOpen] = useState(false)
  const query = useQuery({
    ...api.inventory.stock.search.queryOptions({ input: { search, limit: 20 } }),
    placeholderData: (before) => before,
  })
  const rows = query.data ?? []
  const pick = (row: StockRow) => {
    setSearch('')
    props.onPick(row)
  }
  // A scanner types faster than the list answers: the code itself is looked up, not the first row of an old list.
  const take = async () => {
    try {
      pick(await client.inventory.stock.scan({ code: search }))
    } catch (error) {
      const shown = shownError(error)
      const only =
        shown.code === 'code-unknown' && !query.isFetching && rows.length === 1 ? rows[0] : undefined
      if (only) pick(only)
      else if (rows.length === 0 || shown.code !== 'code-unknown') message.error(errorText(t, shown))
    }
  }
  return (
    <Select
      // antd's own ref has more than focus.
      ref={props.inputRef as Ref<never>}
      aria-label={t('pickSku')}
      autoFocus={props.autoFocus ?? false}
      // The list covers the lines below: it is open only while something is typed.
      open={isOpen && search.trim() !== ''}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
      value={null}
      placeholder={t('pickSku')}
      defaultActiveFirstOption={false}
      style={{ minWidth: 320, width: '100%' }}
      notFoundContent={query.isFetching ? null : t('noSkuFound')}
      onInputKeyDown={(event) => {
        if (event.key === 'Enter' && search.trim() !== '' && !hasActiveOption()) {
          event.preventDefault()
          event.stopPropagation()
          void take()
        }
      }}
      onSelect={(id) => {
        const row = rows.find((candidate) => candidate.id === id)
        if (row) pick(row)
      }}
      options={rows.map((row) => ({ value: row.id, label: skuText(row), row }))}
      optionRender={(option) => {
        const { row } = option.data as { row: StockRow }
        return (
          <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
            <SkuPhoto hash={row.photoHash} size={28} />
            <span style={{ flex: 1 }}>
              {skuText(row)} <span style={{ color: '#59616b' }}>{row.sellerCode}</span>
            </span>
            <span className="number">{t('onHandShort', { count: row.onHand })}</span>
          </span>
        )
      }}
    />
  )
}

/** An option the user has walked to with the arrow keys: Enter means that one. */
function hasActiveOption(): boolean {
  return (
    document.querySelector(
      '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active',
    ) !== null
  )
}
