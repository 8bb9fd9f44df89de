import { Button } from 'antd'
import { useFieldArray } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import styles from '../payroll.module.css'

/** The law's minimum wages of this area, the newest first, each from its day on; of the form around it. */
export function MinimumWages({ isChecked }: { readonly isChecked: boolean }) {
  const { t } = useTranslation('payroll')
  const { fields, prepend, remove } = useFieldArray({ name: 'minimumWages' })
  return (
    <>
      {fields.map((field, at) => (
        <div key={field.id} className={styles.bar} style={{ flexWrap: 'nowrap', alignItems: 'flex-end' }}>
          <div style={{ flex: 1 }}>
            <FieldRow>
              <DateField name={`minimumWages.${at}.validFrom`} label={t('terms.validFrom')} />
              <MoneyField name={`minimumWages.${at}.monthly`} label={t('rules.monthly')} />
              <MoneyField name={`minimumWages.${at}.hourly`} label={t('rules.hourly')} />
            </FieldRow>
          </div>
          {!isChecked && <StatusTag tone="act">{t('rules.toCheck')}</StatusTag>}
          <Button onClick={() => remove(at)}>{t('remove')}</Button>
        </div>
      ))}
      <div>
        <Button onClick={() => prepend({ validFrom: today(), monthly: '', hourly: '' })}>
          {t('rules.addMinimum')}
        </Button>
      </div>
    </>
  )
}
