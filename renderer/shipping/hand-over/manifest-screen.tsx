import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { manifestSheet } from '../print-data.ts'
import { usePrinting } from '../printing.ts'
import styles from '../shipping.module.css'

/** One hand-over: prints the list the courier signs, and can be taken back. */
export function ManifestScreen() {
  const { t } = useTranslation('shipping')
  const id = Number(useParams().id)
  const may = useMay()
  const { workshopName } = useSession()
  const manifest = useQuery(api.shipping.manifests.get.queryOptions({ input: { id } }))
  const { print, job } = usePrinting()
  const takeBack = useCommand(client.shipping.manifests.void)
  const unship = useCommand(client.shipping.manifests.unship)
  const data = manifest.data
  if (!data) return <ErrorNote error={manifest.error} />
  return (
    <div className={styles.page}>
      <PageHeader
        back="/pack/hand-over"
        title={`${t('handOver.name', { id })} · ${data.carrierName ?? t('handOver.noCarrier')}`}
        note={
          <>
            <InstantText at={data.handedAt} /> {data.courierName} {data.voided && t('handOver.voided')}
          </>
        }
        actions={
          <>
            <ExportButton
              disabled={data.parcels === 0}
              onExport={() => client.shipping.manifests.export({ id })}
            />
            <JobMark job={job} />
            <Link to="/pack/tracking">{t('handOver.toTracking')}</Link>
            <Button
              type="primary"
              icon={<PrinterOutlined />}
              disabled={data.parcels === 0}
              onClick={() =>
                void print('manifest', [manifestSheet(workshopName, data, t('handOver.noCarrier'))])
              }
            >
              {t('print.manifest')}
            </Button>
            {may('shipping.manifests.void') && !data.voided && (
              <ConfirmAction
                title={t('handOver.voidTitle')}
                text={t('handOver.voidText', { parcels: data.parcels, pieces: data.pieces })}
                confirm={t('handOver.void')}
                onConfirm={() => takeBack.run({ id })}
              >
                {t('handOver.void')}
              </ConfirmAction>
            )}
          </>
        }
      />
      <ErrorNote error={takeBack.error ?? unship.error} />
      <strong>{t('handOver.sums', { parcels: data.parcels, pieces: data.pieces })}</strong>
      <Table
        size="small"
        rowKey="id"
        dataSource={data.rows}
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        columns={[
          {
            title: t('column.waybill'),
            render: (_, row) => row.trackingNumber || t(`noWaybill.${row.noWaybillReason}`),
          },
          {
            title: t('column.order'),
            render: (_, row) => <Link to={`/pack/parcels/${row.id}`}>{row.orderNumbers.join(' + ')}</Link>,
          },
          { title: t('column.shop'), render: (_, row) => row.shopNames.join(', ') },
          { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              may('shipping.manifests.unship') && (
                <ConfirmAction
                  size="small"
                  title={t('handOver.unshipTitle')}
                  text={t('handOver.voidText', { parcels: 1, pieces: row.pieces })}
                  confirm={t('handOver.unship')}
                  onConfirm={() => unship.run({ parcelId: row.id })}
                >
                  {t('handOver.unship')}
                </ConfirmAction>
              ),
          },
        ]}
      />
    </div>
  )
}
