import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import styles from '../shipping.module.css'
import { ReceiveForm } from './receive-form.tsx'
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
  const [tracking, setTracking] = useState('')
  const [unknown, setUnknown] = useState<UnknownPieces | null>(null)
  /** What was sought and is nothing that is known. */
  const [missed, setMissed] = useState('')
  const [error, setError] = useState<unknown>(null)
  const open = (id: number) => void navigate(`/pack/returns/${id}`)
  const clear = () => {
    setFound(none)
    setTracking('')
    setUnknown(null)
    setError(null)
    setMissed('')
  }
  const onScan = async (text: string): Promise<ScanOutcome> => {
    setError(null)
    setMissed('')
    try {
      const next = await client.shipping.returns.find({ text })
      if (next.sku) {
        const { sku } = next
        setUnknown((before) => withPiece(before ?? [], sku))
        // Named once: while a parcel is being scanned in, further pieces are its own.
        setFound({ ...none, waiting: unknown === null ? next.waiting : [] })
        return 'right'
      }
      if (next.returnCaseId !== null) {
        open(next.returnCaseId)
        return 'done'
      }
      setFound(next)
      if (next.orders.length > 0) setUnknown(null)
      // A courier's number we do not know: kept with the return whose order is scanned next.
      if (next.asTracking !== '') setTracking(next.asTracking)
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
              unknown !== null
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
