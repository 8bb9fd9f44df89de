import { skipToken, useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Course } from '../../../shared/workers/training/contract.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useFresh } from '../../ui/use-fresh.ts'
import { SessionForm } from './session-form.tsx'

/** A session: when, where and by whom, who was asked to come, who came, who passed. */
export function SessionDrawer(props: { readonly id: number | null; readonly onClose: () => void }) {
  const { t } = useTranslation('training')
  const { id } = props
  const courses = useQuery(api.workers.training.courses.list.queryOptions())
  const found = useFresh(
    api.workers.training.sessions.get.queryOptions({ input: id === null ? skipToken : { id } }),
  )
  const [isDirty, setDirty] = useState(false)
  const mayLeave = useUnsavedChanges(isDirty, t('session.unsaved'))
  const close = async () => {
    if (await mayLeave()) props.onClose()
  }
  const usable = (course: Course) => !course.archived || course.id === found.data?.session.courseId
  return (
    <Drawer
      open
      size={900}
      title={t(id === null ? 'session.add' : 'session.one')}
      onClose={() => void close()}
    >
      <ErrorNote error={courses.error ?? found.error} />
      {courses.data && (id === null || found.data) && (
        <SessionForm
          courses={courses.data.filter(usable)}
          session={found.data?.session ?? null}
          attendees={found.data?.attendees ?? []}
          onDirty={setDirty}
          onDone={props.onClose}
          onCancel={() => void close()}
        />
      )}
    </Drawer>
  )
}
