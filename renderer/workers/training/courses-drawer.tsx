import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Course } from '../../../shared/workers/training/contract.ts'
import { usualCourses } from '../../../shared/workers/training/usual-courses.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { inBrackets } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { CourseForm } from './course-form.tsx'
import { useCourseNames } from './use-course-names.ts'

/** The courses of the workshop, and the skill that each grants. */
export function CoursesDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('training')
  const may = useMay()
  const { shownBy } = useCourseNames()
  const query = useQuery(api.workers.training.courses.list.queryOptions())
  const [editing, setEditing] = useState<Course | 'new' | null>(null)
  const add = useCommand(client.workers.training.courses.save)
  const courses = query.data ?? []
  const missing = usualCourses.filter(({ name }) => courses.every((course) => course.name !== name))
  const addUsual = async () => {
    for (const { name, skill } of missing)
      await add.run({ id: null, name, skill, level: 2, note: '', archived: false })
  }
  const maySave = may('workers.training.courses.save')
  return (
    <Drawer open size={760} title={t('course.title')} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={query.error ?? add.error} />
        {maySave && editing === null && (
          <div className={styles.bar}>
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('course.add')}
            </Button>
            {query.data && missing.length > 0 && (
              <Button loading={add.isPending} onClick={() => void addUsual()}>
                {t('course.addUsual', { count: missing.length })}
              </Button>
            )}
          </div>
        )}
        {editing !== null && (
          <CourseForm
            key={editing === 'new' ? 0 : editing.id}
            course={editing === 'new' ? null : editing}
            onDone={() => setEditing(null)}
          />
        )}
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          dataSource={courses}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: t('course.none') }}
          scroll={{ x: true }}
          columns={[
            {
              title: t('course.one'),
              render: (_, row) => (
                <>
                  <b>{shownBy(row.name)}</b>{' '}
                  {row.archived && <StatusTag tone="off">{t('course.archived')}</StatusTag>}
                  <div className={styles.muted}>{row.note}</div>
                </>
              ),
            },
            {
              title: t('course.grants'),
              render: (_, row) =>
                row.skill === ''
                  ? '—'
                  : `${row.skill}${inBrackets(t(`production:worker.levels.${row.level}`))}`,
            },
            { title: t('course.sessions'), align: 'right', dataIndex: 'sessions' },
            { title: t('passed'), align: 'right', dataIndex: 'passed' },
            {
              title: '',
              align: 'right',
              render: (_, row) =>
                maySave && (
                  <Button size="small" onClick={() => setEditing(row)}>
                    {t('change')}
                  </Button>
                ),
            },
          ]}
        />
      </div>
    </Drawer>
  )
}
