import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Spin } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { isBusinessDate } from '../../../shared/dates.ts'
import type { PayPeriod } from '../../../shared/payroll/periods.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { Money } from '../../ui/money.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { Fact, hoursOf } from '../parts/figures.tsx'
import styles from '../payroll.module.css'
import { OpenSlipDrawer } from '../slip/slip-drawer.tsx'
import { PeriodBar } from './period-bar.tsx'
import { useCloseRun } from './use-close-run.ts'
import { type RunRow, sumsOf, WageTable } from './wage-table.tsx'

/** What a period's wages would be, why, and closing them. */
export function PayRunScreen() {
  const { t } = useTranslation('payroll')
  const [params, setParams] = useSearchParams()
  const next = useQuery(api.payroll.runs.next.queryOptions())
  const rules = useQuery(api.payroll.rules.get.queryOptions())
  const leaver = params.has('leaver') ? Number(params.get('leaver')) || 0 : null
  const asked = periodIn(params)
  const period = asked ?? next.data ?? null
  const set = (patch: Readonly<Record<string, string | null>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(patch))
          if (value === null) after.delete(name)
          else after.set(name, value)
        return after
      },
      { replace: true },
    )
  if (!period) return next.error ? <ErrorNote error={next.error} /> : <Spin delay={150} />
  return (
    <div className={styles.page}>
      <PeriodBar
        period={period}
        onPeriod={(span) => set({ ...span })}
        leaver={leaver}
        onLeaver={(id) => set({ leaver: id === null ? null : String(id) })}
      />
      {rules.data && !rules.data.checked && (
        <Alert
          type="warning"
          showIcon
          title={t('run.unchecked')}
          action={<Link to={paths.payRules}>{t('run.toRules')}</Link>}
        />
      )}
      {/* Another period is another run: who was left out, what was searched for and what went wrong begin anew. */}
      <Preview key={`${period.from} ${period.to}`} period={period} leaver={leaver} />
    </div>
  )
}

/** She is shown because nothing of hers was recorded: there is nothing to pay. */
function isEmpty({ gross, net, pieces, minutes, warnings }: RunRow): boolean {
  return (
    gross === 0 &&
    net === 0 &&
    pieces + minutes === 0 &&
    warnings.some(({ code }) => code === 'no-attendance')
  )
}

function periodIn(params: URLSearchParams): PayPeriod | null {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? '']
  return isBusinessDate(from) && isBusinessDate(to) && from <= to ? { from, to } : null
}

function Preview({ period, leaver }: { readonly period: PayPeriod; readonly leaver: number | null }) {
  const { t } = useTranslation('payroll')
  const query = useQuery(api.payroll.runs.preview.queryOptions({ input: { ...period } }))
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const [word, setWord] = useState('')
  const [onlyWarned, setOnlyWarned] = useState(false)
  const [note, setNote] = useState('')
  const [openId, setOpenId] = useState<number | null>(null)
  const close = useCloseRun(() => void query.refetch())
  const rows = (query.data ?? [])
    .map((row): RunRow => ({ ...row, id: row.workerId }))
    .filter(({ id }) => leaver === null || id === leaver)
  const isLocked = (row: RunRow) => row.paidTo > period.to || isEmpty(row)
  const chosen = rows.filter((row) => !leftOut.has(row.id) && !isLocked(row))
  const shown = rows.filter(
    ({ name, warnings }) => isFound(word, [name]) && (!onlyWarned || warnings.length > 0),
  )
  const toggle = useCallback(
    (ids: readonly number[], isOn: boolean) =>
      setLeftOut((before) => {
        const after = new Set(before)
        for (const id of ids)
          if (isOn) after.delete(id)
          else after.add(id)
        return after
      }),
    [],
  )
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  if (rows.length === 0)
    return (
      <>
        <ErrorNote error={query.error} />
        {leaver === 0 ? (
          <EmptyState title={t('run.whoLeaves')} text={t('period.leavingHelp')} />
        ) : (
          <NothingToPay isLeaver={leaver !== null} />
        )}
      </>
    )
  const sums = sumsOf(chosen)
  const warned = rows.filter(({ warnings }) => warnings.length > 0).length
  const allIds = rows.map(({ id }) => id)
  return (
    <>
      <ErrorNote error={query.error ?? close.error} onClose={close.reset} />
      <div className={styles.facts}>
        <Fact name={t('run.people')}>{sums.people}</Fact>
        <Fact name={t('pieces')}>{sums.pieces}</Fact>
        <Fact name={t('hours')}>{hoursOf(sums.minutes)}</Fact>
        <Fact name={t('gross')}>
          <Money minor={sums.gross} />
        </Fact>
        <Fact name={t('taken')}>
          <Money minor={sums.taken} />
        </Fact>
        <Fact name={t('net')}>
          <Money minor={sums.net} />
        </Fact>
        <span className={styles.spread} />
        <Button
          type="primary"
          disabled={chosen.length === 0}
          loading={close.isPending}
          onClick={() => void close.start(period, chosen, { note, leftOut: rows.length - chosen.length })}
        >
          {t('close.open')}
        </Button>
      </div>
      <div className={styles.bar}>
        <SearchField width={200} value={word} placeholder={t('search')} onSearch={setWord} />
        {warned > 0 && (
          <Checkbox checked={onlyWarned} onChange={(event) => setOnlyWarned(event.target.checked)}>
            {t('run.onlyWarned', { count: warned })}
          </Checkbox>
        )}
        <Button size="small" disabled={leftOut.size === 0} onClick={() => toggle(allIds, true)}>
          {t('run.all')}
        </Button>
        <Button size="small" disabled={chosen.length === 0} onClick={() => toggle(allIds, false)}>
          {t('run.none')}
        </Button>
        <span className={styles.spread} />
        <Input
          style={{ width: 180 }}
          aria-label={t('run.note')}
          placeholder={t('run.note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <WageTable
        rows={shown}
        chosen={chosen}
        selected={new Set(chosen.map(({ id }) => id))}
        onToggle={toggle}
        isLocked={isLocked}
        onOpen={({ id }) => setOpenId(id)}
      />
      {openId !== null && (
        <OpenSlipDrawer period={period} workerId={openId} onClose={() => setOpenId(null)} />
      )}
    </>
  )
}

/** What to do first where a period has no wages. */
function NothingToPay({ isLeaver }: { readonly isLeaver: boolean }) {
  const { t } = useTranslation('payroll')
  const workers = useQuery(api.workers.list.queryOptions())
  if (isLeaver) return <EmptyState title={t('run.nothingForHer')} text={t('run.nothingForHerText')} />
  if (workers.data?.length === 0)
    return (
      <EmptyState
        title={t('run.noWorkers')}
        text={t('run.noWorkersText')}
        action={<Link to={paths.workers}>{t('run.toWorkers')}</Link>}
      />
    )
  return (
    <EmptyState
      title={t('run.nothing')}
      text={t('run.nothingText')}
      action={<Link to={paths.recordWork}>{t('run.toRecord')}</Link>}
    />
  )
}
