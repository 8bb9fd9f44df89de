import { useTranslation } from 'react-i18next'
import type { AgainWords } from '../../../shared/settings/again-list.ts'

/** The words of this page for the list of what to enter again: the host, which writes it, has none. */
export function useAgainWords(): AgainWords {
  const { t, i18n } = useTranslation('update')
  const names = (group: 'commands' | 'tables') =>
    i18n.getResource(i18n.language, 'care', `audit.${group}`) as Readonly<Record<string, string>>
  return {
    header: [t('column.kind'), t('column.name'), t('column.rows'), t('column.at'), t('column.who')],
    commands: names('commands'),
    tables: names('tables'),
  }
}
