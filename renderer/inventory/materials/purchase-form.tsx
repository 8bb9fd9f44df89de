import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { PlaceAndDay } from '../parts/place-and-day.tsx'
import { MaterialSlip } from './material-slip.tsx'
import { Missing } from './missing.tsx'
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
  const [paidText, setPaidText] = useState('')
  // What came in has its price; only an order may leave it open.
  const lines = useMaterialLines(true)
  const { total } = lines
  const buy = useCommand(client.inventory.materials.purchase, {
    onSuccess: () => {
      void message.success(t('bought'))
      onDone()
    },
  })
  const paidNow = paidText.trim() === '' ? 0 : parseMoney(paidText)
  const isPaidBad = paidNow === null || paidNow < 0
  const save = async () => {
    const isSure = await askDoubts({
      date,
      paid: paidNow!,
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
      paidNow: paidNow!,
      paidOver: paidNow! > total,
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
            <span>{t('paidNow')}</span>
            <Input
              style={{ width: 120 }}
              className="number"
              inputMode="decimal"
              aria-label={t('paidNow')}
              aria-invalid={isPaidBad}
              status={isPaidBad ? 'error' : ''}
              value={paidText}
              onChange={(event) => setPaidText(event.target.value)}
            />
            {paidNow !== null && total > paidNow && (
              <span>{t('owed', { amount: toDecimal(total - paidNow) })}</span>
            )}
            {isPaidBad && <span className={styles.fieldError}>{t('badMoney')}</span>}
          </div>
        </MaterialSlip>
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={buy.isPending}
            disabled={supplierId === null || place === null || isPaidBad || !lines.isWhole}
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
              isPaidBad && t('paidNow'),
            ]}
          />
        </div>
      </div>
    </Drawer>
  )
}
