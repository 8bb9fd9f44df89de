import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type PayTerms, usualTerms } from '../../../shared/payroll/rules.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import type { WorkerKind } from '../../../shared/workers/contract.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { TermsDrawer } from './terms-drawer.tsx'

export interface TermsRow {
  readonly id: number
  readonly name: string
  readonly kind: WorkerKind
  readonly archived: boolean
  /** Those agreed, the newest first. */
  readonly agreed: readonly PayTerms[]
  /** Those in force today. */
  readonly now: PayTerms
}

/** How each worker is paid: by the piece, the hour or the month, and what is taken off by law. */
export function TermsScreen() {
  const { t } = useTranslation('payroll')
  const workers = useQuery(api.workers.list.queryOptions())
  const terms = useQuery(api.payroll.terms.list.queryOptions())
  const [word, setWord] = useState('')
  const [withLeft, setWithLeft] = useState(false)
  const [openId, setOpenId] = useState<number | null>(null)
  const error = workers.error ?? terms.error
  if (!workers.data || !terms.data) return error ? <ErrorNote error={error} /> : <Spin delay={150} />
  const agreedOf = new Map(terms.data.map(({ workerId, terms: all }) => [workerId, all]))
  const rows = workers.data.map(({ id, name, kind, archived }): TermsRow => {
    const agreed = agreedOf.get(id) ?? []
    const now = agreed.find(({ validFrom }) => validFrom <= today()) ?? usualTerms(kind)
    return { id, name, kind, archived, agreed, now }
  })
  if (rows.length === 0)
    return (
      <EmptyState
        title={t('terms.none')}
        text={t('terms.noneText')}
        action={<Link to={paths.workers}>{t('run.toWorkers')}</Link>}
      />
    )
  const open = rows.find(({ id }) => id === openId)
  return (
    <div className={styles.page}>
      <ErrorNote error={error} />
      <div className={styles.bar}>
        <SearchField width={200} value={word} placeholder={t('search')} onSearch={setWord} />
        <Checkbox checked={withLeft} onChange={(event) => setWithLeft(event.target.checked)}>
          {t('terms.withLeft')}
        </Checkbox>
        <span className={styles.muted}>{t('terms.text')}</span>
      </div>
      <KeyTable
        rows={rows.filter(({ name, archived }) => (withLeft || !archived) && isFound(word, [name]))}
        loading={false}
        nothing={t('nothing')}
        onOpen={({ id }) => setOpenId(id)}
        columns={[
          {
            title: t('worker'),
            render: (_, row) => (
              <>
                <LinkButton onClick={() => setOpenId(row.id)}>{row.name}</LinkButton>
                {row.archived && <StatusTag tone="off">{t('left')}</StatusTag>}
                <div className={styles.small}>{t(`production:worker.kinds.${row.kind}`)}</div>
              </>
            ),
          },
          { title: t('terms.basisLabel'), render: (_, row) => t(`terms.basis.${row.now.basis}`) },
          {
            title: t('terms.hourlyRate'),
            align: 'right',
            render: (_, { now }) =>
              now.hourlyRate > 0 ? (
                <span className="number">{formatRate(now.hourlyRate)}</span>
              ) : now.basis === 'hour' ? (
                <StatusTag tone="act">{t('terms.notAgreed')}</StatusTag>
              ) : (
                <span className={styles.muted}>—</span>
              ),
          },
          {
            title: t('terms.salary'),
            align: 'right',
            render: (_, { now }) =>
              now.basis !== 'month' ? (
                <span className={styles.muted}>—</span>
              ) : now.salary > 0 ? (
                <Fen minor={now.salary} />
              ) : (
                <StatusTag tone="act">{t('terms.notAgreed')}</StatusTag>
              ),
          },
          { title: t('terms.taxLabel'), render: (_, row) => t(`terms.tax.${row.now.taxAs}`) },
          {
            title: t('terms.minimum'),
            render: (_, row) => t(row.now.minimumApplies ? 'terms.checked' : 'terms.notChecked'),
          },
          { title: t('terms.social'), align: 'right', render: (_, row) => <Fen minor={row.now.social} /> },
          {
            title: t('terms.special'),
            align: 'right',
            render: (_, row) => <Fen minor={row.now.specialDeduction} />,
          },
          {
            title: t('terms.since'),
            render: (_, row) =>
              row.agreed.includes(row.now) ? (
                row.now.validFrom
              ) : (
                <StatusTag tone="off" title={t('terms.usualText')}>
                  {t('terms.usual')}
                </StatusTag>
              ),
          },
          {
            title: '',
            align: 'right',
            render: (_, row) => (
              <Button size="small" onClick={() => setOpenId(row.id)}>
                {t('terms.agree')}
              </Button>
            ),
          },
        ]}
      />
      <Drawer
        open={open !== undefined}
        size={640}
        title={open && t('terms.of', { name: open.name })}
        destroyOnHidden
        onClose={() => setOpenId(null)}
      >
        {open && <TermsDrawer row={open} onDone={() => setOpenId(null)} />}
      </Drawer>
    </div>
  )
}
