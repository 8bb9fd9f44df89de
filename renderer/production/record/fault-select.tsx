import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BundleStep } from '../../../shared/production/work-contract.ts'

/** Whose fault it was that pieces were made again: one of who did the step, or nobody; unsaid, the records tell. */
export function FaultSelect(props: {
  readonly doers: BundleStep['workers']
  readonly value: number | null | undefined
  readonly onChange: (workerId: number | null | undefined) => void
}) {
  const { t } = useTranslation('production')
  const names = new Map(
    props.doers.flatMap(({ workerId, name }) => (workerId === null ? [] : [[workerId, name] as const])),
  )
  return (
    <Select<number | 'auto' | 'nobody'>
      size="large"
      aria-label={t('record.fault')}
      style={{ width: 220 }}
      popupMatchSelectWidth={false}
      value={props.value === undefined ? 'auto' : (props.value ?? 'nobody')}
      options={[
        { value: 'auto', label: t('record.faultAuto') },
        { value: 'nobody', label: t('record.faultNobody') },
        ...[...names].map(([value, label]) => ({ value, label })),
      ]}
      onChange={(value) => props.onChange(value === 'auto' ? undefined : value === 'nobody' ? null : value)}
    />
  )
}
