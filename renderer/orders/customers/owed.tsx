import { useTranslation } from 'react-i18next'
import { type Currency, formatMoney } from '../../../shared/money.ts'
import { StatusTag } from '../../ui/status-tag.tsx'

/** What a customer owes in words: "owes ¥100", "settled", or "¥50 ahead". */
export function Owed({ minor, currency }: { readonly minor: number; readonly currency: Currency }) {
  const { t } = useTranslation('customers')
  const amount = formatMoney(Math.abs(minor), currency)
  if (minor > 0) return <StatusTag tone="act">{t('owes', { amount })}</StatusTag>
  if (minor < 0) return <StatusTag tone="go">{t('ahead', { amount })}</StatusTag>
  return <StatusTag tone="done">{t('settled')}</StatusTag>
}
