import { type KeyboardEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkerDay } from '../../../shared/payroll/time/contract.ts'
import { dayMarks } from '../../../shared/payroll/time/day-hours.ts'
import { clockTime } from '../../../shared/payroll/time/shift.ts'
import { awayKinds } from '../../../shared/workers/contract.ts'
import { Photo } from '../../catalog/photo.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { hoursText } from './hours-text.ts'
import styles from './time.module.css'

/** In the order of their keys 1 to 6. */
export const marks = [...dayMarks, ...awayKinds] as const
export type Mark = (typeof marks)[number]

/** More than this is no evening but a mistake; minutes. */
const mostExtra = 12 * 60
const extraStep = 30

export function markOf(day: WorkerDay): Mark | null {
  return day.mark ?? day.away
}

/** Whether anything was said of her day. */
export function isSaid(day: WorkerDay): boolean {
  return markOf(day) !== null || day.punches.length > 0 || day.hourWork.length > 0 || day.fixed !== null
}

interface RowProps {
  readonly day: WorkerDay
  readonly isToday: boolean
  /** The row that Tab comes to. */
  readonly isCurrent: boolean
  readonly onMark: (day: WorkerDay, mark: Mark | null) => void
  readonly onExtra: (day: WorkerDay, minutes: number) => void
  readonly onOpen: (day: WorkerDay) => void
  readonly onMove: (row: HTMLElement, step: 1 | -1) => void
}

/** One worker's day: a tap each, or its key. */
export const DayRow = memo(function DayRow(props: RowProps) {
  const { t } = useTranslation('time')
  const { day, onMove } = props
  const mark = markOf(day)
  const extra = (step: number) => {
    const minutes = Math.min(mostExtra, Math.max(0, day.extraMinutes + step))
    if (minutes !== day.extraMinutes) props.onExtra(day, minutes)
  }
  const keys = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const row = event.currentTarget
    const act: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => onMove(row, 1),
      ArrowUp: () => onMove(row, -1),
      '0': () => props.onMark(day, null),
      '+': () => extra(extraStep),
      '=': () => extra(extraStep),
      '-': () => extra(0 - extraStep),
      Enter: event.target === row ? () => props.onOpen(day) : undefined,
    }
    const chosen = marks[Number(event.key) - 1]
    const run = chosen === undefined ? act[event.key] : () => props.onMark(day, chosen)
    if (!run) return
    event.preventDefault()
    run()
    if (chosen !== undefined) onMove(row, 1)
  }
  return (
    <li
      className={styles.row}
      tabIndex={props.isCurrent ? 0 : -1}
      aria-label={day.name}
      data-worker={day.workerId}
      onKeyDown={keys}
    >
      <Photo hash={day.photoHash === '' ? null : day.photoHash} side={44} alt="" subject="person" />
      <div className={styles.who}>
        <div className={styles.name}>{day.name}</div>
        <Facts day={day} isToday={props.isToday} />
      </div>
      <div className={styles.marks}>
        {marks.map((one) => (
          <button
            key={one}
            type="button"
            tabIndex={-1}
            className={
              one === 'absent' ? styles.absent : one === 'leave' || one === 'season' ? styles.not : ''
            }
            aria-pressed={mark === one}
            // Tapped again it is taken away.
            onClick={() => props.onMark(day, mark === one ? null : one)}
          >
            {t(`marks.${one}`)}
          </button>
        ))}
      </div>
      <div className={styles.extra}>
        <button type="button" tabIndex={-1} aria-label={t('day.less')} onClick={() => extra(0 - extraStep)}>
          −
        </button>
        <span>{t('day.extra', { hours: hoursText(day.extraMinutes) })}</span>
        <button type="button" tabIndex={-1} aria-label={t('day.more')} onClick={() => extra(extraStep)}>
          ＋
        </button>
      </div>
      <button type="button" tabIndex={-1} className={styles.correct} onClick={() => props.onOpen(day)}>
        {t('day.correct')}
      </button>
    </li>
  )
})

/** When she came and left, and what the day comes to. */
function Facts({ day, isToday }: { readonly day: WorkerDay; readonly isToday: boolean }) {
  const { t } = useTranslation('time')
  const { hours } = day
  const times = day.punches.map(({ way, minute }) => `${way === 'in' ? '' : '–'}${clockTime(minute)}`)
  const parts = [
    // "07:58–12:01 13:25–20:30"
    times.join(' ').replaceAll(' –', '–'),
    hours.normal > 0 ? t('hours', { hours: hoursText(hours.normal) }) : '',
    hours.overtime > 0 ? t(`day.overtime.${hours.kind}`, { hours: hoursText(hours.overtime) }) : '',
    day.mark === 'left' && day.leftMinute !== null
      ? t('day.leftAt', { time: clockTime(day.leftMinute) })
      : '',
    ...day.hourWork.map(({ batchNumber, minutes }) =>
      t('day.byHour', {
        hours: hoursText(minutes),
        batch: batchNumber === '' ? t('day.noBatch') : batchNumber,
      }),
    ),
    day.note,
  ].filter((part) => part !== '')
  return (
    <div className={styles.facts}>
      {hours.outMissing &&
        (isToday ? (
          <StatusTag tone="go">{t('day.here')}</StatusTag>
        ) : (
          <StatusTag tone="act">{t('day.outMissing')}</StatusTag>
        ))}{' '}
      {parts.join(' · ')} {day.fixed && <StatusTag tone="warn">{t('day.fixed')}</StatusTag>}{' '}
      {day.paid && <StatusTag tone="off">{t('day.paid')}</StatusTag>}
    </div>
  )
}
