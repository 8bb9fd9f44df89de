import { useQuery } from '@tanstack/react-query'
import { App, AutoComplete, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { api, client } from '../app/client.ts'
import { shownError } from '../app/shown-error.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { ChoiceField } from '../ui/form/choice-field.tsx'
import { Field, FieldRow } from '../ui/form/field.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { chosenId, LinesField, linesSchema, noPrice } from './parts/lines-field.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceField } from './parts/place-field.tsx'

const directions = ['less', 'more'] as const
const schema = z.object({
  locationId: chosenId,
  direction: z.enum(directions),
  reason: z.string().trim().min(1).max(40),
  note: z.string().trim().max(300),
  shortageReason: z.string().trim().max(200),
  lines: linesSchema(noPrice),
})

/** Changes stock by hand, with a reason of the workshop's own list. */
export function AdjustScreen() {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const reasons = useQuery(api.inventory.adjust.reasons.queryOptions())
  const known = reasons.data ?? []
  const empty = { note: '', shortageReason: '', lines: [] }
  const form = useZodForm(schema, { locationId: null, direction: 'less', reason: '', ...empty })
  const direction = form.watch('direction')
  // More goes out than is booked: it may, once somebody says why.
  const [isBelowZero, setBelowZero] = useState(false)
  const saveReasons = useCommand(client.inventory.adjust.saveReasons)
  const post = useCommand(client.inventory.adjust.post)
  const submit = async (values: z.output<typeof schema>) => {
    const { locationId, reason, note, shortageReason, lines } = values
    const sign = values.direction === 'less' ? -1 : 1
    try {
      const { losses } = await post.submit({
        locationId,
        reason,
        note,
        lines: lines.map((line) => ({ itemId: line.sku.id, quantity: sign * line.quantity })),
        ...(shortageReason !== '' && { shortageReason }),
      })
      message.success(t('adjust.done'))
      form.reset({ locationId, direction: values.direction, reason, ...empty })
      setBelowZero(false)
      showLosses(losses)
    } catch (error) {
      setBelowZero(shownError(error).code === 'stock-below-zero')
      throw error
    }
    // A reason used once is in the list next time.
    if (reasons.data && !known.includes(reason)) await saveReasons.run({ reasons: [...known, reason] })
  }
  return (
    <div className={styles.page}>
      <PageHeader title={t('adjust.title')} note={t('adjust.text')} back="/stock" />
      <Form form={form} submitLabel={t('adjust.save')} unsaved={t('adjust.unsaved')} onSubmit={submit}>
        <FieldRow>
          <PlaceField name="locationId" label={t('place')} />
          <ChoiceField
            name="direction"
            label={t('adjust.direction')}
            options={directions.map((value) => ({ value, label: t(`adjust.${value}`) }))}
          />
          <Field name="reason" label={t('reason')}>
            {({ value, onChange, id, status }) => (
              <span className={styles.bar}>
                <AutoComplete
                  id={id}
                  status={status}
                  style={{ width: 220 }}
                  value={String(value)}
                  onChange={onChange}
                  placeholder={t('adjust.reasonHint')}
                  options={known.map((text) => ({ value: text }))}
                />
                {known.includes(String(value)) && (
                  <Button
                    type="link"
                    onClick={() => void saveReasons.run({ reasons: known.filter((text) => text !== value) })}
                  >
                    {t('adjust.forgetReason')}
                  </Button>
                )}
              </span>
            )}
          </Field>
        </FieldRow>
        <LinesField name="lines" quantityName={direction === 'less' ? t('adjust.less') : t('adjust.more')} />
        <TextField name="note" label={t('note')} optional maxLength={300} />
        <ErrorNote error={saveReasons.error} onClose={saveReasons.reset} />
        {isBelowZero && (
          <TextField
            name="shortageReason"
            label={t('belowZero.reason')}
            placeholder={t('belowZero.hint')}
            maxLength={200}
          />
        )}
      </Form>
    </div>
  )
}
