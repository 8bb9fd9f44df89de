import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { WaveCandidate } from '../../../shared/shipping/wave-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { useIsTight } from '../../app/touch.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../shipping.module.css'
import { useCandidateColumns } from './candidate-columns.tsx'
import { MergeSuggestions } from './merge-suggestions.tsx'
import { WaveList } from './wave-list.tsx'

/** Orders of one round; the first is what one person carries in one go. */
const sizes = [30, 50, 100] as const
/** The most urgent so many are shown. */
const shownOrders = 300

const dues = ['any', 'overdue', 'today', 'tomorrow'] as const

/** Chooses the orders of the next wave: what is ready, what is left out and why, what may share a parcel. */
export function WavesScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const may = useMay()
  const [filter, setFilter] = useState({
    shopId: null as number | null,
    due: 'any' as (typeof dues)[number],
    performanceNear: false,
    carrierId: null as number | null,
    single: false,
  })
  /** The most urgent so many are chosen; a round of more is too long to carry. */
  const [most, setMost] = useState<number>(sizes[0])
  /** Orders that the user chose otherwise. */
  const [toggledIds, setToggledIds] = useState<ReadonlySet<number>>(new Set())
  const [refusedMerges, setRefusedMerges] = useState<ReadonlySet<string>>(new Set())
  const [showsRefused, setShowsRefused] = useState(false)
  const found = useQuery(
    api.shipping.waves.candidates.queryOptions({ input: { ...filter, limit: shownOrders } }),
  )
  const shops = useQuery(api.settings.shops.list.queryOptions())
  const carriers = useQuery(api.shipping.carriers.list.queryOptions())
  const create = useCommand(client.shipping.waves.create, {
    onSuccess: (answer) => answer.id !== null && void navigate(`/pack/waves/${answer.id}`),
  })
  const columns = useCandidateColumns()
  const isTight = useIsTight()
  const rows = found.data?.rows ?? []
  const ready = rows.filter((row) => row.refusal === null)
  const isFirst = new Set(ready.slice(0, most).map((row) => row.orderId))
  const chosen = ready.filter((row) => isFirst.has(row.orderId) !== toggledIds.has(row.orderId))
  const merges = (found.data?.suggestions ?? []).filter((merge) => !refusedMerges.has(merge.orderIds.join()))
  const start = () => void create.run({ groups: groupsOf(chosen, merges) })
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Select
          style={{ minWidth: 160 }}
          value={filter.shopId ?? 0}
          aria-label={t('wave.shop')}
          onChange={(id) => setFilter({ ...filter, shopId: id === 0 ? null : id })}
          options={[
            { value: 0, label: t('wave.allShops') },
            ...(shops.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          style={{ minWidth: 140 }}
          value={filter.due}
          aria-label={t('wave.due')}
          onChange={(due) => setFilter({ ...filter, due })}
          options={dues.map((due) => ({ value: due, label: t(`wave.dues.${due}`) }))}
        />
        <Select
          style={{ minWidth: 140 }}
          value={filter.carrierId ?? 0}
          aria-label={t('wave.carrier')}
          onChange={(id) => setFilter({ ...filter, carrierId: id === 0 ? null : id })}
          options={[
            { value: 0, label: t('wave.allCarriers') },
            ...(carriers.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Checkbox
          checked={filter.performanceNear}
          onChange={(event) => setFilter({ ...filter, performanceNear: event.target.checked })}
        >
          {t('wave.performanceNear')}
        </Checkbox>
        <Checkbox
          checked={filter.single}
          onChange={(event) => setFilter({ ...filter, single: event.target.checked })}
        >
          {t('wave.single')}
        </Checkbox>
        <span className={styles.grow} />
        {may('shipping.waves.create') && (
          <Button
            type="primary"
            size="large"
            disabled={chosen.length === 0}
            loading={create.isPending}
            onClick={start}
          >
            {t('wave.start', { count: chosen.length })}
          </Button>
        )}
      </div>
      <ErrorNote error={found.error ?? create.error} />
      {create.answer && create.answer.leftOut.length > 0 && (
        <p role="alert">
          {t('wave.leftOut')}{' '}
          {create.answer.leftOut
            .map((one) => `${one.orderNumber} (${t(`refusal.${one.reason}`)})`)
            .join(', ')}
        </p>
      )}
      {found.data && (
        <div className={styles.numbers}>
          {found.data.ready > sizes[0] && (
            <Segmented
              aria-label={t('wave.howMany')}
              value={most}
              options={[
                ...sizes.map((size) => ({ value: size, label: t('wave.first', { count: size }) })),
                { value: shownOrders, label: t('wave.allShown') },
              ]}
              onChange={(size) => {
                setMost(size)
                setToggledIds(new Set())
              }}
            />
          )}
          <span>
            <strong>
              {found.data.ready}
              {found.data.more && '+'}
            </strong>{' '}
            {t('wave.ready')}
            {found.data.ready > ready.length && (
              <span className={styles.muted}> {t('wave.shown', { count: ready.length })}</span>
            )}
          </span>
          {found.data.excluded.map((one) => (
            <span key={one.reason} className={styles.muted}>
              <strong>{one.orders}</strong> {t(`refusal.${one.reason}`)}
            </span>
          ))}
          {found.data.excluded.length > 0 && (
            <Checkbox checked={showsRefused} onChange={(event) => setShowsRefused(event.target.checked)}>
              {t('wave.showRefused')}
            </Checkbox>
          )}
        </div>
      )}
      <MergeSuggestions
        rows={rows}
        suggestions={found.data?.suggestions ?? []}
        refused={refusedMerges}
        onToggle={(key) => setRefusedMerges(toggled(refusedMerges, key))}
      />
      {found.data && ready.length === 0 && !showsRefused ? (
        <EmptyState title={t('wave.emptyTitle')} text={t('wave.emptyText')} />
      ) : (
        <Table<WaveCandidate>
          size="small"
          rowKey="orderId"
          loading={found.isPending}
          dataSource={showsRefused ? rows : ready}
          columns={columns}
          tableLayout="fixed"
          {...(!isTight && { scroll: { x: 960 } })}
          pagination={{ pageSize: 100, hideOnSinglePage: true }}
          rowSelection={{
            selectedRowKeys: chosen.map((row) => row.orderId),
            getCheckboxProps: (row) => ({ disabled: row.refusal !== null }),
            onChange: (keys) =>
              setToggledIds(
                new Set(
                  ready.map((row) => row.orderId).filter((id) => keys.includes(id) !== isFirst.has(id)),
                ),
              ),
          }}
        />
      )}
      <WaveList />
    </div>
  )
}

function toggled<K>(set: ReadonlySet<K>, key: K): ReadonlySet<K> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

/** The chosen orders in their order; merged ones together, where the first of them stands. */
function groupsOf(
  chosen: readonly WaveCandidate[],
  merges: readonly { readonly orderIds: readonly number[] }[],
): number[][] {
  const ids = new Set(chosen.map((row) => row.orderId))
  const groups: number[][] = []
  for (const row of chosen) {
    if (!ids.has(row.orderId)) continue
    const merge = merges.find((one) => one.orderIds.includes(row.orderId))
    const group = merge ? merge.orderIds.filter((id) => ids.has(id)) : [row.orderId]
    for (const id of group) ids.delete(id)
    groups.push(group)
  }
  return groups
}
