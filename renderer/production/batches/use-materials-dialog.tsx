import { App, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BatchMaterial } from '../../../shared/inventory/materials-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { Missing } from '../../inventory/materials/missing.tsx'
import { GivenLines } from '../../inventory/parts/given-lines.tsx'
import { MaterialPlace } from '../../inventory/parts/material-place.tsx'
import { MaterialSelect } from '../../inventory/parts/material-select.tsx'
import { useGiven } from '../../inventory/parts/use-given.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { useAskOver } from './use-ask-over.ts'

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
  const { askOver, error: askError } = useAskOver()
  const { kind } = props
  const [place, setPlace] = useState<number | null>(null)
  const given = useGiven(
    props.rows
      .filter((row) => kind === 'issued' || row.issued > row.returned)
      .map(({ materialId, name, unit, ...row }) => {
        const left = Math.min(row.onHand, row.needed - row.issued + row.returned)
        return { materialId, name, unit, text: kind === 'issued' && left > 0 ? formatAmount(left) : '' }
      }),
    null,
  )
  const use = useCommand(client.inventory.materials.use, {
    onSuccess: () => {
      void message.success(t('batch.done'))
      props.onClose()
    },
  })
  const { lines, amounts } = given
  const save = async () => {
    const said = kind === 'issued' ? await askOver(given, props.batch.id) : { over: false }
    if (!said) return
    await use.run({
      batchId: props.batch.id,
      locationId: place!,
      kind,
      note: '',
      lines: amounts,
      ...said,
      ...(props.subcontractOrderId !== undefined && { subcontractOrderId: props.subcontractOrderId }),
    })
  }
  return (
    <Modal
      open
      width={640}
      title={t(kind === 'issued' ? 'batch.issueTitle' : 'batch.returnTitle', {
        batch: props.batch.batchNumber,
      })}
      okText={t(kind === 'issued' ? 'batch.issue' : 'batch.return')}
      okButtonProps={{
        disabled: amounts.length === 0 || given.isBad || place === null,
        loading: use.isPending,
      }}
      onOk={() => void save()}
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={askError ?? use.error ?? given.error} />
        <MaterialPlace
          label={t('place')}
          {...(kind === 'issued' && { takes: lines.map(({ materialId }) => materialId) })}
          value={place}
          onChange={setPlace}
        />
        <GivenLines given={given} />
        <Missing
          what={[
            place === null && t('place'),
            amounts.length === 0 && t('quantity'),
            ...lines.map(({ quantity, name }) => quantity === null && name),
          ]}
        />
        {kind === 'issued' && (
          <MaterialSelect
            label={t('batch.other')}
            value={null}
            except={lines.map(({ materialId }) => materialId)}
            onChange={({ id, name, unit }) => given.add({ materialId: id, name, unit })}
          />
        )}
      </div>
    </Modal>
  )
}
