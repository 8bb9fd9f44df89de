import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatRate } from '../../shared/production/piece-rates.ts'
import type { SendOutSuggestion } from '../../shared/subcontracting/partners-contract.ts'
import { api } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { hours } from '../planning/hours.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'

/** Batches that will be late as things stand, and who could take them, with what speaks for and against each. */
export function Suggestions() {
  const { t } = useTranslation('subcontracting')
  const query = useQuery(api.subcontracting.suggestions.queryOptions())
  return (
    <div className={styles.page}>
      <p className={styles.muted}>{t('suggest.help')}</p>
      <ErrorNote error={query.error} />
      <Table
        size="small"
        rowKey="batchId"
        loading={query.isPending}
        dataSource={query.data ?? []}
        locale={{ emptyText: t('suggest.none') }}
        pagination={false}
        columns={[
          {
            title: t('batch'),
            width: 200,
            onCell: () => ({ style: { verticalAlign: 'top' } }),
            render: (_, row) => <BatchFacts row={row} />,
          },
          {
            title: t('suggest.who'),
            render: (_, row) => (row.partners.length === 0 ? t('suggest.nobody') : <Candidates row={row} />),
          },
          {
            title: '',
            width: 90,
            align: 'right',
            onCell: () => ({ style: { verticalAlign: 'top' } }),
            render: (_, row) => (
              <Link to={`/floor/batches/${row.batchId}?send=1`}>
                <Button size="small">{t('send.open')}</Button>
              </Link>
            ),
          },
        ]}
      />
    </div>
  )
}

function BatchFacts({ row }: { readonly row: SendOutSuggestion }) {
  const { t } = useTranslation('subcontracting')
  const { bottleneck } = row
  return (
    <>
      <Photo hash={row.photoHash} side={56} alt={row.styleName} />
      <div>
        <b>{row.batchNumber}</b> {row.styleName}
      </div>
      <div>
        {t('due')} {row.due ?? '—'}
      </div>
      <div>
        {t('suggest.finish')} {row.finish ?? t('suggest.never')}
      </div>
      <div>
        {t('suggest.hours')} {hours(row.seconds)}
      </div>
      {bottleneck && (
        <div>
          {bottleneck.days === null
            ? t('suggest.nobodyHere', { step: bottleneck.step })
            : t('suggest.bottleneck', { step: bottleneck.step, days: bottleneck.days })}
        </div>
      )}
      <div>
        {t('suggest.saves')} <b>{t('suggest.inTime', { count: row.saves })}</b>
      </div>
    </>
  )
}

/** The partners, the most suitable first; so many are shown. */
const most = 5

function Candidates({ row }: { readonly row: SendOutSuggestion }) {
  const { t } = useTranslation('subcontracting')
  const { bottleneck } = row
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={row.partners.slice(0, most)}
      pagination={false}
      scroll={{ x: true }}
      columns={[
        {
          title: t('partner.name'),
          render: (_, one) => (
            <>
              <b>{one.name}</b>{' '}
              <span style={{ whiteSpace: 'nowrap' }}>
                {one.inTime ? (
                  <StatusTag tone="done">{t('suggest.partnerInTime')}</StatusTag>
                ) : (
                  <StatusTag tone="warn">{t('suggest.partnerLate')}</StatusTag>
                )}
              </span>
              <div className={styles.muted}>{t('suggest.leadDays', { count: one.leadDays })}</div>
            </>
          ),
        },
        {
          title: t('partner.skills'),
          render: (_, one) => (
            <>
              {one.can.length === 0 ? t('suggest.unskilled') : listText(one.can)}
              {bottleneck && one.canBottleneck && (
                <div>
                  <StatusTag tone="done">{t('suggest.skilled', { step: bottleneck.step })}</StatusTag>
                </div>
              )}
            </>
          ),
        },
        {
          title: t('suggest.badShare'),
          align: 'right',
          render: (_, one) => (one.badShare === null ? t('suggest.unknown') : `${one.badShare / 10}%`),
        },
        ...(row.partners.some(({ price }) => price !== null)
          ? [
              {
                title: t('suggest.price'),
                align: 'right' as const,
                render: (_: unknown, one: SendOutSuggestion['partners'][number]) =>
                  one.price === null ? '—' : formatRate(one.price),
              },
            ]
          : []),
        { title: t('suggest.distance'), align: 'right', render: (_, one) => one.distance ?? '—' },
        {
          title: t('suggest.holds'),
          align: 'right',
          render: (_, one) => (
            <>
              {one.out}{' '}
              {one.lateOrders > 0 && (
                <StatusTag tone="act">{t('partner.late', { count: one.lateOrders })}</StatusTag>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
