import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../shared/production/contract.ts'
import { parsePieces } from '../../../shared/quantity.ts'
import { wasHere } from '../../../shared/workers/contract.ts'
import { api, client } from '../../app/client.ts'
import { useCamera } from '../../ui/camera/use-camera.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { today } from '../../ui/today.ts'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useScans } from '../../ui/use-scans.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import styles from '../production.module.css'
import { BatchChoice, leftAt } from './batch-choice.tsx'
import { EntryList } from './entry-list.tsx'
import { type GridColumn, GridRow } from './grid-row.tsx'
import { useRecordSheet } from './use-record-sheet.ts'

const nothingTyped = () => ({
  batchId: null as number | null,
  date: today(),
  isHour: false,
  across: 'steps' as 'steps' | 'bundles',
  stepId: null as number | null,
  rows: [] as readonly number[],
  texts: {} as Readonly<Record<string, string>>,
})

/**
 * Yesterday's strips typed in: workers down, a batch's steps or one step's bundles across. Enter goes down. A scanned
 * ticket chooses its batch, a badge its worker's row.
 */
export function GridRecord() {
  const { t } = useTranslation('production')
  const [begun] = useState(nothingTyped)
  const [batchId, setBatchId] = useState(begun.batchId)
  const [date, setDate] = useState(begun.date)
  const [isHour, setIsHour] = useState(begun.isHour)
  const [across, setAcross] = useState(begun.across)
  const [stepId, setStepId] = useState(begun.stepId)
  const [rows, setRows] = useState(begun.rows)
  const [texts, setTexts] = useState(begun.texts)
  const [scanError, setScanError] = useState<unknown>(null)
  const area = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const workers = useQuery(api.workers.list.queryOptions())
  const query = useQuery({
    ...api.production.batches.get.queryOptions({ input: { id: batchId ?? 0 } }),
    enabled: batchId !== null,
    placeholderData: keepPreviousData,
  })
  const batch = batchId === null ? undefined : query.data
  const record = useRecordSheet(() => setTexts({}))
  const columns = batch ? columnsOf(batch, across, stepId) : []
  const people = workers.data ?? []
  const nameOf = (id: number) => people.find((worker) => worker.id === id)?.name ?? ''
  const cells = rows.flatMap((workerId) =>
    columns.flatMap(({ key, operationId, bundleId }) => {
      const text = (texts[`${workerId} ${key}`] ?? '').trim()
      const good = parsePieces(text)
      return text === '' || good === 0 ? [] : [{ workerId, operationId, bundleId, good }]
    }),
  )
  const save = (id: number, again = false) =>
    record.save(
      {
        batchId: id,
        workDate: date,
        basis: isHour ? 'hour' : 'piece',
        cells: cells.map(({ good, ...cell }) => ({ ...cell, good: good ?? 0 })),
      },
      again,
    )
  const isBad = cells.some(({ good }) => good === null)
  const sumOf = (column: GridColumn) =>
    rows.reduce((sum, id) => sum + (parsePieces(texts[`${id} ${column.key}`] ?? '') ?? 0), 0)
  const isOver = columns.some((column) => sumOf(column) > column.left)
  const focus = useCallback((row: number, column: number) => {
    const input = table.current?.querySelector<HTMLInputElement>(`[data-cell="${row} ${column}"]`)
    input?.focus()
    input?.select()
  }, [])
  const setText = useCallback(
    (workerId: number, key: string, text: string) =>
      setTexts((before) => ({ ...before, [`${workerId} ${key}`]: text })),
    [],
  )
  // The hand stays on the keys: what is typed next are her pieces.
  const showRows = (ids: readonly number[], first: number) => {
    flushSync(() => setRows(ids))
    focus(first, 0)
  }
  const isDirty = Object.values(texts).some((text) => text.trim() !== '')
  const mayLeave = useUnsavedChanges(isDirty && !record.isPending, t('many.unsaved'))
  const kept = useEditorDraft({
    name: 'grid',
    begun,
    typed: { batchId, date, isHour, across, stepId, rows, texts },
    isDirty,
    onTake: (typed) => {
      setBatchId(typed.batchId)
      setDate(typed.date)
      setIsHour(typed.isHour)
      setAcross(typed.across)
      setStepId(typed.stepId)
      setRows(typed.rows)
      setTexts(typed.texts)
    },
  })
  /** Other columns, for which the typed pieces are not meant. */
  const turnTo = async (show: () => void) => {
    if (!(await mayLeave())) return
    setTexts({})
    show()
  }
  const chooseBatch = (id: number) =>
    turnTo(() => {
      setBatchId(id)
      setStepId(null)
    })
  const take = useScans(area, async (code) => {
    setScanError(null)
    try {
      const found = await client.production.work.scan({ code })
      if (found.kind === 'bundle') {
        if (found.bundle.batchId !== batchId) await chooseBatch(found.bundle.batchId)
      } else {
        const { id } = found.worker
        const row = rows.indexOf(id)
        showRows(row < 0 ? [...rows, id] : rows, row < 0 ? rows.length : row)
      }
      return 'right'
    } catch (error) {
      setScanError(error)
      return 'wrong'
    }
  })
  const camera = useCamera(take)
  return (
    <div className={styles.columns} ref={area}>
      <div className={styles.page}>
        <BatchChoice
          batchId={batchId}
          onBatch={(id) => void chooseBatch(id)}
          date={date}
          onDate={setDate}
          isHour={isHour}
          onHour={setIsHour}
        />
        <div className={styles.bar}>
          {camera.button}
          <p className={styles.muted}>{t('many.help')}</p>
        </div>
        {camera.panel}
        <DraftNote {...kept} />
        <ErrorNote error={scanError ?? query.error ?? workers.error} />
        {batch && (
          <>
            <div className={styles.bar}>
              <Segmented
                value={across}
                onChange={(value) => void turnTo(() => setAcross(value))}
                options={(['steps', 'bundles'] as const).map((one) => ({
                  value: one,
                  label: t(`many.${one}`),
                }))}
              />
              {across === 'bundles' && (
                <Select
                  style={{ width: 160 }}
                  aria-label={t('many.step')}
                  placeholder={t('many.step')}
                  value={stepId}
                  options={batch.operations
                    .filter(({ recorded }) => recorded)
                    .map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(id: number) => void turnTo(() => setStepId(id))}
                />
              )}
            </div>
            {columns.length === 0 && (
              <p className={styles.muted}>{t(stepId === null ? 'many.stepFirst' : 'share.nothing')}</p>
            )}
            <div style={{ overflowX: 'auto' }} hidden={columns.length === 0}>
              <table className={styles.grid} ref={table}>
                <thead>
                  <tr>
                    <th />
                    {columns.map((column) => (
                      <th key={column.key}>
                        {column.title}
                        <div className={sumOf(column) > column.left ? styles.wrong : styles.muted}>
                          {t('many.left', { count: column.left - sumOf(column) })}
                        </div>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((workerId, row) => (
                    <GridRow
                      key={workerId}
                      workerId={workerId}
                      name={nameOf(workerId)}
                      row={row}
                      columns={columns}
                      texts={columns.map(({ key }) => texts[`${workerId} ${key}`] ?? '')}
                      onText={setText}
                      onFocus={focus}
                    />
                  ))}
                </tbody>
              </table>
            </div>
            {/* Beside the button that was pressed: above the table it would push that away. */}
            <ErrorNote error={record.error} />
            <div className={styles.bar}>
              <WorkerSelect
                width={200}
                label={t('many.addWorker')}
                value={null}
                who={(worker) => wasHere(worker, date) && !rows.includes(worker.id)}
                onChange={(worker) => worker && showRows([...rows, worker.id], rows.length)}
              />
              <Button
                onClick={() =>
                  showRows(
                    people.filter(({ archived }) => !archived).map(({ id }) => id),
                    0,
                  )
                }
              >
                {t('many.allWorkers')}
              </Button>
              <Button
                type="primary"
                disabled={cells.length === 0 || isBad || isOver}
                loading={record.isPending}
                onClick={() => save(batch.id)}
              >
                {t('many.save', { count: cells.reduce((sum, { good }) => sum + (good ?? 0), 0) })}
              </Button>
              {record.isRepeated && <Button onClick={() => save(batch.id, true)}>{t('many.again')}</Button>}
              {isBad && <span className={styles.wrong}>{t('many.bad')}</span>}
              {isOver && <span className={styles.wrong}>{t('many.over')}</span>}
            </div>
          </>
        )}
      </div>
      <EntryList workDate={date} />
    </div>
  )
}

function columnsOf(batch: Batch, across: 'steps' | 'bundles', stepId: number | null): GridColumn[] {
  if (across === 'steps')
    return batch.operations
      .filter(({ recorded }) => recorded)
      .map(({ id, name }) => ({
        key: `s${id}`,
        title: name,
        operationId: id,
        bundleId: null,
        left: leftAt(batch, id),
      }))
  if (stepId === null) return []
  return batch.bundles.flatMap((bundle) => {
    const left = leftAt(batch, stepId, bundle.id)
    if (bundle.state !== 'live' || left === 0) return []
    const title = `${bundle.bundleNumber} · ${bundle.sku.colour} ${bundle.sku.size}`
    return [{ key: `b${bundle.id}`, title, operationId: stepId, bundleId: bundle.id, left }]
  })
}
