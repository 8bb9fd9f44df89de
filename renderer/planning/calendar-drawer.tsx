import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Drawer, Input, InputNumber, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isBusinessDate } from '../../shared/dates.ts'
import type { WorkCalendar } from '../../shared/planning/calendar.ts'
import { api, client } from '../app/client.ts'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'

/** When the workshop works: hours, days off, holidays, and how much of an hour counts. */
export function CalendarDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('planning')
  const query = useQuery(api.planning.calendar.get.queryOptions())
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
  const [holidays, setHolidays] = useState(props.calendar.holidays.join('\n'))
  const [extraDays, setExtraDays] = useState(props.calendar.extraDays.join('\n'))
  const save = useCommand(client.planning.calendar.save, {
    onSuccess: () => {
      void message.success(t('capacity.saved'))
      props.onSaved()
    },
  })
  const days = Array.from({ length: 7 }, (_, day) => t(`capacity.days.${day}`))
  const wrong = [...datesOf(holidays), ...datesOf(extraDays)].find((date) => !isBusinessDate(date))
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
      <Input.TextArea
        rows={4}
        aria-label={t('capacity.holidays')}
        placeholder={t('capacity.datesHelp')}
        value={holidays}
        onChange={(event) => setHolidays(event.target.value)}
      />
      <b>{t('capacity.extra')}</b>
      <Input.TextArea
        rows={3}
        aria-label={t('capacity.extra')}
        placeholder={t('capacity.datesHelp')}
        value={extraDays}
        onChange={(event) => setExtraDays(event.target.value)}
      />
      {wrong !== undefined && <span className={floor.wrong}>{t('capacity.badDate', { text: wrong })}</span>}
      <Button
        type="primary"
        disabled={wrong !== undefined}
        loading={save.isPending}
        onClick={() =>
          void save.run({
            calendar: { ...calendar, holidays: datesOf(holidays), extraDays: datesOf(extraDays) },
          })
        }
      >
        {t('capacity.save')}
      </Button>
    </div>
  )
}

function datesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;，、]+/).filter(Boolean))]
}
