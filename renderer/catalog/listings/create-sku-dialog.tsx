import { useQuery } from '@tanstack/react-query'
import { Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { draftFromListing } from '../../../shared/catalog/listing-draft.ts'
import type { Listing, MatchResult } from '../../../shared/catalog/listings-contract.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { api, client } from '../../app/client.ts'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from './listings.module.css'

const skuSchema = z.object({
  styleNumber: z.string().trim().max(40),
  styleName: z.string().trim().max(60),
  colour: z.string().trim().max(60),
  size: z.string().trim().max(60),
  sellerCode: z.string().trim().max(60),
})

interface CreateSkuDialogProps {
  readonly listing: Listing
  readonly onClose: () => void
  readonly onDone: (made: { readonly matched: MatchResult }, sku: SkuLabel) => void
}

/** Makes the SKU that a listing needs, in a new style or one there is, and matches the listing to it. */
export function CreateSkuDialog({ listing, onClose, onDone }: CreateSkuDialogProps) {
  const { t } = useTranslation('catalog')
  const suggested = useQuery(
    api.catalog.listings.suggest.queryOptions({
      input: { shopId: listing.shopId, matchKey: listing.matchKey },
    }),
  )
  const likely = suggested.data?.[0]?.sku
  const [choice, setChoice] = useState<'new' | 'known' | null>(null)
  const [pickedId, setPickedId] = useState<number | null>(null)
  const [search, setSearch] = useState('')
  const found = useQuery(api.catalog.styles.list.queryOptions({ input: { search, limit: 30 } }))
  const options = new Map((found.data?.rows ?? []).map((row) => [row.id, `${row.styleNumber} ${row.name}`]))
  if (likely && search === '') options.set(likely.styleId, `${likely.styleNumber} ${likely.styleName}`)
  const [picked, setPicked] = useState('')
  if (pickedId !== null && !options.has(pickedId)) options.set(pickedId, picked)
  const kind = choice ?? (likely ? 'known' : 'new')
  const styleId = kind === 'new' ? null : (pickedId ?? likely?.styleId ?? null)
  const form = useZodForm(skuSchema, draftFromListing(listing))
  const create = useCommand(client.catalog.listings.createSku)
  return (
    <Modal open width={640} footer={null} title={t('create.title')} onCancel={onClose}>
      <p className={styles.panelTitle}>{listing.title}</p>
      <p className={styles.panelAttributes}>
        {listing.attributes} {listing.sellerCode !== '' && <code>{listing.sellerCode}</code>}
      </p>
      <Form
        form={form}
        submitLabel={t('create.submit')}
        onCancel={onClose}
        onSubmit={async (values) => {
          if (kind === 'new' && values.styleNumber === '') {
            form.setError('styleNumber', { message: t('create.numberMissing') })
            return
          }
          if (kind === 'known' && styleId === null) {
            setChoice('new')
            return
          }
          const made = await create.submit({
            shopId: listing.shopId,
            matchKey: listing.matchKey,
            styleId,
            ...values,
          })
          const [sku] = await client.catalog.skus.labels({ ids: [made.skuId] })
          if (sku) onDone(made, sku)
        }}
      >
        <Radio.Group
          value={kind}
          options={[
            { value: 'known', label: t('create.knownStyle') },
            { value: 'new', label: t('create.newStyle') },
          ]}
          onChange={(event) => setChoice(event.target.value)}
        />
        {kind === 'known' ? (
          <Select
            style={{ width: '100%', marginBlock: '12px 16px' }}
            value={styleId}
            placeholder={t('create.pickStyle')}
            aria-label={t('create.pickStyle')}
            showSearch={{ filterOption: false, onSearch: setSearch }}
            options={[...options].map(([value, label]) => ({ value, label }))}
            onChange={(id: number) => {
              setPicked(options.get(id) ?? '')
              setPickedId(id)
            }}
          />
        ) : (
          <FieldRow>
            <TextField name="styleNumber" label={t('style.number')} maxLength={40} />
            <TextField name="styleName" label={t('style.name')} maxLength={60} optional />
          </FieldRow>
        )}
        <FieldRow>
          <TextField name="colour" label={t('create.colour')} maxLength={60} />
          <TextField name="size" label={t('create.size')} maxLength={60} />
        </FieldRow>
        <TextField
          name="sellerCode"
          label={t('grid.field.sellerCode')}
          help={t('create.codeHelp')}
          maxLength={60}
          optional
        />
      </Form>
    </Modal>
  )
}
