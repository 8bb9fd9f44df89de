import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { ParcelRow } from '../../../shared/shipping/pack-contract.ts'
import { api, client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ScanInput } from '../../ui/scan-input.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { OddNumber } from '../odd-number.tsx'
import styles from '../shipping.module.css'
import { Freshness } from './freshness.tsx'
import { ManifestList } from './manifest-list.tsx'
import { useHeaps } from './use-heaps.ts'

/** Hands packed parcels to a courier: one heap per carrier, ticked in or scanned in, all or none. */
export function HandOverScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const confirm = useConfirm()
  const ready = useQuery({ ...api.shipping.manifests.ready.queryOptions(), refetchInterval: 60_000 })
  const [courierName, setCourierName] = useState('')
  /** Whom parcels go to whose courier nobody knew. */
  const [courierId, setCourierId] = useState<number | null>(null)
  const carriers = useQuery(api.shipping.carriers.list.queryOptions())
  const [error, setError] = useState<unknown>(null)
  const handOver = useCommand(client.shipping.manifests.handOver, {
    onSuccess: ({ id }) => void navigate(`/pack/hand-over/${id}`),
  })
  const parcels = ready.data?.parcels ?? []
  const table = useHeaps(
    parcels,
    async () => (await ready.refetch({ cancelRefetch: false })).data?.parcels ?? [],
  )
  const { heaps, heap, shown, chosen, told } = table
  const carrierId = heap === 'unknown' ? courierId : typeof heap === 'number' ? heap : null
  const lacksCourier = heap === 'unknown' && courierId === null
  const send = async (acknowledgeStale: boolean, shortageReason: string): Promise<void> => {
    if (heap === null || lacksCourier) return
    setError(null)
    const input = {
      carrierId,
      parcelIds: chosen.map((parcel) => parcel.id),
      courierName,
      acknowledgeStale,
      shortageReason,
    }
    try {
      await handOver.submit(input)
    } catch (raised) {
      const shownRaised = shownError(raised)
      if (shownRaised.code === 'manifest-stale-orders') {
        const goesOn = await confirm({
          title: t('handOver.staleTitle'),
          text: t('handOver.staleText', { shops: String(shownRaised.data.shops) }),
          confirm: t('handOver.staleConfirm'),
        })
        if (goesOn) return send(true, shortageReason)
        return
      }
      if (shownRaised.code === 'stock-below-zero' && shortageReason === '') {
        const goesOn = await confirm({
          title: t('handOver.shortTitle'),
          text: t('handOver.shortText', {
            sku: String(shownRaised.data.sku),
            onHand: String(shownRaised.data.onHand),
          }),
          confirm: t('handOver.shortConfirm'),
        })
        if (goesOn) return send(acknowledgeStale, t('handOver.shortReason'))
        return
      }
      setError(raised)
    }
  }
  return (
    <div className={styles.page}>
      <Freshness shops={ready.data?.shops ?? []} />
      <ErrorNote error={ready.error ?? error} onClose={() => setError(null)} />
      {ready.data && parcels.length === 0 ? (
        <EmptyState
          title={t('handOver.emptyTitle')}
          text={t('handOver.emptyText')}
          action={<Link to="/pack">{t('tabs.pack')}</Link>}
        />
      ) : (
        <>
          <div className={styles.bar}>
            {[...heaps].map(([id, its]) => (
              <Button
                key={id}
                size="large"
                type={id === heap ? 'primary' : 'default'}
                onClick={() => table.choose(id)}
              >
                {table.nameOf(id)} ({its.length})
              </Button>
            ))}
          </div>
          <div className={styles.bar}>
            <div className={styles.scanLine}>
              <ScanInput placeholder={t('handOver.scan')} onScan={table.onScan} />
            </div>
            <Button onClick={table.pickAll}>{t('handOver.all')}</Button>
            {heap === 'unknown' && (
              <Select<number>
                style={{ width: 160 }}
                status={chosen.length > 0 && lacksCourier ? 'warning' : ''}
                value={courierId}
                placeholder={t('handOver.whichCarrier')}
                aria-label={t('handOver.whichCarrier')}
                onChange={setCourierId}
                options={(carriers.data ?? [])
                  .filter((carrier) => !carrier.archived)
                  .map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <Input
              style={{ width: 160 }}
              value={courierName}
              maxLength={60}
              placeholder={t('handOver.courier')}
              aria-label={t('handOver.courier')}
              onChange={(event) => setCourierName(event.target.value)}
            />
            <Button
              type="primary"
              size="large"
              disabled={chosen.length === 0 || lacksCourier}
              loading={handOver.isPending}
              onClick={() => void send(false, '')}
            >
              {t('handOver.send', { count: chosen.length })}
            </Button>
          </div>
          {told?.isWrong && (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={<span className={styles.floor}>{told.text}</span>}
            />
          )}
          {told && !told.isWrong && (
            <div role="status" className={styles.floor}>
              {told.text}
            </div>
          )}
          {heap === 'unknown' && <span className={styles.muted}>{t('handOver.unknownCarrierText')}</span>}
          <Table<ParcelRow>
            size="small"
            rowKey="id"
            loading={ready.isPending}
            dataSource={shown}
            pagination={{ pageSize: 100, hideOnSinglePage: true }}
            locale={{ emptyText: t('handOver.chooseHeap') }}
            rowSelection={{
              selectedRowKeys: chosen.map((parcel) => parcel.id),
              getCheckboxProps: (parcel) => ({ disabled: parcel.refusal !== null }),
              onChange: (keys) => table.pick(keys.map(Number)),
            }}
            columns={[
              {
                title: t('column.waybill'),
                render: (_, row) => (
                  <>
                    {row.trackingNumber || t(`noWaybill.${row.noWaybillReason}`)} <OddNumber parcel={row} />
                  </>
                ),
              },
              {
                title: t('column.order'),
                render: (_, row) => (
                  <Link to={`/pack/parcels/${row.id}`}>{row.orderNumbers.join(' + ')}</Link>
                ),
              },
              { title: t('column.shop'), render: (_, row) => row.shopNames.join(', ') },
              { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
              {
                title: t('column.packed'),
                render: (_, row) => (
                  <>
                    <InstantText at={row.packedAt} /> {row.packedBy}
                  </>
                ),
              },
              {
                title: t('column.state'),
                render: (_, row) =>
                  row.refusal ? (
                    <StatusTag tone="act">{t(`refusal.${row.refusal.reason}`)}</StatusTag>
                  ) : (
                    <StatusTag tone="go">{t('handOver.mayGo')}</StatusTag>
                  ),
              },
            ]}
          />
        </>
      )}
      <ManifestList />
    </div>
  )
}
