import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SkillMatrix } from '../../../shared/workers/training/contract.ts'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import styles from '../../production/production.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { inBrackets, listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'

/** Who can do what, against what the coming batches need: where somebody must learn. */
export function SkillsScreen() {
  const { t } = useTranslation('training')
  const { language } = useSession()
  const query = useQuery(api.workers.training.matrix.queryOptions())
  const [word, setWord] = useState('')
  const { skills = [], workers = [] } = query.data ?? {}
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      {query.data && (skills.length === 0 || workers.length === 0) ? (
        <EmptyState
          title={t('matrix.none.title')}
          text={t('matrix.none.text')}
          action={workers.length === 0 && <Link to={paths.workers}>{t('time:day.none.go')}</Link>}
        />
      ) : (
        <>
          <Gaps skills={skills.filter(({ needed }) => needed > 0)} />
          <div className={styles.bar}>
            <b>{t('matrix.title')}</b>
            <SearchField width={220} value={word} placeholder={t('matrix.search')} onSearch={setWord} />
            <ExportButton onExport={() => client.workers.training.exportMatrix({ headers: language })} />
          </div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={workers.filter(({ name }) => isFound(word, [name]))}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('matrix.nobody') }}
            scroll={{ x: true }}
            columns={[
              {
                title: t('name'),
                fixed: 'left',
                render: (_, row) => <b className={styles.nowrap}>{row.name}</b>,
              },
              ...skills.map(({ skill, missing }) => ({
                title: (
                  <span className={styles.nowrap}>
                    {skill}
                    {missing > 0 && ` −${missing}`}
                  </span>
                ),
                key: skill,
                align: 'center' as const,
                render: (_: unknown, row: SkillMatrix['workers'][number]) => {
                  const level = row.skills.find((one) => one.skill === skill)?.level
                  if (level !== undefined)
                    return <span className={styles.nowrap}>{t(`production:worker.levels.${level}`)}</span>
                  return row.skills.length === 0 ? <span className={styles.nothing}>?</span> : null
                },
              })),
            ]}
          />
          <div className={styles.muted}>{t('matrix.help')}</div>
        </>
      )}
    </div>
  )
}

function Gaps({ skills }: { readonly skills: SkillMatrix['skills'] }) {
  const { t } = useTranslation('training')
  if (skills.length === 0) return <p className={styles.muted}>{t('gaps.none')}</p>
  return (
    <>
      <b>{t('gaps.title')}</b>
      <Table
        size="small"
        rowKey="skill"
        dataSource={skills}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: true }}
        columns={[
          {
            title: t('gaps.skill'),
            render: (_, row) => (
              <>
                <b>{row.skill}</b>
                <span className={styles.muted}>
                  {inBrackets(listText(row.names.filter((name) => name !== row.skill)))}
                </span>
              </>
            ),
          },
          { title: t('gaps.firstDue'), render: (_, row) => row.firstDue ?? '—' },
          {
            title: t('gaps.hours'),
            align: 'right',
            render: (_, row) => (Math.round(row.seconds / 360) / 10).toFixed(1),
          },
          { title: t('gaps.needed'), align: 'right', dataIndex: 'needed' },
          {
            title: t('gaps.able'),
            align: 'right',
            render: (_, row) =>
              row.able === row.noted ? row.able : t('gaps.ableUnsure', { able: row.able, noted: row.noted }),
          },
          {
            title: t('gaps.missing'),
            render: (_, row) =>
              row.missing > 0 ? (
                <StatusTag tone="act">{t('gaps.lacking', { count: row.missing })}</StatusTag>
              ) : row.noted < row.needed ? (
                <StatusTag tone="warn">{t('gaps.unsure')}</StatusTag>
              ) : (
                <StatusTag tone="done">{t('gaps.enough')}</StatusTag>
              ),
          },
        ]}
      />
    </>
  )
}
