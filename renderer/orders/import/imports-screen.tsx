import { App, Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { z } from 'zod'
import type { ImportFile } from '../../../shared/orders/imports-contract.ts'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag, type Tone } from '../../ui/status-tag.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import styles from '../orders.module.css'

const tones: Readonly<Record<ImportFile['state'], Tone>> = {
  staged: 'warn',
  applying: 'go',
  done: 'done',
  undone: 'off',
  discarded: 'off',
}

const filterSchema = z.object({ waiting: z.boolean().default(false) })

/**
 * The files that came in, newest first; a finished one can be taken back while nothing hangs on it. Those that were
 * previewed and not imported wait here until they are opened or discarded.
 */
export function ImportsScreen() {
  const { t } = useTranslation('orders')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const list = useListState(['newest'])
  const { filter, setFilter } = useUrlFilter(filterSchema)
  const undo = useCommand(client.orders.imports.undo, {
    onSuccess: ({ orders }) => message.success(t('import.undone', { count: orders }), 5),
  })
  const discard = useCommand(client.orders.imports.discard, {
    onSuccess: ({ files }) => message.success(t('import.discarded', { count: files }), 5),
  })
  const { offset, limit } = list.page
  return (
    <div className={styles.page}>
      <PageHeader title={t('import.past')} back="/orders" />
      <ErrorNote error={undo.error} onClose={undo.reset} />
      <ErrorNote error={discard.error} onClose={discard.reset} />
      <DataTable
        name="imports"
        query={api.orders.imports.list.queryOptions({ input: { ...filter, offset, limit } })}
        list={list}
        filters={
          <>
            <Segmented
              value={filter.waiting}
              options={[
                { value: false, label: t('import.all') },
                { value: true, label: t('import.waiting') },
              ]}
              onChange={(waiting) => setFilter({ waiting })}
            />
            {filter.waiting && (
              <ConfirmAction
                title={t('import.discardAllTitle')}
                text={t('import.discardAllText')}
                confirm={t('import.discardAll')}
                onConfirm={() => discard.run({ batch: null })}
              >
                {t('import.discardAll')}
              </ConfirmAction>
            )}
          </>
        }
        empty={
          filter.waiting ? (
            <EmptyState title={t('import.noneWaiting')} />
          ) : (
            <EmptyState
              title={t('import.none')}
              action={<Link to={paths.importOrders}>{t('import.choose')}</Link>}
            />
          )
        }
        columns={[
          {
            name: 'file',
            title: t('import.file'),
            render: (file: ImportFile) => (
              <span className={styles.titles} title={file.fileName}>
                {file.fileName}
              </span>
            ),
          },
          {
            name: 'format',
            title: t('import.format'),
            render: (file) => t(`format.${file.format}`, { defaultValue: file.format }),
          },
          { name: 'shop', title: t('shop'), render: (file) => file.shopName ?? '' },
          {
            name: 'exported',
            title: t('import.exportTime'),
            render: (file) => <InstantText at={file.exportedAt} />,
          },
          {
            name: 'finished',
            title: t(filter.waiting ? 'import.previewedAt' : 'import.finishedAt'),
            render: (file) => <InstantText at={filter.waiting ? file.stagedAt : file.finishedAt} />,
          },
          // All of one state have no column for it.
          ...(filter.waiting
            ? []
            : [
                {
                  name: 'state',
                  title: t('import.state'),
                  render: (file: ImportFile) => (
                    <StatusTag tone={tones[file.state]}>{t(`import.states.${file.state}`)}</StatusTag>
                  ),
                },
              ]),
          {
            name: 'orders',
            title: t('import.ordersCell'),
            render: (file) =>
              file.summary ? (
                <Link to={`/orders?importId=${file.id}`}>
                  {t('import.summary', {
                    added: file.summary.orders.added,
                    updated: file.summary.orders.updated,
                    problems: file.summary.problemRows,
                  })}
                </Link>
              ) : (
                t('import.fileFacts', { rows: file.rowCount, orders: file.orderCount })
              ),
          },
          {
            name: 'undo',
            title: '',
            render: (file) =>
              file.state === 'staged' ? (
                <span className={styles.bar}>
                  <Button
                    size="small"
                    onClick={() => void navigate(`${paths.importOrders}?batch=${file.batch}`)}
                  >
                    {t('import.openPreview')}
                  </Button>
                  <Button size="small" onClick={() => void discard.run({ batch: file.batch })}>
                    {t('import.discard')}
                  </Button>
                </span>
              ) : file.state === 'done' ? (
                <ConfirmAction
                  size="small"
                  title={t('import.undoTitle', { file: file.fileName })}
                  text={t('import.undoText')}
                  confirm={t('import.undo')}
                  onConfirm={() => undo.run({ importId: file.id })}
                >
                  {t('import.undo')}
                </ConfirmAction>
              ) : null,
          },
        ]}
      />
    </div>
  )
}
