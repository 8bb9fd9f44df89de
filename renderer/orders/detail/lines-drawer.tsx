import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail, OrderLine } from '../../../shared/orders/contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { useCommand } from '../../ui/use-command.ts'
import { PictureField } from '../line-picture.tsx'
import styles from '../orders.module.css'

const texts = [
  ['wearer', 60],
  ['customText', 200],
  ['measurements', 300],
  ['note', 300],
] as const

const wishesOf = ({ id, customText, wearer, measurements, pictureHash, note }: OrderLine) => ({
  id,
  customText,
  wearer,
  measurements,
  pictureHash,
  note,
})

/** Who wears each line, what is written on it, how it is measured, what it should look like. */
export function LinesDrawer({
  order,
  onClose,
}: {
  readonly order: OrderDetail
  readonly onClose: () => void
}) {
  const { t } = useTranslation('orders')
  const [begun] = useState(() => order.lines.map(wishesOf))
  const [wishes, setWishes] = useState(begun)
  const save = useCommand(client.orders.update, { onSuccess: onClose })
  const set = (id: number, patch: Partial<(typeof wishes)[number]>) =>
    setWishes((now) => now.map((line) => (line.id === id ? { ...line, ...patch } : line)))
  // Only lines that changed are sent: what a colleague wrote on the others meanwhile stays.
  const changed = wishes.filter((line, index) => JSON.stringify(line) !== JSON.stringify(begun[index]))
  const isDirty = changed.length > 0
  const kept = useEditorDraft({ name: 'wishes', begun, typed: wishes, isDirty, onTake: setWishes })
  return (
    <Drawer
      open
      size="large"
      title={t('line.wishes')}
      onClose={onClose}
      footer={
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!isDirty}
            onClick={() => void save.run({ id: order.id, lines: changed })}
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
        {wishes.map((line) => (
          <section key={line.id} className={styles.lineCard}>
            <b>{nameOf(order.lines.find(({ id }) => id === line.id))}</b>
            <div className={styles.wishes}>
              {texts.map(([field, most]) => (
                <label key={field}>
                  {t(`line.${field}`)}
                  <Input.TextArea
                    autoSize={{ minRows: 1, maxRows: 5 }}
                    maxLength={most}
                    {...(field === 'measurements' && { placeholder: t('line.measurementsExample') })}
                    value={line[field]}
                    onChange={(event) => set(line.id, { [field]: event.target.value })}
                  />
                </label>
              ))}
            </div>
            <PictureField hash={line.pictureHash} onChange={(pictureHash) => set(line.id, { pictureHash })} />
          </section>
        ))}
      </div>
    </Drawer>
  )
}

function nameOf(line: OrderLine | undefined): string {
  if (!line) return ''
  const name = line.skuLabel || [line.title, line.attributes].filter(Boolean).join(' ')
  return `${name} × ${line.quantity - line.cancelled}`
}
