import { useTranslation } from 'react-i18next'
import { usualDefects } from '../../shared/quality/usual-defects.ts'

/**
 * Names of defects in the reader's language. The usual ones are stored by one name, so that a ranking counts what was noted
 * in either language as one; what a workshop added is shown as it wrote it.
 */
export function useDefectNames() {
  const { t } = useTranslation('quality')
  const shownBy = (name: string) => {
    const usual = usualDefects.find((one) => one.name === name)
    return usual ? t(`usual.${usual.code}`) : name
  }
  const storedBy = (shown: string) =>
    usualDefects.find(({ code }) => t(`usual.${code}`) === shown)?.name ?? shown
  return { shownBy, storedBy }
}
