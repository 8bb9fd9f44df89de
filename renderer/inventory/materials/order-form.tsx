import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../shared/money.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Field } from '../parts/figures.tsx'
import { Missing } from './missing.tsx'
import { emptyDraft, type PurchaseDraft, readLine } from './purchase-draft.ts'
import { PurchaseLines } from './purchase-lines.tsx'
import { SupplierSelect } from './supplier-select.tsx'
import { useAskDoubts } from './use-ask-doubts.tsx'

/** Materials ordered: expected from now on, owed once they arrive. */
export function OrderForm(props: {
  readonly onDone: () => void
  readonly onPlaced: (orderId: number) => void
}) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const askDoubts = useAskDoubts()
  const [supplierId, setSupplierId] = useState<number | null>(null)
  const [expectedDate, setExpectedDate] = useState('')
  const [note, setNote] = useState('')
  const [lines, setLines] = useState<readonly PurchaseDraft[]>([emptyDraft(0)])
  const place = useCommand(client.inventory.purchaseOrders.place, {
    onSuccess: ({ id, orderNumber }) => {
      void message.success(t('order.placed', { number: orderNumber }))
      props.onPlaced(id)
    },
  })
  const read = lines.map(readLine)
  const ready = read.flatMap((line) => (typeof line === 'string' ? [] : [line]))
  const total = ready.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const isPast = expectedDate !== '' && expectedDate < today()
  const save = async () => {
    const isSure = await askDoubts(
      {
        date: today(),
        paid: 0,
        owed: 0,
        lines: ready.map(({ material, quantity, amount }) => ({
          name: material.name,
          quantity,
          amount: amount ?? 0,
          price: material.price,
        })),
      },
      isPast ? [t('order.pastDate', { date: expectedDate })] : [],
    )
    if (!isSure) return
    await place.run({
      supplierId: supplierId!,
      businessDate: today(),
      expectedDate: expectedDate || null,
      note: note.trim(),
      lines: ready.map(({ material, quantity, amount }) => ({ materialId: material.id, quantity, amount })),
    })
  }
  return (
    <Drawer open size={860} title={t('order.new')} onClose={props.onDone}>
      <div className={styles.page}>
        <p className={styles.muted}>{t('order.help')}</p>
        <ErrorNote error={place.error} />
        <div className={styles.fields}>
          <Field name={t('supplier')}>
            <SupplierSelect value={supplierId} onChange={setSupplierId} />
          </Field>
          <Field name={t('order.expected')}>
            <Input
              type="date"
              style={{ width: 150 }}
              aria-label={t('order.expected')}
              value={expectedDate}
              onChange={(event) => setExpectedDate(event.target.value)}
            />
          </Field>
        </div>
        <PurchaseLines lines={lines} onChange={setLines} withLots={false} />
        <b>{t('total', { amount: toDecimal(total) })}</b>
        <Input
          placeholder={t('note')}
          aria-label={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={place.isPending}
            disabled={supplierId === null || ready.length !== lines.length}
            onClick={() => void save()}
          >
            {t('order.place')}
          </Button>
          <Button onClick={props.onDone}>{t('cancel')}</Button>
          <Missing
            what={[
              supplierId === null && t('supplier'),
              ...read.map((line) => typeof line === 'string' && t(line)),
            ]}
          />
        </div>
      </div>
    </Drawer>
  )
}
