import { useQuery } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { MaterialPlace } from '../parts/material-place.tsx'
import { Missing } from './missing.tsx'

/** What is really there of a material in a place. */
export function CountMaterial(props: { readonly material: Material; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const { material } = props
  const unit = t(`units.${material.unit}`)
  const [place, setPlace] = useState<number | null>(null)
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const count = useCommand(client.inventory.materials.count, {
    onSuccess: ({ difference }) => {
      void message.success(
        difference === 0 ? t('countSame') : t('countDone', { amount: formatAmount(difference), unit }),
      )
      props.onDone()
    },
  })
  const counted = parseAmount(text)
  const at = useQuery(api.inventory.materials.places.queryOptions({ input: { materialIds: [material.id] } }))
  const booked = at.data?.find(({ locationId }) => locationId === place)?.quantity ?? 0
  return (
    <Modal
      open
      title={t('countTitle', { name: material.name })}
      okText={t('save')}
      okButtonProps={{ disabled: counted === null || place === null, loading: count.isPending }}
      onOk={() =>
        void count.run({ materialId: material.id, locationId: place!, counted: counted!, note: note.trim() })
      }
      onCancel={props.onDone}
    >
      <div className={styles.page}>
        <ErrorNote error={count.error ?? at.error} />
        <div className={styles.bar}>
          <MaterialPlace label={t('place')} takes={[material.id]} value={place} onChange={setPlace} />
          <AmountInput
            autoFocus
            label={t('counted', { unit })}
            placeholder={formatAmount(booked)}
            unit={unit}
            value={text}
            onChange={setText}
          />
        </div>
        <Missing what={[place === null && t('place'), counted === null && t('counted', { unit })]} />
        <Input
          placeholder={t('note')}
          aria-label={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
