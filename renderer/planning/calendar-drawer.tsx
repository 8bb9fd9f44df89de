import { App, Button, Checkbox, DatePicker, Drawer, InputNumber, Spin } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkCalendar } from '../../shared/planning/calendar.ts'
import { api, client } from '../app/client.ts'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
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
  const [calendar, setCalendar] = useState(props.calendar)
  const save = useCommand(client.planning.calendar.save, {
    onSuccess: () => {
      void message.success(t('capacity.saved'))
      props.onSaved()
    },
  })
  const days = Array.from({ length: 7 }, (_, day) => t(`capacity.days.${day}`))
  useUnsavedChanges(
    !save.isPending && JSON.stringify(calendar) !== JSON.stringify(props.calendar),
    t('capacity.unsaved'),
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
      <ErrorNote error={save.error} />
      <div className={floor.bar}>
        <span style={{ flex: 1 }}>{t('capacity.minutes')}</span>
        <InputNumber
          min={0.5}
          max={24}
          step={0.5}
          aria-label={t('capacity.minutes')}
          value={calendar.minutesPerDay / 60}
          onChange={(value) => setCalendar({ ...calendar, minutesPerDay: Math.round((value ?? 8) * 60) })}
        />
      </div>
      <b>{t('capacity.rest')}</b>
      <Checkbox.Group
        value={[...calendar.restDays]}
        options={days.map((label, value) => ({ label, value }))}
        onChange={(restDays) => setCalendar({ ...calendar, restDays })}
      />
      {number('efficiency', 10, 150, t('capacity.efficiency'))}
      <span className={floor.muted}>{t('capacity.efficiencyHelp')}</span>
      {number('daysBefore', 0, 30, t('capacity.before'))}
      <b>{t('capacity.holidays')}</b>
      <Days
        label={t('capacity.holidays')}
        value={calendar.holidays}
        onChange={(holidays) => setCalendar({ ...calendar, holidays })}
      />
      <b>{t('capacity.extra')}</b>
      <Days
        label={t('capacity.extra')}
        value={calendar.extraDays}
        onChange={(extraDays) => setCalendar({ ...calendar, extraDays })}
      />
      <Button type="primary" loading={save.isPending} onClick={() => void save.run({ calendar })}>
        {t('capacity.save')}
      </Button>
    </div>
  )
}

/** Days picked in a calendar, one click a day; a click on a picked one takes it away. */
function Days(props: {
  readonly label: string
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
        value={props.value.toSorted().map((day) => dayjs(day))}
        onChange={(picked) =>
          props.onChange((picked ?? []).map((day) => day.format('YYYY-MM-DD')).toSorted())
        }
      />
    </section>
  )
}
