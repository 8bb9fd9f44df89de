import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { QualitySettings } from '../../shared/quality/contract.ts'
import { aqls, inspectionLevels } from '../../shared/quality/sampling-tables.ts'
import styles from '../production/production.module.css'

type PlanRules = Pick<QualitySettings, 'level' | 'major' | 'minor'>

/** The level and the two limits that a sampling plan is looked up by. */
export function PlanFields(props: {
  readonly rules: PlanRules
  readonly onChange: (patch: Partial<PlanRules>) => void
}) {
  const { t } = useTranslation('quality')
  return (
    <div className={styles.bar}>
      <span>{t('begin.level')}</span>
      <Select
        aria-label={t('begin.level')}
        style={{ width: 80 }}
        value={props.rules.level}
        options={inspectionLevels.map((one) => ({ value: one, label: one }))}
        onChange={(level) => props.onChange({ level })}
      />
      {(['major', 'minor'] as const).map((one) => (
        <span key={one} className={styles.bar}>
          {t(`classes.${one}`)} AQL
          <Select
            aria-label={`${t(`classes.${one}`)} AQL`}
            style={{ width: 80 }}
            value={props.rules[one]}
            options={aqls.map((aql) => ({ value: aql, label: aql }))}
            onChange={(aql) => props.onChange({ [one]: aql })}
          />
        </span>
      ))}
    </div>
  )
}
