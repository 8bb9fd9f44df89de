import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { payMethods, type WorkerDetails } from '../../shared/workers/details-contract.ts'
import styles from './workers.module.css'

export const noDetails: WorkerDetails = {
  sex: '',
  birthDate: null,
  phone: '',
  village: '',
  address: '',
  emergencyName: '',
  emergencyPhone: '',
  contractFrom: null,
  contractTo: null,
  payMethod: 'cash',
  wechatName: '',
  bankName: '',
  accountHolder: '',
}

interface FieldsProps {
  readonly details: WorkerDetails
  readonly onChange: (patch: Partial<WorkerDetails>) => void
  readonly children?: ReactNode
}

type TextField = {
  [F in keyof WorkerDetails]: WorkerDetails[F] extends string ? F : never
}[keyof WorkerDetails]

function Text(
  props: FieldsProps & { readonly field: TextField; readonly isWhole?: boolean; readonly max: number },
) {
  const { t } = useTranslation('workers')
  const label = t(`field.${props.field}`)
  return (
    <div className={`${styles.field} ${props.isWhole ? styles.whole : ''}`}>
      <span>{label}</span>
      <Input
        aria-label={label}
        autoComplete="off"
        maxLength={props.max}
        value={props.details[props.field]}
        onChange={(event) => props.onChange({ [props.field]: event.target.value })}
      />
    </div>
  )
}

function Day(props: FieldsProps & { readonly field: 'birthDate' | 'contractFrom' | 'contractTo' }) {
  const { t } = useTranslation('workers')
  const label = t(`field.${props.field}`)
  return (
    <div className={styles.field}>
      <span>{label}</span>
      <Input
        type="date"
        aria-label={label}
        value={props.details[props.field] ?? ''}
        onChange={(event) => props.onChange({ [props.field]: event.target.value || null })}
      />
    </div>
  )
}

/** Who she is and where she lives; `children`: her ID number. */
export function PersonFields(props: FieldsProps) {
  const { t } = useTranslation('workers')
  return (
    <div className={styles.fields}>
      <div className={styles.whole}>{props.children}</div>
      <div className={styles.field}>
        <span>{t('field.sex')}</span>
        <Select
          aria-label={t('field.sex')}
          value={props.details.sex}
          options={(['', 'female', 'male'] as const).map((sex) => ({
            value: sex,
            label: t(`sex.${sex || 'unknown'}`),
          }))}
          onChange={(sex) => props.onChange({ sex })}
        />
      </div>
      <Day {...props} field="birthDate" />
      <Text {...props} field="phone" max={40} />
      <Text {...props} field="village" max={60} />
      <Text {...props} field="address" max={200} isWhole />
      <Text {...props} field="emergencyName" max={40} />
      <Text {...props} field="emergencyPhone" max={40} />
    </div>
  )
}

/** Her contract, and how she gets her money; `children`: her bank number. */
export function PayFields(props: FieldsProps) {
  const { t } = useTranslation('workers')
  const { payMethod } = props.details
  return (
    <div className={styles.fields}>
      <Day {...props} field="contractFrom" />
      <Day {...props} field="contractTo" />
      <div className={styles.field}>
        <span>{t('field.payMethod')}</span>
        <Select
          aria-label={t('field.payMethod')}
          value={payMethod}
          options={payMethods.map((method) => ({ value: method, label: t(`pay.${method}`) }))}
          onChange={(next) => props.onChange({ payMethod: next })}
        />
      </div>
      <Text {...props} field="wechatName" max={60} />
      <div className={styles.whole}>{props.children}</div>
      <Text {...props} field="bankName" max={80} />
      <Text {...props} field="accountHolder" max={40} />
    </div>
  )
}
