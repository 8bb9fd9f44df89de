import { useTranslation } from 'react-i18next'
import { type PurchaseDoubt, purchaseDoubts } from '../../../shared/inventory/purchase-doubts.ts'
import { formatMoney } from '../../../shared/money.ts'
import { today } from '../../ui/today.ts'
import { useAskList } from '../../ui/use-ask-list.tsx'

/** Asks about what is unlikely in a purchase before it is written; `more`: doubts of the caller's own, in words. */
export function useAskDoubts(): (
  purchase: Omit<Parameters<typeof purchaseDoubts>[0], 'today'>,
  more?: readonly string[],
) => Promise<boolean> {
  const { t } = useTranslation('materials')
  const ask = useAskList()
  const say = (doubt: PurchaseDoubt): string => {
    switch (doubt.kind) {
      case 'date-past':
        return t('doubt.date-past', { date: doubt.date })
      case 'quantity-huge':
        return t('doubt.quantity-huge', { name: doubt.name })
      case 'amount-huge':
        return t('doubt.amount-huge', { amount: formatMoney(doubt.amount) })
      case 'price-far':
        return t('doubt.price-far', {
          name: doubt.name,
          price: formatMoney(doubt.price),
          usual: formatMoney(doubt.usual),
        })
      case 'paid-over':
        return t('doubt.paid-over', { amount: formatMoney(doubt.over) })
    }
  }
  return (purchase, more = []) =>
    ask({
      title: t('doubt.title'),
      texts: [...more, ...purchaseDoubts({ ...purchase, today: today() }).map(say)],
      confirm: t('doubt.confirm'),
    })
}
