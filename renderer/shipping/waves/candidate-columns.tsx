import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WaveCandidate } from '../../../shared/shipping/wave-contract.ts'
import { DueTag } from '../../ui/due-tag.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../shipping.module.css'

/** Columns of the orders a wave may take. */
export function useCandidateColumns(): TableColumnsType<WaveCandidate> {
  const { t } = useTranslation('shipping')
  return [
    {
      title: t('column.order'),
      render: (_, row) => <Link to={`/orders/${row.orderId}`}>{row.orderNumber}</Link>,
    },
    { title: t('column.shop'), dataIndex: 'shopName' },
    {
      title: t('column.due'),
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
      render: (_, row) => (
        <span className={styles.cut} title={row.titles}>
          {row.titles}
        </span>
      ),
    },
    { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
    { title: t('column.region'), dataIndex: 'region' },
    { title: t('column.waybill'), render: (_, row) => row.trackingNumber || row.carrierName },
    {
      title: t('column.remark'),
      render: (_, row) => (
        <span className={styles.cut} title={row.remark}>
          {row.remark}
        </span>
      ),
    },
    {
      title: t('column.state'),
      render: (_, row) =>
        row.refusal === null ? (
          <StatusTag tone="go">{t('wave.readyWord')}</StatusTag>
        ) : (
          <StatusTag tone="act">{t(`refusal.${row.refusal}`)}</StatusTag>
        ),
    },
  ]
}
