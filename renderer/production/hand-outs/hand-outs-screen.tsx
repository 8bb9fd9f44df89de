import { App, Button, Input, InputNumber, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YifangError } from '../../../shared/errors.ts'
import type { ScannedBundle } from '../../../shared/production/work-contract.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { SkuName } from '../../catalog/sku-name.tsx'
import { Missing } from '../../inventory/materials/missing.tsx'
import { GivenLines } from '../../inventory/parts/given-lines.tsx'
import { MaterialPlace } from '../../inventory/parts/material-place.tsx'
import { MaterialSelect } from '../../inventory/parts/material-select.tsx'
import { useGiven } from '../../inventory/parts/use-given.ts'
import { AfterPaint } from '../../ui/after-paint.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import { useAskOver } from '../batches/use-ask-over.ts'
import { PartsLacking } from '../parts-lacking.tsx'
import styles from '../production.module.css'
import { scanWork } from '../scan-work.ts'
import { Outstanding } from './outstanding.tsx'

/** Bundles handed to workers, also at home: tickets are scanned, then the badge of who takes them. */
export function HandOutsScreen() {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const may = useMay()
  const [bundles, setBundles] = useState<readonly ScannedBundle[]>([])
  const [stepId, setStepId] = useState<number | null>(null)
  /** Pieces to hand out by bundle, where not all that remains of it. */
  const [parts, setParts] = useState<ReadonlyMap<number, number>>(new Map())
  const [workerId, setWorkerId] = useState<number | null>(null)
  const [due, setDue] = useState('')
  const [place, setPlace] = useState<number | null>(null)
  const given = useGiven([], lotsOf(bundles))
  const [error, setError] = useState<unknown>(null)
  const { askOver, error: askError } = useAskOver()
  const steps = (bundles[0]?.steps ?? []).filter(({ recorded }) => recorded)
  const step =
    steps.find(({ operationId }) => operationId === stepId) ?? steps.find(({ remaining }) => remaining > 0)
  const hand = useCommand(client.production.handOuts.create, {
    onSuccess: ({ pieces }) => {
      void message.success(t('hand.done', { pieces }))
      setBundles([])
      setParts(new Map())
      given.clear()
      setWorkerId(null)
    },
  })
  const materials = given.amounts
  const isPlaceMissing = materials.length > 0 && place === null
  const give = async (to: number): Promise<boolean> => {
    if (!step || bundles.length === 0 || given.isBad || isPlaceMissing) return false
    setError(null)
    const said = await askOver(given, bundles[0]!.batchId)
    if (!said) return false
    const done = await hand.run({
      bundles: bundles.map(({ id }) => ({ bundleId: id, pieces: parts.get(id) ?? null })),
      operationId: step.operationId,
      workerId: to,
      dueDate: due === '' ? null : due,
      note: '',
      locationId: materials.length > 0 ? place : null,
      materials,
      ...said,
    })
    return done !== null
  }
  // What remains differs by step, so parts said of one step are not another's.
  const chooseStep = (id: number) => {
    setStepId(id)
    setParts(new Map())
  }
  const scan = async (code: string): Promise<ScanOutcome> => {
    setError(null)
    try {
      const number = /^\d{1,2}$/.exec(code)
      const chosen = number && steps[Number(number[0]) - 1]
      if (chosen) {
        chooseStep(chosen.operationId)
        return 'right'
      }
      const found = await scanWork(code)
      if (found.kind === 'worker') {
        setWorkerId(found.worker.id)
        if (bundles.length === 0) return 'right'
        return (await give(found.worker.id)) ? 'done' : 'wrong'
      }
      const { bundle } = found
      if (bundles.some(({ id }) => id === bundle.id)) return 'right'
      // A hand-out is of one step: bundles of another batch are another's.
      if (bundles[0] && bundles[0].batchId !== bundle.batchId)
        throw new YifangError('other-batch', { bundle: bundle.bundleNumber })
      setBundles([...bundles, bundle])
      return 'right'
    } catch (raised) {
      setError(raised)
      return 'wrong'
    }
  }
  return (
    <div className={styles.page}>
      <ScanInput placeholder={t('hand.scan')} onScan={scan} onEscape={() => setBundles([])} />
      <ErrorNote error={error ?? askError ?? hand.error ?? given.error} />
      {bundles.length === 0 ? (
        <p className={styles.muted}>{t('hand.help')}</p>
      ) : (
        <div className={styles.page}>
          <div className={styles.steps}>
            {steps.map((one, index) => (
              <button
                key={one.operationId}
                type="button"
                className={styles.step}
                aria-pressed={one.operationId === step?.operationId}
                onClick={() => chooseStep(one.operationId)}
              >
                {index + 1} {one.name}
              </button>
            ))}
          </div>
          <Table
            size="small"
            rowKey="id"
            pagination={false}
            dataSource={[...bundles]}
            columns={[
              { title: t('bundle.number'), render: (_, row) => <b>{row.bundleNumber}</b> },
              {
                title: t('batch.style'),
                render: (_, row) => (
                  <>
                    <SkuName sku={row.sku} />
                    <PartsLacking bundle={row} />
                  </>
                ),
              },
              {
                title: t('bundle.pieces'),
                align: 'right',
                render: (_, row) => {
                  const remaining =
                    row.steps.find(({ operationId }) => operationId === step?.operationId)?.remaining ?? 0
                  return (
                    <InputNumber
                      size="large"
                      style={{ width: 88 }}
                      aria-label={t('hand.pieces', { bundle: row.bundleNumber })}
                      min={1}
                      max={remaining}
                      precision={0}
                      disabled={remaining === 0}
                      value={parts.get(row.id) ?? remaining}
                      onChange={(pieces) => {
                        const changed = new Map(parts)
                        if (pieces === null || pieces === remaining) changed.delete(row.id)
                        else changed.set(row.id, pieces)
                        setParts(changed)
                      }}
                    />
                  )
                },
              },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <Button size="large" onClick={() => setBundles(bundles.filter(({ id }) => id !== row.id))}>
                    {t('remove')}
                  </Button>
                ),
              },
            ]}
          />
          <GivenLines given={given} canRemove />
          <Missing
            what={[
              isPlaceMissing && t('materials:place'),
              ...given.lines.map(({ quantity, name }) => quantity === null && name),
            ]}
          />
          <div className={styles.bar}>
            <WorkerSelect
              size="large"
              width={180}
              label={t('record.worker')}
              value={workerId}
              onChange={(worker) => setWorkerId(worker?.id ?? null)}
            />
            <span>{t('hand.due')}</span>
            <Input
              type="date"
              size="large"
              style={{ width: 160 }}
              aria-label={t('hand.due')}
              value={due}
              onChange={(event) => setDue(event.target.value)}
            />
            {may('inventory.materials.use') && (
              <MaterialSelect
                label={t('hand.material')}
                value={null}
                except={given.lines.map(({ materialId }) => materialId)}
                onChange={({ id, name, unit }) => given.add({ materialId: id, name, unit })}
              />
            )}
            {given.lines.length > 0 && (
              <MaterialPlace
                label={t('materials:place')}
                takes={given.lines.map(({ materialId }) => materialId)}
                value={place}
                onChange={setPlace}
              />
            )}
            <Button
              type="primary"
              size="large"
              disabled={workerId === null || !step || given.isBad || isPlaceMissing}
              loading={hand.isPending}
              onClick={() => workerId !== null && void give(workerId)}
            >
              {t('hand.give', { count: bundles.length })}
            </Button>
          </div>
        </div>
      )}
      <AfterPaint>
        <Outstanding />
      </AfterPaint>
    </div>
  )
}

/** The dye lots of bundles: what is sewn to them should be of the same. */
function lotsOf(bundles: readonly ScannedBundle[]): string[] {
  return [...new Set(bundles.flatMap(({ dyeLot }) => (dyeLot === '' ? [] : [dyeLot])))]
}
