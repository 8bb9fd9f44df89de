import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../shipping.module.css'

/** A file per shop with the numbers its platform has not been told yet; made files can be had again. */
export function NumbersOut() {
  const { t } = useTranslation('shipping')
  const may = useMay()
  const ready = useQuery(api.shipping.trackingFiles.ready.queryOptions())
  const made = useQuery(api.shipping.trackingFiles.list.queryOptions({ input: { limit: 20 } }))
  const [error, setError] = useState<unknown>(null)
  const download = (id: number) =>
    client.shipping.trackingFiles
      .download({ id })
      .then(({ fileName, file }) => saveFile(fileName, file), setError)
  const create = useCommand(client.shipping.trackingFiles.create, {
    onSuccess: ({ id }) => void download(id),
  })
  const forget = useCommand(client.shipping.trackingFiles.forget)
  if (ready.data?.length === 0)
    return <EmptyState title={t('tracking.noShops')} text={t('tracking.noShopsText')} />
  return (
    <>
      <span className={styles.muted}>{t('tracking.outText')}</span>
      <ErrorNote
        error={ready.error ?? create.error ?? forget.error ?? error}
        onClose={() => setError(null)}
      />
      <Table
        size="small"
        rowKey="shopId"
        loading={ready.isPending}
        dataSource={ready.data ?? []}
        pagination={false}
        columns={[
          { title: t('column.shop'), dataIndex: 'shopName' },
          {
            title: t('tracking.fresh'),
            align: 'right',
            render: (_, row) => (
              <>
                {row.wanted && row.courierless > 0 && (
                  <StatusTag tone="warn" title={t('tracking.courierlessText')}>
                    {t('tracking.courierless', { count: row.courierless })}
                  </StatusTag>
                )}{' '}
                <strong>{row.fresh}</strong>
              </>
            ),
          },
          {
            title: t('tracking.waiting'),
            align: 'right',
            render: (_, row) =>
              row.waiting > 0 ? (
                <Link
                  to={`/pack/parcels?state=packed&shopId=${row.shopId}`}
                  title={t('tracking.waitingText')}
                >
                  {row.waiting}
                </Link>
              ) : (
                0
              ),
          },
          { title: t('tracking.told'), align: 'right', dataIndex: 'told' },
          {
            title: t('tracking.template'),
            render: (_, row) =>
              !row.wanted ? (
                <span className={styles.muted}>{t('tracking.notWanted')}</span>
              ) : row.verified ? (
                <StatusTag tone="done">{t('tracking.verified')}</StatusTag>
              ) : (
                <StatusTag tone="warn" title={t('tracking.unverifiedText')}>
                  {may('shipping.templates.save') ? (
                    <Link to="/settings/templates">{t('tracking.unverified')}</Link>
                  ) : (
                    t('tracking.unverified')
                  )}
                </StatusTag>
              ),
          },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              row.wanted && (
                <Button
                  type="primary"
                  icon={<DownloadOutlined />}
                  disabled={row.fresh === 0}
                  loading={create.isPending}
                  onClick={() => void create.run({ shopId: row.shopId })}
                >
                  {t('tracking.make', { count: row.fresh })}
                </Button>
              ),
          },
        ]}
      />
      {made.data && made.data.total > 0 && (
        <Table
          size="small"
          rowKey="id"
          dataSource={made.data.rows}
          pagination={false}
          columns={[
            { title: t('tracking.files'), dataIndex: 'fileName' },
            { title: t('column.made'), render: (_, row) => <InstantText at={row.createdAt} /> },
            { title: t('tracking.rows'), align: 'right', dataIndex: 'rows' },
            {
              title: '',
              align: 'right',
              render: (_, row) => (
                <span className={styles.row} style={{ justifyContent: 'flex-end' }}>
                  <Button size="small" disabled={row.rows === 0} onClick={() => void download(row.id)}>
                    {t('tracking.again')}
                  </Button>
                  <ConfirmAction
                    size="small"
                    disabled={row.rows === 0}
                    title={t('tracking.forgetTitle')}
                    text={t('tracking.forgetText', { count: row.rows })}
                    confirm={t('tracking.forget')}
                    onConfirm={() => forget.run({ id: row.id })}
                  >
                    {t('tracking.forget')}
                  </ConfirmAction>
                </span>
              ),
            },
          ]}
        />
      )}
    </>
  )
}
