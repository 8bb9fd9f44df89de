import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WaveCandidate } from '../../../shared/shipping/wave-contract.ts'
import { useIsTight } from '../../app/touch.ts'
import { DueTag } from '../../ui/due-tag.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { fitting } from '../../ui/table/fitting.ts'
import styles from '../shipping.module.css'

/** Columns of the orders a wave may take. */
export function useCandidateColumns(): TableColumnsType<WaveCandidate> {
  const { t } = useTranslation('shipping')
  const isTight = useIsTight()
  return fitting<WaveCandidate>(isTight, [
    {
      title: t('column.order'),
      ...(!isTight && { width: 208 }),
      render: (_, row) => (
        <>
          <Link to={`/orders/${row.orderId}`}>{row.orderNumber}</Link>
          {isTight && (
            <div className={styles.cut} title={row.titles}>
              {row.titles}
            </div>
          )}
        </>
      ),
    },
    { title: t('column.shop'), dataIndex: 'shopName', width: 120, ellipsis: true, responsive: ['xl'] },
    {
      title: t('column.due'),
      width: isTight ? 208 : 180,
      render: (_, row) => (
        <>
          <DueTag shipBy={row.shipBy} />{' '}
          {row.performanceDate && (
            <StatusTag tone="act">{t('performance', { date: row.performanceDate })}</StatusTag>
          )}{' '}
          {row.answering && <StatusTag tone="warn">{t('wave.answering')}</StatusTag>}
        </>
      ),
    },
    {
      title: t('column.goods'),
      ellipsis: true,
      roomy: true,
      render: (_, row) => <span title={row.titles}>{row.titles}</span>,
    },
    { title: t('column.pieces'), align: 'right', dataIndex: 'pieces', width: isTight ? 88 : 76 },
    { title: t('column.region'), dataIndex: 'region', width: 130, ellipsis: true, responsive: ['xl'] },
    {
      title: t('column.waybill'),
      width: 140,
      ellipsis: true,
      responsive: ['xl'],
      render: (_, row) => row.trackingNumber || row.carrierName,
    },
    {
      title: t('column.remark'),
      ellipsis: true,
      // Read at the packing table, in full.
      roomy: true,
      render: (_, row) => <span title={row.remark}>{row.remark}</span>,
    },
    {
      title: t('column.state'),
      width: isTight ? 132 : 96,
      render: (_, row) =>
        row.refusal === null ? (
          <StatusTag tone="go">{t('wave.readyWord')}</StatusTag>
        ) : (
          <StatusTag tone="act">{t(`refusal.${row.refusal}`)}</StatusTag>
        ),
    },
  ])
}
