import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './pack.module.css'

/** How many the next scan counts, for 20 equal ones: by fingers here, or typed as a number before the scan. */
export function QuantityPad({
  quantity,
  onChange,
}: {
  readonly quantity: number
  readonly onChange: (quantity: number) => void
}) {
  const { t } = useTranslation('shipping')
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const set = (value: number) => {
    onChange(value)
    setTyped('')
    setOpen(false)
  }
  const pad = (
    <div className={styles.pad}>
      <div style={{ gridColumn: '1 / 4' }} className={styles.figure}>
        {typed || '0'}
      </div>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <Button key={digit} onClick={() => setTyped((before) => `${before}${digit}`.slice(0, 4))}>
          {digit}
        </Button>
      ))}
      <Button onClick={() => setTyped('')}>{t('pack.padClear')}</Button>
      <Button onClick={() => setTyped((before) => (before === '' ? '' : `${before}0`.slice(0, 4)))}>0</Button>
      <Button type="primary" disabled={typed === ''} onClick={() => set(Number(typed))}>
        {t('pack.padOk')}
      </Button>
    </div>
  )
  return (
    <Popover open={isOpen} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={pad}>
      <Button type={quantity > 1 ? 'primary' : 'default'} title={t('pack.quantityHelp')}>
        × {quantity}
      </Button>
    </Popover>
  )
}
