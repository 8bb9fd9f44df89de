import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { MonthCell, MonthSheet } from '../../../shared/payroll/time/contract.ts'
import { sumsOf } from '../../../shared/payroll/time/month-sums.ts'
import { clockTime } from '../../../shared/payroll/time/shift.ts'
import { api, client } from '../../app/client.ts'
import { attendanceOn, paths } from '../../app/paths.ts'
import { useMay, useSession } from '../../app/session.tsx'
import floor from '../../production/production.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { hoursText } from './hours-text.ts'
import styles from './time.module.css'
import { usePrintMonth } from './use-print-month.ts'

/** A month of everybody: hours by day, overtime by kind, why there are none; exported, and printed to be signed. */
export function MonthScreen() {
  const { t } = useTranslation('time')
  const may = useMay()
  const navigate = useNavigate()
  const { language } = useSession()
  const { message } = App.useApp()
  const confirm = useConfirm()
  const [params, setParams] = useSearchParams()
  const month = params.get('month') ?? today().slice(0, 7)
  const [word, setWord] = useState('')
  const query = useQuery({
    ...api.payroll.time.month.queryOptions({ input: { month } }),
    placeholderData: keepPreviousData,
  })
  const remake = useCommand(client.payroll.time.remake, {
    onSuccess: ({ days }) => void message.success(t('month.remade', { count: days })),
  })
  const print = usePrintMonth()
  const { data } = query
  const rows = (data?.rows ?? []).filter(({ name }) => isFound(word, [name]))
  return (
    <div className={floor.page}>
      <div className={floor.bar}>
        <Button onClick={() => void navigate(paths.attendance)}>{t('month.back')}</Button>
        <Input
          type="month"
          style={{ width: 150 }}
          aria-label={t('month.month')}
          max={today().slice(0, 7)}
          value={month}
          onChange={(event) =>
            event.target.value !== '' && setParams({ month: event.target.value }, { replace: true })
          }
        />
        <SearchField width={180} value={word} placeholder={t('day.search')} onSearch={setWord} />
        <span style={{ flex: 1 }} />
        {may('payroll.time.export') && (
          <ExportButton onExport={() => client.payroll.time.export({ month, headers: language })} />
        )}
        <Button disabled={!data || rows.length === 0} onClick={() => data && void print({ ...data, rows })}>
          {t('month.print', { count: rows.length })}
        </Button>
        {may('payroll.time.remake') && (
          <Button
            loading={remake.isPending}
            onClick={async () => {
              const question = {
                title: t('month.remakeTitle', { month }),
                text: t('month.remakeText'),
                confirm: t('month.remake'),
              }
              if (await confirm(question)) await remake.run({ month })
            }}
          >
            {t('month.remake')}
          </Button>
        )}
      </div>
      <ErrorNote error={query.error ?? remake.error} />
      {!data ? (
        <Spin delay={150} />
      ) : data.rows.length === 0 ? (
        <EmptyState title={t('day.none.title')} text={t('day.none.text')} />
      ) : (
        <>
          <MonthTable sheet={data} rows={rows} />
          <span className={floor.muted}>{t('month.legend')}</span>
        </>
      )}
    </div>
  )
}

const sumColumns = ['days', 'normal', 'workday', 'rest', 'holiday', 'leave', 'season', 'absent'] as const

function MonthTable({ sheet, rows }: { readonly sheet: MonthSheet; readonly rows: MonthSheet['rows'] }) {
  const { t } = useTranslation('time')
  const navigate = useNavigate()
  return (
    <div className={styles.scroll}>
      <table className={styles.month}>
        <thead>
          <tr>
            <th scope="col">{t('month.name')}</th>
            {sumColumns.map((name) => (
              <th key={name} scope="col" title={t(`month.sums.${name}`)}>
                {t(`month.short.${name}`)}
              </th>
            ))}
            {sheet.days.map(({ date, kind }, index) => (
              <th key={date} scope="col" className={`${styles.day} ${kind === 'workday' ? '' : styles.off}`}>
                {kind !== 'workday' && (
                  <>
                    {t(`month.kinds.${kind}`)}
                    <br />
                  </>
                )}
                {index + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const sums = sumsOf(row.cells)
            const cells = new Map(row.cells.map((cell) => [cell.day, cell]))
            return (
              <tr key={row.workerId}>
                <th scope="row" title={row.name}>
                  {row.name}
                </th>
                {sumColumns.map((name) => (
                  <td key={name}>
                    {sums[name] === 0 ? (
                      <span className={floor.nothing}>0</span>
                    ) : isHours(name) ? (
                      hoursText(sums[name])
                    ) : (
                      sums[name]
                    )}
                  </td>
                ))}
                {sheet.days.map(({ date, kind }, index) => {
                  const cell = cells.get(index + 1)
                  return (
                    <td
                      key={date}
                      className={`${styles.day} ${kind === 'workday' ? '' : styles.off}`}
                      title={cell ? timesOf(cell) : undefined}
                      onDoubleClick={() => date <= today() && void navigate(attendanceOn(date))}
                    >
                      {cell && <Cell cell={cell} isToday={date === today()} />}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function isHours(name: (typeof sumColumns)[number]): boolean {
  return name === 'normal' || name === 'workday' || name === 'rest' || name === 'holiday'
}

function timesOf({ from, to }: MonthCell): string | undefined {
  if (from === null && to === null) return undefined
  return `${from === null ? '?' : clockTime(from)}–${to === null ? '?' : clockTime(to)}`
}

/** Hours, those of overtime in another colour after a plus; else why there are none. */
function Cell({ cell, isToday }: { readonly cell: MonthCell; readonly isToday: boolean }) {
  const { t } = useTranslation('time')
  const overtime = cell.workday + cell.rest + cell.holiday
  if (cell.state === 'open')
    return isToday ? <span>{t('month.here')}</span> : <span className={styles.bad}>?</span>
  if (cell.normal + overtime === 0)
    return cell.state === null ? null : (
      <span className={cell.state === 'absent' ? styles.bad : styles.why}>
        {t(`month.states.${cell.state}`)}
      </span>
    )
  return (
    <>
      {cell.normal > 0 && hoursText(cell.normal)}
      {overtime > 0 && <span className={styles.over}>+{hoursText(overtime)}</span>}
    </>
  )
}
