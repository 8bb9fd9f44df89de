import { Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayKinds, type WorkerDay } from '../../../shared/payroll/time/contract.ts'
import { clockTime, parseClockTime } from '../../../shared/payroll/time/shift.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import floor from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { HourWork } from './hour-work.tsx'

interface DayProps {
  readonly day: WorkerDay
  readonly workDate: string
}

/** One worker's day put right: scans that were forgotten or wrong, work by the hour, and the office's own word. */
export function DayDrawer(props: DayProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('time')
  const may = useMay()
  const { day, workDate } = props
  return (
    <Drawer open size={520} title={`${day.name} · ${workDate}`} onClose={props.onClose}>
      <div className={floor.page}>
        {day.paid && <StatusTag tone="warn">{t('drawer.paid')}</StatusTag>}
        <Punches day={day} workDate={workDate} />
        {day.mark === 'left' && <LeftAt key={day.leftMinute} day={day} workDate={workDate} />}
        <HourWork key={JSON.stringify(day.hourWork)} day={day} workDate={workDate} />
        {may('payroll.time.fix') && (
          <Fixed key={JSON.stringify([day.fixed, day.hours])} day={day} workDate={workDate} />
        )}
      </div>
    </Drawer>
  )
}

function Punches({ day, workDate }: DayProps) {
  const { t } = useTranslation('time')
  const [text, setText] = useState(clockTime(day.ends % 1440))
  const add = useCommand(client.payroll.time.addPunch)
  const take = useCommand(client.payroll.time.voidPunch)
  const minute = parseClockTime(text)
  const write = (way: 'in' | 'out') => {
    if (minute === null) return
    // Past midnight she leaves the day on which she came.
    const came = day.punches.find((punch) => punch.way === 'in')?.minute ?? 0
    const isNext = way === 'out' && minute < came
    void add.run({ workerId: day.workerId, workDate, way, minute: isNext ? minute + 1440 : minute })
  }
  return (
    <>
      <b>{t('drawer.scans')}</b>
      <ErrorNote error={add.error ?? take.error} />
      {day.punches.length === 0 && <span className={floor.muted}>{t('drawer.noScans')}</span>}
      {day.punches.map((punch) => (
        <div key={punch.id} className={floor.bar}>
          <span className={floor.large} style={{ flex: 1 }}>
            {clockTime(punch.minute)} {t(`ways.${punch.way}`)}{' '}
            {punch.byHand && <StatusTag tone="warn">{t('drawer.byHand')}</StatusTag>}
          </span>
          <Button loading={take.isPending} onClick={() => void take.run({ id: punch.id })}>
            {t('drawer.void')}
          </Button>
        </div>
      ))}
      <div className={floor.bar}>
        <Input
          style={{ width: 100 }}
          aria-label={t('drawer.time')}
          status={minute === null ? 'error' : ''}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {(['in', 'out'] as const).map((way) => (
          <Button key={way} disabled={minute === null} loading={add.isPending} onClick={() => write(way)}>
            {t(`drawer.add.${way}`)}
          </Button>
        ))}
      </div>
    </>
  )
}

function LeftAt({ day, workDate }: DayProps) {
  const { t } = useTranslation('time')
  const [text, setText] = useState(clockTime((day.leftMinute ?? day.ends) % 1440))
  const mark = useCommand(client.payroll.time.mark)
  const minute = parseClockTime(text)
  return (
    <>
      <ErrorNote error={mark.error} />
      <div className={floor.bar}>
        <span style={{ flex: 1 }}>{t('drawer.leftAt')}</span>
        <Input
          style={{ width: 100 }}
          aria-label={t('drawer.leftAt')}
          status={minute === null ? 'error' : ''}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          disabled={minute === null || minute === day.leftMinute}
          loading={mark.isPending}
          onClick={() =>
            void mark.run({ workDate, workerIds: [day.workerId], mark: 'left', leftMinute: minute })
          }
        >
          {t('save')}
        </Button>
      </div>
    </>
  )
}

/** The hours as the office says them, whatever attendance comes to. */
function Fixed({ day, workDate }: DayProps) {
  const { t } = useTranslation('time')
  const { normal, overtime, kind } = day.hours
  const [hours, setHours] = useState({ normal: normal / 60, overtime: overtime / 60, kind })
  const [note, setNote] = useState(day.note)
  const fix = useCommand(client.payroll.time.fix)
  const one = { workerId: day.workerId, workDate }
  const field = (name: 'normal' | 'overtime') => (
    <div className={floor.bar}>
      <span style={{ flex: 1 }}>{t(`drawer.${name}`)}</span>
      <InputNumber
        min={0}
        max={24}
        step={0.5}
        aria-label={t(`drawer.${name}`)}
        value={hours[name]}
        onChange={(value) => setHours({ ...hours, [name]: value ?? 0 })}
      />
    </div>
  )
  return (
    <>
      <b>{t('drawer.fix')}</b>
      <span className={floor.muted}>{t(day.fixed ? 'drawer.fixedNow' : 'drawer.fixHelp')}</span>
      <ErrorNote error={fix.error} />
      {field('normal')}
      {field('overtime')}
      <div className={floor.bar}>
        <span style={{ flex: 1 }}>{t('drawer.kind')}</span>
        <Select
          style={{ width: 160 }}
          aria-label={t('drawer.kind')}
          value={hours.kind}
          options={dayKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(value) => setHours({ ...hours, kind: value })}
        />
      </div>
      <Input
        maxLength={100}
        aria-label={t('drawer.why')}
        placeholder={t('drawer.why')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={floor.bar}>
        <Button
          type="primary"
          loading={fix.isPending}
          disabled={hours.normal + hours.overtime > 24}
          onClick={() =>
            void fix.run({
              ...one,
              note,
              fixed: {
                normal: Math.round(hours.normal * 60),
                overtime: Math.round(hours.overtime * 60),
                kind: hours.kind,
              },
            })
          }
        >
          {t('drawer.fixOk')}
        </Button>
        {day.fixed && (
          <Button loading={fix.isPending} onClick={() => void fix.run({ ...one, note: '', fixed: null })}>
            {t('drawer.unfix')}
          </Button>
        )}
      </div>
    </>
  )
}
