import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { noWaybillReasons, type Parcel } from '../../../shared/shipping/pack-contract.ts'
import { api, client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'

const schema = z.object({
  trackingNumber: z.string().trim().max(60),
  carrierId: z.int().nullable(),
  noWaybillReason: z.enum(noWaybillReasons).nullable(),
  weight: z
    .string()
    .trim()
    .regex(/^(\d{1,6})?$/)
    .transform((text) => (Number(text) > 0 ? Number(text) : null)),
})

/** Another number, carrier, reason or weight for a parcel; a number already told is offered to the platform again. */
export function RelabelForm({ parcel, onDone }: { readonly parcel: Parcel; readonly onDone: () => void }) {
  const { t } = useTranslation('shipping')
  const carriers = useQuery(api.shipping.carriers.list.queryOptions())
  const save = useCommand(client.shipping.pack.relabel, { onSuccess: onDone })
  const form = useZodForm(schema, {
    trackingNumber: parcel.trackingNumber,
    carrierId: parcel.carrierId,
    noWaybillReason: noWaybillReasons.find((reason) => reason === parcel.noWaybillReason) ?? null,
    weight: parcel.weightGrams === null ? '' : String(parcel.weightGrams),
  })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={({ weight, ...values }) =>
        save.submit({ ...values, parcelId: parcel.id, weightGrams: weight })
      }
    >
      <TextField
        name="trackingNumber"
        label={t('column.waybill')}
        help={t('parcels.relabelHelp')}
        autoFocus
      />
      <SelectField
        name="carrierId"
        label={t('column.carrier')}
        clearable
        options={(carriers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="noWaybillReason"
        label={t('parcels.reason')}
        clearable
        options={noWaybillReasons.map((reason) => ({ value: reason, label: t(`noWaybill.${reason}`) }))}
      />
      <NumberField name="weight" label={t('parcels.weight')} unit="g" optional />
    </Form>
  )
}
