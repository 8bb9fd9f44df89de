import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Spin } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { addDays } from '../../../shared/dates.ts'
import type { DaySheet, WorkerDay } from '../../../shared/payroll/time/contract.ts'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { CalendarDrawer } from '../../planning/calendar-drawer.tsx'
import floor from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { DayDrawer } from './day-drawer.tsx'
import { DayRow, isSaid, type Mark } from './day-row.tsx'
import { NobodyYet } from './nobody-yet.tsx'
import { ShiftsDrawer } from './shifts-drawer.tsx'
import styles from './time.module.css'

const shownDays = ['all', 'unsaid', 'open'] as const
type Shown = (typeof shownDays)[number]

/** Everybody's day: came, half a day, left, absent, leave, farm season; a tap or a key each. */
export function DayScreen() {
  const { t } = useTranslation('time')
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const workDate = params.get('day') ?? today()
  const query = useQuery({
    ...api.payroll.time.day.queryOptions({ input: { workDate } }),
    placeholderData: keepPreviousData,
  })
  const [drawer, setDrawer] = useState<'shifts' | 'calendar' | null>(null)
  const go = (day: string) => day !== '' && setParams(day >= today() ? {} : { day }, { replace: true })
  const { data } = query
  return (
    <div className={floor.page}>
      <div className={floor.bar}>
        <Button aria-label={t('day.before')} onClick={() => go(addDays(workDate, -1))}>
          ‹
        </Button>
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t('day.date')}
          max={today()}
          value={workDate}
          onChange={(event) => go(event.target.value)}
        />
        <Button
          aria-label={t('day.after')}
          disabled={workDate >= today()}
          onClick={() => go(addDays(workDate, 1))}
        >
          ›
        </Button>
        {workDate !== today() && (
          <>
            <StatusTag tone="warn">{t('day.other')}</StatusTag>
            <Button onClick={() => go(today())}>{t('day.today')}</Button>
          </>
        )}
        {data && <DayKind sheet={data} />}
        <span style={{ flex: 1 }} />
        <Button
          type={data?.rows.length === 0 ? 'default' : 'primary'}
          onClick={() => void navigate(paths.badgeStation)}
        >
          {t('station.open')}
        </Button>
        <Button onClick={() => void navigate(paths.attendanceMonth)}>{t('month.open')}</Button>
        <Button onClick={() => setDrawer('shifts')}>{t('shift.open')}</Button>
        {may('planning.calendar.save') && (
          <Button onClick={() => setDrawer('calendar')}>{t('day.calendar')}</Button>
        )}
      </div>
      {data?.missing.map((one) => (
        <div key={one.workDate} className={floor.bar}>
          <StatusTag tone="act">{t('day.missing', { count: one.workers, date: one.workDate })}</StatusTag>
          {one.workDate !== workDate && (
            <Button size="small" onClick={() => go(one.workDate)}>
              {t('day.look')}
            </Button>
          )}
        </div>
      ))}
      <ErrorNote error={query.error} />
      {data ? <Sheet key={workDate} sheet={data} opens={params.get('worker')} /> : <Spin delay={150} />}
      {drawer === 'shifts' && <ShiftsDrawer onClose={() => setDrawer(null)} />}
      {drawer === 'calendar' && <CalendarDrawer onClose={() => setDrawer(null)} />}
    </div>
  )
}

/** What work of this day counts as, and whether anybody has checked the calendar that says so. */
function DayKind({ sheet }: { readonly sheet: DaySheet }) {
  const { t } = useTranslation('time')
  return (
    <>
      {sheet.kind !== 'workday' && <StatusTag tone="go">{t(`kinds.${sheet.kind}`)}</StatusTag>}
      {sheet.holidays !== 'checked' && (
        <StatusTag
          tone={sheet.holidays === 'unknown' ? 'act' : 'warn'}
          title={t(`day.holidays.${sheet.holidays}Help`)}
        >
          {t(`day.holidays.${sheet.holidays}`)}
        </StatusTag>
      )}
    </>
  )
}

function Sheet({ sheet, opens }: { readonly sheet: DaySheet; readonly opens: string | null }) {
  const { t } = useTranslation('time')
  const confirm = useConfirm()
  const { workDate, rows } = sheet
  const [word, setWord] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const [opened, setOpened] = useState<number | null>(opens === null ? null : Number(opens))
  const list = useRef<HTMLUListElement>(null)
  const mark = useCommand(client.payroll.time.mark)
  const extra = useCommand(client.payroll.time.extra)
  const latest = useRef({ mark, extra })
  latest.current = { mark, extra }
  const onMark = useCallback(
    (day: WorkerDay, as: Mark | null) =>
      void latest.current.mark.run({ workDate, workerIds: [day.workerId], mark: as, leftMinute: null }),
    [workDate],
  )
  const onExtra = useCallback(
    (day: WorkerDay, minutes: number) =>
      void latest.current.extra.run({ workerId: day.workerId, workDate, minutes }),
    [workDate],
  )
  const onOpen = useCallback((day: WorkerDay) => setOpened(day.workerId), [])
  const onMove = useCallback((row: HTMLElement, step: 1 | -1) => {
    const next = step === 1 ? row.nextElementSibling : row.previousElementSibling
    if (next instanceof HTMLElement) next.focus()
  }, [])
  if (rows.length === 0) return <NobodyYet />
  // Who works at home does not come: nothing is missing where nothing is said.
  const unsaid = rows.filter((day) => !isSaid(day) && day.kind !== 'home')
  const open = rows.filter((day) => day.hours.outMissing)
  const of: Readonly<Record<Shown, readonly WorkerDay[]>> = { all: rows, unsaid, open }
  const found = of[shown].filter(({ name }) => isFound(word, [name]))
  const isToday = workDate === today()
  const rest = async () => {
    const sure = await confirm({
      title: t('day.restTitle', { count: unsaid.length, date: workDate }),
      text: t('day.restText'),
      confirm: t('day.restOk', { count: unsaid.length }),
    })
    // A few at a time: no write keeps the others' waiting.
    for (let at = 0; sure && at < unsaid.length; at += atOnce)
      await mark.run({
        workDate,
        workerIds: unsaid.slice(at, at + atOnce).map(({ workerId }) => workerId),
        mark: 'came',
        leftMinute: null,
      })
  }
  const one = rows.find(({ workerId }) => workerId === opened)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: from the search the arrow key goes into the list */}
      <div
        className={floor.bar}
        onKeyDown={(event) => {
          const first = list.current?.firstElementChild
          if (event.key !== 'ArrowDown' || !(event.target instanceof HTMLInputElement)) return
          if (event.target.type === 'radio' || !(first instanceof HTMLElement)) return
          event.preventDefault()
          first.focus()
        }}
      >
        <SearchField width={200} value={word} placeholder={t('day.search')} onSearch={setWord} />
        <Segmented<Shown>
          value={shown}
          options={shownDays.map((value) => ({
            value,
            label: t(isToday && value === 'open' ? 'day.shown.here' : `day.shown.${value}`, {
              number: of[value].length,
            }),
          }))}
          onChange={setShown}
        />
        {unsaid.length > 0 && (
          <Button onClick={() => void rest()}>{t('day.rest', { count: unsaid.length })}</Button>
        )}
        <span className={styles.keys}>{t('day.keys')}</span>
      </div>
      <ErrorNote error={mark.error ?? extra.error} />
      {found.length === 0 && <p className={floor.muted}>{t('day.nothing')}</p>}
      <ul ref={list} className={styles.list}>
        {found.map((day, index) => (
          <DayRow
            key={day.workerId}
            day={day}
            isToday={isToday}
            isCurrent={index === 0}
            onMark={onMark}
            onExtra={onExtra}
            onOpen={onOpen}
            onMove={onMove}
          />
        ))}
      </ul>
      {one && <DayDrawer day={one} workDate={workDate} onClose={() => setOpened(null)} />}
    </>
  )
}

const atOnce = 25
