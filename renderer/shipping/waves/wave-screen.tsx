import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import type { Wave } from '../../../shared/shipping/wave-contract.ts'
import { api, client } from '../../app/client.ts'
import { useIsTight } from '../../app/touch.ts'
import { SkuName } from '../../catalog/sku-name.tsx'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { DueTag } from '../../ui/due-tag.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { fitting } from '../../ui/table/fitting.ts'
import { useCommand } from '../../ui/use-command.ts'
import { pickList, pickSlips } from '../print-data.ts'
import { usePrinting } from '../printing.ts'
import styles from '../shipping.module.css'

type Slip = Wave['slips'][number]

const tones = { waiting: 'go', open: 'warn', packed: 'done', shipped: 'done', refused: 'act' } as const

/** One wave: its pick list by place, its slips with how far each is; prints both. */
export function WaveScreen() {
  const { t } = useTranslation('shipping')
  const id = Number(useParams().id)
  const wave = useQuery(api.shipping.waves.get.queryOptions({ input: { id } }))
  const { print, job } = usePrinting()
  const [isPrinting, setPrinting] = useState(false)
  const isTight = useIsTight()
  const finish = useCommand(client.shipping.waves.finish)
  const remove = useCommand(client.shipping.waves.removeOrders)
  const data = wave.data
  if (!data) return <ErrorNote error={wave.error} />
  const waiting = data.slips.filter((slip) => slip.state !== 'packed' && slip.state !== 'shipped')
  const isPicking = data.state === 'picking'
  const due = (slip: Slip) => (
    <DueTag shipBy={slip.orders[0]?.shipBy ?? null} isOver={slip.state === 'shipped'} />
  )
  const run = async (work: () => Promise<unknown>) => {
    setPrinting(true)
    await work().finally(() => setPrinting(false))
  }
  return (
    <div className={styles.page}>
      <PageHeader
        back="/pack/waves"
        title={t('wave.name', { id })}
        note={`${t(`waveState.${data.state}`)} · ${data.slips.length - waiting.length} / ${data.slips.length}`}
        actions={
          <>
            <JobMark job={job} />
            <Button
              icon={<PrinterOutlined />}
              disabled={isPrinting || data.pickRows.length === 0}
              onClick={() =>
                void run(async () =>
                  print('pickList', [await pickList(data, t('wave.name', { id: data.id }))]),
                )
              }
            >
              {t('print.pickList')}
            </Button>
            <Button
              type="primary"
              icon={<PrinterOutlined />}
              disabled={isPrinting || waiting.length === 0}
              onClick={() =>
                void run(async () => print('pickSlip', await pickSlips({ ...data, slips: waiting })))
              }
            >
              {t('print.pickSlips', { count: waiting.length })}
            </Button>
            {isPicking && (
              <ConfirmAction
                title={t('wave.finishTitle')}
                text={t('wave.finishText', { count: waiting.length })}
                confirm={t('wave.finish')}
                onConfirm={() => finish.run({ id, cancel: waiting.length === data.slips.length })}
              >
                {t('wave.finish')}
              </ConfirmAction>
            )}
          </>
        }
      />
      <ErrorNote error={finish.error ?? remove.error} />
      <section className={styles.section}>
        <div className={styles.bar}>
          <h2>{t('wave.pickList')}</h2>
          <span className={styles.grow} />
          <ExportButton
            disabled={data.pickRows.length === 0}
            onExport={() => client.shipping.waves.export({ id })}
          />
        </div>
        <Table
          size="small"
          rowKey="itemId"
          dataSource={data.pickRows}
          scroll={{ x: true }}
          pagination={false}
          locale={{ emptyText: t('wave.nothingToPick') }}
          columns={[
            {
              title: t('column.place'),
              width: 90,
              render: (_, row) => <strong>{row.location || t('noPlace')}</strong>,
            },
            { title: t('column.goods'), render: (_, row) => <SkuName sku={row.sku} side={48} /> },
            {
              title: t('column.pieces'),
              align: 'right',
              width: 90,
              render: (_, row) => <strong>{row.quantity}</strong>,
            },
            {
              title: t('wave.forSlips'),
              render: (_, row) => row.orders.map((one) => `#${one.mark} × ${one.quantity}`).join('  '),
            },
          ]}
        />
      </section>
      <section className={styles.section}>
        <h2>{t('wave.slips')}</h2>
        <Table
          size="small"
          rowKey="groupNumber"
          dataSource={data.slips}
          scroll={{ x: true }}
          pagination={{ pageSize: 100, hideOnSinglePage: true }}
          columns={fitting<Slip>(isTight, [
            { title: '#', width: 60, dataIndex: 'groupNumber' },
            {
              title: t('column.order'),
              ...(!isTight && { width: 320 }),
              render: (_, slip) => (
                <>
                  {slip.orders.map((order) => (
                    <div key={order.orderId}>
                      {order.orderNumber} {!isTight && `· ${order.shopName}`}
                    </div>
                  ))}
                  {isTight && due(slip)}
                </>
              ),
            },
            { title: t('column.due'), roomy: true, render: (_, slip) => due(slip) },
            {
              title: t('column.goods'),
              ...(!isTight && { width: 380 }),
              render: (_, slip) =>
                slip.items.map((item) => (
                  <div key={item.itemId}>
                    {item.location} {skuText(item.sku)} × {item.quantity}
                  </div>
                )),
            },
            {
              title: t('column.remark'),
              // Read at the packing table, in full.
              roomy: true,
              render: (_, slip) =>
                slip.orders
                  .map((order) => order.remark)
                  .filter(Boolean)
                  .join(' / '),
            },
            {
              title: t('column.state'),
              render: (_, slip) => (
                <StatusTag tone={tones[slip.state]}>
                  {slip.refusal && slip.state === 'refused'
                    ? t(`refusal.${slip.refusal}`)
                    : t(`slipState.${slip.state}`)}
                </StatusTag>
              ),
            },
            {
              title: '',
              align: 'right',
              render: (_, slip) => (
                <span className={styles.row}>
                  <Button
                    size="small"
                    disabled={isPrinting}
                    onClick={() =>
                      void run(async () => print('pickSlip', await pickSlips({ ...data, slips: [slip] })))
                    }
                  >
                    {t('print.one')}
                  </Button>
                  {isPicking && (slip.state === 'waiting' || slip.state === 'refused') && (
                    <Button
                      size="small"
                      onClick={() =>
                        void remove.run({ id, orderIds: slip.orders.map((order) => order.orderId) })
                      }
                    >
                      {t('wave.remove')}
                    </Button>
                  )}
                </span>
              ),
            },
          ])}
        />
      </section>
    </div>
  )
}
