import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Money } from '../../ui/money.tsx'
import { Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import { PaidTag } from '../parts/paid-tag.tsx'
import styles from '../payroll.module.css'

/** What was paid so far, run by run. */
export function RunsScreen() {
  const { t } = useTranslation('payroll')
  const navigate = useNavigate()
  const query = useQuery(api.payroll.runs.list.queryOptions())
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  if (query.data.length === 0)
    return (
      <EmptyState
        title={t('runs.none')}
        text={t('runs.noneText')}
        action={<Link to={paths.wages}>{t('tabs.run')}</Link>}
      />
    )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      <KeyTable
        rows={query.data}
        nothing={t('nothing')}
        onOpen={({ id }) => void navigate(`${paths.wageRuns}/${id}`)}
        columns={[
          {
            title: t('period.title'),
            render: (_, row) => (
              <Link to={`${paths.wageRuns}/${row.id}`}>{t('span', { from: row.from, to: row.to })}</Link>
            ),
          },
          { title: t('runs.people'), align: 'right', dataIndex: 'payslips' },
          { title: t('gross'), align: 'right', render: (_, row) => <Money minor={row.gross} /> },
          { title: t('net'), align: 'right', render: (_, row) => <Money minor={row.net} /> },
          { title: t('paid'), align: 'right', render: (_, row) => <Fen minor={row.paid} /> },
          { title: t('owed'), align: 'right', render: (_, row) => <Fen minor={row.net - row.paid} /> },
          { title: t('state'), render: (_, row) => <PaidTag net={row.net} paid={row.paid} /> },
          { title: t('runs.closedAt'), render: (_, row) => <InstantText at={row.closedAt} /> },
          { title: t('note'), dataIndex: 'note' },
        ]}
      />
    </div>
  )
}
