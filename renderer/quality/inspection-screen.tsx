import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Spin, Table } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Inspection } from '../../shared/quality/contract.ts'
import { defectClasses } from '../../shared/quality/sampling.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { Photo } from '../catalog/photo.tsx'
import floor from '../production/production.module.css'
import { Presence } from '../stations/presence.tsx'
import { isKeptId } from '../stations/queue/kept-id.ts'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'
import { CloseInspection } from './close-inspection.tsx'
import { DefectPad } from './defect-pad.tsx'
import { MeasurePiece } from './measure-piece.tsx'
import styles from './quality.module.css'
import { useDefectNames } from './use-defect-names.ts'
import { VerdictTag } from './verdict-tag.tsx'

/** One check: how many were looked at, what was found, what becomes of it, and the verdict. */
export function InspectionScreen() {
  const { t } = useTranslation('quality')
  const id = Number(useParams().id)
  const query = useQuery(api.quality.inspections.get.queryOptions({ input: { id } }))
  const inspection = query.data
  if (!inspection) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const isOpen = inspection.state === 'open'
  return (
    <div className={floor.page}>
      <PageHeader
        back="/floor/quality"
        title={t('title', { kind: t(`kinds.${inspection.kind}`), subject: inspection.subject })}
        note={
          inspection.batchId === null ? (
            inspection.note
          ) : (
            <>
              <Link to={`/floor/batches/${inspection.batchId}`}>{inspection.styleName}</Link>{' '}
              {inspection.note}
            </>
          )
        }
        actions={<CloseInspection inspection={inspection} />}
      />
      {isOpen && <Presence kind="inspection" id={inspection.id} />}
      <Plan inspection={inspection} />
      {inspection.verdictNote !== '' && <p>{t('verdictNote', { note: inspection.verdictNote })}</p>}
      <div className={floor.columns}>
        {isOpen ? <DefectPad inspection={inspection} /> : <p className={floor.muted}>{t('over')}</p>}
        <div className={floor.page}>
          <Defects inspection={inspection} />
          <MeasurePiece inspection={inspection} />
        </div>
      </div>
    </div>
  )
}

/** What the plan asks for beside what was found. */
function Plan({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('quality')
  const [inspected, setInspected] = useState(inspection.inspected)
  /** What is changed from: pressed twice before the host has answered, the second is one more than the first. */
  const shown = useRef(inspection.inspected)
  useEffect(() => {
    shown.current = inspection.inspected
    setInspected(inspection.inspected)
  }, [inspection.inspected])
  const count = useCommand(client.quality.inspections.count)
  const save = (value: number) => {
    setInspected(value)
    void count.run({ id: inspection.id, inspected: value, before: shown.current })
    shown.current = value
  }
  const accepts = { critical: 0, major: inspection.acceptMajor, minor: inspection.acceptMinor }
  return (
    <>
      <ErrorNote error={count.error} />
      <div className={styles.plan}>
        <Photo hash={inspection.photoHash} side={72} alt={inspection.styleName} />
        <span className={floor.bar}>
          <span className={floor.large}>{t('lookedAt')}</span>
          {inspection.state === 'open' && (
            <Button
              size="large"
              aria-label={t('minusOne')}
              disabled={inspected === 0}
              onClick={() => save(inspected - 1)}
            >
              −1
            </Button>
          )}
          <InputNumber
            size="large"
            style={{ width: 96 }}
            aria-label={t('lookedAt')}
            min={0}
            max={100_000}
            precision={0}
            disabled={inspection.state !== 'open'}
            value={inspected}
            onChange={(value) => setInspected(value ?? 0)}
            onBlur={() => inspected !== inspection.inspected && save(inspected)}
            onPressEnter={() => inspected !== inspection.inspected && save(inspected)}
          />
          {inspection.state === 'open' && (
            <Button size="large" aria-label={t('plusOne')} onClick={() => save(inspected + 1)}>
              +1
            </Button>
          )}
          <span className={floor.large}>
            {t('ofSample', { sample: inspection.sample, lot: inspection.lot })}
          </span>
        </span>
        {defectClasses.map((one) => {
          const accept = accepts[one]
          const isOver = accept !== null && inspection[one] > accept
          return (
            <span key={one} className={isOver ? floor.wrong : undefined}>
              {t(`classes.${one}`)} <span className={styles.figure}>{inspection[one]}</span>{' '}
              {accept === null ? '' : t('atMost', { count: accept })}
            </span>
          )
        })}
        <VerdictTag state={inspection.state} />
        {inspection.strictness !== 'normal' && (
          <StatusTag tone="warn">{t(`strict.${inspection.strictness}`)}</StatusTag>
        )}
      </div>
    </>
  )
}

function Defects({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('quality')
  const may = useMay()
  const undo = useCommand(client.quality.inspections.voidDefect)
  const { shownBy } = useDefectNames()
  return (
    <>
      <ErrorNote error={undo.error} onClose={undo.reset} />
      <Table
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={inspection.defects}
        locale={{ emptyText: t('noDefects') }}
        rowClassName={(row) => (row.voided ? floor.voided! : '')}
        columns={[
          {
            title: t('defect'),
            render: (_, row) => (
              <span className={floor.bar}>
                {row.photoHash !== '' && <Photo hash={row.photoHash} side={48} alt={shownBy(row.name)} />}
                <span>
                  <b>{shownBy(row.name)}</b> × {row.pieces}
                  <div className={floor.muted}>
                    {[
                      t(`classes.${row.class}`),
                      row.bundleNumber === null ? '' : t('bundleNo', { bundle: row.bundleNumber }),
                      row.operationName,
                      row.workerName,
                      row.note,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </span>
              </span>
            ),
          },
          {
            title: t('outcome'),
            render: (_, row) =>
              row.outcome === 'rework' ? (
                <StatusTag tone={row.mended ? 'done' : 'warn'}>
                  {t(row.mended ? 'mended' : 'outcomes.rework')}
                </StatusTag>
              ) : (
                t(`outcomes.${row.outcome}`)
              ),
          },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              row.voided ? (
                t('undone')
              ) : isKeptId(row.id) ? (
                <StatusTag tone="go">{t('kept:kept')}</StatusTag>
              ) : (
                inspection.state === 'open' &&
                may('quality.inspections.voidDefect') && (
                  <ConfirmAction
                    size="small"
                    title={t('undoTitle', { name: shownBy(row.name), count: row.pieces })}
                    text={t('undoText')}
                    confirm={t('undo')}
                    onConfirm={() => undo.run({ defectId: row.id })}
                  >
                    {t('undo')}
                  </ConfirmAction>
                )
              ),
          },
        ]}
      />
    </>
  )
}
