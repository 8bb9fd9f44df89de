import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../shared/inventory/purchases-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { MaterialSlip } from '../materials/material-slip.tsx'
import { Missing } from '../materials/missing.tsx'
import { useMaterialLines } from '../materials/use-material-lines.ts'
import { PlaceAndDay } from './place-and-day.tsx'

/** Materials go back to who sold them, by their unit: less stock, and so much less owed. */
export function GiveBackMaterials(props: { readonly supplier: Supplier; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const [place, setPlace] = useState<number | null>(null)
  const [date, setDate] = useState(today())
  const [note, setNote] = useState('')
  const lines = useMaterialLines(true)
  const give = useCommand(client.inventory.materials.giveBack, {
    onSuccess: () => {
      void message.success(t('inventory:giveBack.done'))
      props.onDone()
    },
  })
  return (
    <Modal open width={860} title={t('inventory:giveBack.materials')} footer={null} onCancel={props.onDone}>
      <div className={styles.page}>
        <p className={styles.muted} style={{ margin: 0 }}>
          {t('inventory:giveBack.text', { name: props.supplier.name })}
        </p>
        <ErrorNote error={give.error} />
        <div className={styles.bar}>
          <PlaceAndDay
            label={t('inventory:giveBack.from')}
            place={place}
            onPlace={setPlace}
            day={date}
            onDay={setDate}
            takes={lines.drafts.flatMap(({ material }) => (material ? [material.id] : []))}
          />
        </div>
        <MaterialSlip lines={lines} withLots note={note} onNote={setNote} />
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={give.isPending}
            disabled={place === null || !lines.isWhole}
            onClick={() =>
              void give.run({
                supplierId: props.supplier.id,
                locationId: place!,
                businessDate: date,
                note: note.trim(),
                lines: lines.priced.map(({ material, ...line }) => ({ ...line, materialId: material.id })),
              })
            }
          >
            {t('inventory:giveBack.save')}
          </Button>
          <Button onClick={props.onDone}>{t('cancel')}</Button>
          <Missing what={[place === null && t('inventory:giveBack.from'), ...lines.missing]} />
        </div>
      </div>
    </Modal>
  )
}
