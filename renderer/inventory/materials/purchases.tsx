import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import { SearchField } from '../../ui/table/search-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { CorrectReceipt } from '../parts/correct-receipt.tsx'
import { Fen } from '../parts/figures.tsx'

/** What was bought of materials, newest first; a purchase that was a mistake is voided. */
export function Purchases({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('materials')
  const may = useMay()
  const [page, setPage] = useState(1)
  const [correcting, setCorrecting] = useState<number | null>(null)
  const [search, setSearch] = useState('')
  const query = useQuery({
    ...api.inventory.materials.purchases.queryOptions({
      input: { search, offset: (page - 1) * 50, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  })
  const voided = useCommand(client.inventory.receipts.void)
  return (
    <Drawer open size={900} title={t('purchases')} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={voided.error ?? query.error} />
        <SearchField
          value={search}
          placeholder={t('searchPurchases')}
          onSearch={(text) => {
            setSearch(text)
            setPage(1)
          }}
        />
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          dataSource={query.data?.rows ?? []}
          locale={{ emptyText: t(search === '' ? 'noPurchases' : 'nothing') }}
          pagination={pageBar(page, query.data?.total, setPage)}
          columns={[
            {
              title: t('date'),
              render: (_, row) => <Link to={`/stock/receipts?id=${row.id}`}>{row.businessDate}</Link>,
            },
            { title: t('supplier'), dataIndex: 'supplierName' },
            {
              title: t('material'),
              render: (_, row) =>
                row.lines.map((line) => (
                  <div key={`${line.materialId} ${line.dyeLot}`}>
                    {line.name} {formatAmount(line.quantity)} {t(`units.${line.unit}`)}
                    {line.dyeLot && ` · ${line.dyeLot}`}
                  </div>
                )),
            },
            { title: t('amount'), align: 'right', render: (_, row) => <Fen value={row.amount} /> },
            { title: t('paid'), align: 'right', render: (_, row) => <Fen value={row.paid} /> },
            { title: t('note'), dataIndex: 'note' },
            {
              title: '',
              align: 'right',
              render: (_, row) =>
                row.voided ? (
                  <StatusTag tone="off">{t('voided')}</StatusTag>
                ) : (
                  <span className={styles.bar} style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                    {may('inventory.receipts.correct') && (
                      <Button size="small" onClick={() => setCorrecting(row.id)}>
                        {t('correct.open')}
                      </Button>
                    )}
                    {may('inventory.receipts.void') && (
                      <ConfirmAction
                        size="small"
                        title={t('voidTitle')}
                        text={t('voidText')}
                        confirm={t('voidPurchase')}
                        onConfirm={() => voided.run({ id: row.id, reversePayments: false, note: '' })}
                      >
                        {t('voidPurchase')}
                      </ConfirmAction>
                    )}
                  </span>
                ),
            },
          ]}
        />
        {correcting !== null && <CorrectReceipt id={correcting} onDone={() => setCorrecting(null)} />}
      </div>
    </Drawer>
  )
}
