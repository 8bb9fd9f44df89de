import { useTranslation } from 'react-i18next'
import { today } from './today.ts'
import { useConfirm } from './use-confirm.tsx'

/** Asks whether a due date is meant that is over already; no date and later ones are taken as they are. */
export function useAskPast(): (date: string | null) => Promise<boolean> {
  const ask = useConfirm()
  const { t } = useTranslation('ui')
  return async (date) =>
    !date ||
    date >= today() ||
    ask({ title: t('past.title', { date }), text: t('past.text'), confirm: t('past.confirm') })
}
