import { useQuery } from '@tanstack/react-query'
import { Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { listText } from '../../ui/list-text.ts'
import { pageBar } from '../../ui/table/page-bar.ts'
import { Fen } from '../parts/figures.tsx'

/** Every move of a material, newest first, with what was there after it. */
export function MaterialMoves(props: { readonly material: Material; readonly onClose: () => void }) {
  const { t } = useTranslation('materials')
  const { material } = props
  const unit = t(`units.${material.unit}`)
  const lots = useQuery(api.inventory.materials.lots.queryOptions({ input: { materialIds: [material.id] } }))
  const [page, setPage] = useState(1)
  const query = useQuery(
    api.inventory.stock.moves.queryOptions({
      input: { itemId: material.id, offset: (page - 1) * 50, limit: 50 },
    }),
  )
  return (
    <Drawer open size={860} title={t('movesOf', { name: material.name })} onClose={props.onClose}>
      <ErrorNote error={query.error ?? lots.error} />
      {(lots.data ?? []).some(({ dyeLot, left }) => dyeLot !== '' && left > 0) && (
        <p>
          {t('lot.left', {
            list: listText(
              lots
                .data!.filter(({ left }) => left > 0)
                .map(({ dyeLot, left }) => `${dyeLot || t('lot.unnamed')} ${formatAmount(left)} ${unit}`),
            ),
          })}
        </p>
      )}
      <Table
        size="small"
        rowKey="id"
        scroll={{ x: 'max-content' }}
        loading={query.isPending}
        dataSource={query.data?.rows ?? []}
        pagination={pageBar(page, query.data?.total, setPage)}
        columns={[
          { title: t('time'), render: (_, row) => <InstantText at={row.at} /> },
          { title: t('reason'), render: (_, row) => t(`inventory:move.${row.reason}`) },
          { title: t('quantity'), align: 'right', render: (_, row) => formatAmount(row.quantity) },
          { title: t('balance'), align: 'right', render: (_, row) => formatAmount(row.balance) },
          { title: t('value'), align: 'right', render: (_, row) => <Fen value={row.value} /> },
          { title: t('place'), dataIndex: 'locationName' },
          { title: t('dyeLot'), dataIndex: 'dyeLot' },
          {
            title: t('note'),
            render: (_, row) => (
              <>
                {row.batchId === null ? (
                  row.referenceText
                ) : (
                  <Link to={`/floor/batches/${row.batchId}`}>{row.referenceText}</Link>
                )}
                {row.referenceText !== '' && row.note !== '' && ' · '}
                {row.note}
              </>
            ),
          },
        ]}
      />
    </Drawer>
  )
}
