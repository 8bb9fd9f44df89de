import { memo, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { MonthCell, MonthSheet } from '../../../shared/payroll/time/contract.ts'
import { sumsOf } from '../../../shared/payroll/time/month-sums.ts'
import { clockTime } from '../../../shared/payroll/time/shift.ts'
import { attendanceOn } from '../../app/paths.ts'
import floor from '../../production/production.module.css'
import { today } from '../../ui/today.ts'
import { useRowWindow } from '../../ui/use-row-window.ts'
import { hoursText } from './hours-text.ts'
import styles from './time.module.css'

const sumColumns = ['days', 'normal', 'workday', 'rest', 'holiday', 'leave', 'season', 'absent'] as const

/** Pixels of a row, as time.module.css draws it. */
const rowHeight = 31

/** Workers down, days across; names and days stay in sight, and it opens at today. */
export function MonthTable({
  sheet,
  rows,
}: {
  readonly sheet: MonthSheet
  readonly rows: MonthSheet['rows']
}) {
  const { t } = useTranslation('time')
  const box = useRef<HTMLDivElement>(null)
  const now = useRef<HTMLTableCellElement>(null)
  const shown = useRowWindow(box, rows.length, rowHeight)
  useLayoutEffect(() => {
    // No further than to have today in sight: what there is of the month stays as far as it can.
    const [scroll, day] = [box.current, now.current]
    if (scroll && day)
      scroll.scrollLeft = Math.max(0, day.offsetLeft + day.offsetWidth + marginAfter - scroll.clientWidth)
  }, [])
  const filler = (height: number) =>
    height > 0 && (
      <tr aria-hidden>
        <td colSpan={1 + sumColumns.length + sheet.days.length} style={{ height, padding: 0, border: 0 }} />
      </tr>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the arrow keys
    <section ref={box} className={styles.scroll} aria-label={t('month.open')} tabIndex={0}>
      <table className={styles.month} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t('month.name')}</th>
            {sumColumns.map((name) => (
              <th key={name} scope="col" title={t(`month.sums.${name}`)}>
                {t(`month.short.${name}`)}
              </th>
            ))}
            {sheet.days.map(({ date, kind }, index) => (
              <th
                key={date}
                ref={date === today() ? now : null}
                scope="col"
                aria-current={date === today() ? 'date' : undefined}
                className={dayClass(date, kind)}
              >
                {kind !== 'workday' && (
                  <>
                    {t(`month.kinds.${kind}`)}
                    <br />
                  </>
                )}
                {date <= today() ? <Link to={attendanceOn(date)}>{index + 1}</Link> : index + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filler(shown.above)}
          {rows.slice(shown.first, shown.last).map((row) => (
            <Row key={row.workerId} row={row} days={sheet.days} />
          ))}
          {filler(shown.below)}
        </tbody>
      </table>
    </section>
  )
}

/** A day after today is seen, too: that nothing is cut off shows. */
const marginAfter = 24

function dayClass(date: string, kind: MonthSheet['days'][number]['kind']): string {
  return [styles.day, kind === 'workday' ? '' : styles.off, date === today() ? styles.now : '']
    .filter(Boolean)
    .join(' ')
}

const Row = memo(function Row(props: {
  readonly row: MonthSheet['rows'][number]
  readonly days: MonthSheet['days']
}) {
  const navigate = useNavigate()
  const { row, days } = props
  const sums = sumsOf(row.cells)
  const cells = new Map(row.cells.map((cell) => [cell.day, cell]))
  return (
    <tr data-row>
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
      {days.map(({ date, kind }, index) => {
        const cell = cells.get(index + 1)
        return (
          <td
            key={date}
            className={dayClass(date, kind)}
            title={cell ? timesOf(cell) : undefined}
            onDoubleClick={() => date <= today() && void navigate(attendanceOn(date, row.workerId))}
          >
            {cell && <Cell cell={cell} isToday={date === today()} />}
          </td>
        )
      })}
    </tr>
  )
})

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
