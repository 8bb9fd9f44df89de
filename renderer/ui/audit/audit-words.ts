import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { type Currency, formatMoney } from '../../../shared/money.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import { type ColumnChange, isEmpty, joinedText } from '../../../shared/settings/audit-columns.ts'

/** Columns whose words stand with the screens that show them every day. */
const elsewhere: Readonly<Record<string, string>> = {
  platform: 'settings:platform',
  format: 'orders:format',
  document: 'shipping:document',
  paper: 'shipping:paper',
  no_waybill_reason: 'shipping:noWaybill',
}

/** Names of commands, tables and columns as a village owner says them; what has none is shown as it is. */
export function useAuditWords() {
  const { t, i18n } = useTranslation('care')
  const said = (key: string, otherwise: string) => (i18n.exists(key, { ns: 'care' }) ? t(key) : otherwise)
  // A command's name holds dots, which i18next would take for steps.
  const word = (group: 'commands' | 'tables' | 'columns' | 'settings', name: string) =>
    said(`audit.${group}.${name.replaceAll('.', '-')}`, name)
  const text = ({ kind, column }: ColumnChange, value: unknown, currency: Currency) => {
    if (isEmpty(value)) return '—'
    const number = typeof value === 'number'
    if (kind === 'money' && number) return formatMoney(value, currency)
    if (kind === 'rate' && number) return `¥${formatRate(value)}`
    // Zero: as old as can be, so that any file is newer.
    if (kind === 'moment' && number) return value === 0 ? '—' : formatInstant(value)
    if (kind === 'yes-no') return t(value ? 'audit.yes' : 'audit.no')
    if (kind === 'word' || column in elsewhere)
      return said(`${elsewhere[column] ?? 'audit.values'}.${String(value)}`, String(value))
    return joinedText(value)
  }
  return {
    command: (name: string) => word('commands', name),
    table: (name: string) => word('tables', name),
    column: (name: string) => word('columns', name),
    setting: (name: string) => word('settings', name),
    text,
  }
}
