import { useQuery } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { locationKinds } from '../../../shared/inventory/contract.ts'
import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { MaterialPlace } from '../parts/material-place.tsx'
import { PlaceSelect } from '../parts/place-select.tsx'
import { Missing } from './missing.tsx'

/** Carries a material from one place to another: all of it, unless somebody says how much. */
export function TransferMaterial(props: { readonly material: Material; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const { material } = props
  const unit = t(`units.${material.unit}`)
  const [from, setFrom] = useState<number | null>(null)
  const [to, setTo] = useState<number | null>(null)
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const transfer = useCommand(client.inventory.materials.transfer, {
    onSuccess: () => {
      void message.success(t('transferDone'))
      props.onDone()
    },
  })
  const at = useQuery(api.inventory.materials.places.queryOptions({ input: { materialIds: [material.id] } }))
  const there = at.data?.find(({ locationId }) => locationId === from)?.quantity ?? 0
  const quantity = text === '' ? there : (parseAmount(text) ?? 0)
  return (
    <Modal
      open
      title={t('transferTitle', { name: material.name })}
      okText={t('transfer')}
      okButtonProps={{
        disabled: quantity === 0 || from === null || to === null || from === to,
        loading: transfer.isPending,
      }}
      onOk={() =>
        void transfer.run({
          materialId: material.id,
          fromLocationId: from!,
          toLocationId: to!,
          quantity,
          note: note.trim(),
        })
      }
      onCancel={props.onDone}
    >
      <div className={styles.page}>
        <ErrorNote error={transfer.error ?? at.error} />
        <div className={styles.bar}>
          <span className={styles.muted}>{t('inventory:transfer.from')}</span>
          <MaterialPlace label={t('transferFrom')} takes={[material.id]} value={from} onChange={setFrom} />
        </div>
        <div className={styles.bar}>
          <span className={styles.muted}>{t('inventory:transfer.to')}</span>
          <PlaceSelect
            label={t('transferTo')}
            kinds={locationKinds}
            except={from}
            isChosenFirst={false}
            value={to}
            onChange={setTo}
          />
        </div>
        <AmountInput
          autoFocus
          label={t('quantity')}
          placeholder={formatAmount(there)}
          unit={unit}
          value={text}
          onChange={setText}
        />
        <Missing what={[(to === null || from === to) && t('transferTo'), quantity === 0 && t('quantity')]} />
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
