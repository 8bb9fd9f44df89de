import { useQuery } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../shared/production/contract.ts'
import { gridTexts, readGrid } from '../../../shared/production/grid-pieces.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { PiecesGrid } from './pieces-grid.tsx'

/** Changes what an open batch is to make, until when, and its note. */
export function ChangeBatch({ onClose, ...props }: { readonly batch: Batch; readonly onClose: () => void }) {
  // As it was when this was opened: what another station changes meanwhile must not be overwritten unseen.
  const [batch] = useState(props.batch)
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: batch.styleId } }))
  const [dueDate, setDueDate] = useState(batch.dueDate ?? '')
  const [show, setShow] = useState(batch.performanceDate ?? '')
  const [note, setNote] = useState(batch.note)
  const [texts, setTexts] = useState(() =>
    gridTexts(
      batch.lines.flatMap(({ sku, planned }) => (planned > 0 ? [{ skuId: sku.id, quantity: planned }] : [])),
    ),
  )
  const change = useCommand(client.production.batches.change, {
    onSuccess: () => {
      void message.success(t('batch.changed'))
      onClose()
    },
  })
  const skus = (style.data?.skus ?? []).filter((sku) => !sku.archived && !sku.isSet && !sku.isSeconds)
  const grid = readGrid(
    texts,
    skus.map(({ id }) => id),
  )
  const days = [
    ['batch.due', dueDate, setDueDate],
    ['batch.show', show, setShow],
  ] as const
  return (
    <Modal
      open
      width={1000}
      title={t('batch.changeTitle', { number: batch.batchNumber })}
      okText={t('batch.changeOk', { count: grid.total })}
      okButtonProps={{
        disabled: grid.total === 0 || grid.wrong.length > 0,
        loading: change.isPending,
      }}
      onOk={() =>
        void change.run({
          id: batch.id,
          dueDate: dueDate || null,
          performanceDate: show || null,
          note,
          lines: grid.lines.map(({ skuId, quantity }) => ({ skuId, planned: quantity })),
          read: {
            dueDate: batch.dueDate,
            performanceDate: batch.performanceDate,
            note: batch.note,
            lines: batch.lines.flatMap(({ sku, planned }) =>
              planned > 0 ? [{ skuId: sku.id, planned }] : [],
            ),
          },
        })
      }
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={change.error ?? style.error} />
        <div className={styles.bar}>
          {days.map(([name, value, set]) => (
            <span key={name} className={styles.bar}>
              {t(name)}
              <Input
                type="date"
                style={{ width: 150 }}
                aria-label={t(name)}
                value={value}
                onChange={(event) => set(event.target.value)}
              />
            </span>
          ))}
        </div>
        {style.data && (
          <PiecesGrid
            colours={style.data.colours.map(({ name }) => name)}
            sizes={style.data.sizes.map(({ name }) => name)}
            skus={skus}
            texts={texts}
            onChange={setTexts}
          />
        )}
        <Input
          aria-label={t('note')}
          placeholder={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
