import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Space, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Backup } from '../../../shared/settings/backup-contract.ts'
import { client } from '../../app/client.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { StatusTag } from '../../ui/status-tag.tsx'

/** Every backup of a folder with what is in it. `isBare`: nothing but restoring can be asked of the host. */
export function BackupList(props: {
  readonly backups: readonly Backup[] | undefined
  readonly isBare?: boolean
  readonly onRestore: (backup: Backup) => void
}) {
  const { t } = useTranslation('care')
  const verify = useMutation({ mutationFn: (name: string) => client.settings.backup.verify({ name }) })
  const download = useMutation({
    mutationFn: async (name: string) => {
      const { fileName, file } = await client.settings.backup.downloadOne({ name })
      saveFile(fileName, file)
    },
  })
  if (props.backups?.length === 0) return <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
  return (
    <>
      <ErrorNote error={verify.error ?? download.error} />
      {verify.data && (
        <Alert
          type={verify.data.ok ? 'success' : 'warning'}
          showIcon
          role="status"
          style={{ marginBottom: 12 }}
          title={
            verify.data.ok
              ? t('verifiedGood', { name: verify.variables })
              : t('verifiedBad', { name: verify.variables })
          }
          description={verify.data.ok ? undefined : verify.data.problems.slice(0, 5).join(' · ')}
        />
      )}
      <Table<Backup>
        size="small"
        rowKey="name"
        loading={props.backups === undefined}
        dataSource={props.backups && [...props.backups]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('column.at'),
            render: (_value, { createdAt, name }) =>
              createdAt === null ? name : <InstantText at={createdAt} />,
          },
          {
            title: t('column.reason'),
            render: (_value, { reason }) => reason && t(`why.${reason}`),
          },
          {
            title: t('column.orders'),
            align: 'right',
            render: (_value, { manifest }) =>
              manifest && <span className="number">{manifest.counts.orders.toLocaleString()}</span>,
          },
          {
            title: t('column.parcels'),
            align: 'right',
            render: (_value, { manifest }) =>
              manifest && <span className="number">{manifest.counts.parcels.toLocaleString()}</span>,
          },
          {
            title: t('column.size'),
            align: 'right',
            render: (_value, { bytes }) => <span className="number">{bytesText(bytes)}</span>,
          },
          {
            title: t('column.state'),
            render: (_value, { state, manifest, sealed }) => (
              <>
                <StatusTag tone={state === 'good' ? 'done' : state === 'other-site' ? 'warn' : 'act'}>
                  {t(`state.${state}`)}
                </StatusTag>
                {sealed && <div style={{ fontSize: 12 }}>{t(manifest ? 'look.sealed' : 'sealedRow')}</div>}
                {manifest && manifest.dataKey !== 'none' && !sealed && (
                  <div style={{ fontSize: 12 }}>{t(`key.${manifest.dataKey}`)}</div>
                )}
              </>
            ),
          },
          {
            title: '',
            render: (_value, backup) => (
              <Space size={4} wrap>
                <Button
                  size="small"
                  disabled={backup.state === 'unreadable' || backup.state === 'newer'}
                  onClick={() => props.onRestore(backup)}
                >
                  {t('restoreThis')}
                </Button>
                {!props.isBare && (
                  <>
                    <Button
                      size="small"
                      loading={verify.isPending && verify.variables === backup.name}
                      disabled={verify.isPending || backup.state === 'newer' || backup.sealed}
                      onClick={() => verify.mutate(backup.name)}
                    >
                      {t('verify')}
                    </Button>
                    <Button
                      size="small"
                      disabled={download.isPending}
                      onClick={() => download.mutate(backup.name)}
                    >
                      {t('save')}
                    </Button>
                  </>
                )}
              </Space>
            ),
          },
        ]}
      />
    </>
  )
}
