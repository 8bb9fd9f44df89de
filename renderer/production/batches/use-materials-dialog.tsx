import { useQuery } from '@tanstack/react-query'
import { App, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BatchMaterial } from '../../../shared/inventory/materials-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { Missing } from '../../inventory/materials/missing.tsx'
import { MaterialSelect } from '../../inventory/parts/material-select.tsx'
import { PlaceSelect } from '../../inventory/parts/place-select.tsx'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

type Named = Pick<BatchMaterial, 'materialId' | 'name' | 'unit'>

/** Materials to a batch, by default what it still needs; or back from it. */
export function UseMaterials(props: {
  readonly batch: Batch
  readonly kind: 'issued' | 'returned'
  readonly rows: readonly BatchMaterial[]
  /** Goes to a partner with its order. */
  readonly subcontractOrderId?: number
  readonly onClose: () => void
}) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const { kind } = props
  const [place, setPlace] = useState<number | null>(null)
  const [lots, setLots] = useState<Readonly<Record<number, string>>>({})
  const [others, setOthers] = useState<readonly Named[]>([])
  const [texts, setTexts] = useState<Readonly<Record<number, string>>>(() =>
    Object.fromEntries(
      props.rows.map((row) => {
        const left = Math.min(row.onHand, row.needed - row.issued + row.returned)
        return [row.materialId, kind === 'issued' && left > 0 ? formatAmount(left) : '']
      }),
    ),
  )
  const use = useCommand(client.inventory.materials.use, {
    onSuccess: () => {
      void message.success(t('batch.done'))
      props.onClose()
    },
  })
  const rows: readonly Named[] = [
    ...props.rows.filter((row) => kind === 'issued' || row.issued > row.returned),
    ...others,
  ]
  const left = useQuery(
    api.inventory.materials.lots.queryOptions({
      input: { materialIds: rows.map(({ materialId }) => materialId) },
    }),
  )
  const lotsOf = (materialId: number) =>
    (left.data ?? []).filter((lot) => lot.materialId === materialId && lot.dyeLot !== '')
  const hasLots = rows.some(({ materialId }) => lotsOf(materialId).length > 0)
  const typed = rows.map(({ materialId }) => ({ materialId, text: (texts[materialId] ?? '').trim() }))
  const lines = typed.flatMap(({ materialId, text }) => {
    const quantity = parseAmount(text)
    const dyeLot = (lots[materialId] ?? '').trim()
    return quantity ? [{ materialId, quantity, ...(dyeLot !== '' && { dyeLot }) }] : []
  })
  const isBad = typed.some(({ text }) => text !== '' && parseAmount(text) === null)
  return (
    <Modal
      open
      width={640}
      title={t(kind === 'issued' ? 'batch.issueTitle' : 'batch.returnTitle', {
        batch: props.batch.batchNumber,
      })}
      okText={t(kind === 'issued' ? 'batch.issue' : 'batch.return')}
      okButtonProps={{ disabled: lines.length === 0 || isBad || place === null, loading: use.isPending }}
      onOk={() =>
        void use.run({
          batchId: props.batch.id,
          locationId: place!,
          kind,
          note: '',
          lines,
          ...(props.subcontractOrderId !== undefined && { subcontractOrderId: props.subcontractOrderId }),
        })
      }
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={use.error} />
        <PlaceSelect label={t('place')} value={place} onChange={setPlace} />
        {rows.map((row) => (
          <div key={row.materialId} className={styles.bar}>
            <span style={{ flex: 1 }}>{row.name}</span>
            {lotsOf(row.materialId).length > 0 && (
              <Select
                allowClear
                style={{ width: 210 }}
                aria-label={`${t('dyeLot')} ${row.name}`}
                placeholder={t('lot.pick')}
                value={lots[row.materialId] || null}
                options={lotsOf(row.materialId).map((lot) => ({
                  value: lot.dyeLot,
                  label: t('lot.option', {
                    lot: lot.dyeLot,
                    amount: formatAmount(lot.left),
                    unit: t(`units.${row.unit}`),
                  }),
                }))}
                onChange={(lot) => setLots({ ...lots, [row.materialId]: lot ?? '' })}
              />
            )}
            <AmountInput
              width={140}
              label={row.name}
              unit={t(`units.${row.unit}`)}
              value={texts[row.materialId] ?? ''}
              onChange={(text) => setTexts({ ...texts, [row.materialId]: text })}
            />
          </div>
        ))}
        {hasLots && <span className={styles.muted}>{t('lot.estimate')}</span>}
        <Missing
          what={[
            place === null && t('place'),
            lines.length === 0 && t('quantity'),
            ...rows.map(
              (row, index) =>
                typed[index]!.text !== '' && parseAmount(typed[index]!.text) === null && row.name,
            ),
          ]}
        />
        {kind === 'issued' && (
          <MaterialSelect
            label={t('batch.other')}
            value={null}
            except={rows.map(({ materialId }) => materialId)}
            onChange={({ id, name, unit }) => setOthers([...others, { materialId: id, name, unit }])}
          />
        )}
      </div>
    </Modal>
  )
}
