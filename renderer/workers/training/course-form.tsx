import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Course } from '../../../shared/workers/training/contract.ts'
import { usualCourses } from '../../../shared/workers/training/usual-courses.ts'
import { api, client } from '../../app/client.ts'
import { Field } from '../../inventory/parts/figures.tsx'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useCourseNames } from './use-course-names.ts'

/** A course: one of the usual names or its own, and the skill that who passes can do from then on. */
export function CourseForm(props: { readonly course: Course | null; readonly onDone: () => void }) {
  const { t } = useTranslation('training')
  const { shownBy, storedBy } = useCourseNames()
  const known = useQuery(api.workers.skills.queryOptions())
  const [name, setName] = useState(() => shownBy(props.course?.name ?? ''))
  const [skill, setSkill] = useState(props.course?.skill ?? '')
  const [level, setLevel] = useState(props.course?.level ?? 2)
  const [note, setNote] = useState(props.course?.note ?? '')
  const [archived, setArchived] = useState(props.course?.archived ?? false)
  const save = useCommand(client.workers.training.courses.save, { onSuccess: props.onDone })
  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '')
          void save.run({
            id: props.course?.id ?? null,
            name: storedBy(name.trim()),
            skill,
            level,
            note,
            archived,
          })
      }}
    >
      <ErrorNote error={save.error ?? known.error} />
      <div className={styles.bar}>
        <Field name={t('course.name')} width={240}>
          <AutoComplete
            autoFocus
            aria-label={t('course.name')}
            value={name}
            maxLength={60}
            options={usualCourses.map(({ code }) => ({ value: t(`usual.${code}`) }))}
            onChange={setName}
          />
        </Field>
        <Field name={t('course.skill')} width={180}>
          <AutoComplete
            allowClear
            aria-label={t('course.skill')}
            placeholder={t('course.noSkill')}
            maxLength={40}
            value={skill}
            options={(known.data ?? []).map((one) => ({ value: one }))}
            onChange={(text?: string) => setSkill(text ?? '')}
          />
        </Field>
        <Field name={t('course.level')} width={120}>
          <Select
            aria-label={t('course.level')}
            value={level}
            options={[1, 2, 3].map((one) => ({ value: one, label: t(`production:worker.levels.${one}`) }))}
            onChange={setLevel}
          />
        </Field>
        <Field name={t('note')} width={300}>
          <Input
            aria-label={t('note')}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
      {props.course && (
        <span className={styles.bar}>
          <Switch checked={archived} aria-label={t('course.archived')} onChange={setArchived} />
          {t('course.archived')}
        </span>
      )}
      <div className={styles.bar}>
        <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={save.isPending}>
          {t('course.save')}
        </Button>
        <Button onClick={props.onDone}>{t('materials:cancel')}</Button>
      </div>
    </form>
  )
}
