import { Radio } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { supplyKinds } from '../../../shared/inventory/supply-contract.ts'
import { parsePieces } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { Field, FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { SupplierField } from './supplier-field.tsx'

const schema = z.object({
  kind: z.enum(supplyKinds),
  expectedDate: z.string().nullable(),
  supplierId: z.number().nullable(),
  note: z.string().max(300),
})

/** Answers a shortage: make, buy or wait, until when and from whom. `quantities`: SKU id → pieces as typed. */
export function SupplyForm(props: {
  readonly quantities: Readonly<Record<number, string>>
  readonly onDone: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('inventory')
  const form = useZodForm(schema, { kind: 'make', expectedDate: null, supplierId: null, note: '' })
  const add = useCommand(client.inventory.supply.add, { onSuccess: props.onDone })
  const kind = form.watch('kind')
  const typed = Object.entries(props.quantities).filter(
    ([, text]) => text.trim() !== '' && text.trim() !== '0',
  )
  const lines = typed.map(([id, text]) => ({ itemId: Number(id), quantity: parsePieces(text) ?? 0 }))
  const isWrong = lines.some((line) => line.quantity === 0)
  return (
    <Form
      form={form}
      submitLabel={t('supply.save', { count: lines.reduce((sum, line) => sum + line.quantity, 0) })}
      onCancel={props.onDone}
      onSubmit={async (values) => {
        if (lines.length === 0 || isWrong) {
          form.setError('root.lines', { type: 'custom', message: t('supply.wrongPieces') })
          return
        }
        await add.submit({ ...values, supplierId: values.kind === 'buy' ? values.supplierId : null, lines })
      }}
    >
      {props.children}
      {form.formState.errors.root?.lines && (
        <span role="alert" style={{ color: '#c8402a' }}>
          {form.formState.errors.root.lines.message}
        </span>
      )}
      <Field name="kind" label={t('supply.how')}>
        {({ value, onChange, id }) => (
          <Radio.Group
            id={id}
            value={value}
            onChange={onChange}
            optionType="button"
            options={supplyKinds.map((name) => ({ value: name, label: t(`supply.kind.${name}`) }))}
          />
        )}
      </Field>
      <FieldRow>
        <DateField name="expectedDate" label={t('supply.date')} optional help={t('supply.dateHelp')} />
        {kind === 'buy' && <SupplierField name="supplierId" label={t('supplier.one')} optional />}
      </FieldRow>
      <TextField name="note" label={t('note')} optional maxLength={300} />
    </Form>
  )
}
