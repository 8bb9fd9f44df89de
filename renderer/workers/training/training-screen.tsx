import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import styles from '../../production/production.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { CoursesDrawer } from './courses-drawer.tsx'
import { SessionDrawer } from './session-drawer.tsx'
import { useCourseNames } from './use-course-names.ts'
import { useTrainingPapers } from './use-papers.ts'

/** What was and will be taught: sessions with who came and who passed. */
export function TrainingScreen() {
  const { t } = useTranslation('training')
  const may = useMay()
  const query = useQuery(api.workers.training.sessions.list.queryOptions())
  const { shownBy } = useCourseNames()
  const { printSheet } = useTrainingPapers()
  const [open, setOpen] = useState<number | 'new' | 'courses' | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [word, setWord] = useState('')
  const rows = query.data ?? []
  const found = rows.filter((row) =>
    isFound(word, [shownBy(row.courseName), row.trainer, row.place, row.date]),
  )
  const print = async (id: number) => {
    setError(null)
    try {
      await printSheet(id)
    } catch (raised) {
      setError(raised)
    }
  }
  const buttons = (
    <>
      {may('workers.training.sessions.save') && (
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('session.add')}
        </Button>
      )}
      <Button onClick={() => setOpen('courses')}>{t('course.title')}</Button>
    </>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={error ?? query.error} />
      {query.data?.length === 0 ? (
        <EmptyState
          title={t('none.title')}
          text={t('none.text')}
          action={<span style={{ display: 'inline-flex', gap: 8 }}>{buttons}</span>}
        />
      ) : (
        <>
          <div className={styles.bar}>
            {buttons}
            <SearchField width={240} value={word} placeholder={t('search')} onSearch={setWord} />
            <ExportRows
              fileName={t('nav')}
              rows={found}
              columns={[
                [t('date'), (row) => row.date],
                [t('course.one'), (row) => shownBy(row.courseName)],
                [t('hours'), (row) => row.minutes / 60],
                [t('trainer'), (row) => row.trainer],
                [t('place'), (row) => row.place],
                [t('invited'), (row) => row.invited],
                [t('attended'), (row) => row.attended],
                [t('passed'), (row) => row.passed],
              ]}
            />
          </div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={found}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('nothing') }}
            scroll={{ x: true }}
            columns={[
              {
                title: t('date'),
                render: (_, row) => <span className={styles.nowrap}>{row.date}</span>,
              },
              {
                title: t('course.one'),
                render: (_, row) => (
                  <LinkButton onClick={() => setOpen(row.id)}>{shownBy(row.courseName)}</LinkButton>
                ),
              },
              { title: t('hours'), align: 'right', render: (_, row) => row.minutes / 60 },
              { title: t('trainer'), dataIndex: 'trainer' },
              { title: t('place'), dataIndex: 'place' },
              { title: t('invited'), align: 'right', dataIndex: 'invited' },
              { title: t('attended'), align: 'right', dataIndex: 'attended' },
              { title: t('passed'), align: 'right', dataIndex: 'passed' },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <Button size="small" onClick={() => void print(row.id)}>
                    {t('sheet.print')}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
      {open === 'courses' && <CoursesDrawer onClose={() => setOpen(null)} />}
      {(open === 'new' || typeof open === 'number') && (
        <SessionDrawer id={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}
