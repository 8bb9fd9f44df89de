import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { type IdNumberForm, idNumberForms } from '../../../shared/workers/households/contract.ts'
import styles from '../../production/production.module.css'

/** Whether ID numbers are given away whole; that they were is kept. */
export function IdNumberChoice(props: {
  readonly value: IdNumberForm
  readonly onChange: (form: IdNumberForm) => void
}) {
  const { t } = useTranslation('households')
  return (
    <>
      <span>{t('idNumbers.title')}</span>
      <Radio.Group
        value={props.value}
        options={idNumberForms.map((form) => ({ value: form, label: t(`idNumbers.${form}`) }))}
        onChange={(event) => props.onChange(event.target.value as IdNumberForm)}
      />
      <span className={styles.muted}>{t('idNumbers.help')}</span>
    </>
  )
}
