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
import { MaterialPlace } from '../parts/material-place.tsx'
import { Missing } from './missing.tsx'
import { emptyDraft, type PurchaseDraft, readLine } from './purchase-draft.ts'
import { PurchaseLines } from './purchase-lines.tsx'
import { SupplierSelect } from './supplier-select.tsx'
import { useAskDoubts } from './use-ask-doubts.tsx'

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
  const [lines, setLines] = useState<readonly PurchaseDraft[]>([emptyDraft(0)])
  const buy = useCommand(client.inventory.materials.purchase, {
    onSuccess: () => {
      void message.success(t('bought'))
      onDone()
    },
  })
  const read = lines.map(readLine)
  // What came in has its price; only an order may leave it open.
  const ready = read.flatMap((line) =>
    typeof line === 'string' || line.amount === null ? [] : [{ ...line, amount: line.amount }],
  )
  const total = ready.reduce((sum, { amount }) => sum + amount, 0)
  const paidNow = paidText.trim() === '' ? 0 : parseMoney(paidText)
  const isPaidBad = paidNow === null || paidNow < 0
  const save = async () => {
    const isSure = await askDoubts({
      date,
      paid: paidNow!,
      owed: total,
      lines: ready.map(({ material, ...line }) => ({ ...line, name: material.name, price: material.price })),
    })
    if (!isSure) return
    await buy.run({
      supplierId: supplierId!,
      locationId: place!,
      businessDate: date,
      note,
      lines: ready.map(({ material, ...line }) => ({ ...line, materialId: material.id })),
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
          <MaterialPlace label={t('place')} value={place} onChange={setPlace} />
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={t('date')}
            value={date}
            onChange={(event) => setDate(event.target.value || today())}
          />
        </div>
        <PurchaseLines lines={lines} onChange={setLines} withLots />
        <b>{t('total', { amount: toDecimal(total) })}</b>
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
            loading={buy.isPending}
            disabled={supplierId === null || place === null || isPaidBad || ready.length !== lines.length}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
          <Missing
            what={[
              supplierId === null && t('supplier'),
              place === null && t('place'),
              ...read.map((line) =>
                typeof line === 'string' ? t(line) : line.amount === null && t('amount'),
              ),
              isPaidBad && t('paidNow'),
            ]}
          />
        </div>
      </div>
    </Drawer>
  )
}
