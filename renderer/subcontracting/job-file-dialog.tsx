import { useQuery } from '@tanstack/react-query'
import { App, Checkbox, Modal, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatRate } from '../../shared/production/piece-rates.ts'
import { api, client } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { InstantText } from '../ui/instant-text.tsx'
import { useCommand } from '../ui/use-command.ts'

/** A `.yifang-job` before anything of it is kept: who wrote it, whether it is whole, what it says. */
export function JobFileDialog({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const { t } = useTranslation('subcontracting')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [confirmed, setConfirmed] = useState(false)
  const text = useQuery({
    queryKey: ['job-file', file.name, file.lastModified, file.size],
    queryFn: () => file.text(),
    gcTime: 0,
  })
  const read = useQuery({
    ...api.subcontracting.files.read.queryOptions({
      input: { name: file.name.slice(0, 200), text: text.data || ' ' },
    }),
    enabled: text.data !== undefined,
    gcTime: 0,
    retry: false,
  })
  const accept = useCommand(client.subcontracting.files.accept, {
    onSuccess: ({ kind, batchId, orderId }) => {
      void message.success(t(`file.${kind}Kept`), 5)
      onClose()
      void navigate(kind === 'order' ? `/floor/batches/${batchId}` : `/floor/sent-out/${orderId}`)
    },
  })
  const job = read.data
  return (
    <Modal
      open
      width={640}
      title={t('file.title', { name: file.name })}
      okText={t(job?.kind === 'progress' ? 'file.keepProgress' : 'file.keepOrder')}
      okButtonProps={{ disabled: !job || !(job.known || confirmed), loading: accept.isPending }}
      onOk={() => void accept.run({ name: file.name.slice(0, 200), text: text.data ?? '', confirmed })}
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={read.error ?? accept.error} />
        {!job && !read.error && <Spin delay={150} />}
        {job && (
          <>
            <p>
              {t('file.from', { name: job.from })} <InstantText at={job.sentAt} />
            </p>
            {job.known ? (
              <p className={styles.muted}>{t('file.known')}</p>
            ) : (
              <div className={styles.feedback}>
                <p>{t('file.compare', { name: job.from })}</p>
                <p className={styles.number} style={{ fontSize: 24 }}>
                  {job.fingerprint}
                </p>
                <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
                  {t('file.same')}
                </Checkbox>
              </div>
            )}
            {job.kind === 'order' ? (
              <>
                <p>
                  <b>
                    {job.order.orderNumber} · {job.order.styleNumber} {job.order.styleName}
                  </b>
                  <br />
                  {t('file.order', {
                    steps: job.order.operations.map(({ name }) => name).join('、'),
                    due: job.order.dueDate ?? '—',
                    price: formatRate(job.order.price),
                    bundles: job.order.bundles.length,
                  })}
                </p>
                {job.order.note !== '' && <p>{job.order.note}</p>}
                <Table
                  size="small"
                  rowKey={(row) => `${row.colour} ${row.size}`}
                  dataSource={job.order.lines}
                  pagination={false}
                  columns={[
                    { title: t('colourSize'), render: (_, row) => `${row.colour} ${row.size}` },
                    { title: t('report.pieces'), align: 'right', dataIndex: 'pieces' },
                  ]}
                />
                <p className={styles.muted}>{t('file.becomesBatch')}</p>
              </>
            ) : (
              <p>
                {t('file.progress', {
                  number: job.progress.orderNumber,
                  good: job.progress.lines.reduce((sum, line) => sum + line.good, 0),
                  pieces: job.progress.lines.reduce((sum, line) => sum + line.pieces, 0),
                })}
              </p>
            )}
          </>
        )}
      </div>
    </Modal>
  )
}
