import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Pagination, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { api } from '../app/client.ts'
import styles from '../production/production.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useMayLeaveAll } from '../ui/unsaved-changes.ts'
import { ProposalCard } from './proposal-card.tsx'
import { SeasonDrawer } from './season-drawer.tsx'

const pageSize = 20

/** What to make: from what orders lack and stock should hold to a batch, style by style. */
export function ProposalsScreen() {
  const { t } = useTranslation('planning')
  // Other screens lead here with a style to look for.
  const asked = useSearchParams()[0].get('search') ?? ''
  const [search, setSearch] = useState(asked)
  const [page, setPage] = useState(1)
  const [hasSeason, setSeason] = useState(false)
  const mayLeave = useMayLeaveAll()
  const query = useQuery({
    ...api.planning.proposals.queryOptions({
      input: { search, offset: (page - 1) * pageSize, limit: pageSize },
    }),
    placeholderData: keepPreviousData,
  })
  const { data } = query
  if (!data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const season = <Button onClick={() => setSeason(true)}>{t('season.title')}</Button>
  const drawer = hasSeason && <SeasonDrawer onClose={() => setSeason(false)} />
  if (data.total === 0 && search === '')
    return (
      <>
        <EmptyState title={t('proposal.none.title')} text={t('proposal.none.text')} action={season} />
        {drawer}
      </>
    )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      <div className={styles.bar}>
        <b>{t('proposal.sum', { count: data.total, pieces: data.pieces })}</b>
        <Input.Search
          allowClear
          defaultValue={asked}
          style={{ width: 240 }}
          placeholder={t('proposal.search')}
          onSearch={(text) => {
            if (text !== search)
              void mayLeave().then((isSure) => {
                if (!isSure) return
                setSearch(text)
                setPage(1)
              })
          }}
        />
        {season}
      </div>
      {drawer}
      <span className={styles.muted}>{t('proposal.help')}</span>
      {data.total === 0 && <p>{t('proposal.nothingFound')}</p>}
      {data.rows.map((proposal) => (
        <ProposalCard key={proposal.styleId} proposal={proposal} />
      ))}
      <Pagination
        current={page}
        pageSize={pageSize}
        total={data.total}
        hideOnSinglePage
        showSizeChanger={false}
        onChange={(to) => void mayLeave().then((isSure) => isSure && setPage(to))}
      />
    </div>
  )
}
