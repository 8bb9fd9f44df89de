import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Field } from '../parts/figures.tsx'
import { MaterialSlip } from './material-slip.tsx'
import { Missing } from './missing.tsx'
import { SupplierSelect } from './supplier-select.tsx'
import { useAskDoubts } from './use-ask-doubts.tsx'
import { useMaterialLines } from './use-material-lines.ts'

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
  const lines = useMaterialLines(false)
  const place = useCommand(client.inventory.purchaseOrders.place, {
    onSuccess: ({ id, orderNumber }) => {
      void message.success(t('order.placed', { number: orderNumber }))
      props.onPlaced(id)
    },
  })
  const isPast = expectedDate !== '' && expectedDate < today()
  const save = async () => {
    const isSure = await askDoubts(
      {
        date: today(),
        paid: 0,
        owed: 0,
        lines: lines.ready.map(({ material, quantity, amount }) => ({
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
      lines: lines.ready.map(({ material, quantity, amount }) => ({
        materialId: material.id,
        quantity,
        amount,
      })),
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
        <MaterialSlip lines={lines} withLots={false} note={note} onNote={setNote} />
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={place.isPending}
            disabled={supplierId === null || !lines.isWhole}
            onClick={() => void save()}
          >
            {t('order.place')}
          </Button>
          <Button onClick={props.onDone}>{t('cancel')}</Button>
          <Missing what={[supplierId === null && t('supplier'), ...lines.missing]} />
        </div>
      </div>
    </Drawer>
  )
}
