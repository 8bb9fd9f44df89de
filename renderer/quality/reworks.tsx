import { useQuery } from '@tanstack/react-query'
import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Rework } from '../../shared/quality/contract.ts'
import { api, client } from '../app/client.ts'
import { useIsTight } from '../app/touch.ts'
import { SkuName } from '../catalog/sku-name.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { InstantText } from '../ui/instant-text.tsx'
import { ExportRows } from '../ui/table/export-rows.tsx'
import { fitting } from '../ui/table/fitting.ts'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import { WorkerSelect } from '../workers/worker-select.tsx'
import { useDefectNames } from './use-defect-names.ts'

/** Pieces that went back to their step: who mends them writes it here, and her rework stands in the records. */
export function Reworks() {
  const { t } = useTranslation('quality')
  const { message } = App.useApp()
  const { shownBy } = useDefectNames()
  const query = useQuery(api.quality.reworks.list.queryOptions())
  const isTight = useIsTight()
  const [menders, setMenders] = useState<Readonly<Record<number, number>>>({})
  const done = useCommand(client.quality.reworks.done, {
    onSuccess: () => void message.success(t('rework.done')),
  })
  const menderOf = (row: Rework) => menders[row.defectId] ?? row.workerId
  return (
    <div className={styles.page}>
      <p className={styles.muted}>{t('rework.help')}</p>
      <ErrorNote error={query.error ?? done.error} />
      <div>
        <ExportRows
          fileName={t('parts.reworks')}
          rows={query.data ?? []}
          columns={[
            [t('defect'), (row) => shownBy(row.name)],
            [t('pieces'), (row) => row.pieces],
            [t('rework.what'), (row) => `${row.sku.styleNumber} ${row.sku.colour} ${row.sku.size}`],
            [t('pad.bundle'), (row) => `${row.batchNumber} · ${row.bundleNumber}`],
            [t('pad.operation'), (row) => row.operationName],
            [t('pad.worker'), (row) => row.workerName],
          ]}
        />
      </div>
      <Table
        size="small"
        rowKey="defectId"
        loading={query.isPending}
        dataSource={query.data ?? []}
        locale={{ emptyText: t('rework.none') }}
        scroll={{ x: true }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={fitting<Rework>(isTight, [
          {
            title: t('defect'),
            render: (_, row) => (
              <>
                <Link to={`/floor/quality/${row.inspectionId}`}>
                  <b>{shownBy(row.name)}</b>
                </Link>{' '}
                × {row.pieces}
              </>
            ),
          },
          {
            title: t('rework.what'),
            render: (_, row) => (
              <>
                <SkuName sku={row.sku} />
                {isTight && (
                  <div>
                    {row.batchNumber} · {row.bundleNumber} {row.operationName}
                  </div>
                )}
              </>
            ),
          },
          {
            title: t('pad.bundle'),
            roomy: true,
            render: (_, row) => (
              <Link to={`/floor/batches/${row.batchId}`}>
                {row.batchNumber} · {row.bundleNumber}
              </Link>
            ),
          },
          { title: t('pad.operation'), roomy: true, dataIndex: 'operationName' },
          { title: t('rework.since'), roomy: true, render: (_, row) => <InstantText at={row.at} /> },
          {
            title: t('rework.by'),
            render: (_, row) => (
              <WorkerSelect
                width={140}
                label={t('rework.by')}
                value={menderOf(row)}
                who={({ archived, id }) => !archived || id === row.workerId}
                onChange={(worker) => worker && setMenders({ ...menders, [row.defectId]: worker.id })}
              />
            ),
          },
          {
            title: '',
            align: 'right',
            render: (_, row) => {
              const workerId = menderOf(row)
              return (
                <Button
                  type="primary"
                  disabled={workerId === null}
                  onClick={() =>
                    workerId !== null &&
                    void done.run({ defectId: row.defectId, workerId, workDate: today() })
                  }
                >
                  {t('rework.mend')}
                </Button>
              )
            },
          },
        ])}
      />
    </div>
  )
}
