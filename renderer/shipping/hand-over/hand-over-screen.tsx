import { useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { ParcelRow } from '../../../shared/shipping/pack-contract.ts'
import { normaliseTracking } from '../../../shared/shipping/tracking.ts'
import { api, client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { OddNumber } from '../odd-number.tsx'
import styles from '../shipping.module.css'
import { Freshness } from './freshness.tsx'
import { ManifestList } from './manifest-list.tsx'

/** Hands packed parcels to a courier: one heap per carrier, ticked in or scanned in, all or none. */
export function HandOverScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const confirm = useConfirm()
  const ready = useQuery({ ...api.shipping.manifests.ready.queryOptions(), refetchInterval: 60_000 })
  // Undefined: no heap chosen yet; null: the heap without a courier.
  const [heapId, setHeapId] = useState<number | null | undefined>(undefined)
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  const [courierName, setCourierName] = useState('')
  const [told, setTold] = useState('')
  const [error, setError] = useState<unknown>(null)
  const handOver = useCommand(client.shipping.manifests.handOver, {
    onSuccess: ({ id }) => void navigate(`/pack/hand-over/${id}`),
  })
  const parcels = ready.data?.parcels ?? []
  const heaps = Map.groupBy(parcels, (parcel) => parcel.carrierId)
  const [onlyHeap] = heaps.size === 1 ? heaps.keys() : []
  const carrierId = heapId === undefined ? onlyHeap : heapId
  const shown = parcels.filter((parcel) => parcel.carrierId === carrierId)
  const chosen = shown.filter((parcel) => picked.has(parcel.id) && parcel.refusal === null)

  const choose = (id: number | null) => {
    setHeapId(id)
    setPicked(new Set())
    setTold('')
  }
  const onScan = async (code: string): Promise<ScanOutcome> => {
    const number = normaliseTracking(code)
    let parcel: ParcelRow | undefined = parcels.find((one) => one.trackingNumber === number)
    // Our own parcel code, or an order number: the host knows them.
    parcel ??= await client.shipping.pack
      .list({ state: 'packed', search: code, orderId: null, limit: 2 })
      .then((found) => parcels.find((one) => one.id === found.rows[0]?.id))
      .catch(() => undefined)
    if (!parcel) {
      setTold(t('handOver.scanUnknown', { code }))
      return 'wrong'
    }
    if (parcel.refusal) {
      setTold(
        t('handOver.scanRefused', {
          order: parcel.refusal.orderNumber,
          reason: t(`refusal.${parcel.refusal.reason}`),
        }),
      )
      return 'wrong'
    }
    if (picked.size > 0 && parcel.carrierId !== carrierId) {
      setTold(t('handOver.scanOtherCarrier', { carrier: parcel.carrierName ?? t('handOver.noCarrier') }))
      return 'wrong'
    }
    setHeapId(parcel.carrierId)
    setPicked(new Set([...picked, parcel.id]))
    setTold(
      t('handOver.scanned', {
        count: new Set([...picked, parcel.id]).size,
        number: parcel.trackingNumber || parcel.orderNumbers.join(' '),
      }),
    )
    return 'right'
  }
  const send = async (acknowledgeStale: boolean, shortageReason: string): Promise<void> => {
    if (carrierId === undefined) return
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
            {[...heaps].map(([id, heap]) => (
              <Button
                key={id ?? 0}
                size="large"
                type={id === carrierId ? 'primary' : 'default'}
                onClick={() => choose(id)}
              >
                {heap[0]?.carrierName ?? t('handOver.noCarrier')} ({heap.length})
              </Button>
            ))}
          </div>
          <div className={styles.bar}>
            <div style={{ flex: 1, minWidth: 280 }}>
              <ScanInput placeholder={t('handOver.scan')} onScan={onScan} />
            </div>
            <Button
              onClick={() =>
                setPicked(
                  new Set(shown.filter((parcel) => parcel.refusal === null).map((parcel) => parcel.id)),
                )
              }
            >
              {t('handOver.all')}
            </Button>
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
              disabled={chosen.length === 0}
              loading={handOver.isPending}
              onClick={() => void send(false, '')}
            >
              {t('handOver.send', { count: chosen.length })}
            </Button>
          </div>
          {told !== '' && (
            <div role="status" style={{ fontSize: 20 }}>
              {told}
            </div>
          )}
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
              onChange: (keys) => setPicked(new Set(keys.map(Number))),
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
