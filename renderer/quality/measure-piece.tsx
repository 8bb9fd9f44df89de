import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  formatCentimetres,
  isOddMeasure,
  isOutOfSize,
  parseCentimetres,
} from '../../shared/catalog/size-chart.ts'
import type { Inspection } from '../../shared/quality/contract.ts'
import { api, client } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useConfirm } from '../ui/use-confirm.tsx'

/** Measures a piece by the style's size chart; what is beyond its tolerance counts as a major defect. */
export function MeasurePiece({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('quality')
  const { styleId } = inspection
  const ask = useConfirm()
  const chart = useQuery({
    ...api.catalog.sizeChart.get.queryOptions({ input: { styleId: styleId ?? 0 } }),
    enabled: styleId !== null,
  })
  const sizes = [...new Set((chart.data ?? []).flatMap((point) => Object.keys(point.sizes)))]
  const [size, setSize] = useState<string | null>(null)
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const next = Math.max(0, ...inspection.measures.map(({ piece }) => piece)) + 1
  const measure = useCommand(client.quality.inspections.measure, { onSuccess: () => setTexts({}) })
  const points = (chart.data ?? []).filter((point) => size !== null && point.sizes[size] !== undefined)
  const typed = points.flatMap((point) => {
    const measured = parseCentimetres(texts[point.name] ?? '')
    return measured === null ? [] : [{ point: point.name, measured }]
  })
  const isBad = points.some(({ name }) => {
    const text = (texts[name] ?? '').trim()
    return text !== '' && parseCentimetres(text) === null
  })
  const save = async () => {
    if (size === null) return
    const odd = typed.flatMap(({ point, measured }) => {
      const target = points.find(({ name }) => name === point)?.sizes[size] ?? 0
      if (!isOddMeasure(measured, target)) return []
      return [
        t('measure.odd', { point, measured: formatCentimetres(measured), target: formatCentimetres(target) }),
      ]
    })
    const isMeant =
      odd.length === 0 ||
      (await ask({ title: t('measure.oddTitle'), text: odd.join(' '), confirm: t('measure.oddKeep') }))
    if (isMeant) await measure.run({ id: inspection.id, piece: next, isNew: true, size, values: typed })
  }
  const pieces = [...Map.groupBy(inspection.measures, ({ piece }) => piece)]
  if (styleId === null || (inspection.state !== 'open' && pieces.length === 0)) return null
  return (
    <section className={styles.page}>
      <div className={styles.bar}>
        <b>{t('measure.title')}</b>
        {inspection.outOfSize > 0 && (
          <StatusTag tone="act">{t('measure.out', { count: inspection.outOfSize })}</StatusTag>
        )}
      </div>
      <ErrorNote error={measure.error ?? chart.error} />
      {chart.data?.length === 0 && (
        <p className={styles.muted}>
          {t('measure.noChart')} <Link to={`/catalog/styles/${styleId}/sizes`}>{t('chart.open')}</Link>
        </p>
      )}
      {inspection.state === 'open' && sizes.length > 0 && (
        <>
          <div className={styles.bar}>
            <span>{t('measure.piece', { number: next })}</span>
            <Select
              style={{ width: 100 }}
              aria-label={t('measure.size')}
              placeholder={t('measure.size')}
              value={size}
              options={sizes.map((one) => ({ value: one, label: one }))}
              onChange={setSize}
            />
          </div>
          {points.map((point) => {
            const target = point.sizes[size!]!
            const measured = parseCentimetres(texts[point.name] ?? '')
            const isOut = measured !== null && isOutOfSize({ ...point, target, measured })
            return (
              <div key={point.name} className={styles.bar}>
                <span style={{ width: 96 }}>{point.name}</span>
                <Input
                  className="number"
                  style={{ width: 96 }}
                  inputMode="decimal"
                  aria-label={point.name}
                  status={isOut ? 'error' : ''}
                  value={texts[point.name] ?? ''}
                  onChange={(event) => setTexts({ ...texts, [point.name]: event.target.value })}
                />
                <span className={isOut ? styles.wrong : styles.muted}>
                  {t('measure.target', {
                    target: formatCentimetres(target),
                    minus: formatCentimetres(point.minus),
                    plus: formatCentimetres(point.plus),
                  })}
                </span>
              </div>
            )
          })}
          {size !== null && (
            <div>
              <Button
                disabled={typed.length === 0 || isBad}
                loading={measure.isPending}
                onClick={() => void save()}
              >
                {t('measure.save')}
              </Button>
            </div>
          )}
        </>
      )}
      {pieces.length > 0 && (
        <Table
          size="small"
          rowKey={([piece]) => piece}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={pieces}
          columns={[
            { title: t('measure.no'), render: (_, [piece, rows]) => `${piece} · ${rows[0]!.size}` },
            {
              title: t('measure.values'),
              render: (_, [, rows]) => (
                <span className={styles.bar}>
                  {rows.map((row) =>
                    isOutOfSize(row) ? (
                      <StatusTag key={row.point} tone="act">
                        {row.point} {formatCentimetres(row.measured)} ({formatCentimetres(row.target)})
                      </StatusTag>
                    ) : (
                      <span key={row.point}>
                        {row.point} {formatCentimetres(row.measured)}
                      </span>
                    ),
                  )}
                </span>
              ),
            },
            {
              title: '',
              align: 'right',
              render: (_, [piece, rows]) =>
                inspection.state === 'open' && (
                  <Button
                    size="small"
                    onClick={() =>
                      void measure.run({ id: inspection.id, piece, size: rows[0]!.size, values: [] })
                    }
                  >
                    {t('remove')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </section>
  )
}
