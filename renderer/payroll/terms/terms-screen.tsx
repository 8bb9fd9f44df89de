import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { toDecimal } from '../../../shared/money.ts'
import { type PayTerms, usualTerms } from '../../../shared/payroll/rules.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import type { WorkerKind } from '../../../shared/workers/contract.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import { WorkerName } from '../parts/worker-name.tsx'
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
        nothing={t('nothing')}
        onOpen={({ id }) => setOpenId(id)}
        columns={[
          {
            title: t('worker'),
            render: (_, row) => (
              <WorkerName
                name={row.name}
                kind={row.kind}
                archived={row.archived}
                onOpen={() => setOpenId(row.id)}
              />
            ),
          },
          {
            title: t('terms.basisLabel'),
            render: (_, { now }) => (
              <span className={styles.tags}>
                {t(`terms.basis.${now.basis}`)}
                {!now.minimumApplies && <StatusTag tone="off">{t('terms.noMinimum')}</StatusTag>}
              </span>
            ),
          },
          { title: t('terms.pay'), align: 'right', render: (_, { now }) => <Pay terms={now} /> },
          { title: t('terms.taxLabel'), render: (_, row) => t(`terms.tax.${row.now.taxAs}`) },
          {
            title: t('terms.socialShort'),
            align: 'right',
            render: (_, row) => <Fen minor={row.now.social} />,
          },
          {
            title: t('terms.specialShort'),
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

/** What is paid an hour or a month; to be agreed where that is how she is paid. */
function Pay({ terms }: { readonly terms: PayTerms }) {
  const { t } = useTranslation('payroll')
  const pay = [
    terms.basis === 'month' && terms.salary > 0 && t('terms.sayMonth', { salary: toDecimal(terms.salary) }),
    terms.hourlyRate > 0 && t('terms.sayHour', { rate: formatRate(terms.hourlyRate) }),
  ].filter((text) => text !== false)
  const isMissing =
    (terms.basis === 'month' && terms.salary === 0) || (terms.basis === 'hour' && terms.hourlyRate === 0)
  if (isMissing) return <StatusTag tone="act">{t('terms.notAgreed')}</StatusTag>
  return <span className="number">{pay.length === 0 ? '—' : listText(pay)}</span>
}
