import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportFile } from '../../../shared/orders/contract.ts'
import { api, client } from '../../app/client.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag, type Tone } from '../../ui/status-tag.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../orders.module.css'

const tones: Readonly<Record<ImportFile['state'], Tone>> = {
  staged: 'warn',
  applying: 'go',
  done: 'done',
  undone: 'off',
  discarded: 'off',
}

/** The files that came in, newest first; a finished one can be taken back while nothing hangs on it. */
export function ImportsScreen() {
  const { t } = useTranslation('orders')
  const { message } = App.useApp()
  const list = useListState(['newest'])
  const undo = useCommand(client.orders.imports.undo, {
    onSuccess: ({ orders }) => message.success(t('import.undone', { count: orders }), 5),
  })
  const { offset, limit } = list.page
  return (
    <div className={styles.page}>
      <PageHeader title={t('import.past')} back="/orders" />
      <ErrorNote error={undo.error} onClose={undo.reset} />
      <DataTable
        name="imports"
        query={api.orders.imports.list.queryOptions({ input: { offset, limit } })}
        list={list}
        empty={
          <EmptyState
            title={t('import.none')}
            action={<Link to="/orders/import">{t('import.choose')}</Link>}
          />
        }
        columns={[
          { name: 'file', title: t('import.file'), render: (file: ImportFile) => file.fileName },
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
            title: t('import.finishedAt'),
            render: (file) => <InstantText at={file.finishedAt} />,
          },
          {
            name: 'state',
            title: t('import.state'),
            render: (file) => (
              <StatusTag tone={tones[file.state]}>{t(`import.states.${file.state}`)}</StatusTag>
            ),
          },
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
              file.state === 'done' ? (
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
