import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { holdsOn, kindsOn } from '../../../shared/workers/households/types.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { inBrackets } from '../../ui/list-text.ts'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import { CertificateDialog } from './certificate-dialog.tsx'
import { HouseholdDrawer } from './household-drawer.tsx'
import { IncomeView } from './income-view.tsx'
import { useKindText } from './use-kind-text.ts'

/** One household: what it earned here against the line, who belongs to it, what the county calls it, its subsidies. */
export function HouseholdScreen() {
  const { t } = useTranslation('households')
  const id = Number(useParams().id)
  const query = useQuery(api.workers.households.get.queryOptions({ input: { id } }))
  const [isOpen, setOpen] = useState(false)
  const [certified, setCertified] = useState<{ readonly id: number; readonly name: string } | null>(null)
  const kindText = useKindText()
  if (!query.data) return <ErrorNote error={query.error} />
  const { household, income } = query.data
  const day = today()
  const spanText = (from: string | null, to: string | null) =>
    from === null && to === null ? t('span.always') : t('span.text', { from: from ?? '…', to: to ?? '…' })
  return (
    <div className={styles.page}>
      <PageHeader
        back={paths.households}
        title={`${household.head}${inBrackets(household.number)}`}
        note={[household.village, household.address, kindText(kindsOn(household.types, day))]
          .filter(Boolean)
          .join(' · ')}
        actions={<Button onClick={() => setOpen(true)}>{t('change')}</Button>}
      />
      {household.archived && <StatusTag tone="off">{t('archived')}</StatusTag>}
      <IncomeView income={income} />
      <b>{t('members')}</b>
      <Table
        size="small"
        rowKey={(row) => household.members.indexOf(row)}
        dataSource={household.members}
        pagination={false}
        locale={{ emptyText: t('noMembers') }}
        scroll={{ x: true }}
        columns={[
          { title: t('name'), render: (_, row) => <b>{row.name}</b> },
          { title: t('relation'), render: (_, row) => t(`relations.${row.relation}`) },
          {
            title: t('span.title'),
            render: (_, row) => (
              <>
                {spanText(row.from, row.to)}{' '}
                {!holdsOn(row, day) && <StatusTag tone="off">{t('notNow')}</StatusTag>}
              </>
            ),
          },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              row.workerId !== null && (
                <Button
                  size="small"
                  onClick={() => setCertified({ id: row.workerId!, name: row.name })}
                  aria-label={`${t('certificate.title')} ${row.name}`}
                >
                  {t('certificate.title')}
                </Button>
              ),
          },
        ]}
      />
      <b>{t('types')}</b>
      <Table
        size="small"
        rowKey={(row) => household.types.indexOf(row)}
        dataSource={household.types}
        pagination={false}
        locale={{ emptyText: t('noTypes') }}
        scroll={{ x: true }}
        columns={[
          {
            title: t('type'),
            render: (_, row) => (
              <>
                {t(`kinds.${row.kind}`)}{' '}
                {!holdsOn(row, day) && <StatusTag tone="off">{t('notNow')}</StatusTag>}
              </>
            ),
          },
          { title: t('span.title'), render: (_, row) => spanText(row.from, row.to) },
          { title: t('risk.clearedOn'), render: (_, row) => row.riskClearedOn ?? '—' },
          { title: t('note'), dataIndex: 'note' },
        ]}
      />
      <b>{t('subsidies')}</b>
      <Table
        size="small"
        rowKey={(row) => household.subsidies.indexOf(row)}
        dataSource={household.subsidies}
        pagination={false}
        locale={{ emptyText: t('noSubsidies') }}
        scroll={{ x: true }}
        columns={[
          { title: t('subsidy.name'), dataIndex: 'name' },
          {
            title: t('subsidy.for'),
            render: (_, row) =>
              household.members.find(({ workerId }) => workerId !== null && workerId === row.workerId)
                ?.name ?? t('subsidy.all'),
          },
          { title: t('subsidy.appliedOn'), dataIndex: 'appliedOn' },
          { title: t('subsidy.amount'), align: 'right', render: (_, row) => <Money minor={row.amount} /> },
          {
            title: t('subsidy.received'),
            render: (_, row) =>
              row.receivedOn === null ? (
                <StatusTag tone="warn">{t('subsidy.waiting')}</StatusTag>
              ) : (
                <StatusTag tone="done">
                  {row.receivedOn} <Money minor={row.receivedAmount} />
                </StatusTag>
              ),
          },
          { title: t('note'), dataIndex: 'note' },
        ]}
      />
      {isOpen && <HouseholdDrawer household={household} onClose={() => setOpen(false)} />}
      {certified && <CertificateDialog worker={certified} onClose={() => setCertified(null)} />}
    </div>
  )
}
