import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Shift, type ShiftDraft, shiftProblem } from '../../../shared/payroll/time/contract.ts'
import { clockTime, parseClockTime, shiftMinutes } from '../../../shared/payroll/time/shift.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import floor from '../../production/production.module.css'
import { byInitials } from '../../ui/by-initials.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { hoursText } from './hours-text.ts'

const fresh: ShiftDraft = {
  name: '',
  starts: 480,
  ends: 1110,
  breaks: [{ from: 720, to: 810 }],
  grace: 15,
  isUsual: false,
  workerIds: [],
}

/** The workshop's shifts: when the day begins and ends, and who has one of her own. */
export function ShiftsDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('time')
  const may = useMay()
  const query = useQuery(api.payroll.time.shifts.list.queryOptions())
  const [editing, setEditing] = useState<Shift | 'new' | null>(null)
  const rows = query.data ?? []
  return (
    <Drawer open size={520} title={t('shift.open')} onClose={onClose}>
      <div className={floor.page}>
        <ErrorNote error={query.error} />
        <span className={floor.muted}>
          {t(rows.some(({ isUsual }) => isUsual) ? 'shift.help' : 'shift.none')}
        </span>
        {rows.map((shift) =>
          editing !== 'new' && editing?.id === shift.id ? (
            <ShiftForm key={shift.id} shift={shift} onDone={() => setEditing(null)} />
          ) : (
            <div key={shift.id} className={floor.bundle}>
              <span style={{ flex: 1 }}>
                <b>{shift.name}</b> {clockTime(shift.starts)}–{clockTime(shift.ends)}{' '}
                <span className={floor.muted}>
                  {t('hours', { hours: hoursText(shiftMinutes(shift)) })}
                  {shift.workerIds.length > 0 && ` · ${t('shift.own', { count: shift.workerIds.length })}`}
                </span>{' '}
                {shift.isUsual && <StatusTag tone="done">{t('shift.usual')}</StatusTag>}
              </span>
              {may('payroll.time.shifts.save') && (
                <Button onClick={() => setEditing(shift)}>{t('shift.change')}</Button>
              )}
            </div>
          ),
        )}
        {editing === 'new' && (
          <ShiftForm shift={null} isFirst={rows.length === 0} onDone={() => setEditing(null)} />
        )}
        {editing === null && may('payroll.time.shifts.save') && (
          <div>
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('shift.add')}
            </Button>
          </div>
        )}
      </div>
    </Drawer>
  )
}

function ShiftForm(props: {
  readonly shift: Shift | null
  /** The first shift is everybody's. */
  readonly isFirst?: boolean
  readonly onDone: () => void
}) {
  const { shift, onDone } = props
  const { t } = useTranslation('time')
  const workers = useQuery(api.workers.list.queryOptions())
  const [draft, setDraft] = useState<ShiftDraft>(shift ?? { ...fresh, isUsual: props.isFirst === true })
  const [times, setTimes] = useState(() => ({
    starts: clockTime(draft.starts),
    ends: clockTime(draft.ends % 1440),
    breaks: draft.breaks.map(({ from, to }) => `${clockTime(from % 1440)}-${clockTime(to % 1440)}`).join(' '),
  }))
  const save = useCommand(client.payroll.time.shifts.save, { onSuccess: onDone })
  const read = readTimes(times)
  const problem = read ? shiftProblem({ ...draft, ...read }) : 'times'
  const field = (name: keyof typeof times, width: number) => (
    <div className={floor.bar}>
      <span style={{ flex: 1 }}>{t(`shift.${name}`)}</span>
      <Input
        style={{ width }}
        aria-label={t(`shift.${name}`)}
        value={times[name]}
        onChange={(event) => setTimes({ ...times, [name]: event.target.value })}
      />
    </div>
  )
  const write = (archived: boolean) => {
    if (!read) return
    const { name, grace, isUsual, workerIds } = draft
    void save.run({
      id: shift?.id ?? null,
      archived,
      name,
      grace,
      isUsual,
      workerIds: [...workerIds],
      ...read,
    })
  }
  return (
    <div className={floor.page}>
      <ErrorNote error={save.error} />
      <Input
        autoFocus
        maxLength={40}
        aria-label={t('shift.name')}
        placeholder={t('shift.name')}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      {field('starts', 100)}
      {field('ends', 100)}
      {field('breaks', 240)}
      <div className={floor.bar}>
        <span style={{ flex: 1 }}>{t('shift.grace')}</span>
        <InputNumber
          min={0}
          max={60}
          precision={0}
          aria-label={t('shift.grace')}
          value={draft.grace}
          onChange={(grace) => setDraft({ ...draft, grace: grace ?? 0 })}
        />
      </div>
      <Checkbox
        checked={draft.isUsual}
        onChange={(event) => setDraft({ ...draft, isUsual: event.target.checked })}
      >
        {t('shift.isUsual')}
      </Checkbox>
      <Select
        mode="multiple"
        showSearch={byInitials}
        aria-label={t('shift.workers')}
        placeholder={t('shift.workers')}
        value={[...draft.workerIds]}
        options={(workers.data ?? [])
          .filter(({ id, archived }) => !archived || draft.workerIds.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(workerIds: number[]) => setDraft({ ...draft, workerIds })}
      />
      {problem && <StatusTag tone="act">{t(`shift.problems.${problem}`)}</StatusTag>}
      <div className={floor.bar}>
        <Button
          type="primary"
          disabled={problem !== null || draft.name.trim() === ''}
          loading={save.isPending}
          onClick={() => write(false)}
        >
          {t('save')}
          {read &&
            problem === null &&
            ` · ${t('hours', { hours: hoursText(shiftMinutes({ ...draft, ...read })) })}`}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
        {shift && (
          <Button danger disabled={read === null} loading={save.isPending} onClick={() => write(true)}>
            {t('shift.end')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Times as typed; what lies before the start is on the next day. Null where one is no time. */
function readTimes(times: { readonly starts: string; readonly ends: string; readonly breaks: string }) {
  const starts = parseClockTime(times.starts)
  const after = (text: string, than: number) => {
    const minute = parseClockTime(text)
    return minute === null || minute > than ? minute : minute + 1440
  }
  if (starts === null) return null
  const ends = after(times.ends, starts)
  if (ends === null) return null
  const breaks: { from: number; to: number }[] = []
  for (const span of times.breaks
    .normalize('NFKC')
    .split(/[\s,\u3001;]+/)
    .filter(Boolean)) {
    const [first = '', last = ''] = span.split(/[-–—~]/)
    const from = after(first, starts - 1)
    const to = from === null ? null : after(last, from % 1440)
    if (from === null || to === null) return null
    breaks.push({ from, to: to < from ? to + 1440 : to })
  }
  return { starts, ends, breaks }
}
