import { useTranslation } from 'react-i18next'
import type { KeptCall } from '../queue/kept-store.ts'

/** What a record says that a device kept. */
export function useKeptWords(): (call: Pick<KeptCall, 'name' | 'words'>) => string {
  const { t } = useTranslation('kept')
  return ({ name, words }) => t(`what.${name.replaceAll('.', '-')}`, { ...words })
}

/** Why the host refused it. */
export function useRefusalWords(): (code: string, data: unknown) => string {
  const { t, i18n } = useTranslation('kept')
  return (code, data) => (i18n.exists(`errors:${code}`) ? t(`errors:${code}`, { ...(data as object) }) : code)
}
