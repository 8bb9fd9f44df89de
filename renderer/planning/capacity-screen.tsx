import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, InputNumber, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayMs } from '../../shared/dates.ts'
import type { Capacity } from '../../shared/planning/contract.ts'
import { api } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import floor from '../production/production.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { CalendarDrawer } from './calendar-drawer.tsx'
import { hours } from './hours.ts'
import { Weeks } from './weeks.tsx'

const asItIs = { overtimeMinutes: 0, moreHands: 0, sentOut: [] as readonly number[] }

/** Whether the open batches can be done in time, week by week, and what would help. */
export function CapacityScreen() {
  const { t } = useTranslation('planning')
  const [whatIf, setWhatIf] = useState(asItIs)
  const [isEditing, setEditing] = useState(false)
  const query = useQuery({
    ...api.planning.capacity.queryOptions({ input: { ...whatIf, sentOut: [...whatIf.sentOut] } }),
    placeholderData: keepPreviousData,
  })
  const { data } = query
  if (!data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const isChanged = whatIf.overtimeMinutes !== 0 || whatIf.moreHands !== 0 || whatIf.sentOut.length > 0
  const calendarButton = <Button onClick={() => setEditing(true)}>{t('capacity.calendar')}</Button>
  return (
    <div className={floor.page}>
      <ErrorNote error={query.error} />
      {data.batches.length === 0 ? (
        <EmptyState title={t('capacity.none.title')} text={t('capacity.none.text')} action={calendarButton} />
      ) : (
        <>
          <div className={floor.bar}>
            {data.hands === 0 ? (
              <StatusTag tone="act">{t('capacity.noHands')}</StatusTag>
            ) : (
              <span>
                {isChanged ? <b>{t('capacity.ifSo')}</b> : t('capacity.now')}{' '}
                {t('capacity.hands', { count: data.hands, hours: hours(data.perDay) })}
              </span>
            )}
            {calendarButton}
          </div>
          <div className={floor.bar}>
            <b>{t('capacity.whatIf')}</b>
            <span>{t('capacity.overtime')}</span>
            <InputNumber
              min={0}
              max={600}
              step={30}
              aria-label={t('capacity.overtime')}
              value={whatIf.overtimeMinutes}
              onChange={(value) => setWhatIf({ ...whatIf, overtimeMinutes: value ?? 0 })}
            />
            <span>{t('capacity.more')}</span>
            <InputNumber
              min={-200}
              max={200}
              precision={0}
              aria-label={t('capacity.more')}
              value={whatIf.moreHands}
              onChange={(value) => setWhatIf({ ...whatIf, moreHands: value ?? 0 })}
            />
            {isChanged && (
              <>
                <StatusTag tone="warn">{t('capacity.changed')}</StatusTag>
                <Button onClick={() => setWhatIf(asItIs)}>{t('capacity.reset')}</Button>
              </>
            )}
          </div>
          <Weeks of={data} />
          <Steps steps={data.steps} />
          <Table
            size="small"
            rowKey="id"
            dataSource={data.batches}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              {
                title: t('capacity.batch'),
                className: floor.nowrap!,
                render: (_, row) => <Link to={`/floor/batches/${row.id}`}>{row.batchNumber}</Link>,
              },
              {
                title: t('capacity.style'),
                render: (_, row) => (
                  <span className={floor.bar} style={{ flexWrap: 'nowrap' }}>
                    <Photo hash={row.photoHash} side={40} alt={row.styleName} />
                    <span>
                      <b>{row.styleNumber}</b> {row.styleName}
                    </span>
                  </span>
                ),
              },
              {
                title: t('capacity.due'),
                className: floor.nowrap!,
                render: (_, row) => <Due batch={row} />,
              },
              {
                title: t('capacity.left'),
                align: 'right',
                render: (_, row) => (
                  <>
                    {hours(row.seconds)}
                    {row.untimed.length > 0 && (
                      <div className={floor.muted}>
                        {t('capacity.untimed', { names: row.untimed.join(' / ') })}
                      </div>
                    )}
                  </>
                ),
              },
              { title: t('capacity.finish'), render: (_, row) => <Finish batch={row} /> },
              {
                title: t('capacity.sendOut'),
                render: (_, row) => (
                  <Checkbox
                    aria-label={`${t('capacity.sendOut')} ${row.batchNumber}`}
                    checked={whatIf.sentOut.includes(row.id)}
                    onChange={(event) =>
                      setWhatIf({
                        ...whatIf,
                        sentOut: event.target.checked
                          ? [...whatIf.sentOut, row.id]
                          : whatIf.sentOut.filter((id) => id !== row.id),
                      })
                    }
                  />
                ),
              },
            ]}
          />
        </>
      )}
      {isEditing && <CalendarDrawer onClose={() => setEditing(false)} />}
    </div>
  )
}

/** The due date and the show, whichever there is; one after the show is no due date to hold. */
function Due({ batch }: { readonly batch: Capacity['batches'][number] }) {
  const { t } = useTranslation('planning')
  const { due, performanceDate } = batch
  return (
    <>
      {due ?? t('capacity.noDue')}
      {performanceDate !== null && (
        <div>
          <span className={floor.muted}>{t('capacity.show', { date: performanceDate })}</span>{' '}
          {due !== null && due > performanceDate && (
            <StatusTag tone="act">{t('capacity.dueAfterShow')}</StatusTag>
          )}
        </div>
      )}
    </>
  )
}

function Finish({ batch }: { readonly batch: Capacity['batches'][number] }) {
  const { t } = useTranslation('planning')
  const { finish, deadline, late, back } = batch
  if (batch.sentOut) return <StatusTag tone="off">{t('capacity.sentOut')}</StatusTag>
  if (finish === null) return <StatusTag tone="act">{t('capacity.lateUnknown')}</StatusTag>
  const count = deadline === null ? 0 : Math.round((Date.parse(finish) - Date.parse(deadline)) / dayMs)
  return (
    <span className={floor.bar}>
      {finish}
      {deadline !== null && (
        <StatusTag tone={late ? 'act' : 'done'}>
          {late ? t('capacity.late', { count }) : t('capacity.onTime')}
        </StatusTag>
      )}
      {back !== null && <span className={floor.muted}>{t('capacity.back', { date: back })}</span>}
    </span>
  )
}

/** Who can do which step, and for how many days the open batches keep them busy. */
function Steps({ steps }: { readonly steps: Capacity['steps'] }) {
  const { t } = useTranslation('planning')
  if (steps.length === 0) return null
  return (
    <Table
      size="small"
      title={() => <b>{t('capacity.steps')}</b>}
      rowKey="skill"
      dataSource={[...steps]}
      pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: t('capacity.step'),
          render: (_, { skill, names }) => (
            <>
              {skill}
              {names.some((name) => name !== skill) && (
                <span className={floor.muted}> {names.join(' / ')}</span>
              )}
            </>
          ),
        },
        { title: t('capacity.left'), align: 'right', render: (_, row) => hours(row.seconds) },
        { title: t('capacity.able'), align: 'right', dataIndex: 'hands' },
        {
          title: t('capacity.daysNeeded'),
          align: 'right',
          render: (_, row) =>
            row.days === null ? (
              <StatusTag tone="act">{t('capacity.nobody')}</StatusTag>
            ) : (
              <>
                {row.days} {row === steps[0] && <StatusTag tone="warn">{t('capacity.bottleneck')}</StatusTag>}
              </>
            ),
        },
      ]}
    />
  )
}
