import { Button, DatePicker, Drawer, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/orders/contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../orders.module.css'
import { RecipientFields } from '../recipient-fields.tsx'

/** What a user may change on an order: her address, dates and notes stand against later files. */
export function EditDrawer({
  order,
  onClose,
}: {
  readonly order: OrderDetail
  readonly onClose: () => void
}) {
  const { t } = useTranslation('orders')
  const [begun] = useState(() => ({
    recipient: order.recipient,
    note: order.note,
    performanceDate: order.performanceDate,
    shipBy: order.userShipBy,
    invoiceState: order.invoiceState,
    invoiceTitle: order.invoiceTitle,
  }))
  const [typed, setTyped] = useState(begun)
  const change = (patch: Partial<typeof begun>) => setTyped((before) => ({ ...before, ...patch }))
  const { recipient, note, performanceDate, shipBy, invoiceState, invoiceTitle } = typed
  const isDirty = JSON.stringify(typed) !== JSON.stringify(begun)
  const kept = useEditorDraft({ name: 'order', begun, typed, isDirty, onTake: setTyped })
  const save = useCommand(client.orders.update, { onSuccess: onClose })
  const addressChanged = JSON.stringify(recipient) !== JSON.stringify(begun.recipient)
  return (
    <Drawer
      open
      size="large"
      title={t('edit.title')}
      onClose={onClose}
      footer={
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() =>
              void save.run({
                id: order.id,
                note,
                performanceDate,
                shipBy,
                invoiceState,
                invoiceTitle,
                ...(addressChanged && { recipient }),
              })
            }
          >
            {t('ui:save')}
          </Button>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <ErrorNote error={save.error} />
        </div>
      }
    >
      <div className={styles.page}>
        <DraftNote {...kept} />
        <section className={styles.section}>
          <h2>{t('recipient')}</h2>
          <span className={styles.muted}>{t('edit.recipientText')}</span>
          <RecipientFields value={recipient} onChange={(next) => change({ recipient: next })} />
        </section>
        <div className={styles.grid2}>
          <label>
            {t('shipBy')}
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              style={{ width: '100%' }}
              placeholder={t('edit.shipByNone')}
              value={shipBy === null ? null : dayjs(shipBy)}
              onChange={(value) => change({ shipBy: value ? value.valueOf() : null })}
            />
          </label>
          <label>
            {t('performanceDate')}
            <DatePicker
              style={{ width: '100%' }}
              value={performanceDate === null ? null : dayjs(performanceDate)}
              onChange={(value) => change({ performanceDate: value ? value.format('YYYY-MM-DD') : null })}
            />
          </label>
          <label>
            {t('invoice.label')}
            <Select
              style={{ width: '100%' }}
              value={invoiceState}
              onChange={(state: typeof invoiceState) => change({ invoiceState: state })}
              options={(['none', 'asked', 'sent'] as const).map((state) => ({
                value: state,
                label: t(`invoice.${state}`),
              }))}
            />
          </label>
          <label>
            {t('invoice.title')}
            <Input
              maxLength={120}
              value={invoiceTitle}
              onChange={(event) => change({ invoiceTitle: event.target.value })}
            />
          </label>
        </div>
        <label>
          {t('note')}
          <Input.TextArea
            rows={3}
            maxLength={1000}
            value={note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </label>
      </div>
    </Drawer>
  )
}
