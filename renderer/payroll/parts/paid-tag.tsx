import { useTranslation } from 'react-i18next'
import { StatusTag } from '../../ui/status-tag.tsx'

/** Whether wages were handed over: all, some, none of them. */
export function PaidTag({ net, paid }: { readonly net: number; readonly paid: number }) {
  const { t } = useTranslation('payroll')
  if (paid >= net) return <StatusTag tone="done">{t('paidState.all')}</StatusTag>
  if (paid > 0) return <StatusTag tone="warn">{t('paidState.part')}</StatusTag>
  return <StatusTag tone="act">{t('paidState.none')}</StatusTag>
}
