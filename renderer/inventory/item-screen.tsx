import { PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { formatInstant } from '../../shared/dates.ts'
import type { StockMove } from '../../shared/inventory/contract.ts'
import type { WaitingLine } from '../../shared/inventory/supply-contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { DueTag } from '../ui/due-tag.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { pageBar } from '../ui/table/page-bar.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { AwaitedSupplies } from './parts/awaited-supplies.tsx'
import { ExportList } from './parts/export-list.tsx'
import { Fact, Fen, Pieces } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { SellSeconds } from './parts/sell-seconds.tsx'
import { SkuPhoto } from './parts/sku-cell.tsx'

/** One SKU: what is there and where, who waits for it, and every move that led there. */
export function ItemScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const id = Number(useParams().id)
  const query = useQuery(api.inventory.stock.item.queryOptions({ input: { id } }))
  if (!query.data) return <ErrorNote error={query.error} />
  const { row, levels, shortages, lines } = query.data
  return (
    <div className={styles.page}>
      <div className={styles.sku}>
        <SkuPhoto hash={row.photoHash} size={96} />
        <div>
          <h2 style={{ margin: 0 }}>
            {row.styleNumber} {row.styleName}
          </h2>
          <p style={{ margin: '4px 0 12px' }} className={styles.muted}>
            {[row.colour, row.size, row.sellerCode].filter((part) => part !== '').join(' · ')}
          </p>
          <div className={styles.facts}>
            <Fact name={t('onHand')}>{row.onHand}</Fact>
            <Fact name={t('allocated')}>{row.allocated}</Fact>
            <Fact name={t('free')}>{row.free}</Fact>
            <Fact name={t('short')}>
              <Pieces value={row.short} alarm />
            </Fact>
            <Fact name={t('expected')}>{row.expected}</Fact>
            {row.value !== null && (
              <Fact name={t('value')}>
                <Fen value={row.value} />
              </Fact>
            )}
          </div>
        </div>
        <span className={styles.grow} />
        <Button onClick={() => void navigate(-1)}>{t('back')}</Button>
      </div>
      {shortages.map((shortage) => (
        <Alert
          key={shortage.id}
          type="warning"
          showIcon
          title={t('item.belowZero', {
            place: shortage.locationName,
            count: shortage.quantity,
            reason: shortage.reason,
          })}
        />
      ))}
      {levels.length > 0 && (
        <div className={styles.facts}>
          {levels.map((level) => (
            <span key={level.location.id}>
              {level.location.code} {level.location.name}{' '}
              <span className={styles.muted}>({t(`kind.${level.location.kind}`)})</span>:{' '}
              <strong>{level.quantity}</strong>
              {level.averageCost !== null && (
                <span className={styles.muted}>
                  {' '}
                  {t('item.averageCost')} <Fen value={level.averageCost} />
                </span>
              )}
              {level.location.kind === 'seconds' && level.quantity > 0 && may('inventory.sellSeconds') && (
                <SellSeconds skuId={id} pieces={level.quantity} />
              )}
            </span>
          ))}
        </div>
      )}
      <h3>{t('item.lines', { count: lines.length })}</h3>
      <WaitingTable lines={lines} />
      <h3>{t('item.ledger')}</h3>
      <Ledger itemId={id} places={levels.map((level) => level.location)} />
    </div>
  )
}

function WaitingTable({ lines }: { readonly lines: readonly WaitingLine[] }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const showLosses = useShowLosses()
  const pin = useCommand(client.inventory.allocation.pin, { onSuccess: ({ losses }) => showLosses(losses) })
  return (
    <>
      <ErrorNote error={pin.error} onClose={pin.reset} />
      <Table
        size="small"
        rowKey="orderLineId"
        dataSource={[...lines]}
        pagination={lines.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        locale={{ emptyText: t('item.noLines') }}
        columns={[
          {
            title: t('order'),
            render: (_, line) => <Link to={`/orders/${line.orderId}`}>{line.orderNumber}</Link>,
          },
          { title: t('shop'), dataIndex: 'shopName' },
          { title: t('shipBy'), render: (_, line) => <DueTag shipBy={line.shipBy} /> },
          { title: t('performance'), dataIndex: 'performanceDate' },
          { title: t('needs'), dataIndex: 'need', align: 'right' },
          { title: t('allocated'), dataIndex: 'allocated', align: 'right' },
          { title: t('short'), align: 'right', render: (_, line) => <Pieces value={line.short} alarm /> },
          { title: t('waitsFor'), render: (_, line) => <AwaitedSupplies line={line} /> },
          ...(may('inventory.allocation.pin')
            ? [
                {
                  title: '',
                  render: (_: unknown, line: WaitingLine) => (
                    <Button
                      size="small"
                      icon={line.pinned ? <PushpinFilled /> : <PushpinOutlined />}
                      disabled={pin.isPending}
                      title={line.pinned ? t('pin.offHint') : t('pin.onHint')}
                      onClick={() => void pin.run({ orderLineId: line.orderLineId, pinned: !line.pinned })}
                    >
                      {line.pinned ? t('pin.off') : t('pin.on')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

const pageSize = 25

function Ledger({
  itemId,
  places,
}: {
  readonly itemId: number
  readonly places: readonly { id: number; name: string }[]
}) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const [page, setPage] = useState(1)
  const [locationId, setLocationId] = useState<number | null>(null)
  const query = useQuery({
    ...api.inventory.stock.moves.queryOptions({
      input: {
        itemId,
        ...(locationId !== null && { locationId }),
        offset: (page - 1) * pageSize,
        limit: pageSize,
      },
    }),
    placeholderData: (before) => before,
  })
  return (
    <>
      {places.length > 1 && (
        <Select
          allowClear
          placeholder={t('item.allPlaces')}
          value={locationId}
          style={{ width: 200 }}
          onChange={(value) => {
            setPage(1)
            setLocationId(value ?? null)
          }}
          options={places.map((place) => ({ value: place.id, label: place.name }))}
        />
      )}
      <div>
        <ExportList list="moves" itemId={itemId} />
      </div>
      <ErrorNote error={query.error} />
      <Table
        size="small"
        rowKey="id"
        dataSource={query.data?.rows ?? []}
        locale={{ emptyText: t('item.noMoves') }}
        pagination={pageBar(page, query.data?.total, setPage, pageSize)}
        columns={[
          { title: t('when'), render: (_, move) => <span className="number">{formatInstant(move.at)}</span> },
          { title: t('reason'), render: (_, move) => <MoveReason move={move} /> },
          { title: t('place'), dataIndex: 'locationName' },
          {
            title: t('quantity'),
            align: 'right',
            render: (_, move) => (move.quantity > 0 ? `+${move.quantity}` : move.quantity),
          },
          { title: t('balance'), align: 'right', dataIndex: 'balance' },
          ...(may('inventory.suppliers.list')
            ? [
                {
                  title: t('value'),
                  align: 'right' as const,
                  render: (_: unknown, move: StockMove) => <Fen value={move.value} />,
                },
              ]
            : []),
          { title: t('who'), dataIndex: 'userName' },
          { title: t('note'), dataIndex: 'note' },
        ]}
      />
    </>
  )
}

function MoveReason({ move }: { readonly move: StockMove }) {
  const { t } = useTranslation('inventory')
  const text =
    move.reversesId === null
      ? t(`move.${move.reason}`)
      : t('move.reversed', { what: t(`move.${move.reason}`) })
  if (move.orderId !== null)
    return (
      <>
        {text} <Link to={`/orders/${move.orderId}`}>{move.referenceText}</Link>
      </>
    )
  if (move.referenceKind === 'receipt')
    return (
      <>
        {text}{' '}
        <Link to={`/stock/receipts?id=${move.referenceId}`}>
          {move.referenceText || t('receipt.number', { id: move.referenceId })}
        </Link>
      </>
    )
  if (move.referenceKind === 'supplier-return' && move.reversesId === null)
    return <Link to="/stock/suppliers">{t('giveBack.move', { name: move.referenceText })}</Link>
  if (move.referenceKind === 'count') return <Link to={`/stock/counts/${move.referenceId}`}>{text}</Link>
  return <>{text}</>
}
