import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { isBusinessDate } from '../../../shared/dates.ts'
import { fullAttendance } from '../../../shared/payroll/time/full-attendance.ts'
import { api } from '../../app/client.ts'
import { byInitials } from '../../ui/by-initials.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Field } from '../../ui/form/field.tsx'
import styles from '../payroll.module.css'

interface WorkersFieldProps {
  readonly name: string
  readonly label: string
  /** Offers those who came on every working day of that day's month, up to it: for a bonus of full attendance. */
  readonly cameOn?: string
}

/** One or several workers, found by name or initials; all who are here at a press. */
export function WorkersField({ name, label, cameOn }: WorkersFieldProps) {
  const { t } = useTranslation('payroll')
  const query = useQuery(api.workers.list.queryOptions())
  const month = useQuery(
    api.payroll.time.month.queryOptions({
      input: { month: cameOn?.slice(0, 7) ?? '' },
      enabled: cameOn !== undefined && isBusinessDate(cameOn),
    }),
  )
  const full = cameOn && month.data ? fullAttendance(month.data, cameOn) : []
  const here = (query.data ?? []).filter(({ archived }) => !archived)
  return (
    <>
      <ErrorNote error={query.error} />
      <Field name={name} label={label}>
        {({ value, onChange, ...attributes }) => (
          <div className={styles.bar} style={{ flexWrap: 'nowrap' }}>
            <Select
              {...attributes}
              mode="multiple"
              autoFocus
              showSearch={byInitials}
              maxTagCount={6}
              style={{ flex: 1 }}
              placeholder={t('adjustment.who')}
              value={value as number[]}
              // Who left may still be given or charged something before she is settled.
              options={(query.data ?? []).map(({ id, name: text }) => ({ value: id, label: text }))}
              onChange={onChange}
            />
            <Button onClick={() => onChange(here.map(({ id }) => id))}>
              {t('adjustment.all', { count: here.length })}
            </Button>
            {cameOn !== undefined && (
              <Button disabled={full.length === 0} onClick={() => onChange(full)}>
                {t('adjustment.fullAttendance', { count: full.length })}
              </Button>
            )}
          </div>
        )}
      </Field>
    </>
  )
}
