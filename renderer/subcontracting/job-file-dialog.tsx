import { useQuery } from '@tanstack/react-query'
import { App, Modal, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatCentimetres } from '../../shared/catalog/size-chart.ts'
import { formatRate } from '../../shared/production/piece-rates.ts'
import type { JobOrder } from '../../shared/subcontracting/job-file.ts'
import { api, client } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { InstantText } from '../ui/instant-text.tsx'
import { listText } from '../ui/list-text.ts'
import { useCommand } from '../ui/use-command.ts'
import { JobMaterials } from './job-materials.tsx'
import { JobPhoto } from './job-photo.tsx'
import { isSettled, JobSender } from './job-sender.tsx'

/** Bytes; the largest real one has a tenth of it. */
const mostBytes = 5_000_000

/** Of something else that was dropped here, or from a stick that is gone, nothing: the host says what to do then. */
const textOf = async (file: File) => (file.size > mostBytes ? '' : file.text().catch(() => ''))

/** A `.yifang-job` before anything of it is kept: who wrote it, whether it is whole, what it says. */
export function JobFileDialog({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const { t } = useTranslation('subcontracting')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [confirmed, setConfirmed] = useState(false)
  const text = useQuery({
    queryKey: ['job-file', file.name, file.lastModified, file.size],
    queryFn: () => textOf(file),
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
      okButtonProps={{
        disabled: !job || !(isSettled(job) || (job.trust !== 'changed' && confirmed)),
        loading: accept.isPending,
      }}
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
            <JobSender
              job={job}
              file={{ name: file.name.slice(0, 200), text: text.data ?? '' }}
              confirmed={confirmed}
              onConfirm={setConfirmed}
              onTrusted={() => void read.refetch()}
            />
            {job.kind === 'order' ? (
              <OrderText order={job.order} />
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

/** What an order asks for. */
function OrderText({ order }: { readonly order: JobOrder }) {
  const { t } = useTranslation('subcontracting')
  const sizes = [...new Set((order.sizeChart ?? []).flatMap((point) => Object.keys(point.sizes)))]
  const stepText = ({ name, standardSeconds }: JobOrder['operations'][number]) =>
    standardSeconds === null
      ? name
      : t('file.timedStep', { name, minutes: Number((standardSeconds / 60).toFixed(1)) })
  return (
    <>
      <div className={styles.bar} style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
        {order.photo && <JobPhoto photo={order.photo} alt={order.styleName} />}
        <p>
          <b>
            {order.orderNumber} · {order.styleNumber} {order.styleName}
          </b>
          <br />
          {t('file.order', {
            steps: listText(order.operations.map(stepText)),
            due: order.dueDate ?? '—',
            price: formatRate(order.price),
            bundles: order.bundles.length,
          })}
        </p>
      </div>
      {order.note !== '' && <p>{order.note}</p>}
      <JobMaterials materials={order.materials} />
      <Table
        size="small"
        rowKey={(row) => `${row.colour} ${row.size}`}
        dataSource={order.lines}
        pagination={false}
        columns={[
          { title: t('colourSize'), render: (_, row) => `${row.colour} ${row.size}` },
          { title: t('report.pieces'), align: 'right', dataIndex: 'pieces' },
        ]}
      />
      {order.sizeChart && order.sizeChart.length > 0 && (
        <Table
          size="small"
          rowKey="name"
          dataSource={order.sizeChart}
          pagination={false}
          scroll={{ x: true }}
          columns={[
            { title: t('file.point'), dataIndex: 'name' },
            ...sizes.map((size) => ({
              title: size,
              key: size,
              align: 'right' as const,
              render: (_: unknown, row: NonNullable<JobOrder['sizeChart']>[number]) =>
                row.sizes[size] === undefined ? '—' : formatCentimetres(row.sizes[size]),
            })),
            {
              title: t('file.tolerance'),
              align: 'right',
              render: (_, row) => `−${formatCentimetres(row.minus)} +${formatCentimetres(row.plus)}`,
            },
          ]}
        />
      )}
      <p className={styles.muted}>{t('file.becomesBatch')}</p>
    </>
  )
}
