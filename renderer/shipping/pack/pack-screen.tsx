import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Parcel, ScanDone } from '../../../shared/shipping/pack-contract.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import { FeedbackBanner } from './feedback-banner.tsx'
import { IdleTable } from './idle-table.tsx'
import { ItemList } from './item-list.tsx'
import styles from './pack.module.css'
import { ParcelSide } from './parcel-side.tsx'
import { QuantityPad } from './quantity-pad.tsx'
import { usePackTable } from './use-pack-table.ts'
import { useParcelPrinting } from './use-parcel-printing.ts'
import { WaybillPanel } from './waybill-panel.tsx'
import { WishInHand, wishInHand } from './wishes.tsx'

/**
 * The packing table. One scan opens a parcel, one counts a piece, one closes it (the waybill's, or Enter where the
 * number is known). Keys: a number before a scan counts so many; F4 closes a part; F6 puts a further order in;
 * F8 puts the parcel aside; Esc gives it up.
 */
export function PackScreen() {
  const { t } = useTranslation('shipping')
  const { printSlip, printLabel, printClosed, job } = useParcelPrinting()
  const table = usePackTable((parcel) => void printClosed(parcel))
  const { parcel, show, feedback, setFeedback, isAdding, setAdding } = table
  const isOpen = parcel?.state === 'open'
  const [isAskingWaybill, setAskingWaybill] = useState(false)
  const [isPartial, setPartial] = useState(false)
  const [params, setParams] = useSearchParams()
  const currentId = feedback?.kind === 'step' ? feedback.itemId : null
  const lineInHand = feedback?.kind === 'step' ? feedback.lineId : null
  const wish = wishInHand(parcel, currentId, lineInHand)

  const wanted = params.get('parcel')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the address names a parcel
  useEffect(() => {
    if (wanted === null) return
    setParams({}, { replace: true })
    void table.takeUp(Number(wanted))
  }, [wanted])

  const reset = () => {
    setAskingWaybill(false)
    setPartial(false)
  }
  const outcome = (done: ScanDone | null): ScanOutcome => {
    // Packed or gone already is not what she meant to do: heard as a refusal. So is an odd number: she looks again.
    if (done === null || done.did === 'shown') return 'wrong'
    if (done.did !== 'closed') return 'right'
    return done.parcel.unusualNumber ? 'wrong' : 'done'
  }
  const onScan = async (code: string, typed: boolean): Promise<ScanOutcome> => {
    const count = /^(\d{1,4})[x*×]?$/i.exec(code)
    if (typed && isOpen && count && Number(count[1]) > 0) {
      table.setQuantity(Number(count[1]))
      setFeedback({ kind: 'hint', hint: 'quantity', count: Number(count[1]) })
      return 'right'
    }
    if (isPartial && isOpen && isAskingWaybill) {
      const done = await table.close({ trackingNumber: code, partial: true })
      if (done) reset()
      return outcome(done)
    }
    const done = await table.scan(code)
    if (done) reset()
    return outcome(done)
  }
  const close = async (partial: boolean) => {
    if (!parcel || !isOpen) return
    setPartial(partial)
    if (parcel.trackingNumber === '' && parcel.pieces > 0 && (partial || parcel.missing === 0)) {
      setAskingWaybill(true)
      return
    }
    const done = await table.close({ partial })
    if (done) reset()
  }
  const putAside = () => {
    table.putAside()
    reset()
  }
  const backOut = () => {
    if (isAskingWaybill) return reset()
    if (isAdding) return setAdding(false)
    if (!parcel || !isOpen) {
      show(null)
      setFeedback(null)
      return
    }
    const isSure = feedback?.kind === 'hint' && feedback.hint === 'escape-again'
    if (parcel.pieces === 0 || isSure) void table.giveUp(parcel.id)
    else setFeedback({ kind: 'hint', hint: 'escape-again', count: parcel.pieces })
  }
  const addOrder = () => {
    setAdding(true)
    setFeedback({ kind: 'hint', hint: 'add-order' })
  }
  useShortcuts([
    { keys: 'Enter', label: t('pack.key.close'), run: null },
    { keys: '1 2', label: t('pack.key.count'), run: null },
    // Named on the help sheet before there is a parcel: who learns the keys looks there first.
    { keys: 'F4', label: t('pack.closePart'), run: () => isOpen && void close(true) },
    { keys: 'F6', label: t('pack.addOrder'), run: () => isOpen && addOrder() },
    { keys: 'F8', label: t('pack.putAside'), run: () => isOpen && putAside() },
  ])

  return (
    <div
      className={styles.screen}
      onKeyDownCapture={(event) => {
        const isEmptyScan =
          event.target instanceof HTMLInputElement &&
          'scan' in event.target.dataset &&
          event.target.value === ''
        if (event.key === 'Enter' && isEmptyScan && isOpen && !event.nativeEvent.isComposing)
          void close(false)
      }}
    >
      <div className={styles.top}>
        <ScanInput
          placeholder={t(placeholderOf(parcel, isAdding, isAskingWaybill))}
          onScan={onScan}
          onEscape={backOut}
        />
        <div className={styles.keys}>
          {isOpen && <QuantityPad quantity={table.quantity} onChange={table.setQuantity} />}
          {isOpen && (
            <Button
              type="primary"
              disabled={parcel.missing > 0 || parcel.pieces === 0}
              onClick={() => void close(false)}
            >
              {t('pack.close')}
            </Button>
          )}
        </div>
      </div>
      <FeedbackBanner feedback={feedback} parcel={parcel} onTakeOver={(id) => void table.takeUp(id, true)} />
      {wish && <WishInHand wish={wish} />}
      {parcel === null ? (
        <IdleTable onResume={(id) => void table.takeUp(id)} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.side}>
            {isAskingWaybill && isOpen && (
              <WaybillPanel
                onReason={(noWaybillReason, carrierId) =>
                  void table
                    .close({ noWaybillReason, carrierId, partial: isPartial })
                    .then((done) => done && reset())
                }
              />
            )}
            <ItemList
              parcel={parcel}
              currentId={currentId}
              lineInHand={lineInHand}
              onTakeOut={(itemId) => void table.takeOut(itemId, 1)}
            />
            <div className={styles.keys}>
              {isOpen ? (
                <>
                  <Button
                    disabled={parcel.pieces === 0 || parcel.missing === 0}
                    onClick={() => void close(true)}
                  >
                    {t('pack.closePart')} F4
                  </Button>
                  <Button onClick={addOrder}>{t('pack.addOrder')} F6</Button>
                  <Button onClick={putAside}>{t('pack.putAside')} F8</Button>
                  <Button danger onClick={backOut}>
                    {t('pack.giveUp')} Esc
                  </Button>
                </>
              ) : (
                <>
                  <Button onClick={() => void printLabel(parcel, true)}>{t('print.label')}</Button>
                  <Button onClick={() => void printSlip(parcel)}>{t('print.slip')}</Button>
                  <JobMark job={job} />
                  {parcel.state === 'packed' && (
                    <>
                      <Button onClick={() => void table.unpack(parcel.id)}>{t('pack.unpack')}</Button>
                      <ConfirmAction
                        title={t('pack.voidTitle')}
                        text={t('pack.voidText', { count: parcel.pieces })}
                        confirm={t('pack.void')}
                        onConfirm={() => table.giveUp(parcel.id)}
                      >
                        {t('pack.void')}
                      </ConfirmAction>
                    </>
                  )}
                  <Button
                    onClick={() => {
                      show(null)
                      setFeedback(null)
                    }}
                  >
                    {t('pack.next')} Esc
                  </Button>
                </>
              )}
            </div>
          </div>
          <ParcelSide parcel={parcel} currentId={currentId} />
        </div>
      )}
      <WhichOrder
        feedback={feedback}
        onChoose={(code, orderId) => void table.scan(code, orderId)}
        onCancel={() => setFeedback(null)}
      />
    </div>
  )
}

function placeholderOf(parcel: Parcel | null, isAdding: boolean, isAskingWaybill: boolean): string {
  if (isAskingWaybill) return 'pack.scanWaybill'
  if (isAdding) return 'pack.scanOrder'
  if (parcel?.state !== 'open') return 'pack.scanFirst'
  return parcel.missing > 0 ? 'pack.scanItem' : 'pack.scanClose'
}

interface Choice {
  readonly orderId: number
  readonly shopName: string
}

/** One order number in two shops: the packer sees the waybill and says which. */
function WhichOrder(props: {
  readonly feedback: ReturnType<typeof usePackTable>['feedback']
  readonly onChoose: (code: string, orderId: number) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('shipping')
  const { feedback } = props
  const isAsked = feedback?.kind === 'error' && feedback.error.code === 'scan-which-order'
  const orders = isAsked ? (feedback.error.data.orders as readonly Choice[]) : []
  return (
    <Modal open={isAsked} title={t('pack.whichTitle')} footer={null} onCancel={props.onCancel}>
      <div className={styles.side}>
        {orders.map((order, index) => (
          <Button
            key={order.orderId}
            autoFocus={index === 0}
            size="large"
            onClick={() => isAsked && props.onChoose(feedback.code, order.orderId)}
          >
            {order.shopName}
          </Button>
        ))}
      </div>
    </Modal>
  )
}
