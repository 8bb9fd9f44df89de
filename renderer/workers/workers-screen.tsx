import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Worker } from '../../shared/workers/contract.ts'
import { api, client } from '../app/client.ts'
import { useMay, useSession } from '../app/session.tsx'
import { Photo } from '../catalog/photo.tsx'
import { photoUrl } from '../catalog/photo-cache.ts'
import styles from '../production/production.module.css'
import { usePrinting } from '../shipping/printing.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { isFound } from '../ui/is-found.ts'
import { inBrackets, listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { ExportButton } from '../ui/table/export-button.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import { today } from '../ui/today.ts'
import { WorkerForm } from './worker-form.tsx'
import { WorkersNav } from './workers-nav.tsx'

/** Who works here, and their badges. */
export function WorkersScreen() {
  const { t } = useTranslation('production')
  const may = useMay()
  const { language } = useSession()
  const printing = usePrinting()
  const query = useQuery(api.workers.list.queryOptions())
  const [editing, setEditing] = useState<Worker | 'new' | null>(null)
  const badges = async (workers: readonly Worker[]) => {
    const workshop = await client.settings.workshop.get()
    const made = workers.map(async ({ name, code, qr, photoHash }) => ({
      name,
      workshopName: workshop.name,
      // A badge without its picture still scans.
      photoUrl: photoHash === '' ? null : await photoUrl(photoHash, 'thumbnail').catch(() => null),
      code,
      qr,
    }))
    await printing.print('badge', await Promise.all(made))
  }
  const add = may('workers.save') && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('worker.add')}
    </Button>
  )
  const [word, setWord] = useState('')
  const found = (query.data ?? []).filter(({ name, code, note, skills }) =>
    isFound(word, [name, code, note, ...skills.map(({ skill }) => skill)]),
  )
  const here = (query.data ?? []).filter((worker) => !worker.archived)
  return (
    <div className={styles.page}>
      <WorkersNav />
      <ErrorNote error={query.error} />
      {query.data?.length === 0 ? (
        <EmptyState title={t('worker.none.title')} text={t('worker.none.text')} action={add || undefined} />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <Button disabled={here.length === 0} onClick={() => void badges(here)}>
              {t('worker.printBadges', { count: here.length })}
            </Button>
            <SearchField width={220} value={word} placeholder={t('worker.search')} onSearch={setWord} />
            {may('workers.export') && (
              <ExportButton onExport={() => client.workers.export({ headers: language })} />
            )}
          </div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={found}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('worker.nothing') }}
            scroll={{ x: true }}
            columns={[
              {
                title: t('worker.name'),
                render: (_, row) => (
                  <span className={styles.bar}>
                    <Photo
                      hash={row.photoHash === '' ? null : row.photoHash}
                      side={40}
                      alt=""
                      subject="person"
                    />
                    <b>{row.name}</b>
                  </span>
                ),
              },
              { title: t('worker.kind'), render: (_, row) => t(`worker.kinds.${row.kind}`) },
              {
                title: t('worker.skills'),
                render: (_, row) =>
                  row.skills.length === 0
                    ? t('worker.anySkill')
                    : listText(
                        row.skills.map(
                          ({ skill, level }) =>
                            `${skill}${inBrackets(level === 2 ? '' : t(`worker.levels.${level}`))}`,
                        ),
                      ),
              },
              {
                title: t('worker.hours'),
                align: 'right',
                render: (_, row) =>
                  row.dailyMinutes === null ? (
                    <span className={styles.muted}>{t('worker.asCalendar')}</span>
                  ) : (
                    row.dailyMinutes / 60
                  ),
              },
              { title: t('note'), dataIndex: 'note' },
              {
                title: '',
                render: (_, row) => {
                  if (row.archived) return <StatusTag tone="off">{t('worker.left')}</StatusTag>
                  const isAway = row.away.some(({ from, to }) => from <= today() && today() <= to)
                  return isAway && <StatusTag tone="warn">{t('worker.awayNow')}</StatusTag>
                },
              },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <span className={styles.bar} style={{ justifyContent: 'flex-end' }}>
                    <Button size="small" onClick={() => void badges([row])}>
                      {t('worker.badge')}
                    </Button>
                    {may('workers.save') && (
                      <Button size="small" onClick={() => setEditing(row)}>
                        {t('change')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
      <Modal
        open={editing !== null}
        title={t(editing === 'new' ? 'worker.add' : 'worker.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <WorkerForm worker={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
        )}
      </Modal>
    </div>
  )
}
