import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import styles from '../inventory.module.css'

/** What is paid at once, in fen, as it is typed; nothing where the field is empty. */
export function usePaidNow() {
  const [text, setText] = useState('')
  const amount = text.trim() === '' ? 0 : parseMoney(text)
  return { text, setText, amount: amount ?? 0, isBad: amount === null || amount < 0 }
}

/** What is paid at once of a total in fen, and what is owed then. */
export function PaidNow(props: { readonly paid: ReturnType<typeof usePaidNow>; readonly total: number }) {
  const { t } = useTranslation('materials')
  const { paid, total } = props
  return (
    <>
      <span>{t('paidNow')}</span>
      <Input
        style={{ width: 120 }}
        className="number"
        inputMode="decimal"
        aria-label={t('paidNow')}
        aria-invalid={paid.isBad}
        status={paid.isBad ? 'error' : ''}
        value={paid.text}
        onChange={(event) => paid.setText(event.target.value)}
      />
      {!paid.isBad && total > paid.amount && (
        <span>{t('owed', { amount: toDecimal(total - paid.amount) })}</span>
      )}
      {paid.isBad && <span className={styles.fieldError}>{t('badMoney')}</span>}
    </>
  )
}
