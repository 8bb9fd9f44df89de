import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, InputNumber, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sharePieces } from '../../../shared/production/team-share.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { today } from '../../ui/today.ts'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import styles from '../production.module.css'
import { BatchChoice, leftAt } from './batch-choice.tsx'
import { EntryList } from './entry-list.tsx'
import { useRecordSheet } from './use-record-sheet.ts'

interface Share {
  readonly workerId: number
  readonly weight: number
}

const nobody: readonly Share[] = []
const nothingTyped = () => ({
  batchId: null as number | null,
  date: today(),
  isHour: false,
  steps: null as readonly number[] | null,
  typed: {} as Readonly<Record<number, number>>,
  team: nobody,
})

/** A whole batch made by a team: its steps' pieces shared by weights, laid over the bundles. The team stays for the next. */
export function ShareRecord() {
  const { t } = useTranslation('production')
  const [begun] = useState(nothingTyped)
  const [batchId, setBatchId] = useState(begun.batchId)
  const [date, setDate] = useState(begun.date)
  const [isHour, setIsHour] = useState(begun.isHour)
  const [steps, setSteps] = useState(begun.steps)
  const [typed, setTyped] = useState(begun.typed)
  const [team, setTeam] = useState(begun.team)
  const [recordedTeam, setRecordedTeam] = useState(nobody)
  const workers = useQuery(api.workers.list.queryOptions())
  const query = useQuery({
    ...api.production.batches.get.queryOptions({ input: { id: batchId ?? 0 } }),
    enabled: batchId !== null,
  })
  const batch = batchId === null ? undefined : query.data
  const record = useRecordSheet(() => {
    setTyped({})
    setSteps(null)
    setRecordedTeam(team)
  })
  const hasPieces = steps !== null || Object.keys(typed).length > 0
  const hasTeam = team.length > 0 && team !== recordedTeam
  const mayDropPieces = useUnsavedChanges(hasPieces && !record.isPending, t('share.unsavedPieces'))
  useUnsavedChanges(hasTeam && !record.isPending, t('share.unsavedTeam'))
  const kept = useEditorDraft({
    name: 'share',
    begun,
    typed: { batchId, date, isHour, steps, typed, team },
    isDirty: hasPieces || hasTeam,
    onTake: (values) => {
      setBatchId(values.batchId)
      setDate(values.date)
      setIsHour(values.isHour)
      setSteps(values.steps)
      setTyped(values.typed)
      setTeam(values.team)
    },
  })
  const chooseBatch = async (id: number) => {
    if (id === batchId || !(await mayDropPieces())) return
    setBatchId(id)
    setSteps(null)
    setTyped({})
  }
  const people = workers.data ?? []
  const open = (batch?.operations ?? []).filter(
    ({ id, recorded }) => recorded && batch && leftAt(batch, id) > 0,
  )
  const chosen = open.filter(({ id }) => steps?.includes(id) ?? true)
  const piecesOf = (id: number) => typed[id] ?? (batch ? leftAt(batch, id) : 0)
  const weights = team.map(({ weight }) => weight)
  const canShare = weights.some((weight) => weight > 0)
  const shares = new Map(
    chosen.map(({ id }) => [id, canShare ? sharePieces(piecesOf(id), weights) : team.map(() => 0)]),
  )
  const cells = chosen.flatMap(({ id }) =>
    team.flatMap(({ workerId }, index) => {
      const good = shares.get(id)?.[index] ?? 0
      return good > 0 ? [{ workerId, operationId: id, bundleId: null, good }] : []
    }),
  )
  const save = (id: number, again = false) =>
    record.save({ batchId: id, workDate: date, basis: isHour ? 'hour' : 'piece', cells }, again)
  return (
    <div className={styles.columns}>
      <div className={styles.page}>
        <BatchChoice
          batchId={batchId}
          onBatch={(id) => void chooseBatch(id)}
          date={date}
          onDate={setDate}
          isHour={isHour}
          onHour={setIsHour}
        />
        <p className={styles.muted}>{t('share.help')}</p>
        <DraftNote {...kept} />
        <ErrorNote error={query.error ?? workers.error} />
        {batch && open.length === 0 && <p>{t('share.nothing')}</p>}
        {batch &&
          open.map(({ id, name }) => (
            <div key={id} className={styles.bar}>
              <Checkbox
                style={{ width: 160 }}
                checked={chosen.some((one) => one.id === id)}
                onChange={(event) => {
                  const now = chosen.map((one) => one.id)
                  setSteps(event.target.checked ? [...now, id] : now.filter((one) => one !== id))
                }}
              >
                {name}
              </Checkbox>
              <InputNumber
                aria-label={`${name} ${t('bundle.pieces')}`}
                min={0}
                max={leftAt(batch, id)}
                precision={0}
                value={piecesOf(id)}
                onChange={(value) => setTyped({ ...typed, [id]: value ?? 0 })}
              />
              <span className={styles.muted}>{t('many.left', { count: leftAt(batch, id) })}</span>
            </div>
          ))}
        {batch && open.length > 0 && (
          <>
            <Table
              size="small"
              rowKey="workerId"
              pagination={false}
              dataSource={[...team]}
              locale={{ emptyText: t('share.noTeam') }}
              columns={[
                {
                  title: t('record.worker'),
                  render: (_, row) => people.find(({ id }) => id === row.workerId)?.name ?? '',
                },
                {
                  title: t('share.weight'),
                  render: (_, row) => (
                    <InputNumber
                      aria-label={t('share.weight')}
                      min={0}
                      max={1000}
                      precision={0}
                      style={{ width: 80 }}
                      value={row.weight}
                      onChange={(weight) =>
                        setTeam(
                          team.map((one) =>
                            one.workerId === row.workerId ? { ...one, weight: weight ?? 0 } : one,
                          ),
                        )
                      }
                    />
                  ),
                },
                ...chosen.map(({ id, name }) => ({
                  title: name,
                  key: id,
                  align: 'right' as const,
                  render: (_: unknown, _row: Share, index: number) => shares.get(id)?.[index] ?? 0,
                })),
                {
                  title: '',
                  align: 'right',
                  render: (_, row) => (
                    <Button
                      size="small"
                      onClick={() => setTeam(team.filter(({ workerId }) => workerId !== row.workerId))}
                    >
                      {t('remove')}
                    </Button>
                  ),
                },
              ]}
            />
            <ErrorNote error={record.error} />
            <div className={styles.bar}>
              <WorkerSelect
                width={200}
                label={t('many.addWorker')}
                value={null}
                who={({ id, archived }) => !archived && !team.some(({ workerId }) => workerId === id)}
                onChange={(worker) => worker && setTeam([...team, { workerId: worker.id, weight: 1 }])}
              />
              <Button
                type="primary"
                disabled={cells.length === 0}
                loading={record.isPending}
                onClick={() => save(batch.id)}
              >
                {t('many.save', { count: cells.reduce((sum, { good }) => sum + good, 0) })}
              </Button>
              {record.isRepeated && <Button onClick={() => save(batch.id, true)}>{t('many.again')}</Button>}
            </div>
          </>
        )}
      </div>
      <EntryList workDate={date} />
    </div>
  )
}
