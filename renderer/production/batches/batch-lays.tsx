import { useQuery } from '@tanstack/react-query'
import { Collapse, Input, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCentimetres, parseCentimetres } from '../../../shared/catalog/size-chart.ts'
import type { Lay } from '../../../shared/production/contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** The lays of a batch with the fabric each took, beside what the BOM allows for its pieces. */
export function BatchLays({ batchId }: { readonly batchId: number }) {
  const { t } = useTranslation('production')
  const query = useQuery(api.production.lays.list.queryOptions({ input: { batchId } }))
  const [editing, setEditing] = useState<Lay | null>(null)
  const takeBack = useCommand(client.production.lays.void)
  const rows = query.data ?? []
  if (rows.length === 0) return <ErrorNote error={query.error} />
  const amount = (value: number | null, unit: Lay['unit']) =>
    value === null ? '—' : `${formatAmount(value)} ${unit ? t(`materials:units.${unit}`) : ''}`
  return (
    <>
      <PartSets lays={rows} />
      <Collapse
        size="small"
        items={[
          {
            key: 'lays',
            label: t('lay.title', { count: rows.length }),
            children: (
              <>
                <ErrorNote error={takeBack.error} />
                <Table
                  size="small"
                  rowKey="id"
                  scroll={{ x: 'max-content' }}
                  pagination={false}
                  dataSource={rows}
                  columns={[
                    { title: t('lay.number'), render: (_, row) => <b>{row.layNumber}</b> },
                    { title: t('lay.part'), render: (_, row) => row.part || t('lay.whole') },
                    { title: t('lay.date'), dataIndex: 'businessDate' },
                    { title: t('cut.layers'), align: 'right', dataIndex: 'layers' },
                    { title: t('bundle.pieces'), align: 'right', dataIndex: 'pieces' },
                    { title: t('lay.fabric'), render: (_, row) => row.material || '—' },
                    { title: t('lay.used'), align: 'right', render: (_, row) => amount(row.used, row.unit) },
                    {
                      title: t('lay.allowed'),
                      align: 'right',
                      render: (_, row) => amount(row.allowed, row.unit),
                    },
                    {
                      title: t('lay.difference'),
                      render: (_, row) => {
                        if (row.used === null || !row.allowed) return '—'
                        const share = ((row.used - row.allowed) / row.allowed) * 100
                        return (
                          <StatusTag tone={share > 0 ? 'warn' : 'done'}>
                            {`${share > 0 ? '+' : ''}${share.toFixed(1)} %`}
                          </StatusTag>
                        )
                      },
                    },
                    {
                      title: t('lay.remnant'),
                      align: 'right',
                      render: (_, row) => amount(row.remnant, row.unit),
                    },
                    {
                      title: '',
                      align: 'right',
                      render: (_, row) => (
                        <span
                          className={styles.bar}
                          style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}
                        >
                          <LinkButton onClick={() => setEditing(row)}>{t('lay.fabricOf')}</LinkButton>
                          {row.part !== '' && (
                            <ConfirmAction
                              size="small"
                              title={t('lay.voidTitle', { number: row.layNumber, part: row.part })}
                              text={t('lay.voidText')}
                              confirm={t('lay.void')}
                              onConfirm={() => takeBack.run({ id: row.id })}
                            >
                              {t('lay.void')}
                            </ConfirmAction>
                          )}
                        </span>
                      ),
                    },
                  ]}
                />
              </>
            ),
          },
        ]}
      />
      {editing && <LayFabric batchId={batchId} lay={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

/** Whether the parts cut on their own suffice for the sets that were cut. */
function PartSets({ lays }: { readonly lays: readonly Lay[] }) {
  const { t } = useTranslation('production')
  const wanted = countPieces(lays.filter(({ part }) => part === ''))
  return [...Map.groupBy(lays, ({ part }) => part)].flatMap(([part, own]) => {
    if (part === '') return []
    const there = countPieces(own)
    const lacking = [...wanted].flatMap(([sku, pieces]) => {
      const short = pieces - (there.get(sku) ?? 0)
      return short > 0 ? [`${sku} ${short}`] : []
    })
    return (
      <p key={part}>
        {lacking.length === 0 ? (
          <StatusTag tone="done">{t('lay.complete', { part })}</StatusTag>
        ) : (
          <StatusTag tone="warn">{t('lay.lacking', { part, list: listText(lacking) })}</StatusTag>
        )}
      </p>
    )
  })
}

function countPieces(lays: readonly Lay[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { colour, size, quantity } of lays.flatMap(({ cut }) => cut))
    sums.set(`${colour} ${size}`, (sums.get(`${colour} ${size}`) ?? 0) + quantity)
  return sums
}

function LayFabric(props: { readonly batchId: number; readonly lay: Lay; readonly onClose: () => void }) {
  const { t } = useTranslation('production')
  const { lay } = props
  const materials = useQuery(
    api.inventory.materials.ofBatch.queryOptions({ input: { batchId: props.batchId } }),
  )
  const known = materials.data?.rows ?? []
  const [materialId, setMaterialId] = useState<number | null>(null)
  const chosen = materialId ?? known.find(({ name }) => name === lay.material)?.materialId ?? null
  const [marker, setMarker] = useState(lay.markerLength === null ? '' : formatCentimetres(lay.markerLength))
  const [loss, setLoss] = useState(lay.endLoss === null ? '' : formatCentimetres(lay.endLoss))
  const [remnant, setRemnant] = useState(lay.remnant === null ? '' : formatAmount(lay.remnant))
  const save = useCommand(client.production.lays.save, { onSuccess: props.onClose })
  const numbers = [marker, loss].map((text) => (text.trim() === '' ? null : parseCentimetres(text)))
  const isBad =
    (marker.trim() !== '' && !numbers[0]) ||
    (loss.trim() !== '' && numbers[1] === null) ||
    (remnant.trim() !== '' && parseAmount(remnant) === null)
  const fields = [
    ['lay.marker', marker, setMarker],
    ['lay.endLoss', loss, setLoss],
  ] as const
  return (
    <Modal
      open
      title={t('lay.fabricTitle', { number: lay.layNumber })}
      okText={t('save')}
      okButtonProps={{ disabled: isBad, loading: save.isPending }}
      onOk={() =>
        void save.run({
          id: lay.id,
          materialId: chosen,
          markerLength: numbers[0] ?? null,
          endLoss: numbers[1] ?? null,
          remnant: remnant.trim() === '' ? null : parseAmount(remnant),
        })
      }
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={save.error ?? materials.error} />
        <Select
          allowClear
          aria-label={t('lay.fabric')}
          placeholder={t('lay.fabric')}
          value={chosen}
          options={known.map((row) => ({ value: row.materialId, label: row.name }))}
          onChange={(value) => setMaterialId(value ?? null)}
        />
        {fields.map(([key, value, onChange]) => (
          <div key={key} className={styles.bar}>
            <span style={{ width: 160 }}>{t(key)}</span>
            <Input
              className="number"
              style={{ width: 120 }}
              suffix="cm"
              aria-label={t(key)}
              status={value.trim() !== '' && parseCentimetres(value) === null ? 'error' : ''}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          </div>
        ))}
        <div className={styles.bar}>
          <span style={{ width: 160 }}>{t('lay.remnant')}</span>
          <AmountInput label={t('lay.remnant')} value={remnant} onChange={setRemnant} />
        </div>
        <p className={styles.muted}>{t('lay.help')}</p>
      </div>
    </Modal>
  )
}
