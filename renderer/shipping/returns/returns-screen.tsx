import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { type SkuLabel, skuText } from '../../../shared/catalog/sku-label.ts'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import styles from '../shipping.module.css'
import { type Counts, countPiece, ReceiveForm } from './receive-form.tsx'
import { ReturnList } from './return-list.tsx'
import { UnknownParcel, type UnknownPieces, withPiece } from './unknown-parcel.tsx'

type Found = Awaited<ReturnType<typeof client.shipping.returns.find>>

const none: Pick<Found, 'orders' | 'more' | 'waiting'> = { orders: [], more: false, waiting: [] }

/**
 * What comes back: scan what is on the parcel, or look the buyer up, and say what is in it; nobody known: scan the
 * pieces. Then each piece is looked at.
 */
export function ReturnsScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const [found, setFound] = useState(none)
  /** What was counted of each order that was found. */
  const [counts, setCounts] = useState<Readonly<Record<number, Counts>>>({})
  const [tracking, setTracking] = useState('')
  const [unknown, setUnknown] = useState<UnknownPieces | null>(null)
  /** What was sought and is nothing that is known. */
  const [missed, setMissed] = useState('')
  /** A piece that was scanned and is not of the open parcel. */
  const [foreign, setForeign] = useState('')
  const [error, setError] = useState<unknown>(null)
  const open = (id: number) => void navigate(`/pack/returns/${id}`)
  const clear = () => {
    setFound(none)
    setCounts({})
    setTracking('')
    setUnknown(null)
    setError(null)
    setMissed('')
    setForeign('')
  }
  /** A piece that is scanned while a parcel is open is counted into it; one that is not of it is said so. */
  const countInto = (sku: SkuLabel): ScanOutcome => {
    for (const order of found.orders) {
      const counted = countPiece(order, counts[order.orderId] ?? {}, sku.id)
      if (counted) {
        setCounts({ ...counts, [order.orderId]: counted })
        return 'right'
      }
    }
    setForeign(skuText(sku))
    return 'wrong'
  }
  const onScan = async (text: string): Promise<ScanOutcome> => {
    setError(null)
    setMissed('')
    setForeign('')
    try {
      const next = await client.shipping.returns.find({ text })
      if (next.sku) {
        const { sku } = next
        if (found.orders.length > 0) return countInto(sku)
        setUnknown((before) => withPiece(before ?? [], sku))
        // Named once: while a parcel is being scanned in, further pieces are its own.
        setFound({ ...none, waiting: unknown === null ? next.waiting : [] })
        return 'right'
      }
      if (next.returnCaseId !== null) {
        open(next.returnCaseId)
        return 'done'
      }
      // A courier's number we do not know: kept with the open return, or the one whose order is scanned next.
      if (next.asTracking !== '') setTracking(next.asTracking)
      if (next.orders.length === 0) return 'right'
      setFound(next)
      setCounts({})
      setUnknown(null)
      return 'right'
    } catch (raised) {
      if (shownError(raised).code === 'code-unknown') setMissed(text)
      else setError(raised)
      return 'wrong'
    }
  }
  const isIdle = found.orders.length === 0 && unknown === null
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <div className={styles.grow} style={{ minWidth: 280 }}>
          <ScanInput
            placeholder={t(
              unknown !== null || found.orders.length > 0
                ? 'returns.scanPiece'
                : tracking !== '' && isIdle
                  ? 'returns.scanOrder'
                  : 'returns.scan',
            )}
            onScan={onScan}
            onEscape={clear}
          />
        </div>
        {unknown === null && (
          <Button size="large" onClick={() => setUnknown([])}>
            {t('returns.unknown')}
          </Button>
        )}
      </div>
      {isIdle && tracking === '' && <span className={styles.muted}>{t('returns.help')}</span>}
      {tracking !== '' && (
        <p role="status">
          {t(isIdle ? 'returns.trackingKept' : 'returns.trackingWith', { number: tracking })}
        </p>
      )}
      {missed !== '' && (
        <Alert type="warning" showIcon title={t('returns.notFound', { text: missed })} role="alert" />
      )}
      {foreign !== '' && (
        <Alert type="error" showIcon title={t('returns.foreign', { piece: foreign })} role="alert" />
      )}
      <ErrorNote error={error} onClose={() => setError(null)} />
      {found.waiting.length > 0 && (
        <div className={styles.bar} role="status">
          {t('returns.waiting')}
          {found.waiting.map((one) => (
            <Link key={one.id} to={`/pack/returns/${one.id}`}>
              {t('returns.name', { id: one.id })} {one.orderNumber} ({t('pieces', { count: one.pieces })})
            </Link>
          ))}
        </div>
      )}
      {unknown !== null && (
        <UnknownParcel
          pieces={unknown}
          trackingNumber={tracking}
          onChange={setUnknown}
          onDone={open}
          onCancel={clear}
        />
      )}
      {found.orders.length > 1 && (
        <span role="status">{t('returns.several', { count: found.orders.length })}</span>
      )}
      {found.more && <span className={styles.muted}>{t('returns.more')}</span>}
      {found.orders.map((order) => (
        <ReceiveForm
          key={order.orderId}
          order={order}
          counts={counts[order.orderId] ?? {}}
          onCounts={(next) => setCounts({ ...counts, [order.orderId]: next })}
          trackingNumber={tracking}
          onDone={open}
          onCancel={clear}
          onUnknown={() => {
            setFound(none)
            setUnknown([])
          }}
        />
      ))}
      <ReturnList />
    </div>
  )
}
