import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type IdNumberForm, idNumberForms } from '../../../shared/workers/households/contract.ts'
import styles from '../../production/production.module.css'

const forms = ['none', ...idNumberForms] as const

/** Whether certificates show ID numbers, and how; that they did is kept. */
export function CertificateIds(props: {
  readonly value: IdNumberForm | 'none'
  readonly onChange: (form: IdNumberForm | 'none') => void
}) {
  const { t } = useTranslation('training')
  return (
    <>
      <span>{t('households:idNumbers.title')}</span>
      <Select
        style={{ width: 130 }}
        aria-label={t('households:idNumbers.title')}
        value={props.value}
        options={forms.map((form) => ({
          value: form,
          label: t(form === 'none' ? 'certificate.noIds' : `households:idNumbers.${form}`),
        }))}
        onChange={props.onChange}
      />
      {props.value !== 'none' && <span className={styles.muted}>{t('households:idNumbers.help')}</span>}
    </>
  )
}
