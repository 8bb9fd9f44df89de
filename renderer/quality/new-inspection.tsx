import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { inspectionKinds, QualitySettings } from '../../shared/quality/contract.ts'
import { type Strictness, samplingPlan, strictnesses } from '../../shared/quality/sampling.ts'
import { api, client } from '../app/client.ts'
import { BatchSelect } from '../production/batches/batch-select.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { PlanFields } from './plan-fields.tsx'

export type InspectionSubject =
  | { readonly kind: 'batch'; readonly id: number; readonly orderId?: number }
  | { readonly kind: 'receipt'; readonly id: number; readonly pieces: number; readonly name: string }

/** Begins a check: of which lot, how strictly, and so how many pieces are looked at. */
export function NewInspection(props: {
  readonly subject: InspectionSubject | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('quality')
  const navigate = useNavigate()
  const { subject } = props
  const settings = useQuery(api.quality.settings.get.queryOptions())
  const [batchId, setBatchId] = useState<number | null>(subject?.kind === 'batch' ? subject.id : null)
  const [kind, setKind] = useState<(typeof inspectionKinds)[number]>(
    subject?.kind === 'receipt' || (subject?.kind === 'batch' && subject.orderId) ? 'receipt' : 'final',
  )
  const [operationId, setOperationId] = useState<number | null>(null)
  const [lotTyped, setLot] = useState<number | null>(null)
  const [strictTyped, setStrict] = useState<Strictness | null>(null)
  const [plan, setPlan] = useState<Partial<Pick<QualitySettings, 'level' | 'major' | 'minor'>>>({})
  const [note, setNote] = useState('')
  const batch = useQuery({
    ...api.production.batches.get.queryOptions({ input: { id: batchId ?? 0 } }),
    enabled: batchId !== null,
  })
  const proposed = useQuery({
    ...api.quality.proposed.queryOptions({ input: { styleId: batch.data?.styleId ?? null } }),
    enabled: batchId === null || batch.data !== undefined,
  })
  const begin = useCommand(client.quality.inspections.begin, {
    onSuccess: ({ id }) => void navigate(`/floor/quality/${id}`),
  })
  const held = (batch.data?.bundles ?? []).reduce((sum, bundle) => sum + bundle.held, 0)
  const lot = lotTyped ?? (subject?.kind === 'receipt' ? subject.pieces : held)
  const strictness = strictTyped ?? (kind === 'inline' ? 'normal' : (proposed.data?.strictness ?? 'normal'))
  const rules = settings.data && { ...settings.data, ...plan }
  const isReady = rules !== undefined && lot > 0 && (batchId !== null || subject?.kind === 'receipt')
  const sampling = isReady ? samplingPlan({ ...rules, lot, strictness }) : null
  return (
    <Modal
      open
      width={640}
      title={t('begin.title')}
      okText={sampling ? t('begin.ok', { count: sampling.sample }) : t('begin.open')}
      okButtonProps={{ disabled: !isReady, loading: begin.isPending }}
      onOk={() =>
        rules &&
        void begin.run({
          kind,
          batchId,
          receiptId: subject?.kind === 'receipt' ? subject.id : null,
          ...(subject?.kind === 'batch' &&
            subject.orderId !== undefined && { subcontractOrderId: subject.orderId }),
          operationId: kind === 'inline' ? operationId : null,
          lot,
          strictness,
          level: rules.level,
          major: rules.major,
          minor: rules.minor,
          note,
        })
      }
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={begin.error ?? settings.error ?? batch.error} />
        {subject?.kind === 'receipt' ? (
          <b>{t('begin.delivery', { name: subject.name })}</b>
        ) : (
          <>
            {subject === null && (
              <BatchSelect label={t('begin.batch')} value={batchId} onChange={setBatchId} />
            )}
            <Segmented
              value={kind}
              options={(subject?.kind === 'batch' && subject.orderId
                ? (['receipt', 'final'] as const)
                : (['final', 'inline'] as const)
              ).map((one) => ({
                value: one,
                label: t(`kinds.${one}`),
              }))}
              onChange={setKind}
            />
            {kind === 'inline' && (
              <Select
                allowClear
                aria-label={t('begin.operation')}
                placeholder={t('begin.operation')}
                value={operationId}
                options={(batch.data?.operations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(value) => setOperationId(value ?? null)}
              />
            )}
          </>
        )}
        <div className={styles.bar}>
          <span>{t('begin.lot')}</span>
          <InputNumber
            aria-label={t('begin.lot')}
            min={1}
            max={100_000}
            precision={0}
            value={lot || null}
            onChange={setLot}
          />
          <Segmented<Strictness>
            value={strictness}
            options={strictnesses.map((one) => ({ value: one, label: t(`strict.${one}`) }))}
            onChange={setStrict}
          />
        </div>
        {proposed.data && proposed.data.strictness !== 'normal' && (
          <p className={styles.wrong}>
            {t('begin.tightened', {
              looked: proposed.data.looked,
              rejected: proposed.data.rejected,
              strict: t(`strict.${proposed.data.strictness}`),
            })}
          </p>
        )}
        {rules && strictness !== 'full' && (
          <PlanFields rules={rules} onChange={(patch) => setPlan({ ...plan, ...patch })} />
        )}
        {sampling && (
          <p>
            {sampling.acceptMajor === null
              ? t('begin.all', { count: lot })
              : t('begin.plan', {
                  sample: sampling.sample,
                  lot,
                  major: sampling.acceptMajor,
                  minor: sampling.acceptMinor,
                })}
          </p>
        )}
        {strictness === 'tightened' && <p className={styles.muted}>{t('sampling.check')}</p>}
        <Input
          placeholder={t('note')}
          aria-label={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
