import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../shared/money.ts'
import { PurchaseLines } from './purchase-lines.tsx'
import type { MaterialLines } from './use-material-lines.ts'

/** What a slip of materials says: its lines, their sum, and a note. Children stand between the sum and the note. */
export function MaterialSlip(props: {
  readonly lines: MaterialLines
  readonly withLots: boolean
  readonly note: string
  readonly onNote: (note: string) => void
  readonly children?: ReactNode
}) {
  const { t } = useTranslation('materials')
  const { lines } = props
  return (
    <>
      <PurchaseLines lines={lines.drafts} onChange={lines.setDrafts} withLots={props.withLots} />
      <b>{t('total', { amount: toDecimal(lines.total) })}</b>
      {props.children}
      <Input
        placeholder={t('note')}
        aria-label={t('note')}
        maxLength={300}
        value={props.note}
        onChange={(event) => props.onNote(event.target.value)}
      />
    </>
  )
}
