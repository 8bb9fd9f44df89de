import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../shared/orders/contract.ts'
import { parseRecipientText } from '../../shared/orders/paste.ts'
import styles from './orders.module.css'

const fields = ['name', 'phone', 'province', 'city', 'district', 'address', 'postcode', 'country'] as const

/** A recipient's fields, and a box that splits "name phone address" as people paste it from WeChat. */
export function RecipientFields(props: {
  readonly value: Recipient
  readonly onChange: (recipient: Recipient) => void
}) {
  const { t } = useTranslation('orders')
  const [pasted, setPasted] = useState('')
  return (
    <>
      <Input.TextArea
        rows={2}
        value={pasted}
        aria-label={t('paste.recipient')}
        placeholder={t('paste.recipient')}
        onChange={(event) => {
          const text = event.target.value
          setPasted(text)
          if (text.trim() !== '') props.onChange({ ...props.value, ...parseRecipientText(text) })
        }}
      />
      <div className={styles.grid2}>
        {fields.map((field) => (
          <label key={field} style={field === 'address' ? { gridColumn: '1 / -1' } : undefined}>
            {t(`recipientField.${field}`)}
            <Input
              value={props.value[field]}
              onChange={(event) => props.onChange({ ...props.value, [field]: event.target.value })}
            />
          </label>
        ))}
      </div>
    </>
  )
}
