import { useQuery } from '@tanstack/react-query'
import { App, Button, Collapse, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import type { BatchCost as Cost } from '../../../shared/production/costs-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { Fen } from '../../inventory/parts/figures.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useFresh } from '../../ui/use-fresh.ts'
import styles from '../production.module.css'
import { CostLines, piecesSharing } from './cost-lines.tsx'

/** What a batch costs against what it was planned to: a line each for materials, wages, work sent out and overhead. */
export function BatchCost({ batchId }: { readonly batchId: number }) {
  const { t } = useTranslation('production')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('production.costs.get')) return null
  return (
    <Collapse
      size="small"
      onChange={(keys) => setOpen(keys.length > 0)}
      items={[{ key: 'cost', label: t('cost.title'), children: isOpen && <CostTable batchId={batchId} /> }]}
    />
  )
}

function CostTable({ batchId }: { readonly batchId: number }) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const query = useQuery(api.production.costs.get.queryOptions({ input: { batchId } }))
  const [isSetting, setSetting] = useState(false)
  const correct = useCommand(client.production.costs.correct, {
    onSuccess: ({ corrected }) => void message.success(t('cost.corrected', { amount: toDecimal(corrected) })),
  })
  const { data } = query
  if (!data) return <ErrorNote error={query.error} />
  const rows = rowsOf(data)
  const sum = (of: 'planned' | 'actual') => rows.reduce((total, row) => total + (row[of] ?? 0), 0)
  const { pieces } = data
  const sharing = piecesSharing(data)
  const perPiece = (fen: number, count: number) => (count === 0 ? '—' : toDecimal(Math.round(fen / count)))
  return (
    <div className={styles.page}>
      <ErrorNote error={correct.error} />
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={rows}
        expandable={{
          rowExpandable: ({ name }) => name === 'materials' || name === 'wages',
          expandedRowRender: ({ name }) =>
            (name === 'materials' || name === 'wages') && <CostLines cost={data} of={name} />,
        }}
        columns={[
          { title: '', render: (_, row) => t(`cost.rows.${row.name}`) },
          {
            title: t('cost.planned', { count: pieces.planned }),
            align: 'right',
            render: (_, row) => <Fen value={row.planned} />,
          },
          {
            title: t('cost.actual', { count: sharing }),
            align: 'right',
            render: (_, row) => <Fen value={row.actual} />,
          },
          { title: t('cost.why'), render: (_, row) => t(`cost.help.${row.name}`) },
        ]}
        summary={() => (
          <>
            <Table.Summary.Row>
              <Table.Summary.Cell index={0} />
              <Table.Summary.Cell index={1}>
                <b>{t('cost.sum')}</b>
              </Table.Summary.Cell>
              {(['planned', 'actual'] as const).map((of, index) => (
                <Table.Summary.Cell key={of} index={index + 2} align="right">
                  <b>
                    <Fen value={sum(of)} />
                  </b>
                </Table.Summary.Cell>
              ))}
              <Table.Summary.Cell index={4} />
            </Table.Summary.Row>
            <Table.Summary.Row>
              <Table.Summary.Cell index={0} />
              <Table.Summary.Cell index={1}>{t('cost.perPiece')}</Table.Summary.Cell>
              <Table.Summary.Cell index={2} align="right">
                {perPiece(sum('planned'), pieces.planned)}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={3} align="right">
                {perPiece(sum('actual'), sharing)}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={4} />
            </Table.Summary.Row>
          </>
        )}
      />
      <div className={styles.bar}>
        {data.ratesMissing > 0 && (
          <StatusTag tone="warn">{t('cost.ratesMissing', { count: data.ratesMissing })}</StatusTag>
        )}
        <span>{t('cost.booked', { pieces: pieces.received, amount: toDecimal(data.booked) })}</span>
        {data.correctionDue !== 0 && (
          <>
            <StatusTag tone="warn">{t('cost.due', { amount: toDecimal(data.correctionDue) })}</StatusTag>
            <Button loading={correct.isPending} onClick={() => void correct.run({ batchId })}>
              {t('cost.correct')}
            </Button>
          </>
        )}
        <Button onClick={() => setSetting(true)}>{t('cost.overhead')}</Button>
      </div>
      {data.leftWithSold !== 0 && (
        <p className={styles.muted}>{t('cost.leftWithSold', { amount: toDecimal(data.leftWithSold) })}</p>
      )}
      {pieces.gone > 0 && (
        <p className={styles.muted}>{t('cost.gone', { begun: pieces.begun, count: pieces.gone, sharing })}</p>
      )}
      {isSetting && <Overhead onClose={() => setSetting(false)} />}
    </div>
  )
}

function rowsOf(cost: Cost) {
  return [
    { name: 'materials', ...cost.materials },
    { name: 'wages', ...cost.wages },
    { name: 'sentOut', planned: null, actual: cost.sentOut },
    ...(cost.deducted > 0 ? [{ name: 'deducted', planned: null, actual: -cost.deducted } as const] : []),
    { name: 'overhead', ...cost.overhead },
  ] as const
}

/** What pieces bear of rent and power: so much each, and so much on wages. */
function Overhead({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('production')
  const query = useFresh(api.production.costs.costing.queryOptions())
  const [piece, setPiece] = useState<string | null>(null)
  const [wages, setWages] = useState<string | null>(null)
  const save = useCommand(client.production.costs.saveCosting, { onSuccess: onClose })
  const pieceText = piece ?? (query.data ? toDecimal(query.data.perPiece) : '')
  const wagesText = wages ?? (query.data ? String(query.data.ofWages / 10) : '')
  const perPiece = parseMoney(pieceText)
  const ofWages = /^\d{1,3}(?:\.\d)?$/.test(wagesText.trim()) ? Math.round(Number(wagesText) * 10) : null
  return (
    <Modal
      open
      title={t('cost.overhead')}
      okText={t('save')}
      okButtonProps={{
        disabled: query.data === undefined || perPiece === null || perPiece < 0 || ofWages === null,
        loading: save.isPending,
      }}
      onOk={() => perPiece !== null && ofWages !== null && void save.run({ costing: { perPiece, ofWages } })}
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={save.error ?? query.error} />
        <p className={styles.muted}>{t('cost.overheadHelp')}</p>
        <div className={styles.bar}>
          <span style={{ width: 160 }}>{t('cost.eachPiece')}</span>
          <Input
            className="number"
            style={{ width: 120 }}
            aria-label={t('cost.eachPiece')}
            status={perPiece === null ? 'error' : ''}
            value={pieceText}
            onChange={(event) => setPiece(event.target.value)}
          />
        </div>
        <div className={styles.bar}>
          <span style={{ width: 160 }}>{t('cost.onWages')}</span>
          <Input
            className="number"
            style={{ width: 120 }}
            suffix="%"
            aria-label={t('cost.onWages')}
            status={ofWages === null ? 'error' : ''}
            value={wagesText}
            onChange={(event) => setWages(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  )
}
