import { App, Button, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { PlaceSelect } from './place-select.tsx'

/** Takes pieces out of the place of seconds and makes goods of them, sold under a SKU of their own. */
export function SellSeconds({ skuId, pieces }: { readonly skuId: number; readonly pieces: number }) {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [quantity, setQuantity] = useState(pieces)
  const [locationId, setLocationId] = useState<number | null>(null)
  const sell = useCommand(client.inventory.sellSeconds, {
    onSuccess: (done) => {
      setOpen(false)
      void message.success(t('sellSeconds.done', { count: quantity }))
      void navigate(`/stock/sku/${done.skuId}`)
    },
  })
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setQuantity(pieces)
          setOpen(true)
        }}
      >
        {t('sellSeconds.open')}
      </Button>
      <Modal
        open={isOpen}
        title={t('sellSeconds.title')}
        okText={t('sellSeconds.ok', { count: quantity })}
        confirmLoading={sell.isPending}
        okButtonProps={{ disabled: locationId === null || quantity < 1 || quantity > pieces }}
        destroyOnHidden
        onOk={() => locationId !== null && void sell.run({ skuId, quantity, locationId })}
        onCancel={() => setOpen(false)}
      >
        <div className={styles.page}>
          <p className={styles.muted}>{t('sellSeconds.text')}</p>
          <ErrorNote error={sell.error} />
          <span>{t('quantity')}</span>
          <InputNumber
            autoFocus
            min={1}
            max={pieces}
            precision={0}
            aria-label={t('quantity')}
            value={quantity}
            onChange={(value) => setQuantity(value ?? 0)}
          />
          <span>{t('place')}</span>
          <PlaceSelect label={t('place')} value={locationId} onChange={setLocationId} kinds={['sellable']} />
        </div>
      </Modal>
    </>
  )
}
