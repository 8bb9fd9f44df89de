import { App, Button, Checkbox, DatePicker, Drawer, InputNumber, Select, Spin } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { knowsHolidays, type WorkCalendar } from '../../shared/planning/calendar.ts'
import { api, client } from '../app/client.ts'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { DraftNote } from '../ui/form/draft-note.tsx'
import { useEditorDraft } from '../ui/form/editor-draft.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { today } from '../ui/today.ts'
import { useUnsavedChanges } from '../ui/unsaved-changes.ts'
import { useCommand } from '../ui/use-command.ts'
import { useFresh } from '../ui/use-fresh.ts'

/** When the workshop works: hours, days off, holidays, and how much of an hour counts. */
export function CalendarDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('planning')
  const query = useFresh(api.planning.calendar.get.queryOptions())
  return (
    <Drawer open size={420} title={t('capacity.calendar')} onClose={onClose}>
      <ErrorNote error={query.error} />
      {query.data ? <CalendarForm calendar={query.data} onSaved={onClose} /> : <Spin delay={150} />}
    </Drawer>
  )
}

function CalendarForm(props: { readonly calendar: WorkCalendar; readonly onSaved: () => void }) {
  const { t } = useTranslation('planning')
  const { message } = App.useApp()
  const [begun] = useState(props.calendar)
  const [calendar, setCalendar] = useState(begun)
  const save = useCommand(client.planning.calendar.save, {
    onSuccess: () => {
      void message.success(t('capacity.saved'))
      props.onSaved()
    },
  })
  const days = Array.from({ length: 7 }, (_, day) => t(`capacity.days.${day}`))
  const isDirty = JSON.stringify(calendar) !== JSON.stringify(begun)
  useUnsavedChanges(!save.isPending && isDirty, t('capacity.unsaved'))
  const kept = useEditorDraft({ begun, typed: calendar, isDirty, onTake: setCalendar })
  const hours = (name: 'minutesPerDay' | 'normMinutes', label: string) => (
    <div className={floor.bar}>
      <span style={{ flex: 1 }}>{label}</span>
      <InputNumber
        min={0.5}
        max={24}
        step={0.5}
        aria-label={label}
        value={calendar[name] / 60}
        onChange={(value) => setCalendar({ ...calendar, [name]: Math.round((value ?? 8) * 60) })}
      />
    </div>
  )
  const number = (name: 'efficiency' | 'daysBefore', min: number, max: number, label: string) => (
    <div className={floor.bar}>
      <span style={{ flex: 1 }}>{label}</span>
      <InputNumber
        min={min}
        max={max}
        precision={0}
        aria-label={label}
        value={calendar[name]}
        onChange={(value) => setCalendar({ ...calendar, [name]: value ?? min })}
      />
    </div>
  )
  return (
    <div className={floor.page}>
      <DraftNote {...kept} />
      <ErrorNote error={save.error} />
      {hours('minutesPerDay', t('capacity.minutes'))}
      {hours('normMinutes', t('capacity.norm'))}
      <span className={floor.muted}>{t('capacity.normHelp')}</span>
      <b>{t('capacity.rest')}</b>
      <Checkbox.Group
        value={[...calendar.restDays]}
        options={days.map((label, value) => ({ label, value }))}
        onChange={(restDays) => setCalendar({ ...calendar, restDays })}
      />
      {number('efficiency', 10, 150, t('capacity.efficiency'))}
      <span className={floor.muted}>{t('capacity.efficiencyHelp')}</span>
      {number('daysBefore', 0, 30, t('capacity.before'))}
      <Year calendar={calendar} onChange={setCalendar} />
      <Button type="primary" loading={save.isPending} onClick={() => void save.run({ calendar })}>
        {t('capacity.save')}
      </Button>
    </div>
  )
}

/** One year's days off, public holidays and rest days that are worked; compared with the notice of that year, or not yet. */
function Year(props: { readonly calendar: WorkCalendar; readonly onChange: (to: WorkCalendar) => void }) {
  const { t } = useTranslation('planning')
  const { calendar, onChange } = props
  const [year, setYear] = useState(() => Number(today().slice(0, 4)))
  const isChecked = calendar.checkedYears.includes(year)
  const isOf = (day: string) => day.startsWith(`${year}-`)
  const days = (name: 'holidays' | 'statutory' | 'extraDays', label: string) => (
    <>
      <b>{label}</b>
      <Days
        label={label}
        year={year}
        value={calendar[name].filter(isOf)}
        onChange={(picked) =>
          onChange({
            ...calendar,
            [name]: [...calendar[name].filter((day) => !isOf(day)), ...picked].toSorted(),
          })
        }
      />
    </>
  )
  return (
    <>
      <div className={floor.bar}>
        <b>{t('capacity.year')}</b>
        <Select
          style={{ width: 96 }}
          aria-label={t('capacity.year')}
          value={year}
          options={[-1, 0, 1].map((more) => {
            const value = Number(today().slice(0, 4)) + more
            return { value, label: String(value) }
          })}
          onChange={setYear}
        />
        {knowsHolidays(calendar, year) ? (
          <Checkbox
            checked={isChecked}
            onChange={(event) =>
              onChange({
                ...calendar,
                checkedYears: event.target.checked
                  ? [...calendar.checkedYears, year]
                  : calendar.checkedYears.filter((one) => one !== year),
              })
            }
          >
            {isChecked ? t('capacity.checked') : <StatusTag tone="warn">{t('capacity.unchecked')}</StatusTag>}
          </Checkbox>
        ) : (
          <StatusTag tone="act">{t('capacity.noHolidays')}</StatusTag>
        )}
      </div>
      {days('statutory', t('capacity.statutory'))}
      <span className={floor.muted}>{t('capacity.statutoryHelp')}</span>
      {days('holidays', t('capacity.holidays'))}
      {days('extraDays', t('capacity.extra'))}
    </>
  )
}

/** Days picked in a calendar, one click a day; a click on a picked one takes it away. */
function Days(props: {
  readonly label: string
  readonly year: number
  readonly value: readonly string[]
  readonly onChange: (days: readonly string[]) => void
}) {
  const { t } = useTranslation('planning')
  return (
    // With many days the picker gives its label to nothing.
    <section aria-label={props.label}>
      <DatePicker
        multiple
        needConfirm={false}
        placeholder={t('capacity.pickDays')}
        style={{ width: '100%' }}
        minDate={dayjs(`${props.year}-01-01`)}
        maxDate={dayjs(`${props.year}-12-31`)}
        value={props.value.toSorted().map((day) => dayjs(day))}
        onChange={(picked) =>
          props.onChange((picked ?? []).map((day) => day.format('YYYY-MM-DD')).toSorted())
        }
      />
    </section>
  )
}
