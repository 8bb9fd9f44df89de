import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../../app/client.ts'
import { householdPath } from '../../app/paths.ts'
import styles from '../../production/production.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { listComma, listText } from '../../ui/list-text.ts'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { CertificateDialog } from './certificate-dialog.tsx'
import { HouseholdDrawer } from './household-drawer.tsx'
import { LinesDrawer } from './lines-drawer.tsx'
import { RosterDialog } from './roster-dialog.tsx'
import { useKindText } from './use-kind-text.ts'

type Open = 'new' | 'lines' | 'roster' | 'certificate' | null

/** How many of those without a household are named. */
const mostNamed = 12

/** The households of the county's programme, and what this workshop brought each against the line in force. */
export function HouseholdsScreen() {
  const { t } = useTranslation('households')
  const query = useQuery(api.workers.households.list.queryOptions())
  const [open, setOpen] = useState<Open>(null)
  const [word, setWord] = useState('')
  const kindText = useKindText()
  const rows = query.data?.rows ?? []
  const without = query.data?.without ?? []
  const found = rows.filter((row) =>
    isFound(word, [row.number, row.head, row.village, kindText(row.kinds), ...row.workers]),
  )
  const add = (
    <Button type="primary" onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      {query.data && rows.length === 0 ? (
        <EmptyState title={t('none.title')} text={t('none.text')} action={add} />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <Button onClick={() => setOpen('roster')}>{t('roster.title')}</Button>
            <Button onClick={() => setOpen('certificate')}>{t('certificate.title')}</Button>
            <Button onClick={() => setOpen('lines')}>{t('lines.title')}</Button>
            <SearchField width={240} value={word} placeholder={t('search')} onSearch={setWord} />
            {query.data?.linesChecked === false && (
              <LinkButton onClick={() => setOpen('lines')}>
                <StatusTag tone="warn">{t('lines.unchecked')}</StatusTag>
              </LinkButton>
            )}
          </div>
          {without.length > 0 && (
            <div className={styles.muted}>
              {t('without', {
                count: without.length,
                names:
                  listText(without.slice(0, mostNamed).map(({ name }) => name)) +
                  (without.length > mostNamed ? `${listComma()}…` : ''),
              })}
            </div>
          )}
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={found}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('nothing') }}
            scroll={{ x: true }}
            columns={[
              {
                title: t('household'),
                render: (_, row) => (
                  <>
                    <Link to={householdPath(row.id)}>
                      <b>{row.head}</b>
                    </Link>
                    <div className={styles.muted}>
                      {row.number} {row.village}
                    </div>
                  </>
                ),
              },
              {
                title: t('type'),
                render: (_, row) => (
                  <>
                    {kindText(row.kinds)}
                    {row.archived && <StatusTag tone="off">{t('archived')}</StatusTag>}
                  </>
                ),
              },
              { title: t('workersHere'), render: (_, row) => listText(row.workers) || '—' },
              { title: t('persons'), align: 'right', dataIndex: 'persons' },
              {
                title: t('twelveMonths'),
                align: 'right',
                render: (_, row) => <Money minor={row.last?.rolling ?? null} />,
              },
              {
                title: t('perPerson'),
                align: 'right',
                render: (_, row) => <Money minor={row.last?.perPerson ?? null} />,
              },
              {
                title: t('line'),
                align: 'right',
                render: (_, row) => <Money minor={row.last?.line ?? null} />,
              },
              {
                title: t('aboveSince'),
                render: (_, row) =>
                  row.since !== null ? (
                    <StatusTag tone="done">{t('since', { month: row.since })}</StatusTag>
                  ) : (
                    <StatusTag tone="off">{t(row.last === null ? 'nothingPaid' : 'notYet')}</StatusTag>
                  ),
              },
            ]}
          />
          <div className={styles.muted}>{t('how')}</div>
        </>
      )}
      {open === 'new' && <HouseholdDrawer household={null} onClose={() => setOpen(null)} />}
      {open === 'lines' && <LinesDrawer onClose={() => setOpen(null)} />}
      {open === 'certificate' && <CertificateDialog worker={null} onClose={() => setOpen(null)} />}
      {open === 'roster' && <RosterDialog onClose={() => setOpen(null)} />}
    </div>
  )
}
