import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { PlaceAndDay } from '../parts/place-and-day.tsx'
import { MaterialSlip } from './material-slip.tsx'
import { Missing } from './missing.tsx'
import { PaidNow, usePaidNow } from './paid-now.tsx'
import { SupplierSelect } from './supplier-select.tsx'
import { useAskDoubts } from './use-ask-doubts.tsx'
import { useMaterialLines } from './use-material-lines.ts'

/** Materials bought and come in, with what was paid at once; the rest is owed. */
export function PurchaseForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const askDoubts = useAskDoubts()
  const suppliers = useQuery(api.inventory.suppliers.list.queryOptions())
  const [supplierId, setSupplierId] = useState<number | null>(null)
  const [place, setPlace] = useState<number | null>(null)
  const [date, setDate] = useState(today())
  const [note, setNote] = useState('')
  const paid = usePaidNow()
  // What came in has its price; only an order may leave it open.
  const lines = useMaterialLines(true)
  const { total } = lines
  const buy = useCommand(client.inventory.materials.purchase, {
    onSuccess: () => {
      void message.success(t('bought'))
      onDone()
    },
  })
  const save = async () => {
    const isSure = await askDoubts({
      date,
      paid: paid.amount,
      owed: total,
      lines: lines.priced.map(({ material, ...line }) => ({
        ...line,
        name: material.name,
        price: material.price,
      })),
    })
    if (!isSure) return
    await buy.run({
      supplierId: supplierId!,
      locationId: place!,
      businessDate: date,
      note,
      lines: lines.priced.map(({ material, ...line }) => ({ ...line, materialId: material.id })),
      paidNow: paid.amount,
      paidOver: paid.amount > total,
    })
  }
  return (
    <Drawer open size={860} title={t('buy')} onClose={onDone}>
      <div className={styles.page}>
        <ErrorNote error={buy.error ?? suppliers.error} />
        <div className={styles.bar}>
          <SupplierSelect value={supplierId} onChange={setSupplierId} />
          <PlaceAndDay label={t('place')} place={place} onPlace={setPlace} day={date} onDay={setDate} />
        </div>
        <MaterialSlip lines={lines} withLots note={note} onNote={setNote}>
          <div className={styles.bar}>
            <PaidNow paid={paid} total={total} />
          </div>
        </MaterialSlip>
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={buy.isPending}
            disabled={supplierId === null || place === null || paid.isBad || !lines.isWhole}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
          <Missing
            what={[
              supplierId === null && t('supplier'),
              place === null && t('place'),
              ...lines.missing,
              paid.isBad && t('paidNow'),
            ]}
          />
        </div>
      </div>
    </Drawer>
  )
}
