import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../shared/inventory/purchases-contract.ts'
import { toDecimal } from '../../../shared/money.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Missing } from '../materials/missing.tsx'
import { emptyDraft, type PurchaseDraft, readLine } from '../materials/purchase-draft.ts'
import { PurchaseLines } from '../materials/purchase-lines.tsx'
import { MaterialPlace } from './material-place.tsx'

/** Materials go back to who sold them, by their unit: less stock, and so much less owed. */
export function GiveBackMaterials(props: { readonly supplier: Supplier; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const [place, setPlace] = useState<number | null>(null)
  const [date, setDate] = useState(today())
  const [note, setNote] = useState('')
  const [lines, setLines] = useState<readonly PurchaseDraft[]>([emptyDraft(0)])
  const give = useCommand(client.inventory.materials.giveBack, {
    onSuccess: () => {
      void message.success(t('inventory:giveBack.done'))
      props.onDone()
    },
  })
  const read = lines.map(readLine)
  const ready = read.flatMap((line) =>
    typeof line === 'string' || line.amount === null ? [] : [{ ...line, amount: line.amount }],
  )
  const total = ready.reduce((sum, { amount }) => sum + amount, 0)
  return (
    <Modal open width={860} title={t('inventory:giveBack.materials')} footer={null} onCancel={props.onDone}>
      <div className={styles.page}>
        <p className={styles.muted} style={{ margin: 0 }}>
          {t('inventory:giveBack.text', { name: props.supplier.name })}
        </p>
        <ErrorNote error={give.error} />
        <div className={styles.bar}>
          <MaterialPlace label={t('inventory:giveBack.from')} value={place} onChange={setPlace} />
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
            loading={give.isPending}
            disabled={place === null || ready.length !== lines.length}
            onClick={() =>
              void give.run({
                supplierId: props.supplier.id,
                locationId: place!,
                businessDate: date,
                note: note.trim(),
                lines: ready.map(({ material, ...line }) => ({ ...line, materialId: material.id })),
              })
            }
          >
            {t('inventory:giveBack.save')}
          </Button>
          <Button onClick={props.onDone}>{t('cancel')}</Button>
          <Missing
            what={[
              place === null && t('inventory:giveBack.from'),
              ...read.map((line) =>
                typeof line === 'string' ? t(line) : line.amount === null && t('amount'),
              ),
            ]}
          />
        </div>
      </div>
    </Modal>
  )
}
