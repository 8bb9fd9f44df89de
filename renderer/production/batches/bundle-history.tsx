import { useQuery } from '@tanstack/react-query'
import { Drawer, Table } from 'antd'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleEvent, BundleRow } from '../../../shared/production/bundles-contract.ts'
import { api } from '../../app/client.ts'
import { SkuName } from '../../catalog/sku-name.tsx'
import { useDefectNames } from '../../quality/use-defect-names.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { listComma } from '../../ui/list-text.ts'
import styles from '../production.module.css'

/** All that happened to a bundle and to those it came of; a number leads to the history of its bundle. */
export function BundleHistory({
  bundle,
  onTurn,
  onClose,
}: {
  readonly bundle: BundleRow
  readonly onTurn: (bundleId: number) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation('production')
  const { shownBy } = useDefectNames()
  const query = useQuery(api.production.bundles.history.queryOptions({ input: { id: bundle.id } }))
  const link = (id: number, number: number) => (
    <LinkButton key={id} onClick={() => onTurn(id)}>
      {number}
    </LinkButton>
  )
  const hasForebears = query.data?.some(({ bundleId }) => bundleId !== bundle.id) ?? false
  return (
    <Drawer open size={760} title={t('history.title', { bundle: bundle.bundleNumber })} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={query.error} />
        <SkuName sku={bundle.sku} side={56} />
        <Table
          size="small"
          rowKey={(row) => `${row.what} ${row.id}`}
          loading={query.isPending}
          dataSource={query.data ?? []}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          rowClassName={(row) => (row.undone ? styles.voided! : '')}
          columns={[
            { title: t('history.at'), render: (_, row) => <InstantText at={row.at} /> },
            ...(hasForebears
              ? [
                  {
                    title: t('bundle.number'),
                    render: (_: unknown, row: BundleEvent) =>
                      row.bundleId === bundle.id ? (
                        <b>{row.bundleNumber}</b>
                      ) : (
                        link(row.bundleId, row.bundleNumber)
                      ),
                  },
                ]
              : []),
            { title: t('history.what'), render: (_, row) => t(`history.${row.what}`) },
            { title: t('history.step'), dataIndex: 'operation' },
            { title: t('history.who'), dataIndex: 'who' },
            { title: t('bundle.pieces'), align: 'right', dataIndex: 'pieces' },
            {
              title: t('note'),
              render: (_, row) =>
                row.kin.length === 0 ? (
                  [
                    row.rework > 0 && t('record.reworkOf', { count: row.rework }),
                    row.scrap > 0 && t('record.scrapOf', { count: row.scrap }),
                    shownBy(row.note),
                  ]
                    .filter(Boolean)
                    .join(' · ')
                ) : (
                  <>
                    {t(row.pieces > 0 === row.undone ? 'history.into' : 'history.from')}{' '}
                    {row.kin.map(({ id, number }, index) => (
                      <Fragment key={id}>
                        {index > 0 && listComma()}
                        {link(id, number)}
                      </Fragment>
                    ))}
                  </>
                ),
            },
          ]}
        />
      </div>
    </Drawer>
  )
}
