import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Material, materialUnits } from '../../../shared/inventory/materials-contract.ts'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { client } from '../../app/client.ts'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { SwitchField } from '../../ui/form/switch-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { SupplierField } from '../parts/supplier-field.tsx'

/** Adds or changes a material. Width is typed in centimetres. */
export function MaterialForm(props: { readonly material: Material | null; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { material } = props
  const number = z
    .string()
    .trim()
    .refine((text) => text === '' || (/^\d{1,4}(?:\.\d)?$/.test(text) && Number(text) > 0), t('bad'))
  const schema = z.object({
    name: z.string().trim().min(1).max(60),
    unit: z.enum(materialUnits),
    width: number,
    grams: number.refine((text) => !text.includes('.'), t('bad')),
    supplierId: z.int().positive().nullable(),
    price: z
      .string()
      .trim()
      .refine((text) => text === '' || (parseMoney(text) ?? -1) >= 0, t('bad')),
    note: z.string().trim().max(300),
    archived: z.boolean(),
  })
  const form = useZodForm(schema, {
    name: material?.name ?? '',
    unit: material?.unit ?? 'm',
    width: material?.width ? String(material.width / 10) : '',
    grams: material?.gramsPerArea ? String(material.gramsPerArea) : '',
    supplierId: material?.supplierId ?? null,
    price: typeof material?.price === 'number' ? toDecimal(material.price) : '',
    note: material?.note ?? '',
    archived: material?.archived ?? false,
  })
  const save = useCommand(client.inventory.materials.save, { onSuccess: props.onDone })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={props.onDone}
      onSubmit={({ width, grams, price, ...values }) =>
        save.submit({
          id: material?.id ?? null,
          ...values,
          width: width === '' ? null : Math.round(Number(width) * 10),
          gramsPerArea: grams === '' ? null : Number(grams),
          price: price === '' ? null : parseMoney(price),
        })
      }
    >
      <TextField name="name" label={t('name')} autoFocus />
      <FieldRow>
        <SelectField
          name="unit"
          label={t('unit')}
          options={materialUnits.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
        />
        <NumberField name="price" label={t('price')} optional />
      </FieldRow>
      <FieldRow>
        <NumberField name="width" label={t('width')} optional />
        <NumberField name="grams" label={t('grams')} optional />
      </FieldRow>
      <SupplierField name="supplierId" label={t('supplier')} optional />
      <TextField name="note" label={t('note')} optional />
      {material && <SwitchField name="archived" label={t('archived')} />}
    </Form>
  )
}
