import { useQuery } from '@tanstack/react-query'
import { Button, Select, Table } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrackingRow } from '../../../shared/shipping/hand-over-contract.ts'
import { api, client } from '../../app/client.ts'
import { takeCarriedFiles } from '../../orders/import/carried-files.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../shipping.module.css'

type Preview = Awaited<ReturnType<typeof client.shipping.waybills.readFile>>
const tones = { new: 'go', known: 'done', out: 'act' } as const

/** Brings a file of order numbers and tracking numbers in: shown first, row by row, then taken. */
export function NumbersIn() {
  const { t } = useTranslation('shipping')
  const shops = useQuery(api.settings.shops.list.queryOptions())
  const [shopId, setShopId] = useState<number | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [error, setError] = useState<unknown>(null)
  const add = useCommand(client.shipping.waybills.add, { onSuccess: () => setPreview(null) })
  const read = async (files: readonly File[]) => {
    setError(null)
    add.reset()
    const file = files[0]
    if (!file) return
    try {
      setPreview(await client.shipping.waybills.readFile({ file, shopId }))
    } catch (raised) {
      setPreview(null)
      setError(raised)
    }
  }
  // Dropped on the import of orders: only one of React's two first runs gets it.
  const readRef = useRef(read)
  readRef.current = read
  useEffect(() => {
    const carried = takeCarriedFiles()
    if (carried.length > 0) void readRef.current(carried)
  }, [])
  const fresh = preview?.rows.filter((row) => row.state === 'new') ?? []
  return (
    <>
      <span className={styles.muted}>{t('tracking.inText')}</span>
      <div className={styles.bar}>
        <Select
          style={{ minWidth: 180 }}
          value={shopId ?? 0}
          aria-label={t('column.shop')}
          onChange={(id) => setShopId(id === 0 ? null : id)}
          options={[
            { value: 0, label: t('tracking.anyShop') },
            ...(shops.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <FileDrop
          label={t('tracking.choose')}
          dropLabel={t('tracking.drop')}
          accept=".csv,.txt,.xlsx"
          multiple={false}
          onFiles={(files) => void read(files)}
        />
        {fresh.length > 0 && (
          <Button
            type="primary"
            loading={add.isPending}
            onClick={() =>
              void add.run({
                shopId,
                rows: fresh.map(({ row, orderNumber, trackingNumber, carrierName }) => ({
                  row,
                  orderNumber,
                  trackingNumber,
                  carrierName,
                })),
              })
            }
          >
            {t('tracking.take', { count: fresh.length })}
          </Button>
        )}
        {preview && <Button onClick={() => setPreview(null)}>{t('tracking.drop2')}</Button>}
      </div>
      <ErrorNote error={error ?? add.error} />
      {add.answer && (
        <p role="status">
          {t('tracking.taken', { added: add.answer.added, filled: add.answer.parcelsFilled })}
        </p>
      )}
      {preview && preview.unread.length > 0 && (
        <p role="alert">
          {t('tracking.unread')}{' '}
          {preview.unread
            .map((one) => `${t('tracking.rowNumber', { row: one.row })} ${one.value}`)
            .join('; ')}
        </p>
      )}
      {preview && (
        <Table<TrackingRow>
          size="small"
          rowKey={(row) => `${row.row}/${row.trackingNumber}`}
          dataSource={preview.rows.toSorted(
            (a, b) => Number(a.state !== 'out') - Number(b.state !== 'out') || a.row - b.row,
          )}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          columns={[
            { title: t('tracking.row'), align: 'right', width: 70, dataIndex: 'row' },
            { title: t('column.order'), dataIndex: 'orderNumber' },
            { title: t('column.shop'), dataIndex: 'shopName' },
            { title: t('column.waybill'), dataIndex: 'trackingNumber' },
            { title: t('column.carrier'), dataIndex: 'carrierName' },
            {
              title: t('column.state'),
              render: (_, row) => (
                <>
                  <StatusTag tone={row.state === 'new' && row.problem ? 'warn' : tones[row.state]}>
                    {t(`trackingState.${row.state}`)}
                  </StatusTag>{' '}
                  {row.problem && t(`trackingProblem.${row.problem}`)}
                </>
              ),
            },
          ]}
        />
      )}
    </>
  )
}
