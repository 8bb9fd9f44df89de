import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { client } from '../app/client.ts'
import { FieldRow } from '../ui/form/field.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { chosenId, LinesField, linesSchema, noPrice } from './parts/lines-field.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceField } from './parts/place-field.tsx'

const schema = z.object({
  from: chosenId,
  to: chosenId,
  note: z.string().trim().max(300),
  lines: linesSchema(noPrice),
})

/** Carries pieces from one place to another. */
export function TransferScreen() {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const form = useZodForm(schema, { from: null, to: null, note: '', lines: [] })
  const post = useCommand(client.inventory.transfer)
  return (
    <div className={styles.page}>
      <PageHeader title={t('transfer.title')} note={t('transfer.text')} back="/stock" />
      <Form
        form={form}
        submitLabel={t('transfer.save')}
        onSubmit={async ({ from, to, note, lines }) => {
          const { losses } = await post.submit({
            fromLocationId: from,
            toLocationId: to,
            note,
            lines: lines.map((line) => ({ itemId: line.sku.id, quantity: line.quantity })),
          })
          message.success(t('transfer.done'))
          form.reset({ from, to, note: '', lines: [] })
          showLosses(losses)
        }}
      >
        <FieldRow>
          <PlaceField name="from" label={t('transfer.from')} except={form.watch('to')} />
          <PlaceField name="to" label={t('transfer.to')} except={form.watch('from')} isChosenFirst={false} />
        </FieldRow>
        <LinesField name="lines" quantityName={t('quantity')} />
        <TextField name="note" label={t('note')} optional maxLength={300} />
      </Form>
    </div>
  )
}
