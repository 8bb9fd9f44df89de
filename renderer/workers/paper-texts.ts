import { toDecimal } from '../../shared/money.ts'

/** A day as a Chinese or English certificate writes it. */
export function paperDay(day: string, language: 'zh-CN' | 'en'): string {
  if (language === 'en') return day
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** A month the same way. */
export function paperMonth(month: string, language: 'zh-CN' | 'en'): string {
  return language === 'en' ? month : `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`
}

/** Fen as yuan without a sign, thousands apart: "12,345.60". */
export function paperYuan(fen: number): string {
  return toDecimal(fen).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
}
