import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../shared/money.ts'

/** Days and months as a certificate in the reader's language writes them. */
export function usePaperDates() {
  const { t, i18n } = useTranslation('households')
  // 2026年6月3日, but 2026-06-03.
  const plain = (digits: string) => (i18n.language === 'en' ? digits : Number(digits))
  const parts = (text: string) => {
    const [year = '', month = '', day = ''] = text.split('-')
    return { year, month: plain(month), day: plain(day) }
  }
  return {
    dayText: (day: string) => t('paper.day', parts(day)),
    monthText: (month: string) => t('paper.month', parts(month)),
  }
}

/** Fen as yuan without a sign, thousands apart: "12,345.60". */
export function paperYuan(fen: number): string {
  return toDecimal(fen).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
}
