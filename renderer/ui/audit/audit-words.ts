import { useTranslation } from 'react-i18next'

/** Names of commands, tables and columns as a village owner says them; what has none is shown as it is. */
export function useAuditWords() {
  const { t, i18n } = useTranslation('care')
  const word = (group: 'commands' | 'tables' | 'columns' | 'values', name: string) => {
    // A command's name holds dots, which i18next would take for steps.
    const key = `audit.${group}.${name.replaceAll('.', '-')}`
    return i18n.exists(key, { ns: 'care' }) ? t(key) : name
  }
  return {
    command: (name: string) => word('commands', name),
    table: (name: string) => word('tables', name),
    column: (name: string) => word('columns', name),
    value: (text: string) => (/^[a-z-]+$/.test(text) ? word('values', text) : text),
  }
}
