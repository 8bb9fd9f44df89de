import { useTranslation } from 'react-i18next'
import { listText } from '../../ui/list-text.ts'
import styles from '../inventory.module.css'

/** Why a button is grey: what is still to be filled in. Nothing where all is there. */
export function Missing({ what }: { readonly what: readonly (string | false | null)[] }) {
  const { t } = useTranslation('materials')
  const list = [...new Set(what.filter((text) => typeof text === 'string'))]
  if (list.length === 0) return null
  return (
    <span className={styles.fieldError} role="status">
      {t('missing', { list: listText(list) })}
    </span>
  )
}
