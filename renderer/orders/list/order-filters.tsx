import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type OrderFilter, orderFilterSchema, orderStages } from '../../../shared/orders/contract.ts'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'

const dues = orderFilterSchema.shape.due.unwrap().options
const flags = orderFilterSchema.shape.flag.unwrap().options

/** The list's filters: each narrows the others. */
export function OrderFilters(props: {
  readonly filter: OrderFilter
  readonly onChange: (patch: Partial<OrderFilter>) => void
}) {
  const { t } = useTranslation('orders')
  const { filter, onChange } = props
  const shops = useQuery(api.settings.shops.list.queryOptions())
  return (
    <>
      <SearchField
        value={filter.search}
        placeholder={t('search')}
        onSearch={(search) => onChange({ search })}
      />
      <Select
        allowClear
        style={{ width: 150 }}
        aria-label={t('shop')}
        placeholder={t('shop')}
        value={filter.shopId ?? null}
        options={shops.data?.map((shop) => ({ value: shop.id, label: shop.name })) ?? []}
        onChange={(shopId) => onChange({ shopId: shopId ?? undefined })}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        style={{ width: 150 }}
        aria-label={t('stage.label')}
        placeholder={t('stage.label')}
        value={filter.stage ?? []}
        options={orderStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        onChange={(stage) => onChange({ stage: stage.length > 0 ? stage : undefined })}
      />
      <Select
        allowClear
        style={{ width: 130 }}
        aria-label={t('shipBy')}
        placeholder={t('shipBy')}
        value={filter.due ?? null}
        options={dues.map((due) => ({ value: due, label: t(`due.${due}`) }))}
        onChange={(due) => onChange({ due: due ?? undefined })}
      />
      <Select
        allowClear
        style={{ width: 150 }}
        aria-label={t('flags.label')}
        placeholder={t('flags.label')}
        value={filter.flag ?? null}
        options={flags.map((flag) => ({ value: flag, label: t(`flag.${flag}`) }))}
        onChange={(flag) => onChange({ flag: flag ?? undefined })}
      />
      <Checkbox checked={filter.all} onChange={(event) => onChange({ all: event.target.checked })}>
        {t('showAll')}
      </Checkbox>
      {filter.importId !== undefined && (
        <ImportChip importId={filter.importId} onClose={() => onChange({ importId: undefined })} />
      )}
    </>
  )
}

/** The file whose orders are shown: nothing else on the screen says that there are others. */
function ImportChip({ importId, onClose }: { readonly importId: number; readonly onClose: () => void }) {
  const { t } = useTranslation('orders')
  const may = useMay()
  const files = useQuery(
    api.orders.imports.list.queryOptions({
      input: { id: importId },
      enabled: may('orders.imports.list'),
    }),
  )
  return (
    <Tag closable onClose={onClose}>
      {t('ofFile', { file: files.data?.rows[0]?.fileName ?? '' })}
    </Tag>
  )
}
