import { useEffect, useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Platform, platformDefaults, platforms } from '../../../shared/orders/platforms.ts'
import { type Shop, shopSchema } from '../../../shared/settings/contract.ts'
import { client } from '../../app/client.ts'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { optionalIntegerText } from '../../ui/form/text-schemas.ts'
import { useCommand } from '../../ui/use-command.ts'
import { ShopNames } from './shop-names.tsx'

const currencies = shopSchema.shape.currency.options
const zones = [
  'Asia/Shanghai',
  'Asia/Kuala_Lumpur',
  'Asia/Ho_Chi_Minh',
  'Asia/Bangkok',
  'Asia/Manila',
  'Asia/Singapore',
  'Asia/Jakarta',
] as const

/** Most platforms ask for shipment within two days of payment. */
const usualPromiseHours = '48'

interface ShopFormProps {
  readonly shop: Shop | null
  /** Only what a newcomer needs: platform, name, promise. */
  readonly isShort?: boolean
  /** A name to begin with: what a file calls the shop. */
  readonly initialName?: string
  /** Of which platforms it may be; the first is the likely one. */
  readonly platforms?: readonly Platform[]
  readonly onDone?: (shopId: number) => void
  readonly onCancel?: () => void
}

/** A new shop, or a known one; its platform stays, since its orders were read by that platform's rules. */
export function ShopForm({
  shop,
  isShort = false,
  initialName = '',
  platforms: offered = platforms,
  onDone,
  onCancel,
}: ShopFormProps) {
  const { t } = useTranslation('settings')
  const save = useCommand(client.settings.shops.save)
  const schema = useMemo(
    () =>
      z.object({
        ...shopSchema.pick({ platform: true, name: true, currency: true, timeZone: true, sender: true })
          .shape,
        promiseHours: optionalIntegerText({ min: 1, max: 2000 }),
      }),
    [],
  )
  const form = useZodForm(schema, {
    platform: shop?.platform ?? offered[0] ?? 'taobao',
    name: shop?.name ?? initialName,
    promiseHours: shop ? String(shop.promiseHours ?? '') : usualPromiseHours,
    currency: shop?.currency ?? 'CNY',
    timeZone: shop?.timeZone ?? 'Asia/Shanghai',
    sender: shop?.sender ?? { name: '', phone: '', address: '' },
  })
  const platform = useWatch({ control: form.control, name: 'platform' })
  const isAbroad = platformDefaults(platform).zone !== 'Asia/Shanghai'
  const isNew = shop === null
  useEffect(() => {
    if (!isNew) return
    const { currency, zone } = platformDefaults(platform)
    form.setValue('currency', currency)
    form.setValue('timeZone', zone)
  }, [isNew, platform, form])
  const submit = async (values: z.output<typeof schema>) => {
    // A platform's own money and time, unless this form asked for them.
    const { currency, timeZone, ...rest } = values
    const { id } = await save.submit({
      id: shop?.id ?? null,
      ...rest,
      ...(isAbroad && !isShort ? { currency, timeZone } : {}),
    })
    onDone?.(id)
  }
  return (
    <Form
      form={form}
      onSubmit={submit}
      submitLabel={shop ? t('ui:save') : t('shop.add')}
      {...(onCancel ? { onCancel } : {})}
    >
      <FieldRow>
        <SelectField
          name="platform"
          label={t('shop.platform')}
          disabled={shop !== null || offered.length === 1}
          options={(shop ? platforms : offered).map((value) => ({ value, label: t(`platform.${value}`) }))}
        />
        <TextField
          name="name"
          label={t('shop.name')}
          placeholder={t('shop.nameExample')}
          maxLength={60}
          autoFocus
        />
      </FieldRow>
      <NumberField
        name="promiseHours"
        label={t('shop.promise')}
        help={t('shop.promiseHelp')}
        unit={t('hours')}
        optional
      />
      {!isShort && isAbroad && (
        <FieldRow>
          <SelectField
            name="currency"
            label={t('shop.currency')}
            options={currencies.map((value) => ({ value, label: value }))}
          />
          <SelectField
            name="timeZone"
            label={t('shop.timeZone')}
            help={t('shop.timeZoneHelp')}
            options={zones.map((value) => ({ value, label: t(`zone.${value.replace('Asia/', '')}`) }))}
          />
        </FieldRow>
      )}
      {!isShort && (
        <>
          <FieldRow>
            <TextField name="sender.name" label={t('shop.senderName')} optional maxLength={60} />
            <TextField name="sender.phone" label={t('shop.senderPhone')} optional maxLength={40} />
          </FieldRow>
          <TextField
            name="sender.address"
            label={t('shop.senderAddress')}
            help={t('shop.senderHelp')}
            optional
            maxLength={200}
          />
          {shop && <ShopNames shopId={shop.id} />}
        </>
      )}
    </Form>
  )
}
