import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Segmented, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type Attendee,
  type TrainingResult,
  trainingResults,
} from '../../../shared/workers/training/contract.ts'
import { api } from '../../app/client.ts'
import styles from '../../production/production.module.css'
import { byInitials } from '../../ui/by-initials.ts'
import { ErrorNote } from '../../ui/error-note.tsx'

/** Who was asked to come: ticked when she came, then her result. */
export function AttendeeTable(props: {
  readonly attendees: readonly Attendee[]
  /** The day is still to come: nobody was there yet. */
  readonly isAhead: boolean
  readonly onChange: (attendees: readonly Attendee[]) => void
  /** Prints the certificate of one who passed; null while something is unsaved. */
  readonly onCertificate: ((workerId: number) => void) | null
}) {
  const { t } = useTranslation('training')
  const { attendees, onChange, onCertificate } = props
  const workers = useQuery(api.workers.list.queryOptions())
  const others = (workers.data ?? []).filter(
    ({ id, archived }) => !archived && attendees.every(({ workerId }) => workerId !== id),
  )
  const asked = (list: typeof others): readonly Attendee[] => [
    ...attendees,
    ...list.map(({ id, name }) => ({
      workerId: id,
      name,
      attended: false,
      result: 'undecided' as const,
      granted: null,
    })),
  ]
  const set = (workerId: number, patch: Partial<Attendee>) =>
    onChange(attendees.map((one) => (one.workerId === workerId ? { ...one, ...patch } : one)))
  const here = attendees.filter(({ attended }) => attended).length
  return (
    <>
      <ErrorNote error={workers.error} />
      <div className={styles.bar}>
        <b>{t('attendees', { count: attendees.length, here })}</b>
        <Select
          showSearch={byInitials}
          style={{ width: 200 }}
          aria-label={t('addAttendee')}
          placeholder={t('addAttendee')}
          value={null}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id: number | null) => onChange(asked(others.filter((one) => one.id === id)))}
        />
        {others.length > 0 && (
          <Button onClick={() => onChange(asked(others))}>{t('addAll', { count: others.length })}</Button>
        )}
        {!props.isAhead && here < attendees.length && (
          <Button onClick={() => onChange(attendees.map((one) => ({ ...one, attended: true })))}>
            {t('allCame')}
          </Button>
        )}
      </div>
      {props.isAhead && <div className={styles.muted}>{t('ahead')}</div>}
      <Table
        size="small"
        rowKey="workerId"
        dataSource={attendees}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('nobody') }}
        scroll={{ x: true }}
        columns={[
          { title: t('name'), render: (_, row) => <b>{row.name}</b> },
          {
            title: t('came'),
            render: (_, row) => (
              <Checkbox
                aria-label={`${t('came')} ${row.name}`}
                disabled={props.isAhead}
                checked={row.attended}
                onChange={({ target }) =>
                  set(row.workerId, {
                    attended: target.checked,
                    ...(!target.checked && { result: 'undecided' as const }),
                  })
                }
              />
            ),
          },
          {
            title: t('result'),
            render: (_, row) => (
              <Segmented<TrainingResult>
                aria-label={`${t('result')} ${row.name}`}
                disabled={!row.attended}
                value={row.result}
                options={trainingResults.map((one) => ({ value: one, label: t(`results.${one}`) }))}
                onChange={(result) => set(row.workerId, { result })}
              />
            ),
          },
          {
            title: t('granted'),
            render: (_, row) =>
              row.granted === null
                ? '—'
                : `${row.granted.skill} · ${t(`production:worker.levels.${row.granted.level}`)}`,
          },
          {
            title: '',
            align: 'right',
            render: (_, row) => (
              <span className={styles.bar} style={{ justifyContent: 'flex-end' }}>
                {row.result === 'passed' && onCertificate && (
                  <Button
                    size="small"
                    // Printed by whoever may look, also where she may change nothing.
                    disabled={false}
                    aria-label={`${t('certificate.print')} ${row.name}`}
                    onClick={() => onCertificate(row.workerId)}
                  >
                    {t('certificate.print')}
                  </Button>
                )}
                <Button
                  size="small"
                  aria-label={`${t('remove')} ${row.name}`}
                  onClick={() => onChange(attendees.filter(({ workerId }) => workerId !== row.workerId))}
                >
                  {t('remove')}
                </Button>
              </span>
            ),
          },
        ]}
      />
    </>
  )
}
