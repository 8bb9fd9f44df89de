import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { emptyDraft, type PurchaseDraft, readLine } from './purchase-draft.ts'

/**
 * Lines of materials as they are typed, for a purchase, an order or what goes back: those that are whole, those of them that
 * have an amount with their sum in fen, and what is missing. `isPriced`: a line without an amount is not whole; only an
 * order may leave it open.
 */
export function useMaterialLines(isPriced: boolean) {
  const { t } = useTranslation('materials')
  const [drafts, setDrafts] = useState<readonly PurchaseDraft[]>([emptyDraft(0)])
  const read = drafts.map(readLine)
  const ready = read.flatMap((line) => (typeof line === 'string' ? [] : [line]))
  const priced = ready.flatMap(({ amount, ...line }) => (amount === null ? [] : [{ ...line, amount }]))
  return {
    drafts,
    setDrafts,
    ready,
    priced,
    total: priced.reduce((sum, { amount }) => sum + amount, 0),
    isWhole: (isPriced ? priced : ready).length === drafts.length,
    missing: read.map((line) =>
      typeof line === 'string' ? t(line) : isPriced && line.amount === null && t('amount'),
    ),
  }
}

export type MaterialLines = ReturnType<typeof useMaterialLines>
