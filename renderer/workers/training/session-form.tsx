import { useMutation } from '@tanstack/react-query'
import { Button, ConfigProvider, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IdNumberForm } from '../../../shared/workers/households/contract.ts'
import type { Attendee, Course, SessionRow } from '../../../shared/workers/training/contract.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { Field } from '../../inventory/parts/figures.tsx'
import styles from '../../production/production.module.css'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { SaveNote } from '../../ui/save-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { AttendeeTable } from './attendee-table.tsx'
import { CertificateIds } from './certificate-ids.tsx'
import { useCourseNames } from './use-course-names.ts'
import { useTrainingPapers } from './use-papers.ts'

const usualMinutes = 120

const plain = (attendees: readonly Attendee[]) =>
  attendees.map(({ workerId, attended, result }) => ({ workerId, attended, result }))

const factsOf = ({ courseId, date, minutes, trainer, place, note }: SessionRow) => ({
  courseId,
  date,
  minutes,
  trainer,
  place,
  note,
})

/** The fields as they begin. */
function rowOf(session: SessionRow | null, courses: readonly Course[]) {
  if (session) return { ...factsOf(session), courseId: session.courseId as number | null }
  return {
    courseId: courses.at(0)?.id ?? null,
    date: today(),
    minutes: usualMinutes,
    trainer: '',
    place: '',
    note: '',
  }
}

/** The fields of a session, and the sheet of who came. */
export function SessionForm(props: {
  readonly courses: readonly Course[]
  readonly session: SessionRow | null
  readonly attendees: readonly Attendee[]
  readonly onDirty: (isDirty: boolean) => void
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('training')
  const { session } = props
  const may = useMay()
  const maySave = may('workers.training.sessions.save')
  const { shownBy } = useCourseNames()
  const { printCertificates } = useTrainingPapers()
  const [begun, setBegun] = useState(() => ({
    row: rowOf(session, props.courses),
    attendees: props.attendees,
  }))
  const [row, setRow] = useState(begun.row)
  // What another window saves meanwhile is neither taken over nor lost.
  const [read, setRead] = useState({ session, attendees: props.attendees })
  const [attendees, setAttendees] = useState(begun.attendees)
  const [idNumbers, setIdNumbers] = useState<IdNumberForm | 'none'>('none')
  const [isDirty, setDirty] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const save = useCommand(client.workers.training.sessions.save, { onSuccess: props.onDone })
  const remove = useCommand(client.workers.training.sessions.remove, { onSuccess: props.onDone })
  const setTouched = (isTouched: boolean) => {
    setDirty(isTouched)
    props.onDirty(isTouched)
  }
  const touch = () => setTouched(true)
  const take = (typed: typeof begun, isTouched: boolean) => {
    setRow(typed.row)
    setAttendees(typed.attendees)
    setTouched(isTouched)
  }
  const kept = useEditorDraft({
    begun,
    typed: { row, attendees },
    isDirty,
    onTake: (typed) => take(typed, typed !== begun),
  })
  const change = (patch: Partial<typeof row>) => {
    setRow({ ...row, ...patch })
    touch()
  }
  const course = props.courses.find(({ id }) => id === row.courseId)
  // Asked for: what the screen has may still be what it was before the other's change.
  const load = useMutation({
    mutationFn: () => client.workers.training.sessions.get({ id: session!.id }),
    onSuccess: (saved) => {
      setRead(saved)
      const fresh = { row: rowOf(saved.session, props.courses), attendees: saved.attendees }
      setBegun(fresh)
      take(fresh, false)
      save.reset()
    },
  })
  const submit = async (isForced: boolean) => {
    if (row.courseId === null) return
    props.onDirty(false)
    const saved = await save.run({
      id: session?.id ?? null,
      ...row,
      courseId: row.courseId,
      attendees: plain(attendees),
      ...(read.session &&
        !isForced && {
          before: { ...factsOf(read.session), attendees: plain(read.attendees) },
        }),
    })
    if (saved === null) props.onDirty(true)
  }
  const print = async (workerIds: readonly number[]) => {
    setError(null)
    try {
      await printCertificates(session!.id, workerIds, idNumbers)
    } catch (raised) {
      setError(raised)
    }
  }
  const passed = props.attendees.filter(({ result }) => result === 'passed')
  if (props.courses.length === 0) return <p>{t('session.noCourses')}</p>
  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault()
        void submit(false)
      }}
    >
      <ErrorNote error={error ?? remove.error} />
      <DraftNote {...kept} />
      <SaveNote
        error={load.error ?? save.error}
        onLoad={() => load.mutate()}
        onForce={() => void submit(true)}
      />
      <ConfigProvider componentDisabled={!maySave}>
        <div className={styles.bar}>
          <Field name={t('course.one')} width={220}>
            <Select
              aria-label={t('course.one')}
              value={row.courseId}
              options={props.courses.map(({ id, name }) => ({ value: id, label: shownBy(name) }))}
              onChange={(courseId) => change({ courseId })}
            />
          </Field>
          <Field name={t('date')} width={150}>
            <Input
              type="date"
              aria-label={t('date')}
              value={row.date}
              onChange={(event) => event.target.value !== '' && change({ date: event.target.value })}
            />
          </Field>
          <Field name={t('hours')} width={90}>
            <InputNumber
              aria-label={t('hours')}
              min={0.5}
              max={24}
              step={0.5}
              value={row.minutes / 60}
              onChange={(hours) => hours !== null && change({ minutes: Math.round(hours * 60) })}
            />
          </Field>
          {(['trainer', 'place', 'note'] as const).map((name) => (
            <Field key={name} name={t(name)} width={name === 'note' ? 260 : 160}>
              <Input
                aria-label={t(name)}
                maxLength={{ trainer: 40, place: 60, note: 300 }[name]}
                value={row[name]}
                onChange={(event) => change({ [name]: event.target.value })}
              />
            </Field>
          ))}
        </div>
        {course && course.skill !== '' && (
          <div className={styles.muted}>
            {t('session.grants', {
              skill: course.skill,
              level: t(`production:worker.levels.${course.level}`),
            })}
          </div>
        )}
        <AttendeeTable
          attendees={attendees}
          isAhead={row.date > today()}
          onChange={(next) => {
            setAttendees(next)
            touch()
          }}
          onCertificate={isDirty || session === null ? null : (workerId) => void print([workerId])}
        />
      </ConfigProvider>
      <div className={styles.bar}>
        {maySave && (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('session.save')}
          </Button>
        )}
        <Button onClick={props.onCancel}>{t('materials:cancel')}</Button>
        {passed.length > 0 && (
          <>
            <Button disabled={isDirty} onClick={() => void print([])}>
              {t('certificate.printAll', { count: passed.length })}
            </Button>
            {may('workers.training.sessions.certificatesWithIds') && (
              <CertificateIds value={idNumbers} onChange={setIdNumbers} />
            )}
          </>
        )}
        {session &&
          may('workers.training.sessions.remove') &&
          props.attendees.every(({ attended }) => !attended) && (
            <ConfirmAction
              title={t('session.removeTitle')}
              text={t('session.removeText', { date: session.date, course: shownBy(session.courseName) })}
              confirm={t('session.remove')}
              onConfirm={() => remove.run({ id: session.id })}
            >
              {t('session.remove')}
            </ConfirmAction>
          )}
        {isDirty && passed.length > 0 && <span className={styles.muted}>{t('certificate.saveFirst')}</span>}
      </div>
    </form>
  )
}
