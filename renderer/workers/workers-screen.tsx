import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Worker } from '../../shared/workers/contract.ts'
import { api, client } from '../app/client.ts'
import { paths } from '../app/paths.ts'
import { useMay, useSession } from '../app/session.tsx'
import { useShortcuts } from '../app/shortcuts.ts'
import { photoUrl } from '../catalog/photo-cache.ts'
import { usePrinting } from '../shipping/printing.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { isFound } from '../ui/is-found.ts'
import { ExportButton } from '../ui/table/export-button.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import { useCommand } from '../ui/use-command.ts'
import { DataKeyNote } from './data-key-note.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { QuickHelper } from './quick-helper.tsx'
import { WorkerForm } from './worker-form.tsx'
import styles from './workers.module.css'
import { WorkersTable } from './workers-table.tsx'

/** Who works here, what is known of them, and their badges. */
export function WorkersScreen() {
  const { t } = useTranslation('workers')
  const may = useMay()
  const navigate = useNavigate()
  const { language } = useSession()
  const printing = usePrinting()
  const list = useQuery(api.workers.list.queryOptions())
  const seesDetails = may('workers.details')
  const details = useQuery({ ...api.workers.details.queryOptions(), enabled: seesDetails })
  const people = new Map((details.data ?? []).map((person) => [person.id, person]))
  const [editing, setEditing] = useState<Worker | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Worker | null>(null)
  const [isQuick, setQuick] = useState(false)
  const [word, setWord] = useState('')
  const [withGone, setWithGone] = useState(false)
  useShortcuts(
    may('workers.save')
      ? [
          { keys: 'n', label: t('production:worker.add'), run: () => setEditing('new') },
          { keys: 'b', label: t('quick.open'), run: () => setQuick(true) },
        ]
      : [],
  )
  const comeBack = useCommand(client.workers.comeBack)
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
  const printNew = async (id: number) => {
    const { data } = await list.refetch()
    await badges((data ?? []).filter((worker) => worker.id === id))
  }
  const all = list.data ?? []
  const here = all.filter((worker) => !worker.archived)
  const gone = all.length - here.length
  const found = (withGone ? all : here).filter(({ id, name, code, note, skills }) => {
    const person = people.get(id)
    const words = [name, code, note, ...skills.map(({ skill }) => skill)]
    return isFound(word, [...words, person?.village ?? '', person?.phone ?? ''])
  })
  const add = may('workers.save') && (
    <>
      <Button type="primary" onClick={() => setEditing('new')}>
        {t('production:worker.add')}
      </Button>
      <Button onClick={() => setQuick(true)}>{t('quick.open')}</Button>
      <Button onClick={() => void navigate(paths.importWorkers)}>{t('sheet.open')}</Button>
    </>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={list.error ?? details.error ?? comeBack.error} />
      {all.length === 0 && !list.isPending ? (
        <EmptyState
          title={t('production:worker.none.title')}
          text={t(add ? 'none' : 'noneAsk')}
          action={add ? <span className={styles.choices}>{add}</span> : undefined}
        />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <Button disabled={here.length === 0} onClick={() => void badges(here)}>
              {t('production:worker.printBadges', { count: here.length })}
            </Button>
            <SearchField width={220} value={word} placeholder={t('search')} onSearch={setWord} />
            {gone > 0 && (
              <span className={styles.bar}>
                <Switch
                  size="small"
                  checked={withGone}
                  aria-label={t('withGone', { count: gone })}
                  onChange={setWithGone}
                />
                {t('withGone', { count: gone })}
              </span>
            )}
            {may('workers.export') && (
              <ExportButton onExport={() => client.workers.export({ headers: language })} />
            )}
          </div>
          {seesDetails && <DataKeyNote />}
          <WorkersTable
            workers={found}
            people={seesDetails ? people : null}
            isLoading={list.isPending}
            onBadge={(worker) => void badges([worker])}
            {...(may('workers.save') && {
              onChange: setEditing,
              onLeave: setLeaving,
              onBack: (worker: Worker) => void comeBack.run({ workerId: worker.id }),
            })}
          />
        </>
      )}
      <Modal
        open={editing !== null}
        width={720}
        style={{ top: 24 }}
        title={t(editing === 'new' ? 'production:worker.add' : 'production:worker.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <WorkerForm
            worker={editing === 'new' ? null : editing}
            person={editing === 'new' ? null : (people.get(editing.id) ?? null)}
            onDone={() => setEditing(null)}
            onFind={(name) => {
              setEditing(null)
              setWithGone(true)
              setWord(name)
            }}
          />
        )}
      </Modal>
      {leaving && <LeaveDialog worker={leaving} onDone={() => setLeaving(null)} />}
      {isQuick && <QuickHelper onDone={() => setQuick(false)} onAdded={printNew} />}
    </div>
  )
}
