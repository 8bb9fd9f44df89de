import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ScanInput } from '../../ui/scan-input.tsx'
import styles from '../shipping.module.css'
import { ReceiveForm } from './receive-form.tsx'
import { ReturnList } from './return-list.tsx'
import { UnknownParcel } from './unknown-parcel.tsx'
import { useReturnsTable } from './use-returns-table.ts'

/**
 * What comes back: scan what is on the parcel, or look the buyer up, and scan or type what is in it; nobody known: scan
 * the pieces. Then each piece is looked at.
 */
export function ReturnsScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const open = (id: number) => void navigate(`/pack/returns/${id}`)
  const table = useReturnsTable(open)
  const { orders, unknown, tracking, refused, waiting } = table
  const isIdle = orders.length === 0 && unknown === null
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <div className={styles.scanLine}>
          <ScanInput
            placeholder={t(
              !isIdle ? 'returns.scanPiece' : tracking !== '' ? 'returns.scanOrder' : 'returns.scan',
            )}
            onScan={table.onScan}
            onEscape={table.clear}
          />
        </div>
        {isIdle && (
          <Button size="large" onClick={table.takeAsUnknown}>
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
      {refused && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`returns.refused.${refused.kind}`, {
            text: 'text' in refused ? refused.text : '',
            sku: 'sku' in refused ? skuText(refused.sku) : '',
          })}
        />
      )}
      <ErrorNote error={table.error} onClose={table.forgetError} />
      {waiting.length > 0 && (
        <div className={styles.bar} role="status">
          {t('returns.waiting')}
          {waiting.map((one) => (
            <Link key={one.id} to={`/pack/returns/${one.id}`}>
              {t('returns.name', { id: one.id })} {one.orderNumber} ({t('pieces', { count: one.pieces })})
            </Link>
          ))}
        </div>
      )}
      {unknown !== null && (
        <UnknownParcel
          pieces={unknown}
          lastId={table.lastId}
          trackingNumber={tracking}
          onChange={table.setUnknown}
          onDone={open}
          onCancel={table.clear}
        />
      )}
      {orders.length > 1 && <span role="status">{t('returns.several', { count: orders.length })}</span>}
      {table.more && <span className={styles.muted}>{t('returns.more')}</span>}
      {orders.map((order) => (
        <ReceiveForm
          key={order.orderId}
          order={order}
          trackingNumber={tracking}
          onDone={open}
          onCancel={table.clear}
          onUnknown={table.takeAsUnknown}
          counts={table.counts}
          lastId={table.lastId}
          onCounts={table.setCounts}
        />
      ))}
      <ReturnList />
    </div>
  )
}
