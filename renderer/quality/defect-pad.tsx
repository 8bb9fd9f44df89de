import { CameraOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YifangError } from '../../shared/errors.ts'
import { defectOutcomes, type Inspection } from '../../shared/quality/contract.ts'
import { type DefectClass, defectClasses } from '../../shared/quality/sampling.ts'
import { api, client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { TakePhoto } from '../catalog/take-photo.tsx'
import floor from '../production/production.module.css'
import { byInitials } from '../ui/by-initials.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { ScanInput, type ScanOutcome } from '../ui/scan-input.tsx'
import { useCommand } from '../ui/use-command.ts'
import { WorkerSelect } from '../workers/worker-select.tsx'
import styles from './quality.module.css'
import { useDefectNames } from './use-defect-names.ts'

type Outcome = (typeof defectOutcomes)[number]

/**
 * Where defects are tapped in: which bundle, step and worker (a ticket or a badge says it), what becomes of the pieces,
 * then the defect itself. The choices stay for the next defect of the same bundle; of another one, step and worker are
 * asked anew, so that nobody is blamed unasked.
 */
export function DefectPad({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('quality')
  const { message } = App.useApp()
  const { shownBy, storedBy } = useDefectNames()
  const settings = useQuery(api.quality.settings.get.queryOptions())
  const workers = useQuery(api.workers.list.queryOptions())
  const [bundleId, setBundleId] = useState<number | null>(null)
  const [operationId, setOperationId] = useState<number | null>(inspection.operationId)
  // Undefined: as the records say; null: nobody's fault.
  const [namedId, setNamedId] = useState<number | null>()
  const [outcome, setOutcome] = useState<Outcome>('noted')
  const [pieces, setPieces] = useState(1)
  const [note, setNote] = useState('')
  const [photoHash, setPhotoHash] = useState('')
  const [other, setOther] = useState('')
  const [error, setError] = useState<unknown>(null)
  const add = useCommand(client.quality.inspections.addDefect, {
    onSuccess: () => {
      setPieces(1)
      setNote('')
      setOther('')
      setPhotoHash('')
    },
  })
  const isBatch = inspection.batchId !== null
  const outcomes = isBatch ? defectOutcomes : (['noted'] as const)
  // Who did it is asked of the records, so that nobody needs to remember.
  const chosen = inspection.bundles.find(({ id }) => id === bundleId)
  const records = useQuery({
    ...api.production.work.scan.queryOptions({ input: { code: chosen?.code ?? '-' } }),
    enabled: chosen !== undefined,
  })
  const whoDid = (step: number | null) => {
    if (records.data?.kind !== 'bundle' || step === null) return null
    const doers = records.data.bundle.steps.find((one) => one.operationId === step)?.workers ?? []
    const [doer, ...others] = new Set(doers.map((one) => one.workerId))
    if (others.length > 0) return null
    return (workers.data ?? []).find(({ id, archived }) => id === doer && !archived)?.id ?? null
  }
  const workerId = namedId === undefined ? whoDid(operationId) : namedId
  const turnTo = (id: number | null) => {
    setBundleId(id)
    setOperationId(inspection.operationId)
    setNamedId(undefined)
  }
  const scan = async (code: string): Promise<ScanOutcome> => {
    setError(null)
    try {
      const found = await client.production.work.scan({ code })
      if (found.kind === 'worker') setNamedId(found.worker.id)
      else {
        if (!inspection.bundles.some(({ id }) => id === found.bundle.id))
          throw new YifangError('inspection-elsewhere', { bundle: found.bundle.bundleNumber })
        if (found.bundle.id !== bundleId) turnTo(found.bundle.id)
        // A strip names the step itself.
        if (found.operationId !== null) setOperationId(found.operationId)
      }
      return 'right'
    } catch (raised) {
      setError(raised)
      return 'wrong'
    }
  }
  const enter = async (name: string, of: DefectClass) => {
    const done = await add.run({
      id: inspection.id,
      name,
      class: of,
      pieces,
      bundleId,
      operationId,
      workerId,
      outcome,
      photoHash,
      note,
    })
    if (done !== null) void message.success(t('pad.noted', { defect: shownBy(name), pieces }))
  }
  const needsMore =
    outcome !== 'noted' && (bundleId === null || (outcome === 'rework' && operationId === null))
  return (
    <div className={floor.page}>
      {isBatch && <ScanInput placeholder={t('pad.scan')} onScan={scan} onEscape={() => turnTo(null)} />}
      <ErrorNote error={error ?? add.error} />
      {isBatch && (
        <div className={floor.bar}>
          <Select
            allowClear
            showSearch={byInitials}
            size="large"
            style={{ width: 220 }}
            aria-label={t('pad.bundle')}
            placeholder={t('pad.bundle')}
            value={bundleId}
            options={inspection.bundles.map((bundle) => ({
              value: bundle.id,
              label: `${bundle.bundleNumber} · ${bundle.sku.colour} ${bundle.sku.size} · ${bundle.held}`,
            }))}
            onChange={(value) => turnTo(value ?? null)}
          />
          <Select
            allowClear
            size="large"
            style={{ width: 150 }}
            aria-label={t('pad.operation')}
            placeholder={t('pad.operation')}
            value={operationId}
            options={inspection.operations
              .filter(({ recorded }) => recorded)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => setOperationId(value ?? null)}
          />
          <WorkerSelect
            clearable
            size="large"
            width={150}
            label={t('pad.worker')}
            value={workerId}
            onChange={(worker) => setNamedId(worker?.id ?? null)}
          />
        </div>
      )}
      <div className={floor.bar}>
        {outcomes.length > 1 && (
          <Segmented<Outcome>
            size="large"
            value={outcome}
            options={outcomes.map((one) => ({ value: one, label: t(`outcomes.${one}`) }))}
            onChange={setOutcome}
          />
        )}
        <InputNumber
          size="large"
          style={{ width: 88 }}
          aria-label={t('pad.pieces')}
          min={1}
          max={100_000}
          precision={0}
          value={pieces}
          suffix={t('pieces')}
          onChange={(value) => setPieces(value ?? 1)}
        />
        <Input
          size="large"
          style={{ width: 180 }}
          aria-label={t('pad.note')}
          placeholder={t('pad.note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <TakePhoto
          size="large"
          camera="environment"
          icon={<CameraOutlined />}
          label={t('pad.photo')}
          onTaken={setPhotoHash}
          onError={setError}
        />
        {photoHash !== '' && <Photo hash={photoHash} side={48} alt={t('pad.photo')} />}
      </div>
      {needsMore && (
        <p className={floor.wrong}>{t(outcome === 'rework' ? 'pad.needsStep' : 'pad.needsBundle')}</p>
      )}
      {outcome === 'rework' && !needsMore && (
        <p className={floor.muted}>{t(workerId === null ? 'pad.faultNobody' : 'pad.faultHers')}</p>
      )}
      {outcome === 'seconds' && chosen && (
        <p className={floor.muted}>{t('pad.secondsHelp', { colour: chosen.sku.colour })}</p>
      )}
      {defectClasses.map((one) => (
        <section key={one}>
          <b>{t(`classes.${one}`)}</b>
          <div className={styles.pad}>
            {(settings.data?.defects ?? [])
              .filter((defect) => defect.class === one)
              .map(({ name }) => (
                <button
                  key={name}
                  type="button"
                  className={styles.defect}
                  disabled={needsMore || add.isPending}
                  onClick={() => void enter(name, one)}
                >
                  {shownBy(name)}
                </button>
              ))}
          </div>
        </section>
      ))}
      <div className={floor.bar}>
        <Input
          size="large"
          style={{ width: 200 }}
          aria-label={t('pad.other')}
          placeholder={t('pad.other')}
          maxLength={40}
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
        {defectClasses.map((one) => (
          <Button
            key={one}
            size="large"
            disabled={needsMore || other.trim() === ''}
            onClick={() => void enter(storedBy(other.trim()), one)}
          >
            {t(`classes.${one}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
